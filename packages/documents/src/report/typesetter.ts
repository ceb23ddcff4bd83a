/** Turns typst markup into a pdf. The report knows nothing else of how that is done. */
export interface Typesetter {
  typeset(markup: string): Promise<Uint8Array>;
  /** Frees the worker; the next `typeset` starts a new one. */
  close(): Promise<void>;
}
