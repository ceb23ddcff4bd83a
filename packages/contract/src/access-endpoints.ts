import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, id, instant, roleWord, typed, words } from './fields.ts';

/** What an account review looks for, under the heading that people know it by. */
const mark = z
  .object({
    mark: z.string(),
    group: z.enum(['dormant', 'orphaned', 'over-privileged', 'left', 'waiting', 'ending']),
    text: words,
  })
  .meta({ id: 'AccessMark' });

const review = z
  .object({
    review: id('rev'),
    organisation: id('org').optional().describe('Left out: of the whole city'),
    name: z.string(),
    startedAt: instant,
    dueOn: day,
    closedAt: instant.optional(),
    lines: z.number().int(),
    decided: z.number().int(),
  })
  .meta({ id: 'AccessReview' });

const decision = z.enum(['keep', 'change', 'end']);
const reviewId = z.object({ review: id('rev') });
const language = z.object({ language: z.enum(['ja', 'en']).default('ja') });

export const accessEndpoints = {
  listAccess: endpoint({
    method: 'GET',
    path: '/access',
    summary: {
      ja: 'アカウント台帳: アカウント、招待、トークンのすべて',
      en: 'The account ledger: accounts, invitations and tokens as one list',
    },
    response: z.object({
      lines: z.array(
        z.object({
          kind: z.enum(['account', 'invitation', 'token']),
          id: z.string(),
          organisation: id('org'),
          organisationName: z.string(),
          name: z.string(),
          email: z.string(),
          rights: z.array(z.string()),
          state: z.enum(['active', 'suspended', 'ended', 'waiting', 'over']),
          since: day,
          until: day.optional(),
          lastUsedOn: day.optional(),
          secondFactor: z.boolean().optional(),
          marks: z.array(mark),
        }),
      ),
    }),
  }),
  exportAccess: endpoint({
    method: 'GET',
    path: '/access/export',
    summary: { ja: 'アカウント台帳の書き出し（CSV）', en: 'The account ledger as CSV' },
    query: language,
    media: 'text/csv',
  }),
  listAccessReviews: endpoint({
    method: 'GET',
    path: '/access-reviews',
    summary: { ja: '棚卸しの一覧', en: 'Account reviews, the newest first' },
    response: z.object({ reviews: z.array(review) }),
  }),
  startAccessReview: endpoint({
    method: 'POST',
    path: '/access-reviews',
    summary: { ja: '棚卸しをはじめる', en: 'Starts an account review' },
    body: z.object({ name: typed(400), dueOn: typed(20), organisation: id('org').optional() }),
    response: z.object({ review: id('rev'), lines: z.number().int() }),
  }),
  readAccessReview: endpoint({
    method: 'GET',
    path: '/access-reviews/:review',
    summary: { ja: '棚卸しの中身', en: 'An account review with its lines' },
    params: reviewId,
    response: z.object({
      review,
      lines: z.array(
        z.object({
          membership: id('mem'),
          organisation: id('org'),
          organisationName: z.string(),
          name: z.string(),
          email: z.string(),
          roles: z.array(roleWord),
          marks: z.array(mark),
          lastActiveOn: day.optional(),
          decision: decision.optional(),
          newRoles: z.array(roleWord).optional(),
          reason: z.string(),
          decidedByName: z.string().optional(),
          decidedOn: day.optional(),
          selfCheck: z.boolean().describe('自己確認: the only administrator looked at themselves'),
          now: z
            .enum(['same', 'changed', 'left'])
            .describe('Whether the rights are still those that were looked at'),
        }),
      ),
    }),
  }),
  decideAccess: endpoint({
    method: 'PUT',
    path: '/access-reviews/:review/lines/:membership',
    summary: {
      ja: '棚卸しの一行を決める（終えるまでは効かない）',
      en: 'Decides one line; it takes effect when the review is closed',
    },
    params: z.object({ review: id('rev'), membership: id('mem') }),
    body: z.object({
      decision,
      newRoles: z
        .array(roleWord)
        .max(5)
        .optional()
        .describe('For `change`: all roles from then on'),
      reason: typed(2000).default(''),
    }),
    response: z.object({ selfCheck: z.boolean() }),
  }),
  closeAccessReview: endpoint({
    method: 'POST',
    path: '/access-reviews/:review/close',
    summary: {
      ja: '棚卸しを終え、決めたことをすべて行う',
      en: 'Closes the review: all that was decided takes effect, or nothing',
    },
    params: reviewId,
    response: z.object({
      kept: z.number().int(),
      changed: z.number().int(),
      ended: z.number().int(),
      stopped: z.number().int().describe('Invitations and tokens that ended with those who left'),
    }),
  }),
  exportAccessReview: endpoint({
    method: 'GET',
    path: '/access-reviews/:review/export',
    summary: { ja: '棚卸しの書き出し（CSV）', en: 'An account review as CSV' },
    params: reviewId,
    query: language,
    media: 'text/csv',
  }),
} as const;
