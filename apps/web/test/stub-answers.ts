import type { Answer } from '../src/api/routes.ts';
import type { Session } from '../src/api/session.ts';

// What the server would say, for looking at pages without one. Everything in it is invented.

const hex = (digit: string): string => digit.repeat(32);
const city = `cty_${hex('1')}`;
const promoter = `org_${hex('2')}`;
const vendor = `org_${hex('3')}`;

const seats: Answer<'GET /account'>['seats'] = [
  {
    city,
    cityName: '星ヶ渡市',
    sample: true,
    organisation: promoter,
    organisationName: '星ヶ渡スマートまち協議会',
    promoter: true,
    roles: ['cityAdministrator', 'approver'],
  },
  {
    city,
    cityName: '星ヶ渡市',
    sample: true,
    organisation: vendor,
    organisationName: '(株)縞瀬都市基盤',
    promoter: false,
    roles: ['auditor'],
  },
];

export const start = (state: Session['state']): Answer<'GET /start'> => ({
  setUp: state !== 'first-visit',
  signedIn: state === 'enrol' || state === 'no-seat' || state === 'signed-in',
  awaiting: state === 'second-factor',
  mail: false,
  onlyHere: false,
  sample: false,
  version: '0.1.0',
});

export const account = (state: Session['state']): Answer<'GET /account'> => ({
  person: `per_${hex('4')}`,
  name: '窓口担当',
  email: 'madoguchi@example.lg.jp',
  locale: 'ja',
  host: true,
  secondFactor: state === 'signed-in',
  secondFactorMissing: state === 'enrol',
  byProvider: false,
  seats: state === 'no-seat' ? [] : seats,
  ...(seats[0] === undefined || state === 'no-seat' ? {} : { seat: seats[0] }),
  session: `ses_${hex('5')}`,
  sessions: [
    {
      session: `ses_${hex('5')}`,
      device: 'Edge・Windows',
      createdAt: '2026-11-21T00:10:00.000Z',
      seenAt: '2026-11-21T05:05:00.000Z',
      endsAt: '2026-11-21T12:10:00.000Z',
      secondFactor: true,
    },
    {
      session: `ses_${hex('6')}`,
      device: 'Safari・iPad',
      createdAt: '2026-11-20T23:00:00.000Z',
      seenAt: '2026-11-21T01:00:00.000Z',
      endsAt: '2026-11-21T11:00:00.000Z',
      secondFactor: true,
    },
  ],
});

const member = (
  digit: string,
  name: string,
  organisationName: string,
  roles: Answer<'GET /members'>['members'][number]['roles'],
  lastActiveOn?: string,
): Answer<'GET /members'>['members'][number] => ({
  membership: `mem_${hex(digit)}`,
  organisation: promoter,
  organisationName,
  person: `per_${hex(digit)}`,
  name,
  email: `person-${digit}@example.lg.jp`,
  roles,
  since: '2026-04-01T00:00:00.000Z',
  suspendedByProvider: false,
  ...(lastActiveOn === undefined ? {} : { lastActiveOn }),
  version: 1,
});

export const members: Answer<'GET /members'> = {
  members: [
    member(
      '4',
      '窓口担当',
      '星ヶ渡スマートまち協議会',
      ['cityAdministrator', 'approver'],
      '2026-11-21',
    ),
    member(
      '7',
      '基盤運用担当',
      '(株)縞瀬都市基盤',
      ['organisationAdministrator', 'contributor'],
      '2026-11-19',
    ),
    member('8', 'センサー保守担当', '水音センサ工業', ['contributor']),
    member('9', '監査担当', '星ヶ渡市', ['auditor'], '2026-06-30'),
  ],
  total: 4,
};

