import type { Standings } from '@machimori/application';
import { type Actor, isRole, type Seat, type Standing } from '@machimori/authorisation';
import type { Transaction } from '@machimori/database';
import type { Id } from '@machimori/kernel';
import { openToOwnSignIn } from './member-store.ts';
import { tablesOf } from './tables.ts';

/** Standing as the database has it now: what was true when somebody signed in counts for nothing. */
export const standings: Standings = {
  async load(transaction: Transaction, actor: Actor): Promise<Standing> {
    if (actor.kind === 'person') return standingOfPerson(transaction, actor);
    if (actor.kind === 'token') return standingOfToken(transaction, actor);
    return { host: false };
  },
};

async function standingOfPerson(
  transaction: Transaction,
  { person, seat, provider }: Extract<Actor, { kind: 'person' }>,
): Promise<Standing> {
  const tables = tablesOf({ transaction });
  // Whom one organisation's provider vouches for is nobody anywhere else, and no host.
  if (provider !== undefined && !samePlace(seat, provider)) return { host: false };
  if (seat === undefined) {
    const row = await tables
      .selectFrom('persons')
      .select('host')
      .where('person_id', '=', person)
      .executeTakeFirst();
    return { host: row?.host ?? false };
  }
  const row = await tables
    .selectFrom('memberships as m')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'm.city_id')
        .onRef('o.organisation_id', '=', 'm.organisation_id'),
    )
    .innerJoin('cities as c', 'c.city_id', 'm.city_id')
    .innerJoin('persons as p', 'p.person_id', 'm.person_id')
    .select(['m.roles', 'o.promoter', 'c.second_factor_for_all', 'p.host'])
    .where('m.city_id', '=', seat.city)
    .where('m.organisation_id', '=', seat.organisation)
    .where('m.person_id', '=', person)
    .where('m.suspended_at', 'is', null)
    .where('m.ended_at', 'is', null)
    .where('c.removed_at', 'is', null)
    .$if(provider === undefined, (query) => query.where(openToOwnSignIn))
    .executeTakeFirst();
  if (row === undefined) return { host: false };
  const host = row.host && provider === undefined;
  return { host, seat: seatOf(seat.city, seat.organisation, row) };
}

const samePlace = (
  seat: { readonly city: string; readonly organisation: string } | undefined,
  provider: { readonly city: string; readonly organisation: string },
): boolean => seat?.city === provider.city && seat.organisation === provider.organisation;

async function standingOfToken(
  transaction: Transaction,
  { token, city, organisation }: Extract<Actor, { kind: 'token' }>,
): Promise<Standing> {
  const row = await tablesOf({ transaction })
    .selectFrom('api_tokens as t')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 't.city_id')
        .onRef('o.organisation_id', '=', 't.organisation_id'),
    )
    .innerJoin('cities as c', 'c.city_id', 't.city_id')
    .select(['o.promoter', 'c.second_factor_for_all'])
    .where('t.city_id', '=', city)
    .where('t.token_id', '=', token)
    .where('t.revoked_at', 'is', null)
    .where('c.removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return { host: false };
  return { host: false, seat: seatOf(city, organisation, { ...row, roles: [] }) };
}

const seatOf = (
  city: Id<'city'>,
  organisation: Id<'organisation'>,
  row: {
    readonly roles: readonly string[];
    readonly promoter: boolean;
    readonly second_factor_for_all: boolean;
  },
): Seat => ({
  city,
  organisation,
  promoter: row.promoter,
  roles: row.roles.filter(isRole),
  secondFactorForAll: row.second_factor_for_all,
});
