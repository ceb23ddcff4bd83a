import type { Context, Outcome } from '@machimori/application';
import { dayInJapan, type Id } from '@machimori/kernel';
import { noteActivity } from './access-store.ts';
import { seatsOf } from './member-store.ts';
import { hashOf, newToken } from './secret-token.ts';
import { sessionRules } from './session-rules.ts';
import { insertSession, updateSession } from './session-store.ts';

export interface OpenedSession {
  /** The secret of the cookie: shown once, kept as a digest. */
  readonly token: string;
  readonly session: Id<'session'>;
  readonly person: Id<'person'>;
  /** The second factor is still to come. */
  readonly awaiting: boolean;
  /** Where the person acts, or will once the second factor is shown; undefined for who has no seat. */
  readonly seat: Seat | undefined;
}

/** In which city, and for which organisation. */
export interface Seat {
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
}

/** Opens a session with a fresh token; nobody's token from before a sign-in lives on after it. */
export async function openSessionFor(
  context: Context,
  of: {
    readonly person: Id<'person'>;
    readonly device: string;
    readonly awaiting: boolean;
    readonly secondFactor?: boolean;
    readonly seat?: Seat;
    /** Where an organisation's provider opens it: its seat, for good, and when it saw the person. */
    readonly provider?: {
      readonly city: Id<'city'>;
      readonly organisation: Id<'organisation'>;
      readonly provedAt: Date;
    };
  },
): Promise<OpenedSession> {
  const { ids, chance, now } = context;
  const token = newToken(chance);
  const session = ids.next('session');
  const after = (ms: number): Date => new Date(now.getTime() + ms);
  await insertSession(context, {
    session,
    person: of.person,
    tokenHash: hashOf(token),
    now,
    idleEndsAt: after(of.awaiting ? sessionRules.awaitingMs : sessionRules.idleMs),
    endsAt: after(of.awaiting ? sessionRules.awaitingMs : sessionRules.longestMs),
    awaiting: of.awaiting,
    secondFactor: of.secondFactor ?? false,
    device: of.device.slice(0, 100),
    provedAt: of.provider?.provedAt ?? now,
    provider: of.provider,
  });
  const found = of.seat ?? of.provider ?? (await onlySeat(context, of.person));
  const seat = found && { city: found.city, organisation: found.organisation };
  const taken = of.awaiting ? (of.seat ?? of.provider) : seat;
  if (taken !== undefined) {
    // Behind the wall of sign-in a membership is seen by its own person alone.
    await context.transaction.wall({ reach: 'sign-in', person: of.person });
    await updateSession(context, session, {
      seat_city: taken.city,
      seat_organisation: taken.organisation,
    });
    await noteActivity(context, { person: of.person, seat: taken, day: dayInJapan(now) });
  }
  return { token, session, person: of.person, awaiting: of.awaiting, seat };
}

/** Whoever has one seat need not choose; whoever has several starts at the first and sees which. */
export async function onlySeat(context: Context, person: Id<'person'>): Promise<Seat | undefined> {
  const [first] = await placesOf(context, person);
  return first;
}

/** The cities where somebody has a seat, once each: the first is where they begin. */
async function placesOf(context: Context, person: Id<'person'>): Promise<readonly Seat[]> {
  const { scope, transaction } = context;
  await transaction.wall({ reach: 'sign-in', person });
  const places = new Map<string, Seat>();
  for (const { city, organisation } of await seatsOf({ scope, transaction }, person))
    if (!places.has(city)) places.set(city, { city, organisation });
  return [...places.values()];
}

/** The seat that somebody acts in, where a sign-out is told as the sign-in was: of other places nothing. */
export const actsIn = ({ scope }: Pick<Context, 'scope'>): readonly Seat[] =>
  scope.actor.kind === 'person' && scope.actor.seat !== undefined ? [scope.actor.seat] : [];

/**
 * Where an act on somebody's account is told beside the installation's log: in every city where they have a
 * seat, since its officers look there. To be asked last: the wall is the one of signing in from here on.
 */
export const whereSeated = async (
  context: Context,
  person: Id<'person'>,
): Promise<Pick<Outcome<never>, 'alsoIn'>> => ({ alsoIn: await placesOf(context, person) });

/**
 * Where a failed sign-in is told: in every city whose account was tried. Asked for nobody's account in the
 * same way, so that how long an answer takes tells little of who has one.
 */
export async function whereTried(
  context: Context,
  person: Id<'person'>,
): Promise<Pick<Outcome<never>, 'city' | 'organisation' | 'alsoIn'>> {
  const [first, ...alsoIn] = await placesOf(context, person);
  return { ...first, alsoIn };
}
