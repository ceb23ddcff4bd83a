import type { Diagnostic } from './diagnostic.ts';
import type { Text } from './text.ts';

/** Why the program could not do what was asked. Closed list; the exit codes stand in docs/exit-codes.md. */
export type FailureCode =
  | 'usage'
  | 'input-invalid'
  | 'input-unreadable'
  | 'output-unwritable'
  | 'catalogue-invalid'
  | 'not-found'
  | 'limit-exceeded'
  | 'unauthenticated'
  | 'forbidden'
  | 'second-factor-required'
  | 'step-up-required'
  | 'conflict'
  | 'rate-limited'
  | 'configuration'
  | 'unavailable'
  | 'not-verified'
  | 'internal';

/** A failure a person can act on. Carries no stack to the reader; `diagnostics` say what is wrong where. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly text: Text;
  readonly next: Text | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Which field of what was entered is wrong, where it is one. */
  readonly field: string | undefined;
  /** Seconds after which it is worth trying again, where that is known. */
  readonly retryAfterS: number | undefined;

  constructor(
    code: FailureCode,
    text: Text,
    options: {
      next?: Text;
      diagnostics?: readonly Diagnostic[];
      field?: string;
      retryAfterS?: number;
      cause?: unknown;
    } = {},
  ) {
    super(text.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.code = code;
    this.text = text;
    this.next = options.next;
    this.diagnostics = options.diagnostics ?? [];
    this.field = options.field;
    this.retryAfterS = options.retryAfterS;
  }
}
