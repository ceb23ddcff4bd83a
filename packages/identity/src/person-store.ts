import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import type { EmailAddress } from './email-address.ts';
import { tablesOf } from './tables.ts';

export interface PersonRow {
  readonly person: Id<'person'>;
  readonly name: string;
  readonly email: string;
  readonly locale: 'ja' | 'en';
  readonly passwordHash: string | undefined;
  /** Runs the installation. */
  readonly host: boolean;
  /** Has a confirmed authenticator or a passkey. */
  readonly secondFactor: boolean;
}

/** Somebody by their address, with what signing in needs. */
export const findPersonByEmail = (act: Act, email: EmailAddress): Promise<PersonRow | undefined> =>
  findPerson(act, 'email_key', email.key);

export const findPersonById = (act: Act, person: Id<'person'>): Promise<PersonRow | undefined> =>
  findPerson(act, 'person_id', person);

async function findPerson(
  act: Act,
  column: 'email_key' | 'person_id',
  value: string,
): Promise<PersonRow | undefined> {
  const row = await tablesOf(act)
    .selectFrom('persons as p')
    .leftJoin('passwords as w', 'w.person_id', 'p.person_id')
    .select(({ exists, selectFrom, or }) => [
      'p.person_id',
      'p.name',
      'p.email',
      'p.locale',
      'p.host',
      'w.hash',
      or([
        exists(
          selectFrom('totp_secrets as t')
            .select('t.credential_id')
            .whereRef('t.person_id', '=', 'p.person_id')
            .where('t.confirmed_at', 'is not', null),
        ),
        exists(
          selectFrom('passkeys as k')
            .select('k.credential_id')
            .whereRef('k.person_id', '=', 'p.person_id'),
        ),
      ]).as('second_factor'),
    ])
    .where(`p.${column}`, '=', value)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    person: row.person_id as Id<'person'>,
    name: row.name,
    email: row.email,
    locale: row.locale === 'en' ? 'en' : 'ja',
    host: row.host,
    passwordHash: row.hash ?? undefined,
    secondFactor: Boolean(row.second_factor),
  };
}

export async function insertPerson(
  act: Act,
  of: {
    readonly person: Id<'person'>;
    readonly email: EmailAddress;
    readonly name: string;
    readonly host: boolean;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('persons')
    .values({
      person_id: of.person,
      email: of.email.shown,
      email_key: of.email.key,
      name: of.name,
      host: of.host,
      created_at: of.now,
    })
    .execute();
}

export async function setPasswordHash(
  act: Act,
  of: { readonly person: Id<'person'>; readonly hash: string; readonly now: Date },
): Promise<void> {
  await tablesOf(act)
    .insertInto('passwords')
    .values({ person_id: of.person, hash: of.hash, changed_at: of.now })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({ hash: of.hash, changed_at: of.now }),
    )
    .execute();
}

/** Whether anybody is there at all: the first visit is over when somebody is. */
export async function anybodyThere(act: Pick<Act, 'transaction'>): Promise<boolean> {
  const row = await tablesOf(act).selectFrom('persons').select('person_id').executeTakeFirst();
  return row !== undefined;
}
