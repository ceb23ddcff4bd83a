import { Problem } from './problem.ts';

/** The network's minute is over by the last of these. */
const waitsForRoom = [5_000, 20_000, 40_000] as const;

/**
 * Whether what could not be read is asked for again, after so many tries. What the server refused it refuses again; a
 * broken line is worth another try, and so is a busy minute, in which many at one place asked for much.
 */
export function asksAgain(tries: number, error: unknown): boolean {
  if (!(error instanceof Problem)) return false;
  if (error.code === 'rate-limited') return tries < waitsForRoom.length;
  return error.code === 'offline' && tries < 2;
}

/** In how many milliseconds, after so many tries. */
export function waitBefore(tries: number, error: unknown): number {
  const isBusy = error instanceof Problem && error.code === 'rate-limited';
  return (isBusy ? waitsForRoom[tries] : undefined) ?? 1_000 * 2 ** tries;
}
