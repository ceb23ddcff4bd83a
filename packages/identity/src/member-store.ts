import type { Act } from '@machimori/application';
import { isRole, type Role } from '@machimori/authorisation';
import { Failure, type Id } from '@machimori/kernel';
import { sql } from 'kysely';
import { cityMessages } from './city-store.ts';
import type { EmailAddress } from './email-address.ts';
import { tablesOf } from './tables.ts';

/** A member as those who may see members see them. */
export interface MemberRow {
  readonly membership: Id<'membership'>;
  readonly organisation: Id<'organisation'>;
  readonly organisationName: string;
  readonly person: Id<'person'>;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly since: Date;
  readonly suspendedAt: Date | undefined;
  /** The organisation's provider has suspended them, and may undo it. */
  readonly suspendedByProvider: boolean;
  readonly endedAt: Date | undefined;
  /** Day in Japan. */
  readonly lastActiveOn: string | undefined;
  readonly version: number;
}

/** A seat a person may take. */
export interface SeatRow {
  readonly city: Id<'city'>;
  readonly cityName: string;
  readonly sample: boolean;
  readonly organisation: Id<'organisation'>;
  readonly organisationName: string;
  readonly promoter: boolean;
  readonly roles: readonly Role[];
  readonly secondFactorForAll: boolean;
}

