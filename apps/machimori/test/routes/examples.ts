import { createHash } from 'node:crypto';
import { runUseCase } from '@machimori/application';
import type { EndpointName } from '@machimori/contract';
import { makePasswordReset } from '@machimori/identity';
import { SoftAuthenticator } from '@machimori/testkit';
import { addressExamples, sendsMail } from './address-examples.ts';
import { appliedControlExamples } from './applied-control-examples.ts';
import { approvalExamples } from './approval-examples.ts';
import { calendarExamples } from './calendar-examples.ts';
import { evidenceExamples } from './evidence-examples.ts';
import type { Example } from './example.ts';
import { outsideExamples } from './outside-examples.ts';
import { registerExamples } from './register-examples.ts';
import type { Sent } from './requester.ts';
import { reviewExamples } from './review-examples.ts';
import { sheetBookExamples } from './sheet-book-examples.ts';
import { sheetExamples } from './sheet-examples.ts';
import { sheetHandsExamples } from './sheet-hands-examples.ts';
import { sheetReportExamples } from './sheet-report-examples.ts';
import { sheetRequestExamples } from './sheet-request-examples.ts';
import { sheetTalkExamples } from './sheet-talk-examples.ts';
import { sheetViewExamples } from './sheet-view-examples.ts';
import {
  type AskerName,
  cityFile,
  fileOf,
  firstVisitCode,
  marks,
  password,
  provider,
  type Town,
} from './town.ts';

const administrator = 'promoter/cityAdministrator';

/** Invites somebody, also where an invitation is open already, and gives the invitation's id and the secret of its link. */
async function invited(town: Town, email: string): Promise<{ invitation: string; token: string }> {
  const organisation = town.organisations.promoter;
  const body = { organisation, email, roles: ['contributor'], renew: true };
  const made = await town.done(administrator, 'POST', '/invitations', { body });
  return {
    invitation: String(made['invitation']),
    token: String(made['link']).split('#')[1] ?? '',
  };
}

/** The secret of a link that sets a forgotten password. */
async function resetToken({ world }: Town): Promise<string> {
  const actor = { kind: 'system', name: 'command-line' } as const;
  const email = `auditor@${marks.two}.example`;
  const { link } = await runUseCase(world, makePasswordReset, actor, { email });
  return link.split('#')[1] ?? '';
}

const origin = 'http://localhost:8080';
type Asked = { readonly question: string; readonly options: never };

async function asked(town: Town, who: AskerName, path: string): Promise<Asked> {
  return (await town.done(who, 'POST', path)) as unknown as Asked;
}

/** A device's answer to the question whether it makes a passkey for this person. */
async function newPasskey(town: Town, who: AskerName, device: SoftAuthenticator) {
  const { question, options } = await asked(town, who, '/account/passkeys/question');
  return { name: '机のパソコン', question, response: device.create(options, origin) };
}

const devices = new WeakMap<Town, Map<AskerName, SoftAuthenticator>>();

/** A device with this person's passkey, the same each time. */
async function deviceOf(town: Town, who: AskerName): Promise<SoftAuthenticator> {
  const known = devices.get(town) ?? new Map<AskerName, SoftAuthenticator>();
  devices.set(town, known);
  const there = known.get(who);
  if (there !== undefined) return there;
  const device = new SoftAuthenticator();
  known.set(who, device);
  await town.done(who, 'POST', '/account/passkeys', { body: await newPasskey(town, who, device) });
  return device;
}

const reviews = new WeakMap<Town, Promise<string>>();

/** An open review in which everything is decided, the same each time. */
function decidedReview(town: Town): Promise<string> {
  const known = reviews.get(town) ?? decideAll(town);
  reviews.set(town, known);
  return known;
}

async function decideAll(town: Town): Promise<string> {
  const body = { name: '下期', dueOn: nextMonth() };
  const started = await town.done(administrator, 'POST', '/access-reviews', { body });
  const review = String(started['review']);
  const params = { review };
  const read = await town.done(administrator, 'GET', '/access-reviews/:review', { params });
  for (const { membership } of read['lines'] as { membership: string }[])
    await town.done(administrator, 'PUT', '/access-reviews/:review/lines/:membership', {
      params: { review, membership },
      body: { decision: 'keep', reason: '確認しました' },
    });
  return review;
}

const nextMonth = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const token = { name: '予算のしくみ', actions: ['city:read'], days: 30 };

