import { type Context, defineUseCase, type Outcome } from '@machimori/application';
import { type Role, secondFactorCompulsory } from '@machimori/authorisation';
import { Failure, type Id, text } from '@machimori/kernel';
import { readEmailAddress } from './email-address.ts';
import { senderMayInvite } from './invitation-rules.ts';
import { acceptInvitationRow, openInvitationsOf } from './invitation-store.ts';
import { insertMembership } from './member-store.ts';
import { type OpenedSession, openSessionFor } from './open-session-for.ts';
import { findPersonByEmail, findPersonById, insertPerson } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import type { ProviderClaims } from './provider-exchange.ts';
import {
  domainOf,
  rolesAfterSignIn,
  rolesByProvider,
  secondFactorByProvider,
} from './provider-rules.ts';
import {
  findProvider,
  findProviderMember,
  findProviderPerson,
  hasOtherCityAdministrator,
  insertProviderPerson,
  noteProviderPerson,
  type ProviderMember,
  type ProviderRow,
  updateProviderMember,
} from './provider-store.ts';
import { openQuestion } from './question.ts';
import { hashOf, newToken } from './secret-token.ts';
import { replaceSessionToken } from './session-rotation-store.ts';
import { leaveSeat } from './session-store.ts';

const messages = {
  over: text(
    'サインインの途中で、設定が変わりました。',
    'The settings changed while you signed in.',
  ),
  overNext: text('はじめからサインインし直してください。', 'Please sign in again from the start.'),
  unknown: text(
    '組織の認証基盤では確認できましたが、この組織のメンバーとして登録されていません。',
    'Your organisation’s provider knows you, but you are no member of this organisation here.',
  ),
  unknownNext: text(
    '組織の管理者に招待してもらってください。ほかの組織のためにアカウントをお持ちのときは、招待のリンクから参加してください。',
    'Ask your administrator for an invitation. If you have an account for another organisation, join by the link of the invitation.',
  ),
  mail: text(
    '組織の認証基盤が、確認済みのメールアドレスを知らせていません。',
    'Your organisation’s provider does not tell a verified mail address.',
  ),
  mailNext: text(
    '組織の管理者に、email と email_verified を渡す設定を頼んでください。',
    'Ask your administrator to have the provider send email and email_verified.',
  ),
  other: text(
    'このメールアドレスの人は、認証基盤の別のアカウントと結びついています。',
    'The person with this mail address is bound to another account at the provider.',
  ),
  otherNext: text(
    '組織の管理者に、シングルサインオンの設定で結びつきを外してもらってください。',
    'Ask your administrator to release it in the settings of single sign-on.',
  ),
  suspended: text(
    'この組織での利用が止められています。',
    'You cannot act for this organisation at present.',
  ),
  suspendedNext: text('組織の管理者に確かめてください。', 'Ask your administrator.'),
  noRole: text(
    '組織の認証基盤が、ここでの役割を渡していません。',
    'Your organisation’s provider gives you no role here.',
  ),
  noRoleNext: text(
    '必要なときは、組織の管理者に、認証基盤のグループに加えてもらってください。',
    'If you need one, ask your administrator to put you into its group.',
  ),
  different: text(
    'いまサインインしている人とは、別の人です。',
    'This is not the person who is signed in.',
  ),
  differentNext: text('ご本人のアカウントで確かめてください。', 'Use your own account.'),
  stale: text(
    '組織の認証基盤が、ご本人をあらためて確かめませんでした。',
    'Your organisation’s provider did not ask anew who you are.',
  ),
  staleNext: text('ほかの方法で確かめてください。', 'Choose another way.'),
};

interface Answered {
  readonly question: string;
  readonly claims: ProviderClaims;
  readonly device: string;
}

/** Whom the provider's answer is about, and what they were before it. */
interface Known {
  readonly person: Id<'person'>;
  readonly member: ProviderMember;
  readonly joined: boolean;
  /** The provider's subject is theirs already. */
  readonly bound: boolean;
  readonly withdrawnAt: Date | undefined;
}

