export { type AnswerColumnName, numberSigns, readBookNumber } from './book-columns.ts';
export { type AnyBookReading, type ItemRow, readAnyBook } from './read-any-book.ts';
export {
  type BookReading,
  type CellFault,
  type ReadCell,
  type ReadRow,
  readSheetBook,
} from './read-sheet-book.ts';
export {
  type BookLine,
  type SheetBookHead,
  SheetBookWriter,
  writeSheetBook,
} from './write-sheet-book.ts';
