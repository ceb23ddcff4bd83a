import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { tablesOf } from './tables.ts';

export interface TotpRow {
  readonly credential: Id<'credential'>;
  readonly name: string;
  readonly sealed: Uint8Array;
  readonly createdAt: Date;
  readonly confirmedAt: Date | undefined;
  readonly lastUsedAt: Date | undefined;
  /** The time step whose code was taken last. */
  readonly lastStep: number;
}

/** Takes turns with every other act on this person's ways to sign in, until this act is over. */
export async function lockPerson(
  act: Act,
  person: Id<'person'>,
): Promise<{ readonly name: string; readonly email: string } | undefined> {
  const row = await tablesOf(act)
    .selectFrom('persons')
    .select(['name', 'email'])
    .where('person_id', '=', person)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row;
}

export async function insertTotp(
  act: Act,
  of: {
    readonly credential: Id<'credential'>;
    readonly person: Id<'person'>;
    readonly name: string;
    readonly sealed: Uint8Array;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('totp_secrets')
    .values({
      credential_id: of.credential,
      person_id: of.person,
      name: of.name,
      sealed: Buffer.from(of.sealed),
      created_at: of.now,
      confirmed_at: null,
      last_used_at: null,
    })
    .execute();
}

export async function totpsOf(act: Act, person: Id<'person'>): Promise<readonly TotpRow[]> {
  const rows = await tablesOf(act)
    .selectFrom('totp_secrets')
    .select([
      'credential_id',
      'name',
      'sealed',
      'created_at',
      'confirmed_at',
      'last_used_at',
      'last_step',
    ])
    .where('person_id', '=', person)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({
    credential: row.credential_id as Id<'credential'>,
    name: row.name,
    sealed: row.sealed,
    createdAt: row.created_at,
    confirmedAt: row.confirmed_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
    lastStep: Number(row.last_step),
  }));
}

/** Takes a time step, once: false where this step or a later one was taken before. */
export async function takeStep(
  act: Act,
  of: {
    readonly credential: Id<'credential'>;
    readonly step: number;
    readonly now: Date;
    readonly confirms?: true;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('totp_secrets')
    .set({
      last_step: String(of.step),
      last_used_at: of.now,
      ...(of.confirms ? { confirmed_at: of.now } : {}),
    })
    .where('credential_id', '=', of.credential)
    .where('last_step', '<', String(of.step))
    .where('confirmed_at', of.confirms ? 'is' : 'is not', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Forgets enrolments that were begun and not finished. */
export async function deleteUnconfirmedTotps(act: Act, person: Id<'person'>): Promise<void> {
  await tablesOf(act)
    .deleteFrom('totp_secrets')
    .where('person_id', '=', person)
    .where('confirmed_at', 'is', null)
    .execute();
}

/** Removes one authenticator or passkey of this person; says what it was called. */
export async function deleteFactor(
  act: Act,
  person: Id<'person'>,
  credential: string,
): Promise<{ readonly kind: 'totp' | 'passkey'; readonly name: string } | undefined> {
  for (const [kind, table] of [
    ['totp', 'totp_secrets'],
    ['passkey', 'passkeys'],
  ] as const) {
    const row = await tablesOf(act)
      .deleteFrom(table)
      .where('person_id', '=', person)
      .where('credential_id', '=', credential)
      .returning('name')
      .executeTakeFirst();
    if (row !== undefined) return { kind, name: row.name };
  }
  return undefined;
}

/** Removes everything a person has beside the password; says how many devices that were. */
export async function deleteAllFactors(act: Act, person: Id<'person'>): Promise<number> {
  let devices = 0n;
  for (const table of ['totp_secrets', 'passkeys'] as const) {
    const { numDeletedRows } = await tablesOf(act)
      .deleteFrom(table)
      .where('person_id', '=', person)
      .executeTakeFirstOrThrow();
    devices += numDeletedRows;
  }
  await replaceRecoveryCodes(act, { person, hashes: [], now: new Date(0) });
  return Number(devices);
}

export async function replaceRecoveryCodes(
  act: Act,
  of: { readonly person: Id<'person'>; readonly hashes: readonly Buffer[]; readonly now: Date },
): Promise<void> {
  await tablesOf(act).deleteFrom('recovery_codes').where('person_id', '=', of.person).execute();
  if (of.hashes.length === 0) return;
  await tablesOf(act)
    .insertInto('recovery_codes')
    .values(
      of.hashes.map((hash) => ({
        person_id: of.person,
        code_hash: hash,
        created_at: of.now,
        used_at: null,
      })),
    )
    .execute();
}

/** Uses a recovery code up, unless it was used before, or never was one. */
export async function spendRecoveryCode(
  act: Act,
  of: { readonly person: Id<'person'>; readonly hash: Buffer; readonly now: Date },
): Promise<'now' | 'before' | 'never'> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('recovery_codes')
    .set({ used_at: of.now })
    .where('person_id', '=', of.person)
    .where('code_hash', '=', of.hash)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 1n) return 'now';
  const row = await tablesOf(act)
    .selectFrom('recovery_codes')
    .select('used_at')
    .where('person_id', '=', of.person)
    .where('code_hash', '=', of.hash)
    .executeTakeFirst();
  return row === undefined ? 'never' : 'before';
}

export async function recoveryCodesLeft(act: Act, person: Id<'person'>): Promise<number> {
  const row = await tablesOf(act)
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<string>().as('left'))
    .where('person_id', '=', person)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.left);
}

/** Whether this person runs the installation. */
export async function findPersonHost(act: Act, person: Id<'person'>): Promise<boolean> {
  const row = await tablesOf(act)
    .selectFrom('persons')
    .select('host')
    .where('person_id', '=', person)
    .executeTakeFirst();
  return row?.host ?? false;
}