export const invitations: Answer<'GET /invitations'> = {
  invitations: [
    {
      invitation: `inv_${hex('a')}`,
      organisation: vendor,
      organisationName: 'ひより医療情報',
      email: 'iryo@example.co.jp',
      roles: ['organisationAdministrator'],
      createdAt: '2026-11-20T02:00:00.000Z',
      expiresAt: '2026-11-27T02:00:00.000Z',
      letter: {
        state: 'put-off',
        next: '2026-11-20T02:10:00.000Z',
        why: {
          ja: '街守りから、メールサーバにつながりませんでした。',
          en: 'The program could not reach its mail server.',
        },
        mend: 'server',
      },
    },
  ],
};

export const undelivered: Answer<'GET /undelivered'> = {
  undelivered: [
    {
      id: `evt_${hex('e')}`,
      by: 'invitation-letters',
      what: { ja: '招待の手紙', en: 'Letter of an invitation' },
      since: '2026-11-18T02:00:00.000Z',
      givenUpAt: '2026-11-19T14:36:10.000Z',
      attempts: 9,
      why: {
        ja: '街守りから、メールサーバにつながりませんでした。',
        en: 'The program could not reach its mail server.',
      },
    },
  ],
};

const action = (
  rank: number,
  horizon: Answer<'GET /home'>['actions'][number]['horizon'],
  by: string,
  title: [string, string],
  organisationName: string,
  firstStep?: [string, string],
): Answer<'GET /home'>['actions'][number] => ({
  rank,
  id: `action-${rank}`,
  title: { ja: title[0], en: title[1] },
  why: {
    ja: '水位の値が書き換えられると、避難の判断を誤るおそれがあります。',
    en: 'If the water level is changed, people may decide wrongly whether to leave.',
  },
  ...(firstStep === undefined ? {} : { firstStep: { ja: firstStep[0], en: firstStep[1] } }),
  organisationName,
  horizon,
  by,
});

export const home: Answer<'GET /home'> = {
  described: true,
  outdated: false,
  asOf: '2026-11-21',
  actions: [
    action(
      1,
      'week',
      '2026-11-27',
      [
        '出荷時のパスワードのままのセンサー3台を直す（62台のうち）',
        'Change the factory password of 3 of 62 sensors',
      ],
      '水音センサ工業',
    ),
    action(
      2,
      'week',
      '2026-11-27',
      ['だれの物かわからないアカウント9件を止める', 'Stop 9 accounts that belong to nobody'],
      '(株)縞瀬都市基盤',
    ),
    action(
      3,
      'week',
      '2026-11-27',
      ['責任分界点を定めていない契約を見直す', 'Review the contract that is silent on boundaries'],
      '星ヶ渡市',
      ['契約書の写しを手元にそろえる。', 'Have a copy of the contract at hand.'],
    ),
    action(
      4,
      'month',
      '2026-12-21',
      [
        'インシデントの連絡窓口一覧を最新にする（インシデント対応②-1）',
        'Bring the list of contact points up to date',
      ],
      '星ヶ渡スマートまち協議会',
    ),
    action(
      5,
      'year',
      '2027-03-31',
      [
        '再委託先のセキュリティ体制を評価する（サプライチェーン②-1）',
        'Evaluate the security of subcontractors',
      ],
      '星ヶ渡スマートまち協議会',
    ),
  ],
  counts: { lines: 414, scenarios: 128, findings: 4, gaps: 12, presumed: 7 },
};

export const cityAnswer: Answer<'GET /city'> = {
  city: { city, name: '星ヶ渡市', sample: true, secondFactorForAll: false, version: 3 },
  organisations: [
    { organisation: promoter, name: '星ヶ渡スマートまち協議会', promoter: true, version: 1 },
    { organisation: vendor, name: '(株)縞瀬都市基盤', promoter: false, version: 1 },
  ],
};

const entry = (
  index: number,
  at: string,
  action_: string,
  words: [string, string],
  outcome: 'done' | 'refused' = 'done',
  content?: string,
): Answer<'GET /log'>['entries'][number] => ({
  entry: `ent_${String(index).padStart(32, '0')}`,
  at,
  action: action_,
  actionText: { ja: words[0], en: words[1] },
  actor: `per_${hex('d')}`,
  actorName: { ja: '窓口担当', en: 'Front desk' },
  organisationName: '星ヶ渡スマートまち協議会',
  outcome,
  subjects: [{ id: `mem_${hex('e')}`, name: '新しい担当' }, { id: `inv_${hex('f')}` }],
  contentGone: index === 2,
  ...(content === undefined ? {} : { content }),
  ...(index < 5 ? { place: { epoch: 1, number: 1200 + index } } : {}),
});

