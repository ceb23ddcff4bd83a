import { parentPort } from 'node:worker_threads';
import { createTypesetter } from '@machimori/documents/report';
import {
  type ReportControl,
  type ReportLine,
  type SheetReportHead,
  writeSheetAssessment,
  writeSheetPlanOfAction,
  writeSheetReport,
  writeSheetSecurityPlan,
} from '@machimori/documents/sheet-report';
import type { BookTask, BookTold } from './make-book.ts';

// The thread of a report: its lines come some at a time, and the whole goes back once the last has come.

export type ReportForm =
  | 'pdf'
  | 'assessment-results'
  | 'plan-of-action-and-milestones'
  | 'system-security-plan';

export interface ReportTask {
  readonly form: ReportForm;
  readonly head: SheetReportHead;
  /** What answers the lines, where the form tells of it. */
  readonly controls?: readonly ReportControl[];
}

/** Two thousand lines take ten seconds of one processor; a small machine may have other work. */
const longestMs = 300_000;

let task: ReportTask | undefined;
const lines: ReportLine[] = [];

async function write({ form, head, controls = [] }: ReportTask): Promise<Uint8Array> {
  if (form === 'pdf') {
    const typesetter = createTypesetter({ timeoutMs: longestMs });
    try {
      return await writeSheetReport(head, lines, typesetter);
    } finally {
      await typesetter.close();
    }
  }
  const documentIn = {
    'assessment-results': writeSheetAssessment,
    'plan-of-action-and-milestones': writeSheetPlanOfAction,
    'system-security-plan': writeSheetSecurityPlan,
  }[form];
  const document = documentIn(head, lines, controls);
  return Buffer.from(`${JSON.stringify(document, undefined, 2)}\n`);
}

async function carryOut(told: BookTask<ReportTask, ReportLine>): Promise<BookTold> {
  try {
    if ('begin' in told) task = told.begin;
    else if ('add' in told) lines.push(...told.add);
    else if (task !== undefined) return { made: [await write(task)] };
    return { made: [] };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : 'unknown' };
  }
}

parentPort?.on('message', async (told: BookTask<ReportTask, ReportLine>) =>
  parentPort?.postMessage(await carryOut(told)),
);
