import { type Context, defineUseCase, runUseCase, type World } from '@machimori/application';
import type { Actor } from '@machimori/authorisation';
import { Failure, fill, type Id, text } from '@machimori/kernel';
import { listOrganisations } from './city-store.ts';
import { readEmailAddress } from './email-address.ts';
import { findMember, listMembers } from './member-store.ts';
import { providerOf } from './own-sign-in.ts';
import { findPersonById } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { redirectUriOf, startAddressOf } from './provider-addresses.ts';
import {
  domainOf,
  type ProviderSettings,
  type ProviderSettingsGiven,
  readProviderSettings,
  secretMissing,
} from './provider-rules.ts';
import {
  deleteProvider,
  deleteProviderPersons,
  domainsTaken,
  findProvider,
  findProviderPerson,
  keepProvider,
  type ProviderRow,
  providerPersonsOf,
} from './provider-store.ts';
import { closeProviderSessions } from './session-store.ts';

const messages = {
  promoter: text(
    '推進主体のシングルサインオンを決められるのは、都市の管理者だけです。',
    'Single sign-on of the promoter is decided by a city administrator alone.',
  ),
  promoterNext: text('都市の管理者に頼んでください。', 'Ask a city administrator.'),
  none: text('シングルサインオンは、設定されていません。', 'Single sign-on is not set up.'),
  notBound: text(
    'この人は、認証基盤と結びついていません。',
    'This person is not bound to anybody at the provider.',
  ),
  taken: text(
    '「{domain}」は、ほかの組織か都市が、すでに使っています。',
    '{domain} leads to another organisation already, or to another city.',
  ),
  takenNext: text(
    'このドメインを外して保存し、下の「組織のサインインのアドレス」を、使う人に知らせてください。',
    'Save without this domain, and tell your people the address of your organisation’s sign-in.',
  ),
  try: text(
    '「認証基盤からだけサインインする」にするのは、ご自身が一度この方法でサインインしてからです。',
    'First sign in once by the provider yourself, then let everybody sign in by it alone.',
  ),
  tryNext: text(
    'いったんこの欄を外して保存し、認証基盤でサインインしてから、もう一度設定してください。',
    'Save without it, sign in by the provider, then set it.',
  ),
  lock: text(
    'ご自分がいま使っている認証基盤は、外せません。',
    'You cannot remove the provider that has signed you in.',
  ),
  lockNext: text(
    'ご自分のパスワードかパスキーでサインインし直してください。お持ちでないときは、ほかの管理者に頼んでください。',
    'Sign in with your own password or passkey, or ask another administrator.',
  ),
};

/** What is sealed is opened for this organisation's provider alone. */
export const secretContext = (of: { readonly city: string; readonly organisation: string }) =>
  `provider/${of.city}/${of.organisation}`;

export interface ProviderSeen {
  /** None where the organisation has no provider. The secret is shown to nobody. */
  readonly settings: (ProviderSettings & { readonly version: number }) | undefined;
  /** To be entered at the provider. */
  readonly redirectUri: string;
  /** Where members sign in without giving an address first. */
  readonly startAddress: string;
  /** Whom the provider knows already. */
  readonly persons: readonly {
    readonly membership: Id<'membership'>;
    readonly name: string;
    readonly email: string;
    readonly lastUsedAt: Date;
    readonly withdrawn: boolean;
  }[];
}

/** How the members of one's own organisation sign in. */
export const readProvider = defineUseCase<null, ProviderSeen, IdentityPorts>({
  name: 'read-provider',
  action: 'provider:read',
  kind: 'query',
  async handle(context) {
    const own = ownOrganisation(context);
    const found = await findProvider(context, own);
    const members = await listMembers(context);
    const persons = (await providerPersonsOf(context, own)).flatMap((bound) => {
      const member = members.find(
        (each) => each.person === bound.person && each.organisation === own.organisation,
      );
      if (member === undefined) return [];
      const { membership, name, email } = member;
      const withdrawn = bound.withdrawnAt !== undefined;
      return [{ membership, name, email, lastUsedAt: bound.lastUsedAt, withdrawn }];
    });
    const redirectUri = redirectUriOf(context.ports, own.organisation);
    const startAddress = startAddressOf(context.ports, own.organisation);
    return { output: { settings: found && settingsOf(found), redirectUri, startAddress, persons } };
  },
});

