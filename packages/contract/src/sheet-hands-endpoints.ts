import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, id, typed, words } from './fields.ts';
import { named } from './plan-shape.ts';

const line = typed(300).min(1);

export const sheetHandsEndpoints = {
  assignLines: endpoint({
    method: 'POST',
    path: '/sheet/assignments',
    summary: {
      ja: '行の担当者を決める、または、外す（行ごとの結果）',
      en: 'Put lines into somebody’s hands, or nobody’s; a result for each line',
    },
    body: z.object({
      lines: z.array(line).min(1).max(1_000),
      person: id('per').optional().describe('Absent: nobody has them in hand any more'),
    }),
    response: z.object({
      assigned: z.array(
        z.object({
          line: z.string(),
          problem: z
            .object({ code: z.string(), text: words, next: words.optional() })
            .optional()
            .describe('Why it was not'),
        }),
      ),
    }),
  }),
  listAssignable: endpoint({
    method: 'GET',
    path: '/sheet/assignable',
    summary: {
      ja: '行の担当者にできる人（自組織、または、まち全体）',
      en: 'People into whose hands one may put lines',
    },
    query: z.object({ line: line.optional().describe('Only those who may have this line') }),
    response: z.object({
      people: z.array(
        z.object({
          person: id('per'),
          name: z.string(),
          organisation: id('org'),
          organisationName: z.string(),
          answers: z
            .string()
            .optional()
            .describe('Key of the organisation, as `answeredBy` of the lines it answers'),
        }),
      ),
    }),
  }),
  listOwnLines: endpoint({
    method: 'GET',
    path: '/sheet/own-lines',
    summary: {
      ja: '自分が担当で、まだ提出していない行（期限の早い順）',
      en: 'Lines that one has in hand and has not handed in, the most urgent first',
    },
    response: z.object({
      total: z.number().int(),
      overdue: z.number().int(),
      lines: z.array(
        z.object({
          line: z.string(),
          checkItem: words.describe('Its label'),
          subject: named,
          plannedBy: day,
          overdue: z.boolean(),
        }),
      ),
    }),
  }),
} as const;