export async function insertMembership(
  act: Act,
  of: {
    readonly city: Id<'city'>;
    readonly membership: Id<'membership'>;
    readonly organisation: Id<'organisation'>;
    readonly person: Id<'person'>;
    readonly roles: readonly Role[];
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('memberships')
    .values({
      city_id: of.city,
      membership_id: of.membership,
      organisation_id: of.organisation,
      person_id: of.person,
      roles: [...of.roles],
      since: of.now,
      suspended_at: null,
      ended_at: null,
      last_active_on: null,
    })
    .execute();
}

/** A membership of this person in this organisation, and since when it is suspended or over. */
export async function findMembershipOf(
  act: Act,
  of: { readonly city: string; readonly organisation: string; readonly person: string },
): Promise<{ membership: Id<'membership'>; stoppedAt: Date | undefined } | undefined> {
  const row = await tablesOf(act)
    .selectFrom('memberships')
    .select(['membership_id', 'ended_at', 'suspended_at'])
    .where('city_id', '=', of.city)
    .where('organisation_id', '=', of.organisation)
    .where('person_id', '=', of.person)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const stoppedAt = row.ended_at ?? row.suspended_at ?? undefined;
  return { membership: row.membership_id as Id<'membership'>, stoppedAt };
}

/** Whether whoever has this address is a member of the organisation now: neither suspended nor gone. */
export async function isPresentMember(
  act: Act,
  of: { readonly organisation: string; readonly email: EmailAddress },
): Promise<boolean> {
  const row = await members(act)
    .where('m.organisation_id', '=', of.organisation)
    .where('p.email_key', '=', of.email.key)
    .where('m.suspended_at', 'is', null)
    .where('m.ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** The roles of a person's seats in a city as they are now, by organisation; asked behind their own wall. */
export async function activeRoles(
  act: Pick<Act, 'transaction'>,
  of: { readonly city: string; readonly person: string },
): Promise<readonly { readonly organisation: string; readonly roles: readonly Role[] }[]> {
  const rows = await tablesOf(act)
    .selectFrom('memberships')
    .select(['organisation_id', 'roles'])
    .where('city_id', '=', of.city)
    .where('person_id', '=', of.person)
    .where('suspended_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    organisation: row.organisation_id,
    roles: row.roles.filter(isRole),
  }));
}

/** Whoever has left and is invited again goes on with the same membership. */
export async function reopenMembership(
  act: Act,
  of: {
    readonly city: string;
    readonly membership: string;
    readonly roles: readonly Role[];
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .updateTable('memberships')
    .set((eb) => ({
      roles: [...of.roles],
      since: of.now,
      suspended_at: null,
      ended_at: null,
      version: eb('version', '+', 1),
    }))
    .where('city_id', '=', of.city)
    .where('membership_id', '=', of.membership)
    .execute();
}

const members = (act: Act) =>
  tablesOf(act)
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.person_id', 'm.person_id')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'm.city_id')
        .onRef('o.organisation_id', '=', 'm.organisation_id'),
    )
    .leftJoin('provider_persons as b', (join) =>
      join
        .onRef('b.city_id', '=', 'm.city_id')
        .onRef('b.organisation_id', '=', 'm.organisation_id')
        .onRef('b.person_id', '=', 'm.person_id'),
    )
    .select([
      'm.membership_id',
      'm.organisation_id',
      'o.name as organisation_name',
      'm.person_id',
      'p.name',
      'p.email',
      'm.roles',
      'm.since',
      'm.suspended_at',
      'b.withdrawn_at',
      'm.ended_at',
      'm.last_active_on',
      'm.version',
    ])
    .where('m.city_id', '=', act.scope.inCity)
    // Row-level security says the same; this is the first wall.
    .$if(act.scope.reach === 'organisation', (query) =>
      query.where('m.organisation_id', '=', act.scope.organisation ?? ''),
    );

/** Which members are asked for; what is absent does not narrow. */
export interface MemberFilter {
  /** A part of the name, the mail address or the organisation's name; width, case and spaces do not matter. */
  readonly search?: string | undefined;
  /** `current`: who belongs now, suspended or not; `left`: who does no more. */
  readonly state?: 'current' | 'left' | undefined;
  readonly role?: Role | undefined;
  readonly organisation?: string | undefined;
}

/** As people compare words: of one width and case, without spaces. */
const plain = (column: ReturnType<typeof sql.ref>) =>
  sql<string>`lower(translate(normalize(${column}, nfkc), ' 　', ''))`;

const filtered = (act: Act, { search, state, role, organisation }: MemberFilter) => {
  const words = (search ?? '').normalize('NFKC').replaceAll(/\s/gu, '').toLowerCase();
  const places = [plain(sql.ref('p.name')), plain(sql.ref('p.email')), plain(sql.ref('o.name'))];
  return members(act)
    .$if(words !== '', (query) =>
      query.where((eb) =>
        eb.or(places.map((place) => sql<boolean>`strpos(${place}, ${words}) > 0`)),
      ),
    )
    .$if(state === 'current', (query) => query.where('m.ended_at', 'is', null))
    .$if(state === 'left', (query) => query.where('m.ended_at', 'is not', null))
    .$if(role !== undefined, (query) => query.where(sql<boolean>`${role} = any(m.roles)`))
    .$if(organisation !== undefined, (query) =>
      query.where('m.organisation_id', '=', organisation ?? ''),
    );
};

/** Some of those who are asked for, who joined last first; `after` is the last row of the page before. */
export async function listMembersAfter(
  act: Act,
  filter: MemberFilter,
  after: { readonly at: Date; readonly id: string } | undefined,
  most: number,
): Promise<readonly MemberRow[]> {
  const rows = await filtered(act, filter)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(m.since, m.membership_id) < (${after?.at}, ${after?.id})`),
    )
    .orderBy('m.since', 'desc')
    .orderBy('m.membership_id', 'desc')
    .limit(most)
    .execute();
  return rows.map(rowOf);
}

/** How many there are of those who are asked for. */
export async function countMembers(act: Act, filter: MemberFilter): Promise<number> {
  const { count } = await filtered(act, filter)
    .clearSelect()
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** All whom the scope reaches, those who have left too. */
export async function listMembers(act: Act): Promise<readonly MemberRow[]> {
  return (await members(act).orderBy('m.since').execute()).map(rowOf);
}

export async function findMember(act: Act, membership: string): Promise<MemberRow | undefined> {
  const row = await members(act).where('m.membership_id', '=', membership).executeTakeFirst();
  return row && rowOf(row);
}

export async function updateMember(
  act: Act,
  of: {
    readonly membership: string;
    readonly version: number;
    readonly roles: readonly Role[];
    readonly suspendedAt: Date | null;
    readonly endedAt: Date | null;
  },
): Promise<void> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('memberships')
    .set((eb) => ({
      roles: [...of.roles],
      suspended_at: of.suspendedAt,
      ended_at: of.endedAt,
      version: eb('version', '+', 1),
    }))
    .where('city_id', '=', act.scope.inCity)
    .where('membership_id', '=', of.membership)
    .where('version', '=', of.version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n)
    throw new Failure('conflict', cityMessages.changed, { next: cityMessages.changedNext });
}

/** How many could still administer the city. Locks them, so that two cannot leave it without anybody. */
export async function countCityAdministrators(act: Act): Promise<number> {
  const rows = await tablesOf(act)
    .selectFrom('memberships')
    .select('membership_id')
    .where('city_id', '=', act.scope.inCity)
    .where('suspended_at', 'is', null)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`'cityAdministrator' = any(roles)`)
    .forUpdate()
    .execute();
  return rows.length;
}

/**
 * Seats that one's own password or passkey opens: all but those of an organisation whose members sign in
 * by its provider alone. A city's administrators are never shut out when a provider fails.
 */
export const openToOwnSignIn = `(not o.provider_only or 'cityAdministrator' = any(m.roles))`;

/** The seats that a person may take as they have signed in, in all cities. */
export async function seatsOf(act: Act, person: Id<'person'>): Promise<readonly SeatRow[]> {
  const { actor } = act.scope;
  const provider = actor.kind === 'person' ? actor.provider : undefined;
  const rows = await tablesOf(act)
    .selectFrom('memberships as m')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'm.city_id')
        .onRef('o.organisation_id', '=', 'm.organisation_id'),
    )
    .innerJoin('cities as c', 'c.city_id', 'm.city_id')
    .select([
      'm.city_id',
      'c.name as city_name',
      'c.sample',
      'c.second_factor_for_all',
      'm.organisation_id',
      'o.name as organisation_name',
      'o.promoter',
      'm.roles',
    ])
    .where('m.person_id', '=', person)
    .where('m.suspended_at', 'is', null)
    .where('m.ended_at', 'is', null)
    .where('c.removed_at', 'is', null)
    .$if(provider === undefined, (query) => query.where(sql.raw<boolean>(openToOwnSignIn)))
    .$if(provider !== undefined, (query) =>
      query
        .where('m.city_id', '=', provider?.city ?? '')
        .where('m.organisation_id', '=', provider?.organisation ?? ''),
    )
    .orderBy('m.since')
    .execute();
  return rows.map((row) => ({
    city: row.city_id as Id<'city'>,
    cityName: row.city_name,
    sample: row.sample,
    organisation: row.organisation_id as Id<'organisation'>,
    organisationName: row.organisation_name,
    promoter: row.promoter,
    roles: row.roles.filter(isRole),
    secondFactorForAll: row.second_factor_for_all,
  }));
}

const rowOf = (
  row: Awaited<ReturnType<ReturnType<typeof members>['executeTakeFirstOrThrow']>>,
): MemberRow => ({
  membership: row.membership_id as Id<'membership'>,
  organisation: row.organisation_id as Id<'organisation'>,
  organisationName: row.organisation_name,
  person: row.person_id as Id<'person'>,
  name: row.name,
  email: row.email,
  roles: row.roles.filter(isRole),
  since: row.since,
  suspendedAt: row.suspended_at ?? undefined,
  suspendedByProvider:
    row.suspended_at !== null && row.withdrawn_at?.getTime() === row.suspended_at.getTime(),
  endedAt: row.ended_at ?? undefined,
  lastActiveOn: row.last_active_on ?? undefined,
  version: row.version,
});
