import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, words } from './fields.ts';

export const undeliveredEndpoints = {
  listUndelivered: endpoint({
    method: 'GET',
    path: '/undelivered',
    summary: { ja: '届けられなかったもの', en: 'What could not be delivered' },
    response: z.object({
      undelivered: z.array(
        z.object({
          id: z.string(),
          by: z.string().describe('Who was to be told, or what was to be done'),
          what: words,
          since: instant,
          givenUpAt: instant,
          attempts: z.number().int(),
          why: words,
        }),
      ),
    }),
  }),
  settleUndelivered: endpoint({
    method: 'POST',
    path: '/undelivered/:id/:by',
    summary: {
      ja: '届けられなかったものを、もう一度試す、または取りやめる',
      en: 'Tries again what could not be delivered, or lets it go',
    },
    params: z.object({
      id: z.string().regex(/^(evt|job)_[0-9a-f]{32}$/),
      by: z.string().regex(/^[a-z-]{1,40}$/),
    }),
    body: z.object({ decision: z.enum(['retry', 'let-go']) }),
  }),
} as const;