const imported = (): Sent => {
  const file = fileOf(cityFile().replace('population: 6900', 'population: 6901'));
  const digest = createHash('sha256').update(file).digest('hex');
  return { file, query: { digest, baseRevision: 1 } };
};

const vendorAdministrator = 'one/organisationAdministrator';

/** Settings of the first vendor's single sign-on. */
const providerSettings = ({ organisations }: Town) => {
  provider.register(`http://localhost:8080/sign-in/provider/${organisations.one}`);
  return {
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    emailDomains: [`${marks.one}.example`],
    roleClaim: 'groups',
    roleMap: [],
    trustsSecondFactor: true,
    secondFactorValues: ['mfa'],
    providerOnly: false,
  };
};

/** Sets it up where it is not yet; gives its version. */
async function withProvider(town: Town): Promise<number> {
  const before = await town.done(vendorAdministrator, 'GET', '/organisation/provider');
  const settings = before['settings'] as { readonly version: number } | undefined;
  if (settings !== undefined) return settings.version;
  const body = providerSettings(town);
  await town.done(vendorAdministrator, 'PUT', '/organisation/provider', { body });
  return 1;
}

/** From our page to the provider and back, up to the answer that is to be handed in. */
async function backFromProvider(town: Town, who: AskerName): Promise<Sent> {
  await withProvider(town);
  const { email } = town.person('one/auditor');
  provider.accounts.set('auditor', { email, email_verified: true });
  provider.visitor = { accountId: 'auditor', amr: ['mfa'] };
  const begun = await town.done(who, 'POST', '/session/begin', { body: { email } });
  const back = await provider.visit(String(begun['address']));
  const parameters = Object.fromEntries(back.searchParams);
  return { body: { organisation: town.organisations.one, parameters } };
}

async function signedInByProvider(town: Town): Promise<void> {
  const sent = await backFromProvider(town, 'one/auditor');
  await town.done('one/auditor', 'POST', '/session/provider', sent);
}

