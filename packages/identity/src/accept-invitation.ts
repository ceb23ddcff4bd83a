import { type Context, defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { type EmailAddress, readEmailAddress } from './email-address.ts';
import { acceptInvitationRow, findInvitation } from './invitation-store.ts';
import { invitationMessages } from './look-at-invitation.ts';
import { findMembershipOf, insertMembership, reopenMembership } from './member-store.ts';
import { readName } from './name.ts';
import { type OpenedSession, openSessionFor } from './open-session-for.ts';
import { expectStrongPassword, hashPassword } from './password.ts';
import {
  findPersonByEmail,
  findPersonById,
  insertPerson,
  setPasswordHash,
} from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { hashOf } from './secret-token.ts';
import { updateSession } from './session-store.ts';

const messages = {
  signIn: text(
    'このアドレスの方は、もう登録されています。',
    'There is an account for this address already.',
  ),
  signInNext: text(
    'サインインしてから、招待のリンクをもう一度開いてください。',
    'Sign in, then open the link again.',
  ),
  other: text(
    'この招待は、ほかのアドレスの方に宛てたものです。',
    'This invitation is for somebody with another address.',
  ),
  otherNext: text(
    'サインアウトしてから開くか、いまのアドレス宛てに招待し直してもらってください。',
    'Sign out and open it again, or ask to be invited under your present address.',
  ),
};

export interface Accept {
  readonly token: string;
  /** For somebody without an account: who they are, and their new password. */
  readonly name?: string | undefined;
  readonly password?: string | undefined;
  readonly device: string;
}

export interface Accepted {
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
  readonly email: string;
  /** Where somebody new has just been signed in. */
  readonly opened: OpenedSession | undefined;
}

/** Takes the seat that an invitation offers; somebody new makes their account by it. */
export const acceptInvitation = defineUseCase<Accept, Accepted, IdentityPorts>({
  name: 'accept-invitation',
  action: 'invitation:accept',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { scope, ids, now } = context;
    const found = await findInvitation(context, hashOf(input.token), now);
    if (found === undefined || !(await acceptInvitationRow(context, found, now)))
      throw new Failure('not-found', invitationMessages.none, {
        next: invitationMessages.noneNext,
      });
    const email = readEmailAddress(found.email);
    const signedIn = scope.actor.kind === 'person' ? scope.actor : undefined;
    const person =
      signedIn === undefined
        ? await makePerson(context, email, input)
        : await expectAddress(context, signedIn.person, email);

    const { city, organisation, roles } = found;
    const before = await findMembershipOf(context, { city, organisation, person });
    const membership = before?.membership ?? ids.next('membership');
    if (before === undefined)
      await insertMembership(context, { city, membership, organisation, person, roles, now });
    else await reopenMembership(context, { city, membership, roles, now });

    const seat = { city, organisation };
    if (signedIn !== undefined)
      await updateSession(context, signedIn.session, {
        seat_city: city,
        seat_organisation: organisation,
      });
    const opened =
      signedIn === undefined
        ? await openSessionFor(context, { person, device: input.device, awaiting: false, seat })
        : undefined;
    return {
      output: { ...seat, email: email.shown, opened },
      ...seat,
      subjects: [found.invitation, membership, person],
      content: { roles },
      performedBy: person,
      events: [{ type: 'member.joined', aggregate: membership, payload: { membership, person } }],
    };
  },
});

async function makePerson(
  context: Context,
  email: EmailAddress,
  input: Accept,
): Promise<Id<'person'>> {
  if ((await findPersonByEmail(context, email)) !== undefined)
    throw new Failure('conflict', messages.signIn, { next: messages.signInNext });
  const { ids, now } = context;
  const name = readName(input.name ?? '');
  const password = input.password ?? '';
  expectStrongPassword(password, [name, email.shown]);
  const person = ids.next('person');
  await insertPerson(context, { person, email, name, host: false, now });
  await setPasswordHash(context, { person, hash: await hashPassword(password), now });
  return person;
}

async function expectAddress(
  context: Context,
  person: Id<'person'>,
  email: EmailAddress,
): Promise<Id<'person'>> {
  const found = await findPersonById(context, person);
  if (found === undefined || readEmailAddress(found.email).key !== email.key)
    throw new Failure('forbidden', messages.other, { next: messages.otherNext });
  return person;
}
