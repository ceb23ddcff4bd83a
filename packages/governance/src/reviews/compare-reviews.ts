import { defineUseCase, wrongCursor } from '@machimori/application';
import { Failure, type Text, text } from '@machimori/kernel';
import { readNamesOf } from '../sheet/line-store.ts';
import {
  compareLines,
  countReviewLines,
  type DifferenceCounts,
  type LineDifference,
  readReviews,
  type SheetReview,
} from './review-store.ts';

const messages = {
  none: text('その点検は見つかりません。', 'There is no such review.'),
  noneNext: text('一覧を開き直してください。', 'Open the list again.'),
};

const pageOfDifferences = 50;

export interface CompareReviews {
  readonly review: string;
  /** Another review; the present where none is named. */
  readonly with: string | undefined;
  readonly cursor: string | undefined;
}

/** A review, and how many of its lines one sees. */
export interface ReviewSeen extends SheetReview {
  readonly lines: number;
}

export interface ReviewsCompared {
  readonly before: ReviewSeen;
  readonly after: ReviewSeen | undefined;
  readonly counts: DifferenceCounts;
  readonly lines: readonly LineDifference[];
  readonly names: ReadonlyMap<string, Text>;
  readonly next: string | undefined;
}

/** What differs between a review and another, or the present; as far as one answers or verifies the lines. */
export const compareReviews = defineUseCase<CompareReviews, ReviewsCompared>({
  name: 'compare-reviews',
  action: 'sheet:read',
  kind: 'query',
  async handle(context, { review, with: other, cursor }) {
    if (cursor !== undefined && !/^\d{1,7}$/.test(cursor)) throw wrongCursor();
    const from = Number(cursor ?? 0);
    const reviews = await readReviews(context);
    const found = async (id: string): Promise<ReviewSeen> => {
      const known = reviews.find((each) => each.review === id);
      if (known === undefined)
        throw new Failure('not-found', messages.none, { next: messages.noneNext });
      return { ...known, lines: await countReviewLines(context, id) };
    };
    const before = await found(review);
    const after = other === undefined ? undefined : await found(other);
    const { counts, lines } = await compareLines(context, review, other, {
      from,
      most: pageOfDifferences,
    });
    const end = from + lines.length;
    return {
      output: {
        before,
        after,
        counts,
        lines,
        names: await readNamesOf(
          context,
          lines.flatMap(({ subject, before, after }) =>
            [before, after].flatMap((side) =>
              side === undefined ? [] : [{ subject, answeredBy: side.answeredBy }],
            ),
          ),
        ),
        next: lines.length === pageOfDifferences && end < counts.lines ? String(end) : undefined,
      },
    };
  },
});
