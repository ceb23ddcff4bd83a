import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, id, instant, typed } from './fields.ts';

const requestId = id('ask');

export const sheetRequestEndpoints = {
  askForAnswers: endpoint({
    method: 'POST',
    path: '/sheet/requests',
    summary: {
      ja: '行の回答を、答える組織に期限を決めて頼む（組織ごとに一つの依頼）',
      en: 'Ask for the answers to lines until a day: one request for each organisation',
    },
    body: z.object({
      lines: z.array(typed(300).min(1)).min(1).max(1_000),
      due: day,
      words: typed(8_000),
    }),
    response: z.object({
      requests: z.array(z.object({ request: requestId, lines: z.number().int() })),
    }),
  }),
  listRequests: endpoint({
    method: 'GET',
    path: '/sheet/requests',
    summary: {
      ja: '回答の依頼と、その進みぐあい（自組織あて、または、まち全体）',
      en: 'Requests for answers and how far they are: to one’s own organisation, or in the whole city',
    },
    response: z.object({
      requests: z.array(
        z.object({
          request: requestId,
          organisation: id('org'),
          organisationName: z.string(),
          own: z.boolean().describe('One’s own organisation is asked'),
          words: z.string(),
          due: day,
          overdue: z.boolean(),
          askedAt: instant,
          askedByName: z.string(),
          lines: z.number().int(),
          answered: z.number().int().describe('Handed in or accepted'),
          accepted: z.number().int(),
          next: z.string().optional().describe('A line that waits for its answer'),
        }),
      ),
    }),
  }),
  withdrawRequest: endpoint({
    method: 'DELETE',
    path: '/sheet/requests/:request',
    summary: { ja: '回答の依頼を取り下げる', en: 'Take a request for answers back' },
    params: z.object({ request: requestId }),
  }),
} as const;
