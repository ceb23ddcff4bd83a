import type { Clock } from './clock.ts';

export interface SteadyClockOptions {
  /** The machine's time, in milliseconds since 1970; somebody may set it. */
  readonly machine: () => number;
  /** Milliseconds that have passed since some moment; nobody sets it. */
  readonly passed: () => number;
  /** Hears once that the machine's time was set back, and by how many milliseconds. */
  readonly onSetBack?: (byMs: number) => void;
}

/**
 * Smaller steps are the ordinary work of whoever keeps the machine's time right: nobody is told, and time goes at half
 * its pace until the machine has caught up.
 */
const toldFromMs = 5_000;

/**
 * The machine's time, which never goes back while the program runs: where it is set back, time goes on from where it
 * was, at the pace at which it passes, so that nothing lasts longer and what comes later bears the later time. Once
 * the machine's time is ahead again it is followed.
 */
export function steadyClock({ machine, passed, onSetBack }: SteadyClockOptions): Clock {
  let last = machine();
  let at = passed();
  let told = false;
  return {
    now() {
      const [said, since] = [machine(), passed()];
      const gone = Math.max(0, since - at);
      const ahead = last + gone - said;
      at = since;
      if (said >= last) {
        told = false;
        last = said;
      } else if (ahead < toldFromMs) {
        last += gone / 2;
      } else {
        last += gone;
        const first = !told;
        // Whoever hears of it may ask for the time.
        told = true;
        if (first) onSetBack?.(Math.round(ahead));
      }
      return new Date(Math.floor(last));
    },
  };
}
