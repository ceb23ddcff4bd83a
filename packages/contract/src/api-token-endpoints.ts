import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, id, instant, typed, words } from './fields.ts';

export const apiTokenEndpoints = {
  listApiTokens: endpoint({
    method: 'GET',
    path: '/api-tokens',
    summary: { ja: 'APIトークンの一覧', en: 'API tokens of the organisations one administers' },
    response: z.object({
      tokens: z.array(
        z.object({
          token: id('tok'),
          organisation: id('org'),
          name: z.string(),
          actions: z.array(z.string()),
          makerName: z.string().optional(),
          createdAt: instant,
          expiresAt: instant,
          revokedAt: instant.optional(),
          lastUsedOn: day.optional(),
        }),
      ),
      possibleActions: z
        .array(z.object({ action: z.string(), text: words }))
        .describe('What a token may be given at all'),
      longestDays: z.number().int(),
    }),
  }),
  createApiToken: endpoint({
    method: 'POST',
    path: '/api-tokens',
    summary: {
      ja: 'APIトークンをつくる（秘密の文字は、このときだけ示す）',
      en: 'Makes a token for one’s own organisation; its secret is shown this once',
    },
    body: z.object({
      name: typed(400),
      actions: z.array(typed(60)).max(40),
      days: z.number().int(),
    }),
    response: z.object({
      token: id('tok'),
      secret: z.string(),
      actions: z.array(z.string()),
      expiresAt: instant,
    }),
  }),
  revokeApiToken: endpoint({
    method: 'DELETE',
    path: '/api-tokens/:token',
    summary: { ja: 'APIトークンを取り消す', en: 'Revokes a token; it ends at once' },
    params: z.object({ token: id('tok') }),
  }),
} as const;