export const log: Answer<'GET /log'> = {
  entries: [
    entry(
      5,
      '2026-11-21T05:05:00.000Z',
      'member:invite',
      ['人を招いた', 'Invited a person'],
      'done',
      '{"email":"madoguchi@hiyori.example.lg.jp","roles":["contributor"]}',
    ),
    entry(
      4,
      '2026-11-21T04:40:00.000Z',
      'register:import',
      ['まちのファイルを取り込んだ', 'Imported the file of the city'],
      'done',
      '{"changes":14}',
    ),
    entry(
      3,
      '2026-11-21T01:12:00.000Z',
      'member:change',
      ['メンバーの役割を変えようとした', 'Tried to change roles'],
      'refused',
    ),
    entry(2, '2026-11-20T23:58:00.000Z', 'session:open', ['サインインした', 'Signed in']),
  ],
  next: 'more',
};

const checkpointText = `machimori/${city}/1\n1204\nrl0Q3mZkqvJ0wF8cJbD2c2tq3Gq0m0kYyqk3mXv3m2E=\n\n— machimori/${city} kXb1Jj0T\n`;
const verifierKey = `machimori/${city}+a1b2c3d4+AQ5mY2t0bGRlc2lnbmVkZm9ydGVzdHNvbmx5`;

export const checkpoint: Answer<'GET /log/checkpoint'> = {
  checkpoint: checkpointText,
  epoch: 1,
  entries: 1204,
  at: '2026-11-21T05:05:01.000Z',
  verifierKey,
  handOvers: [],
};

export const choices: Answer<'GET /log/choices'> = {
  actions: [
    {
      id: 'member:invite',
      name: { ja: '招待', en: 'Invitation of a person' },
      group: { ja: 'メンバーと権限', en: 'Members and rights' },
    },
  ],
  actors: [{ id: `per_${hex('d')}`, name: { ja: '窓口担当', en: '窓口担当' } }],
  organisations: [
    { id: promoter, name: '星ヶ渡スマートまち協議会' },
    { id: vendor, name: '(株)縞瀬都市基盤' },
  ],
};

/** A proof that does not hold: the page says so. */
export const entryProof: Answer<'GET /log/entries/:entry/proof'> = { verifierKey, handOvers: [] };

export const factors: Answer<'GET /account/second-factors'> = {
  factors: [
    {
      credential: `crd_${hex('b')}`,
      kind: 'totp',
      name: '認証アプリ',
      createdAt: '2026-04-01T01:00:00.000Z',
      lastUsedAt: '2026-11-21T00:10:00.000Z',
      passwordless: false,
    },
    {
      credential: `crd_${hex('c')}`,
      kind: 'passkey',
      name: '庁舎のパソコン',
      createdAt: '2026-05-11T01:00:00.000Z',
      passwordless: true,
    },
  ],
  recoveryCodesLeft: 2,
  compulsory: true,
};

const openReview = {
  review: `rev_${hex('1')}`,
  name: '令和8年度 下期',
  startedAt: '2026-11-20T01:00:00.000Z',
  dueOn: '2026-12-18',
  lines: 2,
  decided: 1,
};

export const reviews: Answer<'GET /access-reviews'> = {
  reviews: [
    openReview,
    {
      ...openReview,
      review: `rev_${hex('2')}`,
      name: '令和8年度 上期',
      closedAt: '2026-05-20T01:00:00.000Z',
      decided: 2,
    },
  ],
};

const dormant = {
  mark: 'dormant',
  group: 'dormant',
  text: { ja: '90日以上使われていません', en: 'Not used for 90 days' },
} as const;

