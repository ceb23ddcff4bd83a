import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, roleWord, typed, version } from './fields.ts';

const providerSettings = z
  .object({
    issuer: z.string(),
    clientId: z.string(),
    emailDomains: z.array(z.string()),
    roleClaim: z.string(),
    roleMap: z.array(z.object({ value: z.string(), role: roleWord })),
    trustsSecondFactor: z.boolean(),
    secondFactorValues: z.array(z.string()),
    providerOnly: z.boolean().describe('Members sign in by the provider alone'),
    version,
  })
  .meta({ id: 'ProviderSettings' });

export const singleSignOnEndpoints = {
  beginSignIn: endpoint({
    method: 'POST',
    path: '/session/begin',
    summary: {
      ja: 'サインインを始める（組織の認証基盤があれば、そこへ）',
      en: 'Begins to sign in: at the organisation’s provider where there is one',
    },
    open: true,
    body: z.object({
      email: typed(400).optional(),
      organisation: typed(100).optional(),
      back: typed(1000).optional(),
    }),
    response: z.object({
      way: z.enum(['password', 'provider']),
      address: z.string().optional().describe('Where the browser goes'),
    }),
  }),
  finishProviderSignIn: endpoint({
    method: 'POST',
    path: '/session/provider',
    summary: { ja: '組織の認証基盤からの返事を渡す', en: 'Hands in the provider’s answer' },
    open: true,
    body: z.object({
      organisation: typed(100),
      parameters: z
        .record(typed(100), typed(4000))
        .refine((given) => Object.keys(given).length <= 20)
        .describe('What stood in the address: code, state, iss'),
    }),
    response: z.object({
      awaiting: z.boolean().describe('The second factor is still to come'),
      back: z.string().describe('Path to go on to'),
    }),
  }),
  beginProviderProof: endpoint({
    method: 'POST',
    path: '/account/proof/provider',
    summary: {
      ja: '大切な操作の前の確認を、組織の認証基盤で始める',
      en: 'Begins to show again who it is, at the organisation’s provider',
    },
    body: z.object({ back: typed(1000).optional() }),
    response: z.object({ address: z.string() }),
  }),
  readProvider: endpoint({
    method: 'GET',
    path: '/organisation/provider',
    summary: { ja: '組織のシングルサインオン', en: 'Single sign-on of one’s organisation' },
    response: z.object({
      settings: providerSettings.optional(),
      redirectUri: z.string(),
      startAddress: z.string(),
      persons: z.array(
        z.object({
          membership: id('mem'),
          name: z.string(),
          email: z.string(),
          lastUsedAt: instant,
          withdrawn: z.boolean(),
        }),
      ),
    }),
  }),
  changeProvider: endpoint({
    method: 'PUT',
    path: '/organisation/provider',
    summary: { ja: 'シングルサインオンを設定する', en: 'Sets single sign-on up or changes it' },
    body: z.object({
      issuer: typed(600),
      clientId: typed(400),
      clientSecret: typed(2000).optional().describe('Left out: stays as it is'),
      emailDomains: z.array(typed(300)).max(20),
      roleClaim: typed(300),
      roleMap: z.array(z.object({ value: typed(400), role: roleWord })).max(100),
      trustsSecondFactor: z.boolean(),
      secondFactorValues: z.array(typed(300)).max(20),
      providerOnly: z.boolean(),
      version: version.optional(),
    }),
    response: z.object({ version }),
  }),
  removeProvider: endpoint({
    method: 'DELETE',
    path: '/organisation/provider',
    summary: { ja: 'シングルサインオンをやめる', en: 'Takes single sign-on away' },
  }),
  releaseProviderPerson: endpoint({
    method: 'DELETE',
    path: '/organisation/provider/persons/:membership',
    summary: {
      ja: 'メンバーと認証基盤のアカウントの結びつきを外す',
      en: 'Frees a member from an account at the provider',
    },
    params: z.object({ membership: id('mem') }),
  }),
} as const;
