import type { Act } from '@machimori/application';
import { sql } from 'kysely';
import { tablesOf } from './sheet-tables.ts';

/** So many rows at once make another table of it than statements are planned for. */
const many = 1_000;

/**
 * After so many rows were written in this act, the server looks at the sheet before the act is over: planned for the
 * few that were there before, a statement would compare each of many cells with each line asked for. Last in an act,
 * for another that writes as much waits from here until this one is over.
 */
export async function noticeRows(act: Act, written: number): Promise<void> {
  if (written < many) return;
  await sql`select know_the_sheet()`.execute(tablesOf(act));
}
