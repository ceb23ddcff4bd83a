import { wordLabel } from '@machimori/city';
import { endpoints } from '@machimori/contract';
import {
  chooseReminders,
  compareReviews,
  freezeReview,
  type LineThen,
  readProgressSeen,
  readReminders,
  type SheetReview,
} from '@machimori/governance';
import type { Text } from '@machimori/kernel';
import { sheetGuidelineFor } from '../guideline.ts';
import { route } from '../route.ts';
import { itemsOf, nameIn, wordsOfItem } from './sheet-words.ts';

const reviewOf = <Kept extends SheetReview>({ frozenAt, ...review }: Kept) => ({
  ...review,
  frozenAt: frozenAt.toISOString(),
});

const thenOf = (then: LineThen | undefined, names: ReadonlyMap<string, Text>) =>
  then && { ...then, answeredBy: nameIn(names, then.answeredBy, 'organisation') };

export const reviewRoutes = [
  route(endpoints.readProgress, async ({ run }) => {
    const { today, own, counted, beside, groups, organisations, roles, months, reviews, names } =
      await run(readProgressSeen, null);
    return {
      today,
      ...(own === undefined ? {} : { own: nameIn(names, own, 'organisation') }),
      counted,
      beside,
      groups: [...groups],
      organisations: organisations.map(({ key, progress, groups }) => ({
        organisation: nameIn(names, key, 'organisation'),
        progress,
        groups: [...groups],
      })),
      roles: roles.map(({ role, progress }) => ({
        role,
        name: { ...wordLabel('roles', role) },
        progress,
      })),
      months: [...months],
      reviews: reviews.map(reviewOf),
    };
  }),

  route(endpoints.readReminders, ({ run }) => run(readReminders, null)),
  route(endpoints.chooseReminders, ({ run, input }) => run(chooseReminders, input.body)),

  route(endpoints.freezeReview, ({ run, input }) => run(freezeReview, input.body)),

  route(endpoints.compareReviews, async ({ run, world, actor, input }) => {
    const compared = await run(compareReviews, {
      review: input.params.review,
      with: input.query.with,
      cursor: input.query.cursor,
    });
    const items = itemsOf(await sheetGuidelineFor(world, actor));
    const { before, after, counts, lines, names, next } = compared;
    return {
      before: reviewOf(before),
      after: after && reviewOf(after),
      counts,
      lines: lines.map(({ line, checkItem, group, subject, before, after }) => {
        const { label, heading } = wordsOfItem(items, checkItem);
        return {
          line,
          label,
          heading,
          group,
          subject: nameIn(names, subject, 'subject'),
          before: thenOf(before, names),
          after: thenOf(after, names),
        };
      }),
      next,
    };
  }),
];
