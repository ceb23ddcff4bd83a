import type { Context } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { type MemberRow, updateMember } from './member-store.ts';
import { giveWork, type OpenWork, openWorkOf, stopWork } from './open-work-store.ts';
import { leaveSeat } from './session-store.ts';

/** What became of the work of whoever has left. */
export interface HandedOver extends OpenWork {
  /** Undefined: nobody took it over; invitations were withdrawn and tokens revoked. */
  readonly successor: Id<'person'> | undefined;
}

/** Ends a membership: signs out of the seat, and no work stays behind without an owner. */
export async function endMembershipOf(
  context: Context,
  member: MemberRow,
  successor: Id<'person'> | undefined,
): Promise<HandedOver> {
  const { scope, now } = context;
  const { membership, version, roles, person, organisation } = member;
  await updateMember(context, { membership, version, roles, suspendedAt: null, endedAt: now });
  await leaveSeat(context, { person, city: scope.inCity, organisation, now });
  return handOverWork(context, member, successor);
}

/** Gives what a member has begun to a successor; without one it ends. */
export async function handOverWork(
  context: Context,
  { person, organisation, roles }: Pick<MemberRow, 'person' | 'organisation' | 'roles'>,
  successor: Id<'person'> | undefined,
): Promise<HandedOver> {
  const { now } = context;
  // A city's administrator invites into every organisation of it.
  const everywhere = roles.includes('cityAdministrator');
  const work = await openWorkOf(context, { person, organisation, everywhere, now });
  if (successor === undefined) await stopWork(context, work, now);
  else await giveWork(context, work, successor);
  return { ...work, successor };
}
