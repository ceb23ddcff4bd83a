/**
 * Why something did not arrive, by a word of whoever delivers: what an administrator reads of it is looked up
 * by this word, so nothing of the thing itself (an address, a link) is kept or written anywhere.
 */
export class Undeliverable extends Error {
  /** `no-answer` */
  readonly why: string;
  /** No later attempt would end otherwise. */
  readonly final: boolean;
  /** Where it is the end, nobody's word is waited for: whoever asked sees by themselves how it went. */
  readonly settled: boolean;
  /** Nobody answered: what waited for that may have waited long. */
  readonly silent: boolean;
  /** Whoever answered wants to be asked nothing before. */
  readonly restUntil: Date | undefined;

  constructor(
    why: string,
    options: {
      readonly final: boolean;
      readonly settled?: boolean | undefined;
      readonly silent?: boolean | undefined;
      readonly restUntil?: Date | undefined;
      readonly cause?: unknown;
    },
  ) {
    super(why, { cause: options.cause });
    this.name = 'Undeliverable';
    this.why = why;
    this.final = options.final;
    this.settled = options.settled ?? false;
    this.silent = options.silent ?? false;
    this.restUntil = options.restUntil;
  }
}

/** As it is kept with what is put off; an error's detail may hold a row's content and stays away. */
export const keptError = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500);

/** The word that a kept error was given, where it was given one. */
export const whyOf = (kept: string | undefined): string | undefined =>
  /^Undeliverable: ([a-z0-9-]{1,40})$/.exec(kept ?? '')?.[1];