export const examples: { readonly [Name in EndpointName]?: Example } = {
  readStart: { as: 'nobody' },
  setUp: {
    as: 'nobody',
    empty: true,
    send: () => ({
      body: {
        code: firstVisitCode,
        name: '町の担当',
        email: 'tanto@example.lg.jp',
        password,
        cityName: '星ヶ渡市',
        organisationName: '星ヶ渡市役所',
        sample: false,
      },
    }),
  },
  signIn: {
    as: 'nobody',
    send: () => ({ body: { email: `auditor@${marks.near}.example`, password } }),
  },
  confirmSession: {
    as: 'halfway',
    send: (town) => ({ body: { method: 'totp', code: town.codeOf('halfway') } }),
  },
  askPasskeySignIn: { as: 'nobody' },
  signInByPasskey: {
    as: 'nobody',
    send: async (town) => {
      const device = await deviceOf(town, administrator);
      const { question, options } = await asked(town, 'nobody', '/session/passkey/question');
      return { body: { question, response: device.get(options, origin) } };
    },
  },
  askPasskeyConfirmation: {
    as: 'halfway',
    send: async (town) => {
      await deviceOf(town, 'promoter/approver');
      return {};
    },
  },
  askPasskeyProof: {
    as: administrator,
    send: async (town) => {
      await deviceOf(town, administrator);
      return {};
    },
  },
  askNewPasskey: { as: administrator },
  enrolPasskey: {
    as: administrator,
    send: async (town) => ({
      body: await newPasskey(town, administrator, new SoftAuthenticator()),
    }),
  },
  closeOtherSessions: { as: 'one/contributor' },
  signOut: { as: 'one/contributor' },
  closeSession: {
    as: administrator,
    send: (town) => ({ params: { session: town.person(administrator).session } }),
  },
  readAccount: { as: 'one/contributor' },
  chooseSeat: {
    as: administrator,
    send: ({ city, organisations }) => ({ body: { city, organisation: organisations.promoter } }),
  },
  changePassword: {
    as: administrator,
    send: () => ({ body: { current: password, password: '夜の灯台を五つ数えて歩く' } }),
  },
  askPasswordReset: {
    as: 'nobody',
    send: (town) => {
      sendsMail(town, true);
      return { body: { email: `auditor@${marks.two}.example` } };
    },
  },
  lookAtPasswordReset: {
    as: 'nobody',
    send: async (town) => ({ body: { token: await resetToken(town) } }),
  },
  resetPassword: {
    as: 'nobody',
    send: async (town) => ({
      body: { token: await resetToken(town), password: '夜の灯台を五つ数えて歩く' },
    }),
  },
  lookAtInvitation: {
    as: 'nobody',
    send: async (town) => ({ body: { token: (await invited(town, 'a@new.example')).token } }),
  },
  acceptInvitation: {
    as: 'nobody',
    send: async (town) => {
      const { token } = await invited(town, 'b@new.example');
      return { body: { token, name: '新しい担当', password } };
    },
  },
  proveAgain: {
    as: administrator,
    send: (town) => ({ body: { method: 'totp', code: town.codeOf(administrator) } }),
  },
  listSecondFactors: { as: 'one/contributor' },
  beginAuthenticator: { as: administrator, send: () => ({ body: { name: '予備の電話' } }) },
  finishAuthenticator: {
    as: administrator,
    send: async (town) => {
      const begun = await town.done(administrator, 'POST', '/account/authenticators', {
        body: { name: '予備の電話' },
      });
      const code = town.codeFor(String(begun['uri']));
      return { params: { credential: begun['credential'] }, body: { code } };
    },
  },
  removeSecondFactor: {
    as: 'promoter/contributor',
    send: (town) => ({ params: { credential: town.person('promoter/contributor').credential } }),
  },
  renewRecoveryCodes: { as: administrator },

  beginSignIn: { as: 'nobody', send: () => ({ body: { email: 'somebody@nowhere.example' } }) },
  finishProviderSignIn: {
    as: 'one/auditor',
    send: (town) => backFromProvider(town, 'one/auditor'),
  },
  beginProviderProof: {
    as: 'one/auditor',
    send: async (town) => {
      await signedInByProvider(town);
      return { body: { back: '/log' } };
    },
  },
  readProvider: { as: 'one/auditor' },
  changeProvider: {
    as: vendorAdministrator,
    send: async (town) => {
      const version = await withProvider(town);
      return { body: { ...providerSettings(town), version } };
    },
  },
  removeProvider: {
    as: vendorAdministrator,
    send: async (town) => {
      await withProvider(town);
      return {};
    },
  },
  releaseProviderPerson: {
    as: vendorAdministrator,
    send: async (town) => {
      await signedInByProvider(town);
      return { params: { membership: town.person('one/auditor').membership } };
    },
  },

  readCity: { as: 'promoter/contributor' },
  changeCity: {
    as: administrator,
    send: () => ({ body: { name: '新しい名の市', secondFactorForAll: true, version: 1 } }),
  },
  openCity: {
    as: administrator,
    send: () => ({ body: { cityName: '隣の町', organisationName: '隣の町役場', sample: false } }),
  },
  removeCity: {
    as: administrator,
    send: async ({ owner, city }) => {
      await owner.query('update cities set sample = true where city_id = $1', [city]);
      return {};
    },
  },
  listRemovals: { as: administrator },
  readRemoval: {
    as: 'one/contributor',
    send: async ({ owner }) => {
      const city = `cty_${'9'.repeat(32)}`;
      await owner.query(
        `insert into ledger_removals (city_id, stub, removed_at) values ($1, '{}', now())
         on conflict do nothing`,
        [city],
      );
      return { params: { city } };
    },
  },
  addOrganisation: { as: administrator, send: () => ({ body: { name: '新しい組織' } }) },
  listMembers: {
    as: 'promoter/auditor',
    send: () => ({ query: { search: '管理', state: 'current' } }),
  },
  listUndelivered: { as: administrator },
  settleUndelivered: {
    as: administrator,
    send: async ({ city, owner }) => {
      const id = `evt_${'d'.repeat(32)}`;
      await owner.query(
        `insert into outbox_events (city_id, event_id, type, aggregate, position, payload, occurred_at)
         values ($1, $2, 'member.invited', $2, 1, '{}', now()) on conflict do nothing`,
        [city, id],
      );
      await owner.query(
        `insert into outbox_deliveries
           (city_id, event_id, subscriber, aggregate, position, state, attempts, due_at, ended_at, last_error)
         values ($1, $2, 'invitation-letters', $2, 1, 'dead', 9, now(), now(), 'Undeliverable: no-answer')
         on conflict do nothing`,
        [city, id],
      );
      return { params: { id, by: 'invitation-letters' }, body: { decision: 'let-go' } };
    },
  },
  listInvitations: { as: 'promoter/auditor' },
  inviteMember: {
    as: administrator,
    send: ({ organisations }) => ({
      body: {
        organisation: organisations.promoter,
        email: 'c@new.example',
        roles: ['contributor'],
      },
    }),
  },
  withdrawInvitation: {
    as: administrator,
    send: async (town) => {
      const { invitation } = await invited(town, 'd@new.example');
      return { params: { invitation } };
    },
  },
  changeMember: {
    as: administrator,
    send: (town) => ({
      params: { membership: town.person('promoter/contributor').membership },
      body: { version: 1, roles: ['auditor'], state: 'active' },
    }),
  },
  endMembership: {
    as: administrator,
    send: (town) => ({
      params: { membership: town.person('promoter/contributor').membership },
      body: { version: 1 },
    }),
  },
  resetMemberPassword: {
    as: administrator,
    send: (town) => {
      sendsMail(town, false);
      return { params: { membership: town.person('promoter/auditor').membership } };
    },
  },
  resetMemberSecondFactor: {
    as: administrator,
    send: (town) => ({ params: { membership: town.person('promoter/approver').membership } }),
  },

  listAccess: { as: 'promoter/auditor' },
  exportAccess: { as: 'promoter/auditor', send: () => ({ query: { language: 'ja' } }) },
  listAccessReviews: { as: 'promoter/auditor' },
  startAccessReview: {
    as: administrator,
    send: () => ({ body: { name: '下期', dueOn: nextMonth() } }),
  },
  readAccessReview: {
    as: 'promoter/auditor',
    send: async (town) => ({ params: { review: await decidedReview(town) } }),
  },
  exportAccessReview: {
    as: 'promoter/auditor',
    send: async (town) => ({
      params: { review: await decidedReview(town) },
      query: { language: 'en' },
    }),
  },
  decideAccess: {
    as: administrator,
    send: async (town) => ({
      params: {
        review: await decidedReview(town),
        membership: town.person('promoter/contributor').membership,
      },
      body: { decision: 'change', newRoles: ['auditor'], reason: '読むだけになりました' },
    }),
  },
  closeAccessReview: {
    as: administrator,
    send: async (town) => ({ params: { review: await decidedReview(town) } }),
  },

  listApiTokens: { as: 'promoter/auditor' },
  createApiToken: { as: administrator, send: () => ({ body: token }) },
  revokeApiToken: {
    as: administrator,
    send: async (town) => {
      const made = await town.done(administrator, 'POST', '/api-tokens', { body: token });
      return { params: { token: made['token'] } };
    },
  },

  readLog: { as: 'promoter/auditor', send: () => ({ query: { action: 'register:import' } }) },
  listLogChoices: { as: 'promoter/auditor' },
  readCheckpoint: { as: 'one/contributor' },
  proveLogEntry: {
    as: 'promoter/auditor',
    send: async (town) => {
      const { entries } = await town.done('promoter/auditor', 'GET', '/log', {});
      return { params: { entry: (entries as { entry: string }[])[0]?.entry } };
    },
  },
  proveLogGrowth: {
    as: 'one/contributor',
    send: async (town) => {
      const { checkpoint } = await town.done('one/contributor', 'GET', '/log/checkpoint', {});
      return { query: { checkpoint } };
    },
  },
  readLogRetention: { as: 'one/contributor' },
  changeLogRetention: {
    as: administrator,
    send: () => ({ body: { signIn: 24, log: 12, accounts: 120 } }),
  },
  exportLog: { as: 'promoter/auditor', send: () => ({ query: { contents: 'false' } }) },

  readHome: { as: 'promoter/contributor' },
  previewCityFile: { as: administrator, send: () => ({ file: imported().file ?? fileOf('') }) },
  importCityFile: { as: administrator, send: imported },
  exportCityFile: { as: 'promoter/contributor', send: () => ({ query: { format: 'yaml' } }) },
  listRevisions: { as: 'promoter/auditor' },

  ...registerExamples,
  ...sheetExamples,
  ...sheetViewExamples,
  ...evidenceExamples,
  ...appliedControlExamples,
  ...sheetTalkExamples,
  ...reviewExamples,
  ...sheetHandsExamples,
  ...sheetRequestExamples,
  ...sheetBookExamples,
  ...sheetReportExamples,
  ...calendarExamples,
  ...outsideExamples,
  ...addressExamples,
  ...approvalExamples,
};
