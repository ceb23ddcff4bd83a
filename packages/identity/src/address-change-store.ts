import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { sql } from 'kysely';
import type { EmailAddress } from './email-address.ts';
import { tablesOf } from './tables.ts';

/** As PostgreSQL says that a value is there already. */
const uniqueViolation = '23505';

/** An address that waits for its owner's word. */
export interface AddressChangeRow {
  readonly person: Id<'person'>;
  readonly email: string;
  readonly expiresAt: Date;
}

/** Puts a link in the place of the one that this person had before. */
export async function putAddressChange(
  act: Act,
  of: {
    readonly person: Id<'person'>;
    readonly change: Id<'addressChange'>;
    readonly tokenHash: Buffer;
    readonly email: EmailAddress;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  const values = {
    change_id: of.change,
    token_hash: of.tokenHash,
    email: of.email.shown,
    created_at: of.now,
    expires_at: of.expiresAt,
  };
  await tablesOf(act)
    .insertInto('address_changes')
    .values({ person_id: of.person, ...values })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
    .execute();
}

/** A change that can still be confirmed: by its link's digest, or a person's own. */
export async function findAddressChange(
  act: Act,
  by: { readonly tokenHash: Buffer } | { readonly person: Id<'person'> },
  now: Date,
): Promise<AddressChangeRow | undefined> {
  const row = await tablesOf(act)
    .selectFrom('address_changes')
    .select(['person_id', 'email', 'expires_at'])
    .where((eb) =>
      'tokenHash' in by ? eb('token_hash', '=', by.tokenHash) : eb('person_id', '=', by.person),
    )
    .where('expires_at', '>', now)
    // A clock that was set back makes no link last longer.
    .where('created_at', '<=', now)
    .executeTakeFirst();
  return (
    row && { person: row.person_id as Id<'person'>, email: row.email, expiresAt: row.expires_at }
  );
}

/** Uses a link up: false where somebody was faster, or another link has taken its place. */
export async function spendAddressChange(
  act: Act,
  of: { readonly person: string; readonly tokenHash: Buffer },
): Promise<boolean> {
  const { numDeletedRows } = await tablesOf(act)
    .deleteFrom('address_changes')
    .where('person_id', '=', of.person)
    .where('token_hash', '=', of.tokenHash)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** Ends the link that this person has, if any. */
export async function endAddressChanges(act: Act, person: string): Promise<void> {
  await tablesOf(act).deleteFrom('address_changes').where('person_id', '=', person).execute();
}

/** The list with what stands in `of` now, once, where another takes its place: who approves is held against it. */
const formerly = (list: 'former_names' | 'former_emails', of: 'name' | 'email', next: string) =>
  sql<string[]>`case when ${sql.ref(of)} = ${next} or ${sql.ref(of)} = any(${sql.ref(list)})
    then ${sql.ref(list)} else array_append(${sql.ref(list)}, ${sql.ref(of)}) end`;

/** False where another account took the address at the same moment: the act can only be refused then. */
export async function setEmailAddress(
  act: Act,
  of: { readonly person: string; readonly email: EmailAddress },
): Promise<boolean> {
  const update = tablesOf(act)
    .updateTable('persons')
    .set(({ eb }) => ({
      email: of.email.shown,
      email_key: of.email.key,
      former_emails: formerly('former_emails', 'email', of.email.shown),
      version: eb('version', '+', 1),
    }))
    .where('person_id', '=', of.person);
  try {
    await update.execute();
    return true;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === uniqueViolation) return false;
    throw error;
  }
}

export async function setPersonName(
  act: Act,
  of: { readonly person: string; readonly name: string },
): Promise<void> {
  await tablesOf(act)
    .updateTable('persons')
    .set(({ eb }) => ({
      name: of.name,
      former_names: formerly('former_names', 'name', of.name),
      version: eb('version', '+', 1),
    }))
    .where('person_id', '=', of.person)
    .execute();
}
