import type { Standings } from '@machimori/application';
import { type Actor, isRole, type Seat, type Standing } from '@machimori/authorisation';
import type { Transaction } from '@machimori/database';
import type { Id } from '@machimori/kernel';
import { CompiledQuery } from 'kysely';
import { openToOwnSignIn } from './member-store.ts';
import { tablesOf } from './tables.ts';

interface SeatRow {
  readonly roles: readonly string[];
  readonly promoter: boolean;
  readonly second_factor_for_all: boolean;
}

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
  const { rows } = await transaction.db.executeQuery<SeatRow & { readonly host: boolean }>(
    CompiledQuery.raw(provider === undefined ? seatByOwnSignIn : seatByProvider, [
      seat.city,
      seat.organisation,
      person,
    ]),
  );
  const [row] = rows;
  if (row === undefined) return { host: false };
  const host = row.host && provider === undefined;
  return { host, seat: seatOf(seat.city, seat.organisation, row) };
}

/** Asked before each act: written out, so that it is not composed anew each time. */
const seatByProvider = `
  select m.roles, o.promoter, c.second_factor_for_all, p.host
  from memberships m
  join organisations o on o.city_id = m.city_id and o.organisation_id = m.organisation_id
  join cities c on c.city_id = m.city_id
  join persons p on p.person_id = m.person_id
  where m.city_id = $1 and m.organisation_id = $2 and m.person_id = $3
    and m.suspended_at is null and m.ended_at is null and c.removed_at is null`;
const seatByOwnSignIn = `${seatByProvider} and ${openToOwnSignIn}`;

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

const seatOf = (city: Id<'city'>, organisation: Id<'organisation'>, row: SeatRow): Seat => ({
  city,
  organisation,
  promoter: row.promoter,
  roles: row.roles.filter(isRole),
  secondFactorForAll: row.second_factor_for_all,
});
