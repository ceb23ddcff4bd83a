import { sql } from 'kysely';
import type { Transaction } from './transaction.ts';
import type { Reach, Wall } from './wall.ts';

/**
 * Runs work that is the program's own (the log's keys and head, how deliveries fare) within an act, and puts
 * the act's wall back. Where the work fails the transaction is lost anyway.
 */
export const asSystem = <T>(transaction: Transaction, work: () => Promise<T>): Promise<T> =>
  behindWall(transaction, { reach: 'system' }, work);

/**
 * Asks something for an act behind another wall than its own, and puts its own back: what is told of the answer must
 * be what whoever acts may know. Where the work fails the transaction is lost anyway.
 */
export async function behindWall<T>(
  transaction: Transaction,
  wall: Wall,
  work: () => Promise<T>,
): Promise<T> {
  const { rows } = await sql<{ reach: Reach; city: string; organisation: string; person: string }>`
    select wall_reach() as reach, wall_city() as city, wall_organisation() as organisation,
      wall_person() as person`.execute(transaction.db);
  const before: Wall = rows[0] ?? { reach: 'none' };
  if (before.reach === 'system') return work();
  await transaction.wall(wall);
  const result = await work();
  await transaction.wall(before);
  return result;
}
