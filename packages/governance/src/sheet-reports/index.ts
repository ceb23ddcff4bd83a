export type { AnsweringControl } from './control-read-model.ts';
export type { LineProof } from './proof-read-model.ts';
export { readSheetReport, type SheetReport } from './read-sheet-report.ts';
