export { type AnswerColumnName, numberSigns, readBookNumber } from './book-columns.ts';
export type { BookLine, SheetBookHead } from './line-columns.ts';
export { type AnyBookReading, type ItemRow, readAnyBook } from './read-any-book.ts';
export {
  type BookReading,
  type CellFault,
  type MovedRow,
  type ReadCell,
  type ReadRow,
  readSheetBook,
} from './read-sheet-book.ts';
export {
  type AnswerBookCopy,
  type CopiedAnswer,
  writeAnswerBookCopy,
} from './write-answer-book-copy.ts';
export { SheetBookWriter, writeSheetBook } from './write-sheet-book.ts';
