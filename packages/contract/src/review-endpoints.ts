import { roleIds } from '@machimori/kernel';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, id, instant, typed, words } from './fields.ts';
import { checkGroup, named } from './plan-shape.ts';
import { lineState } from './sheet-endpoints.ts';

const count = z.number().int().nonnegative();
const progress = z
  .object({
    lines: count,
    done: count.describe('Implemented, or not applicable'),
    inProgress: count,
    planned: count,
    notStarted: count,
    overdue: count.describe('Not done, and the day has passed'),
    submitted: count.describe('Handed in, and waiting to be accepted'),
  })
  .meta({ id: 'SheetProgress' });
const byGroup = z.array(z.object({ group: checkGroup, progress }));
const reviewId = id('srv');
const review = z
  .object({
    review: reviewId,
    title: z.string(),
    heldOn: day,
    note: z.string(),
    frozenAt: instant,
    frozenByName: z.string(),
  })
  .meta({ id: 'SheetReview' });
const reviewSeen = review.extend({ lines: count.describe('Of its lines, those that one sees') });
const then = z.object({
  state: lineState,
  plannedBy: day,
  statement: z.string(),
  answeredBy: named,
});

export const reviewEndpoints = {
  readProgress: endpoint({
    method: 'GET',
    path: '/sheet/progress',
    summary: {
      ja: 'チェックシートの進みぐあい（自分の組織が答える行。推進主体は、まち全体の行）',
      en: 'How far the lines are that one’s organisation answers, or of the promoting body all lines',
    },
    response: z.object({
      today: day,
      own: named.optional().describe('Whose lines are counted; absent: those of the whole city'),
      counted: progress,
      beside: count.describe('Lines that others answer and one sees beside one’s own'),
      groups: byGroup,
      organisations: z
        .array(z.object({ organisation: named, progress, groups: byGroup }))
        .describe('Of all lines that one sees; the most overdue first'),
      roles: z
        .array(z.object({ role: z.enum(roleIds), name: words, progress }))
        .describe('Of the whole city alone; an organisation with two roles counts for both'),
      months: z
        .array(z.object({ month: z.string(), lines: count, done: count }))
        .describe('By the month of the day by which lines are to be done: `2027-03`'),
      reviews: z.array(review).describe('The latest first'),
    }),
  }),
  readReminders: endpoint({
    method: 'GET',
    path: '/sheet/reminders',
    summary: {
      ja: '週ごとのお知らせを受け取るかどうか（自分の分）',
      en: 'Whether one gets the weekly letter about what is due',
    },
    response: z.object({ wanted: z.boolean() }),
  }),
  chooseReminders: endpoint({
    method: 'PUT',
    path: '/sheet/reminders',
    summary: {
      ja: '週ごとのお知らせを受け取る、または受け取らない',
      en: 'Get the weekly letter about what is due, or no more',
    },
    body: z.object({ wanted: z.boolean() }),
    response: z.object({ wanted: z.boolean() }),
  }),
  freezeReview: endpoint({
    method: 'POST',
    path: '/sheet/reviews',
    summary: {
      ja: 'いまのチェックシートを、点検の記録として残す',
      en: 'Keep the check sheet as it stands, for a review meeting',
    },
    body: z.object({ title: typed(400), heldOn: day, note: typed(8_000) }),
    response: z.object({ review: reviewId, lines: count }),
  }),
  compareReviews: endpoint({
    method: 'GET',
    path: '/sheet/reviews/:review/changes',
    summary: {
      ja: '点検のときと、別の点検のとき（またはいま）の違い',
      en: 'What differs between a review and another, or the present',
    },
    params: z.object({ review: reviewId }),
    query: z.object({
      with: reviewId.optional().describe('Another review; absent: the present'),
      cursor: z.string().max(20).optional(),
    }),
    response: z.object({
      before: reviewSeen,
      after: reviewSeen.optional(),
      counts: z.object({
        lines: count,
        appeared: count,
        fellAway: count,
        done: count.describe('Became done, or not applicable'),
        reopened: count,
        postponed: count,
      }),
      lines: z.array(
        z.object({
          line: z.string(),
          label: words,
          heading: words,
          group: checkGroup,
          subject: named,
          before: then.optional().describe('Absent: not in the plan then'),
          after: then.optional(),
        }),
      ),
      next: z.string().optional(),
    }),
  }),
} as const;
