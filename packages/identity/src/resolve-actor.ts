import type { World } from '@machimori/application';
import { type Action, type Actor, actions } from '@machimori/authorisation';
import { type Transaction, transact } from '@machimori/database';
import { dayInJapan, type Id } from '@machimori/kernel';
import { noteActivity } from './access-store.ts';
import { findToken, type TokenRow, touchToken } from './api-token-store.ts';
import { activeRoles } from './member-store.ts';
import { hashOf } from './secret-token.ts';
import { sessionRules } from './session-rules.ts';
import { endOfSession, findOpenSession, updateSession } from './session-store.ts';

/** Who asks: a person, a machine, or nobody yet; `pending` where only the second factor is missing. */
export interface Asker {
  readonly actor: Actor;
  readonly pending?: Id<'session'>;
  /** How the session ended whose secret is shown: whoever holds it may know why they are asked anew. */
  readonly ended?: 'closed' | 'over';
}

const nobody: Asker = { actor: { kind: 'anonymous' } };

/** Whose session a cookie is. A session that is over, closed or unknown is nobody's. */
export async function actorOfSession(
  { database, clock }: Pick<World, 'database' | 'clock'>,
  token: string,
): Promise<Asker> {
  const now = clock.now();
  const by = { tokenHash: hashOf(token) };
  const wall = { reach: 'sign-in' } as const;
  const { session, ended } = await transact(
    database,
    wall,
    async (transaction) => {
      const open = await findOpenSession({ transaction }, by, now);
      return open === undefined
        ? { ended: await endOfSession({ transaction }, by.tokenHash) }
        : { session: open };
    },
    { readOnly: true },
  );
  if (session === undefined) return ended === undefined ? nobody : { ...nobody, ended };
  if (session.awaiting) return { ...nobody, pending: session.session };
  if (now.getTime() - session.seenAt.getTime() >= sessionRules.seenEveryMs) {
    const idleEndsAt = new Date(now.getTime() + sessionRules.idleMs);
    const { person, seat } = session;
    await transact(database, { ...wall, person }, async (transaction) => {
      const act = { transaction };
      await updateSession(act, session.session, { seen_at: now, idle_ends_at: idleEndsAt });
      if (seat !== undefined) await noteActivity(act, { person, seat, day: dayInJapan(now) });
    });
  }
  const { person, secondFactor, provedAt, seat, provider } = session;
  return {
    actor: {
      kind: 'person',
      person,
      session: session.session,
      secondFactor,
      provedAt,
      ...(seat === undefined ? {} : { seat }),
      ...(provider === undefined ? {} : { provider }),
    },
  };
}

/** Whose token a machine shows. */
export async function actorOfToken(
  { database, clock }: Pick<World, 'database' | 'clock'>,
  token: string,
): Promise<Asker> {
  const now = clock.now();
  const found = await transact(
    database,
    { reach: 'sign-in' },
    async (transaction) => {
      const good = await findToken({ transaction }, hashOf(token), now);
      return good && (await makerHasSeat(transaction, good)) ? good : undefined;
    },
    { readOnly: true },
  );
  if (found === undefined) return nobody;
  if (found.lastUsedOn !== now.toISOString().slice(0, 10))
    await transact(database, { reach: 'sign-in' }, (transaction) =>
      touchToken({ transaction }, found, now),
    );
  const known = found.actions.filter((action): action is Action => Object.hasOwn(actions, action));
  const { token: id, city, organisation } = found;
  return { actor: { kind: 'token', token: id, city, organisation, actions: known } };
}

/** Whoever made a token, or took it over, knows its secret: it rests while their own seat does. */
async function makerHasSeat(
  transaction: Transaction,
  { city, organisation, createdBy }: TokenRow,
): Promise<boolean> {
  await transaction.wall({ reach: 'sign-in', person: createdBy });
  const seats = await activeRoles({ transaction }, { city, person: createdBy });
  return seats.some((seat) => seat.organisation === organisation);
}
