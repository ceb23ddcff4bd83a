import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, roleWord, typed } from './fields.ts';

const opened = z
  .object({ awaiting: z.boolean().describe('The second factor is still to come') })
  .meta({ id: 'Opened' });

export const seat = z
  .object({
    city: id('cty'),
    cityName: z.string(),
    sample: z.boolean(),
    organisation: id('org'),
    organisationName: z.string(),
    promoter: z.boolean(),
    roles: z.array(roleWord),
  })
  .meta({ id: 'Seat' });

export const account = z
  .object({
    person: id('per'),
    name: z.string(),
    email: z.string(),
    newAddress: z
      .object({ email: z.string(), expiresAt: instant })
      .optional()
      .describe('Waits to be confirmed by the link that went there'),
    locale: z.enum(['ja', 'en']),
    host: z.boolean().describe('Runs the installation: opens further cities'),
    secondFactor: z.boolean(),
    secondFactorMissing: z.boolean(),
    byProvider: z.boolean().describe('An organisation’s provider opened the session'),
    seats: z.array(seat),
    seat: seat.optional(),
    session: id('ses'),
    sessions: z.array(
      z.object({
        session: id('ses'),
        device: z.string(),
        createdAt: instant,
        seenAt: instant,
        endsAt: instant,
        secondFactor: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Account' });

export const sessionEndpoints = {
  readStart: endpoint({
    method: 'GET',
    path: '/start',
    summary: { ja: 'はじめの準備が済んでいるか', en: 'Whether the program has been set up' },
    open: true,
    response: z.object({
      setUp: z.boolean(),
      signedIn: z.boolean(),
      awaiting: z.boolean(),
      ended: z
        .enum(['closed', 'over'])
        .optional()
        .describe('The session of this browser was closed by an act, or is over by time'),
      mail: z.boolean().describe('Invitations go out by mail'),
      onlyHere: z
        .boolean()
        .describe('Its address, and so its links, open on its own machine alone'),
      sample: z.boolean().describe('Started with --sample: throw-away data, links sign in'),
      version: z.string(),
    }),
  }),
  setUp: endpoint({
    method: 'POST',
    path: '/set-up',
    summary: { ja: 'はじめの管理者と都市をつくる', en: 'Makes the first administrator and city' },
    open: true,
    body: z.object({
      code: typed(200),
      name: typed(400),
      email: typed(400),
      password: typed(400),
      cityName: typed(400),
      organisationName: typed(400),
      sample: z.boolean().default(false),
    }),
    response: opened,
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/session',
    summary: { ja: 'サインイン', en: 'Sign in' },
    open: true,
    body: z.object({ email: typed(400), password: typed(400) }),
    response: opened,
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/session',
    summary: { ja: 'サインアウト', en: 'Sign out' },
    open: true,
  }),
  closeSession: endpoint({
    method: 'DELETE',
    path: '/sessions/:session',
    summary: { ja: 'ほかの機器でのサインインを終える', en: 'Ends one of one’s sessions' },
    params: z.object({ session: id('ses') }),
  }),
  closeOtherSessions: endpoint({
    method: 'DELETE',
    path: '/sessions',
    summary: {
      ja: 'ほかの機器でのサインインを、すべて終える',
      en: 'Ends all of one’s other sessions',
    },
    response: z.object({ closed: z.number().int() }),
  }),
  readAccount: endpoint({
    method: 'GET',
    path: '/account',
    summary: { ja: '自分のこと', en: 'About oneself' },
    response: account,
  }),
  chooseSeat: endpoint({
    method: 'PUT',
    path: '/seat',
    summary: { ja: '都市と組織を切りかえる', en: 'Switches city and organisation' },
    body: z.object({ city: id('cty'), organisation: id('org') }),
  }),
  changePassword: endpoint({
    method: 'PUT',
    path: '/account/password',
    summary: { ja: 'パスワードを変える', en: 'Changes the password' },
    body: z.object({ current: typed(400), password: typed(400) }),
    response: z.object({ closed: z.number().int() }),
  }),
  renamePerson: endpoint({
    method: 'PUT',
    path: '/account/name',
    summary: { ja: '自分の名前を直す', en: 'Corrects one’s own name' },
    body: z.object({ name: typed(400) }),
  }),
  askAddressChange: endpoint({
    method: 'POST',
    path: '/account/address',
    summary: {
      ja: '自分のメールアドレスを変える（新しいアドレスに届くリンクで確かめるまで変わらない）',
      en: 'Asks for another address of one’s own; nothing changes before the link that goes there is opened',
    },
    body: z.object({ email: typed(400) }),
    response: z.object({ expiresAt: instant }),
  }),
  lookAtAddressChange: endpoint({
    method: 'POST',
    path: '/address-change/look',
    summary: {
      ja: '新しいアドレスを確かめるリンクの中身を見る',
      en: 'Shows which address a link confirms',
    },
    open: true,
    body: z.object({ token: typed(200) }),
    response: z.object({ email: z.string(), expiresAt: instant }),
  }),
  confirmAddressChange: endpoint({
    method: 'POST',
    path: '/address-change',
    summary: { ja: 'リンクで新しいアドレスを確かめる', en: 'Confirms a new address by its link' },
    open: true,
    body: z.object({ token: typed(200) }),
    response: z.object({ email: z.string() }),
  }),
  askPasswordReset: endpoint({
    method: 'POST',
    path: '/password-reset/ask',
    summary: {
      ja: 'パスワードを忘れたとき、決め直すリンクをメールで求める（アドレスの登録の有無によらず、同じ答え）',
      en: 'Asks for a link to set a forgotten password; the answer is the same for every address',
    },
    open: true,
    body: z.object({ email: typed(400) }),
  }),
  lookAtPasswordReset: endpoint({
    method: 'POST',
    path: '/password-reset/look',
    summary: {
      ja: 'パスワードを決め直すリンクの中身を見る',
      en: 'Shows whose password a link sets',
    },
    open: true,
    body: z.object({ token: typed(200) }),
    response: z.object({ email: z.string(), expiresAt: instant }),
  }),
  resetPassword: endpoint({
    method: 'POST',
    path: '/password-reset',
    summary: {
      ja: 'リンクで新しいパスワードを決め、すべてのサインインを終える',
      en: 'Sets a new password by a link, and ends every session',
    },
    open: true,
    body: z.object({ token: typed(200), password: typed(400) }),
  }),
  lookAtInvitation: endpoint({
    method: 'POST',
    path: '/invitation/look',
    summary: { ja: '招待の中身を見る', en: 'Shows what an invitation offers' },
    open: true,
    body: z.object({ token: typed(200) }),
    response: z.object({
      cityName: z.string(),
      sample: z.boolean(),
      organisationName: z.string(),
      email: z.string(),
      roles: z.array(roleWord),
      expiresAt: instant,
      hasAccount: z.boolean(),
    }),
  }),
  acceptInvitation: endpoint({
    method: 'POST',
    path: '/invitation/accept',
    summary: { ja: '招待を受ける', en: 'Accepts an invitation' },
    open: true,
    body: z.object({
      token: typed(200),
      name: typed(400).optional(),
      password: typed(400).optional(),
    }),
    response: z.object({ city: id('cty'), organisation: id('org') }),
  }),
} as const;
