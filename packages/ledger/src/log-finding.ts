import { type Text, text } from '@machimori/kernel';

/** What a verifier can find. */
export type LogFindingCode =
  /** Not in the format at all: a line that nobody can read. */
  | 'unreadable'
  /** An entry is not what its follower says it was, or not what was signed. */
  | 'changed'
  | 'removed'
  | 'reordered'
  | 'repeated'
  /** Of another log, another stream, or under a key that is not this log's. */
  | 'foreign'
  /** A checkpoint that is not that of the entries before it. */
  | 'checkpoint'
  | 'signature'
  | 'hand-over'
  | 'epoch'
  /** Entries that were lost in a restore, as the log itself says. */
  | 'lost'
  /** A restore replaced another history of the log, as the log itself says. */
  | 'other-history'
  | 'content'
  | 'proof'
  /** The end is missing. */
  | 'truncated'
  /** Entries that no checkpoint covers. */
  | 'uncovered'
  /** The log is not a continuation of what was seen before. */
  | 'history'
  /** Nothing says that a stream ends where the export does, or that a selection is all there is. */
  | 'open-end';

/** One thing that a verifier found, and where. A notice alone does not make an export wrong. */
export interface LogFinding {
  readonly code: LogFindingCode;
  readonly severity: 'wrong' | 'notice';
  /** Line of the export, counted from 1. */
  readonly line?: number;
  readonly epoch?: number;
  readonly stream?: string;
  /** The entry's number in its stream; up to `to` where it is several. */
  readonly counter?: number;
  readonly to?: number;
  readonly message: Text;
}

/** An entry as people name it. */
export function entryText(stream: string, counter: number, to = counter): Text {
  return to === counter
    ? text(`「${stream}」の${counter}番`, `entry ${counter} of “${stream}”`)
    : text(
        `「${stream}」の${counter}番から${to}番まで`,
        `entries ${counter} to ${to} of “${stream}”`,
      );
}

/** Keeps what is found, up to a number that a person could still read, and counts the rest. */
export class Findings {
  readonly #kept: LogFinding[] = [];
  readonly #most: number;
  #wrong = 0;
  #notices = 0;

  constructor(most = 200) {
    this.#most = most;
  }

  add(
    finding: Omit<LogFinding, 'severity'> & { readonly severity?: LogFinding['severity'] },
  ): void {
    const whole: LogFinding = { severity: 'wrong', ...finding };
    if (whole.severity === 'wrong') this.#wrong++;
    else this.#notices++;
    if (this.#kept.length < this.#most) this.#kept.push(whole);
  }

  get kept(): readonly LogFinding[] {
    return this.#kept;
  }

  get wrong(): number {
    return this.#wrong;
  }

  get count(): number {
    return this.#wrong + this.#notices;
  }
}
