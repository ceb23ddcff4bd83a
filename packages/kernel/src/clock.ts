/** The one source of the time. A use case reads it once; tests give their own. */
export interface Clock {
  now(): Date;
}

/** Chance, as it is given to what needs it: ids, tokens, salts. `bytes` must be unpredictable. */
export interface Chance {
  bytes(length: number): Uint8Array;
}
