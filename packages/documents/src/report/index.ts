export type { ReportInput } from './report-input.ts';
export type { Typesetter } from './typesetter.ts';
export { createTypesetter } from './worker-typesetter.ts';
export { composeReport, writeReport } from './write-report.ts';
