export { answersByLine, type LineAnswer } from './answers-by-line.ts';
export { type FilledCell, type FillOptions, type FillReport, fillSheet } from './fill-sheet.ts';
export { type FoundLabel, type LabelMatcher, labelMatcher } from './item-label.ts';
export {
  type AnswerColumn,
  columnNames,
  type MergedAnswer,
  type MergeReport,
  mergeSheets,
  type ReturnedBook,
  type SheetConflict,
} from './merge-sheets.ts';
export {
  type ReadPlanned,
  type ReadReport,
  type ReadValue,
  readSheet,
  type SheetAnswer,
} from './read-sheet.ts';
export { SheetContent } from './sheet-content.ts';
export { type SheetEdition, type SheetPlan, sheetEdition, sheetSources } from './sheet-sources.ts';
export { type Told, toldApart } from './told-apart.ts';
export { type CheckSheetOptions, writeCheckSheet } from './write-check-sheet.ts';
