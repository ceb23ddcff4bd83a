import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import type { Updateable } from 'kysely';
import { sessionRules } from './session-rules.ts';
import { type IdentityTables, tablesOf } from './tables.ts';

export interface SessionRow {
  readonly session: Id<'session'>;
  readonly person: Id<'person'>;
  readonly awaiting: boolean;
  readonly secondFactor: boolean;
  readonly provedAt: Date;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly endsAt: Date;
  readonly device: string;
  readonly seat: Place | undefined;
  /** The organisation whose own provider opened it: it acts for no other. */
  readonly provider: Place | undefined;
}

interface Place {
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
}

export async function insertSession(
  act: Act,
  of: {
    readonly session: Id<'session'>;
    readonly person: Id<'person'>;
    readonly tokenHash: Buffer;
    readonly now: Date;
    readonly idleEndsAt: Date;
    readonly endsAt: Date;
    readonly awaiting: boolean;
    readonly secondFactor: boolean;
    readonly device: string;
    readonly provedAt: Date;
    readonly provider: Place | undefined;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('sessions')
    .values({
      session_id: of.session,
      person_id: of.person,
      token_hash: of.tokenHash,
      created_at: of.now,
      seen_at: of.now,
      idle_ends_at: of.idleEndsAt,
      ends_at: of.endsAt,
      awaiting: of.awaiting,
      second_factor: of.secondFactor,
      proved_at: of.provedAt,
      device: of.device,
      seat_city: null,
      seat_organisation: null,
      provider_city: of.provider?.city ?? null,
      provider_organisation: of.provider?.organisation ?? null,
      closed_at: null,
    })
    .execute();
}

/** An open session by its token's digest, or by its id. */
export async function findOpenSession(
  act: Pick<Act, 'transaction'>,
  by: { readonly tokenHash: Buffer } | { readonly session: Id<'session'> },
  now: Date,
): Promise<SessionRow | undefined> {
  const query = openSessions(act, now);
  const row = await ('tokenHash' in by
    ? query.where('token_hash', '=', by.tokenHash)
    : query.where('session_id', '=', by.session)
  ).executeTakeFirst();
  return row && rowOf(row);
}

/** How a session ended that was open once: closed by an act, or over by time. */
export async function endOfSession(
  act: Pick<Act, 'transaction'>,
  tokenHash: Buffer,
): Promise<'closed' | 'over' | undefined> {
  const row = await tablesOf(act)
    .selectFrom('sessions')
    .select('closed_at')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row && (row.closed_at === null ? 'over' : 'closed');
}

export async function openSessionsOf(
  act: Act,
  person: Id<'person'>,
  now: Date,
): Promise<readonly SessionRow[]> {
  const of = providerOf(act);
  const rows = await openSessions(act, now)
    .where('person_id', '=', person)
    .where('awaiting', '=', false)
    // What an organisation's provider opened shows nothing of what its person does for others.
    .$if(of !== undefined, (query) =>
      query
        .where('provider_city', '=', of?.city ?? '')
        .where('provider_organisation', '=', of?.organisation ?? ''),
    )
    .orderBy('seen_at', 'desc')
    .execute();
  return rows.map(rowOf);
}

const providerOf = ({ scope }: Act): Place | undefined =>
  scope.actor.kind === 'person' ? scope.actor.provider : undefined;

/** Ends the sessions that an organisation's provider has opened. */
export async function closeProviderSessions(
  act: Act,
  of: Place & { readonly person?: string; readonly but?: Id<'session'>; readonly now: Date },
): Promise<void> {
  await tablesOf(act)
    .updateTable('sessions')
    .set({ closed_at: of.now })
    .where('provider_city', '=', of.city)
    .where('provider_organisation', '=', of.organisation)
    .where('closed_at', 'is', null)
    .$if(of.person !== undefined, (query) => query.where('person_id', '=', of.person ?? ''))
    .$if(of.but !== undefined, (query) => query.where('session_id', '!=', of.but ?? ''))
    .execute();
}

/** What a clock that was set back would make last longer is over instead. */
const openSessions = (act: Pick<Act, 'transaction'>, now: Date) =>
  tablesOf(act)
    .selectFrom('sessions')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('idle_ends_at', '>', now)
    .where('ends_at', '>', now)
    .where('seen_at', '<=', new Date(now.getTime() + sessionRules.aheadMs));

export async function updateSession(
  act: Pick<Act, 'transaction'>,
  session: Id<'session'>,
  values: Updateable<IdentityTables['sessions']>,
): Promise<void> {
  await tablesOf(act)
    .updateTable('sessions')
    .set(values)
    .where('session_id', '=', session)
    .where('closed_at', 'is', null)
    .execute();
}

/** Closes a person's sessions, all but one; says how many. */
export async function closeSessions(
  act: Act,
  person: Id<'person'>,
  now: Date,
  but?: Id<'session'>,
): Promise<number> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('sessions')
    .set({ closed_at: now })
    .where('person_id', '=', person)
    .where('closed_at', 'is', null)
    .$if(but !== undefined, (query) => query.where('session_id', '!=', but ?? ''))
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** Ends what a person does for an organisation at once: their sessions that act for it lose the seat. */
export async function leaveSeat(
  act: Act,
  of: {
    readonly person: string;
    readonly city: string;
    readonly organisation: string;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .updateTable('sessions')
    .set({ closed_at: of.now })
    .where('person_id', '=', of.person)
    .where('seat_city', '=', of.city)
    .where('seat_organisation', '=', of.organisation)
    .where('closed_at', 'is', null)
    .execute();
}

/** Nobody acts in this city any more: sessions stay open without a seat. */
export async function vacateSeats(act: Act, city: string): Promise<void> {
  await tablesOf(act)
    .updateTable('sessions')
    .set({ seat_city: null, seat_organisation: null })
    .where('seat_city', '=', city)
    .execute();
}

const rowOf = (
  row: Awaited<ReturnType<ReturnType<typeof openSessions>['executeTakeFirstOrThrow']>>,
): SessionRow => ({
  session: row.session_id as Id<'session'>,
  person: row.person_id as Id<'person'>,
  awaiting: row.awaiting,
  secondFactor: row.second_factor,
  provedAt: row.proved_at,
  createdAt: row.created_at,
  seenAt: row.seen_at,
  endsAt: row.ends_at,
  device: row.device,
  seat: placeOf(row.seat_city, row.seat_organisation),
  provider: placeOf(row.provider_city, row.provider_organisation),
});

const placeOf = (city: string | null, organisation: string | null): Place | undefined =>
  city === null || organisation === null
    ? undefined
    : { city: city as Id<'city'>, organisation: organisation as Id<'organisation'> };
