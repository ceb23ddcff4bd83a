import type { Context } from '@machimori/application';
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
}

/** Opens a session with a fresh token; nobody's token from before a sign-in lives on after it. */
export async function openSessionFor(
  context: Context,
  of: {
    readonly person: Id<'person'>;
    readonly device: string;
    readonly awaiting: boolean;
    readonly secondFactor?: boolean;
    readonly seat?: { readonly city: Id<'city'>; readonly organisation: Id<'organisation'> };
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
  const seat =
    of.seat ?? of.provider ?? (of.awaiting ? undefined : await onlySeat(context, of.person));
  if (seat !== undefined) {
    // Behind the wall of sign-in a membership is seen by its own person alone.
    await context.transaction.wall({ reach: 'sign-in', person: of.person });
    await updateSession(context, session, {
      seat_city: seat.city,
      seat_organisation: seat.organisation,
    });
    await noteActivity(context, { person: of.person, seat, day: dayInJapan(now) });
  }
  return { token, session, person: of.person, awaiting: of.awaiting };
}

/** Whoever has one seat need not choose; whoever has several starts at the first and sees which. */
export async function onlySeat(
  context: Context,
  person: Id<'person'>,
): Promise<{ city: Id<'city'>; organisation: Id<'organisation'> } | undefined> {
  const { scope, transaction } = context;
  await transaction.wall({ reach: 'sign-in', person });
  const [first] = await seatsOf({ scope, transaction }, person);
  return first && { city: first.city, organisation: first.organisation };
}
