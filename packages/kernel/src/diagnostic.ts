import type { Text } from './text.ts';

/** Where in an input a diagnostic points. Lines and columns count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Path inside the document: `components[3].operator`. */
  readonly path?: string;
  readonly sheet?: string;
  /** Cell as a person names it: `C7`. */
  readonly cell?: string;
}

/** One thing that is wrong with an input: what, where, what was expected, what to do next. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning';
  readonly place: Place;
  readonly message: Text;
  readonly expected?: Text;
  /** The nearest valid word, where one is near. */
  readonly nearest?: string;
}

export type DiagnosticCode =
  | 'syntax'
  | 'encoding'
  | 'too-large'
  | 'too-deep'
  | 'alias-refused'
  | 'unknown-field'
  | 'missing-field'
  | 'wrong-type'
  | 'unknown-word'
  | 'bad-key'
  | 'duplicate-key'
  | 'unknown-key'
  | 'bad-date'
  | 'bad-number'
  | 'inconsistent'
  | 'formula-refused'
  | 'unmatched-row'
  | 'catalogue';