/** Somebody whom the provider vouches for and who does not get in. */
interface TurnedAway {
  readonly reason:
    | 'not-a-member'
    | 'membership-ended'
    | 'suspended'
    | 'no-verified-mail'
    | 'bound-to-another';
  readonly refusal: Failure;
  /** A member, past or present, of this organisation. Of all others its log learns nothing. */
  readonly whom?: { readonly person: Id<'person'>; readonly membership: Id<'membership'> };
}

/** Clocks of two houses differ. */
const toleranceMs = 60_000;

/**
 * Signs in by what an organisation's provider has said, for that organisation alone. Whoever comes for the
 * first time is known by a membership or an invitation of that very organisation; later by the provider's
 * subject, whatever has become of the address.
 */
export const openSessionByProvider = defineUseCase<Answered, OpenedSession, IdentityPorts>({
  name: 'open-session-by-provider',
  action: 'session:open',
  kind: 'command',
  secretOutput: true,
  async handle(context, { question, claims, device }) {
    const { now } = context;
    const { told } = await openQuestion(context, question, { purpose: 'provider-sign-in' });
    const provider = await providerTold(context, told);
    const { city, organisation } = provider;
    const known =
      (await knownBySubject(context, provider, claims)) ??
      (await firstUse(context, provider, claims));
    if ('refusal' in known) return turnAway(provider, known);
    const { person, member } = known;
    const { membership } = member;
    const place = { city, organisation, performedBy: person } as const;
    const subjects = [person, membership];

    // What an administrator has stopped stays so; what the provider has taken, it may give back.
    const byProvider = known.withdrawnAt?.getTime() === member.suspendedAt?.getTime();
    if (member.suspendedAt !== undefined && !byProvider)
      return {
        ...turnAway(provider, { ...suspended(), whom: { person, membership } }),
        performedBy: person,
      };
    const { issuer } = provider;
    const { subject } = claims;
    if (!known.bound)
      await insertProviderPerson(context, { city, organisation, issuer, subject, person, now });
    const roles = await rolesNow(context, provider, claims, known);
    if (roles.length === 0) return withdraw(context, provider, known);
    const changed = !sameRoles(roles, member.roles) || member.suspendedAt !== undefined;
    if (changed)
      await updateProviderMember(context, {
        city,
        organisation,
        membership,
        roles,
        suspendedAt: null,
      });
    await noteProviderPerson(context, { city, organisation, person, now, withdrawnAt: null });

    const secondFactor = secondFactorByProvider(provider, claims);
    const own = await findPersonById(context, person);
    const opened = await openSessionFor(context, {
      person,
      device,
      awaiting: !secondFactor && own?.secondFactor === true,
      secondFactor,
      provider: { city, organisation, provedAt: provedAt(claims, now) },
    });
    const { secondFactorForAll } = member;
    return {
      ...place,
      output: opened,
      subjects,
      content: {
        method: 'provider',
        issuer,
        secondFactor,
        compulsory: secondFactorCompulsory({ roles, secondFactorForAll }),
        joined: known.joined,
        ...(changed ? { before: { roles: member.roles }, after: { roles } } : {}),
      },
      events: [
        ...(known.joined
          ? [{ type: 'member.joined', aggregate: membership, payload: memberOf(known) }]
          : []),
        ...(changed
          ? [{ type: 'member.changed', aggregate: membership, payload: memberOf(known) }]
          : []),
      ],
    };
  },
});

