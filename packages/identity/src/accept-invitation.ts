import { type Context, defineUseCase } from '@machimori/application';
import type { PersonActor } from '@machimori/authorisation';
import type { Wall } from '@machimori/database';
import { dayInJapan, Failure, type Id, text } from '@machimori/kernel';
import { noteActivity } from './access-store.ts';
import { type EmailAddress, readEmailAddress } from './email-address.ts';
import { expectOpenSession } from './expect-open-session.ts';
import { invitesAnew, senderMayInvite } from './invitation-rules.ts';
import { acceptInvitationRow, findInvitation, type InvitationRow } from './invitation-store.ts';
import { invitationMessages } from './look-at-invitation.ts';
import { findMembershipOf, insertMembership, reopenMembership } from './member-store.ts';
import { readName } from './name.ts';
import { type OpenedSession, openSessionFor } from './open-session-for.ts';
import { belongsTo } from './own-sign-in.ts';
import { expectStrongPassword, hashInTurn } from './password.ts';
import { ownLane } from './password-queue.ts';
import {
  findPersonByEmail,
  findPersonById,
  insertPerson,
  setPasswordHash,
} from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { deleteAllFactors, lockPerson } from './second-factor-store.ts';
import { hashOf } from './secret-token.ts';
import { closeSessions, updateSession } from './session-store.ts';

