export { staleWords } from './messages.ts';
export type {
  ReportControl,
  ReportLine,
  ReportProof,
  SheetReportHead,
  StaleWord,
} from './report-line.ts';
export { isDone } from './report-line.ts';
export { writeSheetAssessment } from './write-sheet-assessment.ts';
export { writeSheetPlanOfAction } from './write-sheet-plan-of-action.ts';
export { composeSheetReport, printed, writeSheetReport } from './write-sheet-report.ts';
export { isAsked, writeSheetSecurityPlan } from './write-sheet-security-plan.ts';
