export type { LineNow } from './book-line-store.ts';
export type { IssuedBook, ReceivedBook } from './book-store.ts';
export {
  type BookContent,
  issueBook,
  readAnswerersSheet,
  readIssuedBook,
  readWholeSheet,
} from './issue-book.ts';
export type { CellOutcome, JudgedCell } from './judge-book.ts';
export { type BookList, listBooks } from './list-books.ts';
export { type ChosenCell, type MergeBook, type MergedBook, mergeBook } from './merge-book.ts';
export type { EditionBefore } from './move-rows.ts';
export { officialPlan } from './official-plan.ts';
export {
  type BookPreview,
  bookMedia,
  previewBook,
  readReceivedFile,
  receiveBook,
} from './receive-book.ts';
