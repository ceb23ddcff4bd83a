// A sensitive act wants a fresh second factor. The act waits here while a dialog asks; the dialog
// belongs to the shell, so acts need not know it.

type Ask = () => Promise<boolean>;

let current: Ask = () => Promise.resolve(false);

export const stepUp = {
  /** True once the person has shown that they are who they are. */
  ask: (): Promise<boolean> => current(),
  /** The dialog offers itself; returns how to take it back. */
  offer(ask: Ask): () => void {
    current = ask;
    return () => {
      if (current === ask) current = () => Promise.resolve(false);
    };
  },
} as const;
