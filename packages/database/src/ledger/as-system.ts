import { sql } from 'kysely';
import type { Transaction } from '../transaction.ts';
import type { Reach, Wall } from '../wall.ts';

/**
 * Runs work that is the log's own (its keys, its head) within an act, and puts the act's wall back.
 * Where the work fails the transaction is lost anyway.
 */
export async function asSystem<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ reach: Reach; city: string; organisation: string; person: string }>`
    select wall_reach() as reach, wall_city() as city, wall_organisation() as organisation,
      wall_person() as person`.execute(transaction.db);
  const before: Wall = rows[0] ?? { reach: 'none' };
  if (before.reach === 'system') return work();
  await transaction.wall({ reach: 'system' });
  const result = await work();
  await transaction.wall(before);
  return result;
}
