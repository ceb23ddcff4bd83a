/** A session ends when nobody used it for an hour, and after a working day in any case. */
export const sessionRules = {
  idleMs: 60 * 60_000,
  longestMs: 12 * 3_600_000,
  /** The second factor has to come soon after the password. */
  awaitingMs: 10 * 60_000,
  /** How often it is written down that a session is in use. */
  seenEveryMs: 60_000,
  /** A session that was used later than now is of a clock that was set back; machines differ by less. */
  aheadMs: 10 * 60_000,
} as const;

/** Browser and system in a word, for the list of one's sessions: enough to know them apart, no more. */
export function deviceLabel(userAgent: string): string {
  const first = (pairs: readonly (readonly [RegExp, string])[]): string =>
    pairs.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
  const browser = first([
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrom(e|ium)\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = first([
    [/Windows/, 'Windows'],
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/Mac OS X|Macintosh/, 'Mac'],
    [/Linux/, 'Linux'],
  ]);
  return [browser, system].filter((each) => each !== '').join('・');
}
