import { defineUseCase } from '@machimori/application';
import type { Locale } from '@machimori/kernel';
import { Failure, text } from '@machimori/kernel';
import { accessCsv, reviewCsv } from './access-csv.ts';
import { accessLines } from './access-lines.ts';
import type { ReviewLine } from './access-review-rules.ts';
import { findReview, listReviews, type ReviewRow, reviewLines } from './access-review-store.ts';

const messages = {
  none: text('その棚卸しは見つかりません。', 'There is no such review.'),
  noneNext: text('一覧を開き直してください。', 'Open the list again.'),
};

/** The account reviews that one may see, open and closed. */
export const listAccessReviews = defineUseCase<null, { readonly reviews: readonly ReviewRow[] }>({
  name: 'list-access-reviews',
  action: 'access:list',
  kind: 'query',
  async handle(context) {
    return { output: { reviews: await listReviews(context) } };
  },
});

/** One account review with its lines. */
export const readAccessReview = defineUseCase<
  { readonly review: string },
  { readonly review: ReviewRow; readonly lines: readonly ReviewLine[] }
>({
  name: 'read-access-review',
  action: 'access:list',
  kind: 'query',
  async handle(context, input) {
    const review = await findReview(context, input.review);
    if (review === undefined)
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    return { output: { review, lines: await reviewLines(context, review.review) } };
  },
});

/** The account ledger, or a review with its decisions, as a file for Excel. It leaves the house: that is noted. */
export const exportAccess = defineUseCase<
  { readonly review?: string | undefined; readonly locale: Locale },
  { readonly csv: string; readonly lines: number }
>({
  name: 'export-access',
  action: 'access:list',
  kind: 'sensitive-query',
  async handle(context, input) {
    if (input.review === undefined) {
      const lines = await accessLines(context);
      return {
        output: { csv: accessCsv(lines, input.locale), lines: lines.length },
        content: { lines: lines.length },
      };
    }
    const review = await findReview(context, input.review);
    if (review === undefined)
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    const lines = await reviewLines(context, review.review);
    return {
      output: { csv: reviewCsv(lines, input.locale), lines: lines.length },
      subjects: [review.review],
      content: { lines: lines.length },
    };
  },
});
