import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, typed } from './fields.ts';
import { passkeyAnswer } from './passkey-endpoints.ts';

export const secondFactorEndpoints = {
  confirmSession: endpoint({
    method: 'POST',
    path: '/session/confirm',
    summary: { ja: 'サインインの二つ目の確認', en: 'The second step of signing in' },
    open: true,
    body: z.discriminatedUnion('method', [
      z.object({ method: z.enum(['totp', 'recovery-code']), code: typed(100) }),
      z.object({ method: z.literal('passkey'), ...passkeyAnswer }),
    ]),
    response: z.object({ recoveryCodesLeft: z.number().int().optional() }),
  }),
  proveAgain: endpoint({
    method: 'POST',
    path: '/account/proof',
    summary: { ja: '大切な操作の前の、ご本人の確認', en: 'Shows again that it is oneself' },
    body: z.discriminatedUnion('method', [
      z.object({ method: z.literal('totp'), code: typed(100) }),
      z.object({ method: z.literal('password'), password: typed(400) }),
      z.object({ method: z.literal('passkey'), ...passkeyAnswer }),
    ]),
  }),
  listSecondFactors: endpoint({
    method: 'GET',
    path: '/account/second-factors',
    summary: { ja: '二つ目の確認手段の一覧', en: 'One’s second factors' },
    response: z.object({
      factors: z.array(
        z.object({
          credential: id('crd'),
          kind: z.enum(['totp', 'passkey']),
          name: z.string(),
          createdAt: instant,
          lastUsedAt: instant.optional(),
          passwordless: z.boolean(),
        }),
      ),
      recoveryCodesLeft: z.number().int(),
      compulsory: z.boolean(),
    }),
  }),
  beginAuthenticator: endpoint({
    method: 'POST',
    path: '/account/authenticators',
    summary: { ja: '認証アプリの登録を始める', en: 'Begins to register an authenticator app' },
    body: z.object({ name: typed(400) }),
    response: z.object({ credential: id('crd'), uri: z.string(), typed: z.string() }),
  }),
  finishAuthenticator: endpoint({
    method: 'POST',
    path: '/account/authenticators/:credential',
    summary: { ja: 'アプリのコードで登録を終える', en: 'Finishes it with a code of the app' },
    params: z.object({ credential: id('crd') }),
    body: z.object({ code: typed(100) }),
    response: z.object({
      credential: id('crd'),
      recoveryCodes: z.array(z.string()).optional().describe('Shown once, with the first factor'),
    }),
  }),
  removeSecondFactor: endpoint({
    method: 'DELETE',
    path: '/account/second-factors/:credential',
    summary: { ja: '確認手段を外す', en: 'Removes a second factor' },
    params: z.object({ credential: id('crd') }),
  }),
  renewRecoveryCodes: endpoint({
    method: 'POST',
    path: '/account/recovery-codes',
    summary: { ja: '予備のコードをつくり直す', en: 'Makes new recovery codes' },
    response: z.object({ recoveryCodes: z.array(z.string()) }),
  }),
} as const;
