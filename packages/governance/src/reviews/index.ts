export { type CompareReviews, compareReviews, type ReviewsCompared } from './compare-reviews.ts';
export { type FreezeReview, freezeReview } from './freeze-review.ts';
export type { MonthDue, OrganisationProgress, Progress } from './progress.ts';
export { type ProgressSeen, readProgressSeen } from './read-progress.ts';
export type {
  DifferenceCounts,
  LineDifference,
  LineThen,
  SheetReview,
} from './review-store.ts';
