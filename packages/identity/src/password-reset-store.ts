import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { sql } from 'kysely';
import { openToOwnSignIn } from './member-store.ts';
import { tablesOf } from './tables.ts';

/** How the link reached the person: by mail, from an administrator's hands, or from the machine's own console. */
export type ResetWay = 'mail' | 'administrator' | 'command-line';

/** The administrator who handed a link over, and for which organisation. */
export interface ResetMaker {
  readonly person: Id<'person'>;
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
}

/** A link that can still be used, and whose password it sets. */
export interface PasswordResetRow {
  readonly reset: Id<'passwordReset'>;
  readonly person: Id<'person'>;
  readonly name: string;
  readonly email: string;
  readonly way: ResetWay;
  readonly maker: ResetMaker | undefined;
  readonly expiresAt: Date;
}

/** Puts a link in the place of the one that this person had before. */
export async function putReset(
  act: Act,
  of: {
    readonly person: Id<'person'>;
    readonly reset: Id<'passwordReset'>;
    readonly tokenHash: Buffer;
    readonly way: ResetWay;
    readonly maker: ResetMaker | undefined;
    readonly now: Date;
    readonly expiresAt: Date;
  },
): Promise<void> {
  const values = {
    reset_id: of.reset,
    token_hash: of.tokenHash,
    way: of.way,
    made_by: of.maker?.person ?? null,
    made_city: of.maker?.city ?? null,
    made_organisation: of.maker?.organisation ?? null,
    created_at: of.now,
    expires_at: of.expiresAt,
  };
  await tablesOf(act)
    .insertInto('password_resets')
    .values({ person_id: of.person, ...values })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
    .execute();
}

/** A link that can still be used, by its secret's digest. */
export async function findReset(
  act: Act,
  tokenHash: Buffer,
  now: Date,
): Promise<PasswordResetRow | undefined> {
  const row = await tablesOf(act)
    .selectFrom('password_resets as r')
    .innerJoin('persons as p', 'p.person_id', 'r.person_id')
    .select([
      'r.reset_id',
      'r.person_id',
      'p.name',
      'p.email',
      'r.way',
      'r.made_by',
      'r.made_city',
      'r.made_organisation',
      'r.expires_at',
    ])
    .where('r.token_hash', '=', tokenHash)
    .where('r.expires_at', '>', now)
    // A clock that was set back makes no link last longer.
    .where('r.created_at', '<=', now)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { made_by: by, made_city: city, made_organisation: organisation } = row;
  return {
    reset: row.reset_id as Id<'passwordReset'>,
    person: row.person_id as Id<'person'>,
    name: row.name,
    email: row.email,
    way: row.way as ResetWay,
    maker:
      by === null || city === null || organisation === null
        ? undefined
        : {
            person: by as Id<'person'>,
            city: city as Id<'city'>,
            organisation: organisation as Id<'organisation'>,
          },
    expiresAt: row.expires_at,
  };
}

/** Uses a link up: false where somebody was faster, or another link has taken its place. */
export async function spendReset(
  act: Act,
  of: { readonly person: string; readonly tokenHash: Buffer },
): Promise<boolean> {
  const { numDeletedRows } = await tablesOf(act)
    .deleteFrom('password_resets')
    .where('person_id', '=', of.person)
    .where('token_hash', '=', of.tokenHash)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** Ends the link that this person has, if any. */
export async function endResets(act: Act, person: string): Promise<void> {
  await tablesOf(act).deleteFrom('password_resets').where('person_id', '=', person).execute();
}

/**
 * Whether a person has seats, and every one of them is opened by its organisation's provider alone. Needs a
 * wall that shows the person's own rows.
 */
export async function shutOutOfOwnSignIn(act: Act, person: string): Promise<boolean> {
  const rows = await tablesOf(act)
    .selectFrom('memberships as m')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'm.city_id')
        .onRef('o.organisation_id', '=', 'm.organisation_id'),
    )
    .select(sql.raw<boolean>(openToOwnSignIn).as('own'))
    .where('m.person_id', '=', person)
    .where('m.ended_at', 'is', null)
    .execute();
  return rows.length > 0 && rows.every(({ own }) => !own);
}