/** Shows again that it is oneself, by the provider that has opened the session. */
export const proveByProvider = defineUseCase<Answered, { readonly token: string }, IdentityPorts>({
  name: 'prove-by-provider',
  action: 'session:confirm',
  kind: 'command',
  secretOutput: true,
  async handle(context, { question, claims }) {
    const { scope, chance, now, transaction } = context;
    const { actor } = scope;
    if (actor.kind !== 'person' || actor.provider === undefined)
      throw new Failure('unauthenticated', messages.over, { next: messages.overNext });
    const { person, session } = actor;
    await transaction.wall({ reach: 'sign-in', person });
    const bound = { purpose: 'provider-proof', person, session } as const;
    const { told } = await openQuestion(context, question, bound);
    const provider = await providerTold(context, told);
    const { subject } = claims;
    const found = await findProviderPerson(context, provider, { subject });
    const ours = provider.organisation === actor.provider.organisation && found?.person === person;
    const beganAt = Number(told['at'] ?? Number.NaN);
    const seenAt = claims.authTime?.getTime() ?? Number.NaN;
    // A provider that shrugs and answers from its own session has seen nobody.
    const fresh = seenAt >= beganAt - toleranceMs && seenAt <= now.getTime() + toleranceMs;
    if (!ours || !fresh)
      return {
        output: undefined as never,
        ...actor.provider,
        subjects: [person, session],
        content: { method: 'provider', reason: ours ? 'stale' : 'somebody-else' },
        refusal: ours
          ? new Failure('forbidden', messages.stale, { next: messages.staleNext })
          : new Failure('forbidden', messages.different, { next: messages.differentNext }),
      };
    const token = newToken(chance);
    const replaced = await replaceSessionToken(context, {
      session,
      tokenHash: hashOf(token),
      awaiting: false,
      provedAt: now,
      ...(secondFactorByProvider(provider, claims) ? { secondFactor: true as const } : {}),
    });
    if (!replaced) throw new Failure('unauthenticated', messages.over, { next: messages.overNext });
    return {
      output: { token },
      ...actor.provider,
      subjects: [person, session],
      content: { method: 'provider' },
    };
  },
});

/** The provider that was asked, as long as it is still the same. */
async function providerTold(
  context: Context,
  told: Readonly<Record<string, string>>,
): Promise<ProviderRow> {
  const { city = '', organisation = '', issuer, clientId } = told;
  const provider = await findProvider(context, { city, organisation });
  if (provider === undefined || provider.issuer !== issuer || provider.clientId !== clientId)
    throw new Failure('conflict', messages.over, { next: messages.overNext });
  return provider;
}

/** The organisation's log says that somebody stood at the door, and why they did not get in. */
function turnAway(
  { city, organisation, issuer }: ProviderRow,
  { reason, refusal, whom }: TurnedAway,
): Outcome<never> {
  return {
    output: undefined as never,
    city,
    organisation,
    subjects: whom === undefined ? [] : [whom.person, whom.membership],
    content: { method: 'provider', issuer, reason },
    refusal,
  };
}

async function knownBySubject(
  context: Context,
  provider: ProviderRow,
  { subject }: ProviderClaims,
): Promise<Known | TurnedAway | undefined> {
  const found = await findProviderPerson(context, provider, { subject });
  if (found === undefined) return undefined;
  const { person, withdrawnAt } = found;
  await context.transaction.wall({ reach: 'sign-in', person });
  const member = await findProviderMember(context, { ...provider, person });
  if (member === undefined) return unknown();
  if (member.endedAt !== undefined) return ended(person, member);
  return { person, member, withdrawnAt, joined: false, bound: true };
}

/** The first time: by a verified address that a membership, or an invitation, of this organisation has. */
async function firstUse(
  context: Context,
  provider: ProviderRow,
  claims: ProviderClaims,
): Promise<Known | TurnedAway> {
  const { transaction } = context;
  const { city, organisation } = provider;
  if (claims.email === undefined || !claims.emailVerified)
    return {
      reason: 'no-verified-mail',
      refusal: new Failure('forbidden', messages.mail, { next: messages.mailNext }),
    };
  const email = readEmailAddress(claims.email);
  const found = await findPersonByEmail(context, email);
  if (found === undefined) return joinByInvitation(context, provider, claims, email);
  const { person } = found;
  await transaction.wall({ reach: 'sign-in', person });
  const member = await findProviderMember(context, { city, organisation, person });
  // An account that others know is not taken into this organisation on its provider's word.
  if (member === undefined) return unknown();
  if (member.endedAt !== undefined) return ended(person, member);
  // The address has been given to somebody else at the provider: they are not who had it before.
  if ((await findProviderPerson(context, provider, { person })) !== undefined)
    return {
      reason: 'bound-to-another',
      refusal: new Failure('conflict', messages.other, { next: messages.otherNext }),
      whom: { person, membership: member.membership },
    };
  return { person, member, withdrawnAt: undefined, joined: false, bound: false };
}

