import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { tablesOf } from './tables.ts';

export interface PasskeyRow {
  readonly credential: Id<'credential'>;
  readonly person: Id<'person'>;
  readonly name: string;
  /** The id that the device gave it, base64url. */
  readonly externalId: string;
  readonly publicKey: Uint8Array;
  readonly signCount: number;
  readonly transports: readonly string[];
  /** The device checked who holds it: alone it stands for both factors. */
  readonly userVerified: boolean;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | undefined;
}

/** False where a passkey of this id is there already, be it somebody else's. */
export async function insertPasskey(
  act: Act,
  of: Omit<PasskeyRow, 'lastUsedAt'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tablesOf(act)
    .insertInto('passkeys')
    .values({
      credential_id: of.credential,
      person_id: of.person,
      name: of.name,
      external_id: of.externalId,
      public_key: Buffer.from(of.publicKey),
      sign_count: String(of.signCount),
      transports: [...of.transports],
      user_verified: of.userVerified,
      created_at: of.createdAt,
      last_used_at: null,
    })
    .onConflict((conflict) => conflict.column('external_id').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function passkeysOf(act: Act, person: Id<'person'>): Promise<readonly PasskeyRow[]> {
  const rows = await passkeys(act).where('person_id', '=', person).orderBy('created_at').execute();
  return rows.map(rowOf);
}

export async function findPasskey(act: Act, externalId: string): Promise<PasskeyRow | undefined> {
  const row = await passkeys(act).where('external_id', '=', externalId).executeTakeFirst();
  return row && rowOf(row);
}

/**
 * Notes the device's count of signatures. False where it did not grow: the passkey may have been copied.
 * Devices that do not count say nought each time.
 */
export async function noteSignCount(
  act: Act,
  of: { readonly credential: Id<'credential'>; readonly count: number; readonly now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('passkeys')
    .set({ sign_count: String(of.count), last_used_at: of.now })
    .where('credential_id', '=', of.credential)
    .where((eb) =>
      of.count === 0 ? eb('sign_count', '=', '0') : eb('sign_count', '<', String(of.count)),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const passkeys = (act: Act) => tablesOf(act).selectFrom('passkeys').selectAll();

const rowOf = (
  row: Awaited<ReturnType<ReturnType<typeof passkeys>['executeTakeFirstOrThrow']>>,
): PasskeyRow => ({
  credential: row.credential_id as Id<'credential'>,
  person: row.person_id as Id<'person'>,
  name: row.name,
  externalId: row.external_id,
  publicKey: row.public_key,
  signCount: Number(row.sign_count),
  transports: row.transports,
  userVerified: row.user_verified,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at ?? undefined,
});