export interface ChangeProvider extends ProviderSettingsGiven {
  /** Left out: stays as it is. */
  readonly clientSecret?: string | undefined;
  /** The version that was seen; none where there is no provider yet. */
  readonly version?: number | undefined;
}

interface Planned {
  readonly settings: ProviderSettings;
  readonly clientSecret: string;
}

/** Judges the settings, before anything is asked of the provider. Writes nothing. */
const judgeProvider = defineUseCase<ChangeProvider, Planned, IdentityPorts>({
  name: 'judge-provider',
  action: 'provider:change',
  kind: 'query',
  handle: async (context, input) => ({ output: await planned(context, input) }),
});

/** Writes the settings that were judged and tried; asks for them by `changeProvider`. */
export const keepProviderSettings = defineUseCase<
  ChangeProvider,
  { readonly version: number },
  IdentityPorts
>({
  name: 'change-provider',
  action: 'provider:change',
  kind: 'command',
  async handle(context, input) {
    const { now, ports, scope } = context;
    const own = ownOrganisation(context);
    const before = await findProvider(context, own);
    const { settings, clientSecret } = await planned(context, input);
    // Another provider knows nobody yet, and whom the old one has signed in is signed out.
    const other = before !== undefined && before.issuer !== settings.issuer;
    if (other) await deleteProviderPersons(context, own);
    const anew = other || (before !== undefined && before.clientId !== settings.clientId);
    if (settings.providerOnly && before?.providerOnly !== true)
      await expectTried(context, { ...own, issuer: settings.issuer });
    const sealed = ports.vault.seal(Buffer.from(clientSecret), secretContext(own));
    await keepProvider(context, {
      ...own,
      ...settings,
      sealedSecret: sealed,
      version: input.version,
      now,
    });
    const but = scope.actor.kind === 'person' ? scope.actor.session : undefined;
    if (anew) await closeProviderSessions(context, { ...own, now, ...(but ? { but } : {}) });
    const version = (before?.version ?? 0) + 1;
    return {
      output: { version },
      subjects: [own.organisation],
      content: {
        before: before === undefined ? null : shown(before),
        after: shown(settings),
        secretChanged: input.clientSecret !== undefined,
      },
      events: [
        {
          type: 'provider.changed',
          aggregate: own.organisation,
          payload: { organisation: own.organisation, by: scope.person },
        },
      ],
    };
  },
});

/**
 * Sets the provider of one's own organisation up, or changes it. The provider is asked whether it is one
 * before anything is written: outside of the act, which does no network I/O.
 */
export async function changeProvider(
  world: World<IdentityPorts>,
  actor: Actor,
  input: ChangeProvider,
): Promise<{ readonly version: number }> {
  const { settings, clientSecret } = await runUseCase(world, judgeProvider, actor, input);
  const { issuer, clientId } = settings;
  await world.ports.providers.check({ issuer, clientId, clientSecret });
  return runUseCase(world, keepProviderSettings, actor, input);
}

/** Takes the provider of one's own organisation away. Members sign in by themselves again. */
export const removeProvider = defineUseCase<null, null>({
  name: 'remove-provider',
  action: 'provider:change',
  kind: 'command',
  async handle(context) {
    const { now } = context;
    const own = await decidable(context);
    if (providerOf(context) !== undefined)
      throw new Failure('conflict', messages.lock, { next: messages.lockNext });
    const before = await findProvider(context, own);
    if (before === undefined || !(await deleteProvider(context, own)))
      throw new Failure('not-found', messages.none);
    await closeProviderSessions(context, { ...own, now });
    return {
      output: null,
      subjects: [own.organisation],
      content: { before: shown(before) },
      events: [
        {
          type: 'provider.removed',
          aggregate: own.organisation,
          payload: { organisation: own.organisation },
        },
      ],
    };
  },
});