async function joinByInvitation(
  context: Context,
  provider: ProviderRow,
  claims: ProviderClaims,
  email: ReturnType<typeof readEmailAddress>,
): Promise<Known | TurnedAway> {
  const { transaction, ids, now } = context;
  const { city, organisation } = provider;
  const invitation = (await openInvitationsOf(context, { city, organisation, now })).find(
    (each) => readEmailAddress(each.email).key === email.key,
  );
  // Only for the organisation's own addresses is its provider's word enough to make an account.
  const own = provider.emailDomains.includes(domainOf(email.key));
  if (invitation === undefined || !own || !(await senderMayInvite(context, invitation)))
    return unknown();
  await transaction.wall({ reach: 'sign-in' });
  if (!(await acceptInvitationRow(context, invitation, now))) return unknown();
  const person = ids.next('person');
  const name = (claims.name ?? '').normalize('NFKC').replace(/\p{C}/gu, '').trim().slice(0, 100);
  await transaction.wall({ reach: 'sign-in', person });
  await insertPerson(context, {
    person,
    email,
    name: name === '' ? (email.shown.split('@')[0] ?? '') : name,
    host: false,
    now,
  });
  const membership = ids.next('membership');
  const { roles } = invitation;
  await insertMembership(context, { city, membership, organisation, person, roles, now });
  const member = await findProviderMember(context, { city, organisation, person });
  if (member === undefined) throw new TypeError('a membership that was just made is there');
  return { person, member, withdrawnAt: undefined, joined: true, bound: false };
}

/** What the provider gives now; a city's last administrator stays, so that a wrong group locks nobody out. */
async function rolesNow(
  context: Context,
  provider: ProviderRow,
  claims: ProviderClaims,
  { person, member }: Known,
): Promise<readonly Role[]> {
  const given = rolesByProvider(provider, claims, provider);
  if (given === undefined) return member.roles;
  const mapped = rolesAfterSignIn(provider, given, member.roles);
  const loses =
    member.suspendedAt === undefined &&
    member.roles.includes('cityAdministrator') &&
    !mapped.includes('cityAdministrator');
  const { city } = provider;
  if (!loses || (await hasOtherCityAdministrator(context, { city, person }))) return mapped;
  return mapped.includes('auditor')
    ? ['cityAdministrator']
    : ([...mapped, 'cityAdministrator'].sort() as Role[]);
}

/** The provider has taken every role: the membership is suspended, and what is open ends. */
async function withdraw(
  context: Context,
  { city, organisation }: ProviderRow,
  known: Known,
): Promise<Outcome<never>> {
  const { now } = context;
  const { person, member } = known;
  const { membership, roles } = member;
  const withdrawnAt = member.suspendedAt ?? now;
  await updateProviderMember(context, {
    city,
    organisation,
    membership,
    roles,
    suspendedAt: withdrawnAt,
  });
  await noteProviderPerson(context, { city, organisation, person, now, withdrawnAt });
  await leaveSeat(context, { person, city, organisation, now });
  return {
    output: undefined as never,
    city,
    organisation,
    performedBy: person,
    subjects: [person, membership],
    content: { method: 'provider', reason: 'no-role' },
    events: [{ type: 'member.suspended', aggregate: membership, payload: memberOf(known) }],
    refusal: new Failure('forbidden', messages.noRole, { next: messages.noRoleNext }),
  };
}

/** When the provider saw the person. Where it does not say, sensitive acts ask again. */
const provedAt = ({ authTime }: ProviderClaims, now: Date): Date =>
  authTime === undefined ? new Date(0) : authTime.getTime() > now.getTime() ? now : authTime;

const memberOf = ({ person, member }: Known) => ({ membership: member.membership, person });

const sameRoles = (a: readonly Role[], b: readonly Role[]): boolean =>
  a.length === b.length && a.every((role) => b.includes(role));

const unknown = (): TurnedAway => ({
  reason: 'not-a-member',
  refusal: new Failure('forbidden', messages.unknown, { next: messages.unknownNext }),
});

const ended = (person: Id<'person'>, { membership }: ProviderMember): TurnedAway => ({
  ...unknown(),
  reason: 'membership-ended',
  whom: { person, membership },
});

const suspended = (): TurnedAway => ({
  reason: 'suspended',
  refusal: new Failure('forbidden', messages.suspended, { next: messages.suspendedNext }),
});