export const review: Answer<'GET /access-reviews/:review'> = {
  review: openReview,
  lines: [
    {
      membership: `mem_${hex('8')}`,
      organisation: vendor,
      organisationName: '水音センサ工業',
      name: 'センサー保守担当',
      email: 'a@example.co.jp',
      roles: ['contributor'],
      marks: [dormant],
      reason: '',
      selfCheck: false,
      now: 'same',
    },
    {
      membership: `mem_${hex('9')}`,
      organisation: promoter,
      organisationName: '星ヶ渡市',
      name: '監査担当',
      email: 'b@example.lg.jp',
      roles: ['auditor'],
      marks: [],
      lastActiveOn: '2026-06-30',
      decision: 'keep',
      reason: '',
      decidedByName: '窓口担当',
      decidedOn: '2026-11-20',
      selfCheck: false,
      now: 'same',
    },
  ],
};

export const access: Answer<'GET /access'> = {
  lines: [
    {
      kind: 'account',
      id: `mem_${hex('8')}`,
      organisation: vendor,
      organisationName: '水音センサ工業',
      name: 'センサー保守担当',
      email: 'a@example.co.jp',
      rights: ['contributor'],
      state: 'active',
      since: '2026-04-01',
      secondFactor: false,
      marks: [dormant],
    },
    {
      kind: 'invitation',
      id: `inv_${hex('a')}`,
      organisation: vendor,
      organisationName: 'ひより医療情報',
      name: 'iryo@example.co.jp',
      email: 'iryo@example.co.jp',
      rights: ['organisationAdministrator'],
      state: 'waiting',
      since: '2026-11-20',
      until: '2026-12-04',
      marks: [],
    },
  ],
};

export const tokens: Answer<'GET /api-tokens'> = {
  tokens: [
    {
      token: `tok_${hex('1')}`,
      organisation: promoter,
      name: '予算システムとの連携',
      actions: ['plan:read'],
      makerName: '窓口担当',
      createdAt: '2026-04-01T01:00:00.000Z',
      expiresAt: '2027-03-31T01:00:00.000Z',
      lastUsedOn: '2026-11-20',
    },
  ],
  possibleActions: [
    { action: 'plan:read', text: { ja: '計画を読む', en: 'Read the plan' } },
    { action: 'city:read', text: { ja: '都市の名前ときまりを読む', en: 'Read the city’s name' } },
  ],
  longestDays: 365,
};

export const invitation: Answer<'POST /invitation/look'> = {
  cityName: '星ヶ渡市',
  sample: false,
  organisationName: 'ひより医療情報',
  email: 'iryo@example.co.jp',
  roles: ['organisationAdministrator', 'contributor'],
  expiresAt: '2026-11-27T02:00:00.000Z',
  hasAccount: false,
};

export const authenticator: Answer<'POST /account/authenticators'> = {
  credential: 'c',
  uri: 'otpauth://totp/Machimori:madoguchi%40example.lg.jp?issuer=Machimori&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  typed: 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP',
};

export const provider: Answer<'GET /organisation/provider'> = {
  settings: {
    issuer: 'https://login.hoshigawatari.example',
    clientId: 'machimori',
    emailDomains: ['city.hoshigawatari.example'],
    roleClaim: 'groups',
    roleMap: [
      { value: 'machimori-kinyu', role: 'contributor' },
      { value: 'machimori-shonin', role: 'approver' },
    ],
    trustsSecondFactor: true,
    secondFactorValues: ['mfa'],
    providerOnly: false,
    version: 2,
  },
  redirectUri: `https://machi.example.lg.jp/sign-in/provider/org_${'0'.repeat(32)}`,
  startAddress: `https://machi.example.lg.jp/sign-in?organisation=org_${'0'.repeat(32)}`,
  persons: [
    {
      membership: `mem_${'0'.repeat(32)}`,
      name: 'データ担当',
      email: 'data@city.hoshigawatari.example',
      lastUsedAt: '2026-11-20T23:40:00.000Z',
      withdrawn: false,
    },
  ],
};
