import { endpoints } from '@machimori/contract';
import {
  type AccessMark,
  accessMarkGroups,
  accessMarks,
  closeAccessReview,
  decideAccess,
  exportAccess,
  listAccess,
  listAccessReviews,
  type ReviewRow,
  readAccessReview,
  startAccessReview,
} from '@machimori/identity';
import type { FastifyReply } from 'fastify';
import { route } from '../route.ts';

export const accessRoutes = [
  route(endpoints.listAccess, async ({ run }) => {
    const { lines } = await run(listAccess, null);
    return {
      lines: lines.map(({ person: _, ...line }) => ({
        ...line,
        rights: [...line.rights],
        marks: line.marks.map(markOf),
      })),
    };
  }),

  route(endpoints.exportAccess, async ({ input, reply, run }) => {
    const { csv } = await run(exportAccess, { locale: input.query.language ?? 'ja' });
    return sendCsv(reply, 'accounts.csv', csv);
  }),

  route(endpoints.listAccessReviews, async ({ run }) => {
    const { reviews } = await run(listAccessReviews, null);
    return { reviews: reviews.map(reviewOf) };
  }),

  route(endpoints.startAccessReview, ({ input, run }) => run(startAccessReview, input.body)),

  route(endpoints.readAccessReview, async ({ input, run }) => {
    const { review, lines } = await run(readAccessReview, input.params);
    return {
      review: reviewOf(review),
      lines: lines.map(({ person: _, decidedBy: __, ...line }) => ({
        ...line,
        roles: [...line.roles],
        marks: line.marks.map(markOf),
        newRoles: line.newRoles && [...line.newRoles],
      })),
    };
  }),

  route(endpoints.decideAccess, ({ input, run }) => {
    const { reason = '', ...decided } = input.body;
    return run(decideAccess, { ...input.params, ...decided, reason });
  }),

  route(endpoints.closeAccessReview, ({ input, run }) => run(closeAccessReview, input.params)),

  route(endpoints.exportAccessReview, async ({ input, reply, run }) => {
    const locale = input.query.language ?? 'ja';
    const { csv } = await run(exportAccess, { ...input.params, locale });
    return sendCsv(reply, 'access-review.csv', csv);
  }),
];

type Group = keyof typeof accessMarkGroups;

function markOf(mark: AccessMark) {
  const found = Object.entries(accessMarkGroups).find(([, marks]) =>
    (marks as readonly AccessMark[]).includes(mark),
  );
  if (found === undefined) throw new TypeError(`the mark ${mark} is in no group`);
  return { mark, group: found[0] as Group, text: { ...accessMarks[mark] } };
}

const reviewOf = ({ startedBy: _, startedAt, closedAt, ...row }: ReviewRow) => ({
  ...row,
  startedAt: startedAt.toISOString(),
  closedAt: closedAt?.toISOString(),
});

const sendCsv = (reply: FastifyReply, name: string, csv: string): FastifyReply =>
  reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(csv);
