import type { QueryConfig } from 'pg';

/** Names of the statements that this process has used, by their text. */
const names = new Map<string, string>();

/** Statements whose plans a session keeps at most; text made anew each time would fill its memory. */
const mostNamed = 500;
const longestNamed = 20_000;
let generation = 0;

/**
 * A statement whose plan the session keeps: with row-level security, planning costs several times what
 * running does. The same text has the same name in every session of this process.
 */
export function statement(text: string, values: unknown[]): QueryConfig {
  const known = names.get(text);
  if (known !== undefined) return { name: known, text, values };
  if (names.size >= mostNamed || text.length > longestNamed) return { text, values };
  const name = `g${generation}_${names.size}`;
  names.set(text, name);
  return { name, text, values };
}

/** Whether a migration changed a table under a kept plan: nothing was done, and new plans will do. */
export const planIsStale = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '0A000' &&
  error.message.includes('cached plan');

/** From here on every session plans anew, under new names. */
export function forgetPlans(): void {
  names.clear();
  generation++;
}
