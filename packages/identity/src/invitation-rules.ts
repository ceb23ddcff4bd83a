import type { Context } from '@machimori/application';
import { readId } from '@machimori/kernel';
import type { InvitationRow } from './invitation-store.ts';
import { activeRoles } from './member-store.ts';
import { findPersonHost } from './second-factor-store.ts';

/**
 * Whether whoever sent an invitation could send it today: an administrator who was suspended, who has left
 * or who is none any more lets nobody in by a link of theirs. Moves the wall to the sender.
 */
export async function senderMayInvite(
  context: Context,
  { city, organisation, roles, invitedBy }: InvitationRow,
): Promise<boolean> {
  // What the program itself has sent at the command line is nobody's.
  if (readId('person', invitedBy) === undefined) return true;
  await context.transaction.wall({ reach: 'sign-in', person: invitedBy });
  const seats = await activeRoles(context, { city, person: invitedBy });
  if (seats.some((seat) => seat.roles.includes('cityAdministrator'))) return true;
  if (await findPersonHost(context, invitedBy)) return true;
  return (
    !roles.includes('cityAdministrator') &&
    seats.some(
      (seat) =>
        seat.organisation === organisation && seat.roles.includes('organisationAdministrator'),
    )
  );
}

/** An invitation brings back whom it was sent to afterwards; an older one was stopped with the membership. */
export const invitesAnew = (
  { createdAt }: InvitationRow,
  { stoppedAt }: { readonly stoppedAt: Date | undefined },
): boolean => stoppedAt !== undefined && createdAt.getTime() > stoppedAt.getTime();
