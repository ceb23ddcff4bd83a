import { sql } from 'kysely';
import type { Transaction } from './transaction.ts';

/** Stays: what is left of the city's log. */
const stubs = 'ledger_removals';

/**
 * Takes away every row of a city, in all tables that have a city_id, those that refer before those that are
 * referred to. The stub of its log has to stand there first: without it the database lets nothing go. A table
 * that came later and whose rows may not be deleted fails this, and its migration wants a grant.
 */
export async function removeCityRows(transaction: Transaction, city: string): Promise<void> {
  const { db } = transaction;
  await transaction.wall({ reach: 'city', city });
  const { rows } = await sql<{ name: string; refers_to: readonly string[] }>`
    select c.relname as name, array(select distinct t.relname::text from pg_constraint fk
        join pg_class t on t.oid = fk.confrelid
        where fk.conrelid = c.oid and fk.contype = 'f' and t.oid <> c.oid) as refers_to
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'city_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`.execute(db);
  const left = new Map(rows.map(({ name, refers_to }) => [name, refers_to]));
  left.delete(stubs);
  while (left.size > 0) {
    const referred = new Set([...left.values()].flat());
    const free = [...left.keys()].filter((name) => !referred.has(name));
    if (free.length === 0)
      throw new Error(`tables refer to each other in a circle: ${[...referred]}`);
    for (const name of free) {
      await sql`delete from ${sql.table(name)} where city_id = ${city}`.execute(db);
      left.delete(name);
    }
  }
}
