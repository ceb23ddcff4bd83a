// A sensitive act wants a fresh second factor. The act waits here while a dialog asks; the dialog
// belongs to the shell, so acts need not know it.

type Ask = () => Promise<boolean>;

/** The dialog comes after the page: who acts before it is there waits so long for it. */
const comesWithinMs = 10_000;

let current: Ask | undefined;
const waiting = new Set<(ask: Ask) => void>();

const dialog = (): Promise<Ask | undefined> =>
  new Promise((resolve) => {
    const come = (ask?: Ask): void => {
      clearTimeout(late);
      waiting.delete(come);
      resolve(ask);
    };
    const late = setTimeout(come, comesWithinMs);
    waiting.add(come);
  });

export const stepUp = {
  /** True once the person has shown that they are who they are; false where they would not, or nothing could ask them. */
  ask: async (): Promise<boolean> => (await (current ?? (await dialog()))?.()) ?? false,
  /** The dialog offers itself; returns how to take it back. */
  offer(ask: Ask): () => void {
    current = ask;
    for (const come of waiting) come(ask);
    return () => {
      if (current === ask) current = undefined;
    };
  },
} as const;
