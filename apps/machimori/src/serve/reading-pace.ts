/** How slowly something may be taken by whoever asked for it: a place is theirs as long as they keep to it. */
export interface Pace {
  /** So long they may take whatever they take. */
  readonly graceMs: number;
  readonly bytesPerMinute: number;
  /** Milliseconds, from any moment on. */
  readonly now: () => number;
}

/** A connection of 70 kbit/s keeps to it; who takes a piece now and then, on purpose, does not. */
export const slowestPace: Pace = {
  graceMs: 120_000,
  bytesPerMinute: 512 * 1024,
  now: () => performance.now(),
};

/** How somebody takes what is sent, piece by piece. What the program itself takes to write is not counted. */
export class Reading {
  readonly #pace: Pace;
  #waitedMs = 0;
  #bytes = 0;

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /** How long they may still let it wait; not above zero where they were too slow. */
  get leftMs(): number {
    const { graceMs, bytesPerMinute } = this.#pace;
    return graceMs + (this.#bytes / bytesPerMinute) * 60_000 - this.#waitedMs;
  }

  /** A piece is there for them; what it returns is called when they have taken it. */
  offer(bytes: number): () => void {
    const from = this.#pace.now();
    return () => {
      this.#waitedMs += this.#pace.now() - from;
      this.#bytes += bytes;
    };
  }
}
