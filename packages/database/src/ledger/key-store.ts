import { sql } from 'kysely';
import type { Transaction } from '../transaction.ts';

/** A key of a log, its secret sealed. */
export interface StoredKey {
  readonly number: number;
  /** The verifier key that is handed out; none for the key of pseudonyms. */
  readonly publicKey: string | undefined;
  /** The note by which the key before handed over. */
  readonly handOver: string | undefined;
  readonly sealed: Uint8Array;
}

export type KeyPurpose = 'sign' | 'pseudonym';

export async function insertKey(
  { db }: Transaction,
  log: string,
  purpose: KeyPurpose,
  { number, publicKey, handOver, sealed }: StoredKey,
  at: Date,
): Promise<void> {
  await sql`
    insert into ledger_keys (city_id, purpose, number, public_key, hand_over, sealed, created_at)
    values (${log}, ${purpose}, ${number}, ${publicKey ?? null}, ${handOver ?? null}, ${Buffer.from(sealed)}, ${at}::timestamptz)`.execute(
    db,
  );
}

/** The keys of a log for a purpose, oldest first. */
export async function readKeys(
  { db }: Transaction,
  log: string,
  purpose: KeyPurpose,
): Promise<readonly StoredKey[]> {
  const { rows } = await sql<{
    number: number;
    public_key: string | null;
    hand_over: string | null;
    sealed: Uint8Array;
  }>`
    select number, public_key, hand_over, sealed from ledger_keys
    where city_id = ${log} and purpose = ${purpose} order by number`.execute(db);
  return rows.map((row) => ({
    number: row.number,
    publicKey: row.public_key ?? undefined,
    handOver: row.hand_over ?? undefined,
    sealed: row.sealed,
  }));
}
