import { sql } from 'kysely';
import type { Transaction } from '../transaction.ts';

/** Keeps the stub and takes the log away. The stub comes first: without it the database lets nothing go. */
export async function removeLog(
  { db }: Transaction,
  log: string,
  stub: string,
  at: Date,
): Promise<void> {
  await sql`insert into ledger_removals (city_id, stub, removed_at) values (${log}, ${stub}, ${at}::timestamptz)`.execute(
    db,
  );
  for (const table of [
    'ledger_contents',
    'ledger_entries',
    'ledger_pseudonyms',
    'ledger_streams',
    'ledger_tiles',
    'ledger_checkpoints',
    'ledger_keys',
    'ledger_heads',
  ]) {
    await sql`delete from ${sql.table(table)} where city_id = ${log}`.execute(db);
  }
}

/** Which logs were removed, latest first. */
export async function listRemovals({
  db,
}: Transaction): Promise<readonly { readonly log: string; readonly at: Date }[]> {
  const { rows } = await sql<{ city_id: string; removed_at: Date }>`
    select city_id, removed_at from ledger_removals order by removed_at desc`.execute(db);
  return rows.map(({ city_id, removed_at }) => ({ log: city_id, at: removed_at }));
}

/** The stub of a removed log. */
export async function readRemovalStub(
  { db }: Transaction,
  log: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ stub: string }>`
    select stub from ledger_removals where city_id = ${log}`.execute(db);
  return rows[0]?.stub;
}