/** Frees a member from whom they are at the provider: for somebody who has got a new account there. */
export const releaseProviderPerson = defineUseCase<{ readonly membership: string }, null>({
  name: 'release-provider-person',
  action: 'provider:change',
  kind: 'command',
  async handle(context, { membership }) {
    const { now } = context;
    const own = await decidable(context);
    const member = await findMember(context, membership);
    const person = member?.organisation === own.organisation ? member.person : undefined;
    if (
      member === undefined ||
      person === undefined ||
      (await deleteProviderPersons(context, { ...own, person })) === 0
    )
      throw new Failure('not-found', messages.notBound);
    await closeProviderSessions(context, { ...own, person, now });
    return { output: null, subjects: [member.membership, person] };
  },
});

function ownOrganisation({ scope }: Pick<Context, 'scope'>) {
  const { organisation } = scope;
  if (organisation === undefined) throw new TypeError('a provider is of an organisation');
  return { city: scope.inCity, organisation };
}

/** Whoever controls the promoter's provider can be any of its people: that is the city administrator's. */
async function decidable(context: Context) {
  const own = ownOrganisation(context);
  const found = (await listOrganisations(context)).find(
    (each) => each.organisation === own.organisation,
  );
  const promoter = found?.promoter === true;
  if (promoter && context.scope.reach !== 'city')
    throw new Failure('forbidden', messages.promoter, { next: messages.promoterNext });
  return { ...own, promoter };
}

async function planned(context: Context<IdentityPorts>, input: ChangeProvider): Promise<Planned> {
  const own = await decidable(context);
  const before = await findProvider(context, own);
  const person = await findPersonById(context, context.scope.person);
  const settings = readProviderSettings(input, {
    promoter: own.promoter,
    ownDomain: domainOf(readEmailAddress(person?.email ?? '').key),
    kept: before?.emailDomains ?? [],
  });
  const [taken] = await domainsTaken(context, own, settings.emailDomains);
  if (taken !== undefined)
    throw new Failure('conflict', fill(messages.taken, { domain: taken }), {
      next: messages.takenNext,
    });
  const given = input.clientSecret?.trim() ?? '';
  if (given !== '') return { settings, clientSecret: given };
  // A secret is never sent to another address than the one it was entered for.
  const same = before?.issuer === settings.issuer && before.clientId === settings.clientId;
  if (before === undefined || !same) throw secretMissing();
  return { settings, clientSecret: openSecret(context.ports, before) };
}

export const openSecret = (
  { vault }: Pick<IdentityPorts, 'vault'>,
  provider: ProviderRow,
): string => Buffer.from(vault.open(provider.sealedSecret, secretContext(provider))).toString();

async function expectTried(
  context: Context,
  of: {
    readonly city: Id<'city'>;
    readonly organisation: Id<'organisation'>;
    readonly issuer: string;
  },
): Promise<void> {
  const { person } = context.scope;
  if ((await findProviderPerson(context, of, { person })) === undefined)
    throw new Failure('conflict', messages.try, { next: messages.tryNext });
}

const settingsOf = ({
  issuer,
  clientId,
  emailDomains,
  roleClaim,
  roleMap,
  trustsSecondFactor,
  secondFactorValues,
  providerOnly,
  version,
}: ProviderRow): ProviderSettings & { readonly version: number } => ({
  issuer,
  clientId,
  emailDomains,
  roleClaim,
  roleMap,
  trustsSecondFactor,
  secondFactorValues,
  providerOnly,
  version,
});

/** What the log keeps of the settings: all but the secret. */
const shown = (of: ProviderSettings) => ({
  issuer: of.issuer,
  clientId: of.clientId,
  emailDomains: of.emailDomains,
  roleClaim: of.roleClaim,
  roleMap: of.roleMap,
  trustsSecondFactor: of.trustsSecondFactor,
  secondFactorValues: of.secondFactorValues,
  providerOnly: of.providerOnly,
});