const messages = {
  signIn: text(
    'このアドレスの方は、もう登録されています。',
    'There is an account for this address already.',
  ),
  signInNext: text(
    'サインインしてから、招待のリンクをもう一度開いてください。',
    'Sign in, then open the link again.',
  ),
  provider: text(
    'この招待は、組織の認証基盤でのサインインでは受けられません。',
    'You cannot accept this invitation while you are signed in by an organisation’s provider.',
  ),
  providerNext: text(
    'ご自分のパスワードかパスキーでサインインし直してください。お持ちでないときは、新しいパスワードを決めて受けてください。',
    'Sign in with your own password or passkey. If you have none, accept it with a new password.',
  ),
  member: text(
    'この組織には、もう加わっています。',
    'You are a member of this organisation already.',
  ),
  memberNext: text(
    '権限を変えるときは、管理者に「人」の画面で変えてもらってください。',
    'To change your rights, ask your administrator to do it under People.',
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
export const acceptInvitation = defineUseCase<Accept, Accepted, IdentityPorts, string | undefined>({
  name: 'accept-invitation',
  action: 'invitation:accept',
  kind: 'command',
  secretOutput: true,
  async prepare(context, input) {
    const { passwords } = context.ports;
    const { found, joining } = await judge(context, input);
    if (joining.as === 'themselves') return (goOn) => goOn(undefined);
    const { password = '' } = input;
    return hashInTurn(passwords, ownLane(`invitation ${found.invitation}`), password);
  },
  async handle(context, input, hash) {
    const { scope, ids, now, transaction } = context;
    const { found, joining, email } = await judge(context, input);
    if (!(await acceptInvitationRow(context, found, now))) throw none();
    const signedIn = scope.actor.kind === 'person' ? scope.actor : undefined;
    const person = joining.as === 'somebody-new' ? ids.next('person') : joining.person;
    if (joining.as === 'somebody-new') {
      await insertPerson(context, { person, email, name: joining.name, host: false, now });
      await setPasswordHash(context, { person, hash: expectHash(hash), now });
    }
    if (joining.as === 'afresh') await startAfresh(context, person, expectHash(hash));

    const { city, organisation, roles } = found;
    const seat = { city, organisation };
    const before = await findMembershipOf(context, { city, organisation, person });
    if (before !== undefined && before.stoppedAt === undefined)
      throw new Failure('conflict', messages.member, { next: messages.memberNext });
    if (before !== undefined && !invitesAnew(found, before)) throw none();
    const membership = before?.membership ?? ids.next('membership');
    if (before === undefined)
      await insertMembership(context, { city, membership, organisation, person, roles, now });
    else await reopenMembership(context, { city, membership, roles, now });

    if (signedIn !== undefined && signedIn.provider === undefined) {
      await updateSession(context, signedIn.session, {
        seat_city: city,
        seat_organisation: organisation,
      });
      await transaction.wall({ reach: 'sign-in', person });
      await noteActivity(context, { person, seat, day: dayInJapan(now) });
    }
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

const none = (): Failure =>
  new Failure('not-found', invitationMessages.none, { next: invitationMessages.noneNext });

const wallBefore = ({ scope: { actor } }: Context): Wall =>
  actor.kind === 'person' ? { reach: 'sign-in', person: actor.person } : { reach: 'sign-in' };

/** How the account comes by which somebody joins. */
type Joining =
  | { readonly as: 'somebody-new'; readonly name: string }
  /** An account that one organisation's provider alone could open becomes the person's own. */
  | { readonly as: 'afresh'; readonly person: Id<'person'> }
  | { readonly as: 'themselves'; readonly person: Id<'person'> };

/** Whether this invitation can be accepted by whoever asks, and how. Writes nothing. */
async function judge(
  context: Context,
  input: Accept,
): Promise<{
  readonly found: InvitationRow;
  readonly email: EmailAddress;
  readonly joining: Joining;
}> {
  const { scope, now, transaction } = context;
  const found = await findInvitation(context, hashOf(input.token), now);
  if (found === undefined || !(await senderMayInvite(context, found))) throw none();
  await transaction.wall(wallBefore(context));
  const email = readEmailAddress(found.email);
  const { actor } = scope;
  const joining =
    actor.kind === 'person'
      ? await joiningAs(context, actor, found, email, input)
      : await joiningByLink(context, found, email, input);
  return { found, email, joining };
}

async function joiningByLink(
  context: Context,
  { city, organisation }: InvitationRow,
  email: EmailAddress,
  input: Accept,
): Promise<Joining> {
  const there = await findPersonByEmail(context, email);
  if (there === undefined) {
    const name = readName(input.name ?? '');
    expectStrongPassword(input.password ?? '', [name, email.shown]);
    return { as: 'somebody-new', name };
  }
  const { person } = there;
  await context.transaction.wall({ reach: 'sign-in', person });
  // Somebody whom the inviting organisation's provider has signed in so far, and nobody else.
  if (!(await belongsTo(context, { person, city, organisation })))
    throw new Failure('conflict', messages.signIn, { next: messages.signInNext });
  expectStrongPassword(input.password ?? '', [input.name ?? '', email.shown]);
  return { as: 'afresh', person };
}

async function joiningAs(
  context: Context,
  { person, provider }: PersonActor,
  { organisation }: InvitationRow,
  email: EmailAddress,
  input: Accept,
): Promise<Joining> {
  await expectAddress(context, person, email);
  if (provider === undefined || provider.organisation === organisation)
    return { as: 'themselves', person };
  // Joining others by a provider's session: from here on the account is the person's own, by a password.
  const alone = await belongsTo(context, { person, ...provider });
  if (!alone || (input.password ?? '') === '')
    throw new Failure('forbidden', messages.provider, { next: messages.providerNext });
  expectStrongPassword(input.password ?? '', [input.name ?? '', email.shown]);
  return { as: 'afresh', person };
}

/** A password of their own, and nothing that came to the account while one organisation could open it. */
async function startAfresh(context: Context, person: Id<'person'>, hash: string): Promise<void> {
  const { scope, now } = context;
  await lockPerson(context, person);
  if (scope.actor.kind === 'person') await expectOpenSession(context);
  await deleteAllFactors(context, person);
  await closeSessions(context, person, now);
  await setPasswordHash(context, { person, hash, now });
}

function expectHash(hash: string | undefined): string {
  if (hash === undefined) throw new TypeError('whoever gets a password has had it hashed');
  return hash;
}

async function expectAddress(
  context: Context,
  person: Id<'person'>,
  email: EmailAddress,
): Promise<void> {
  const found = await findPersonById(context, person);
  if (found === undefined || readEmailAddress(found.email).key !== email.key)
    throw new Failure('forbidden', messages.other, { next: messages.otherNext });
}
