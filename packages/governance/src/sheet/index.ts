export { type AnswerValues, answerStates, mostCharacters } from './answer-cells.ts';
export type { AnswerProgress, Cell } from './answer-store.ts';
export { carryAnswers } from './carry-answers.ts';
export { confirmAnswers } from './confirm-answers.ts';
export { type DecideAnswers, decideAnswers, selfCheckAnswers } from './decide-answers.ts';
export type { MovedAnswer, SeenAnswer } from './each-answer.ts';
export { type KeepLines, keepLines, readToKeep } from './keep-lines.ts';
export { type LineOrder, type LinePlace, lineOrders } from './line-search-store.ts';
export type { KeptLine, SheetHead } from './line-store.ts';
export {
  type ItemWords,
  type LinePage,
  type ListedLine,
  type ListLines,
  listLines,
} from './list-lines.ts';
export type { LineMove, MoveDeed } from './move-store.ts';
export { placeOfLine } from './place-of-line.ts';
export {
  type LineSeen,
  readLine,
  type StaleReason,
} from './read-sheet.ts';
export { type RecordedAnswer, recordAnswer } from './record-answer.ts';
export { recordAnswers } from './record-answers.ts';
export { changeReviewPeriod, readSheetSettings } from './sheet-settings.ts';
export {
  type AnswerField,
  type AnswerStage,
  answerFields,
  answerStages,
  type CellOrigin,
} from './sheet-tables.ts';
export { submitAnswers } from './submit-answers.ts';
export {
  type CellVerdict,
  type GivenCells,
  type JudgedLine,
  toldOfWriting,
  type Writing,
  type WrittenLine,
  writeAnswers,
} from './write-answers.ts';
