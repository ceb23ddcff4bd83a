import { type Context, defineUseCase } from '@machimori/application';
import type { Role } from '@machimori/authorisation';
import { Failure, text } from '@machimori/kernel';
import { readEmailAddress } from './email-address.ts';
import { senderMayInvite } from './invitation-rules.ts';
import { findInvitation, type InvitationRow } from './invitation-store.ts';
import { belongsTo } from './own-sign-in.ts';
import { findPersonByEmail, type PersonRow } from './person-store.ts';
import { hashOf } from './secret-token.ts';

export const invitationMessages = {
  none: text(
    'この招待は使えません。期限が過ぎたか、取り消されたか、もう使われています。',
    'This invitation cannot be used: it has expired, was withdrawn, or was used already.',
  ),
  noneNext: text(
    '招待した人に、もう一度送ってもらってください。',
    'Ask whoever invited you to send it again.',
  ),
};

export interface InvitationSeen {
  readonly cityName: string;
  /** The city is the sample. */
  readonly sample: boolean;
  readonly organisationName: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly expiresAt: Date;
  /** There is an account for this address: sign in first, then accept. */
  readonly hasAccount: boolean;
}

/** What an invitation offers, for whoever holds its link. */
export const lookAtInvitation = defineUseCase<{ readonly token: string }, InvitationSeen>({
  name: 'look-at-invitation',
  action: 'invitation:look-at',
  kind: 'query',
  async handle(context, { token }) {
    const found = await findInvitation(context, hashOf(token), context.now);
    if (found === undefined || !(await senderMayInvite(context, found)))
      throw new Failure('not-found', invitationMessages.none, {
        next: invitationMessages.noneNext,
      });
    const person = await findPersonByEmail(context, readEmailAddress(found.email));
    const { cityName, sample, organisationName, email, roles, expiresAt } = found;
    const hasAccount = person !== undefined && !(await onlyThere(context, person, found));
    return { output: { cityName, sample, organisationName, email, roles, expiresAt, hasAccount } };
  },
});

/** Whoever has an account by this organisation's provider alone makes it their own by the invitation. */
async function onlyThere(
  context: Context,
  { person }: PersonRow,
  { city, organisation }: InvitationRow,
): Promise<boolean> {
  await context.transaction.wall({ reach: 'sign-in', person });
  return belongsTo(context, { person, city, organisation });
}
