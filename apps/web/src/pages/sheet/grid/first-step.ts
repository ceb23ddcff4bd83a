import type { SheetLine } from '../sheet-queries.ts';
import type { SheetFilter } from './filter-names.ts';

/** Where one begins to go from line to line, and through which. */
export interface FirstStep {
  readonly line: string;
  readonly filter: SheetFilter;
  /** To answer them; else to read. */
  readonly answers: boolean;
}

/**
 * The first line that waits for an answer of one's own. Who answers for one organisation goes through its lines alone,
 * `ownOnly`: the others cannot be written. Where nothing waits one reads, or verifies, all of them from the first on.
 */
export function firstStep(
  lines: readonly SheetLine[],
  filter: SheetFilter,
  {
    mayWrite,
    ownOnly,
  }: { readonly mayWrite: (line: SheetLine) => boolean; readonly ownOnly: boolean },
): FirstStep | undefined {
  const waiting = lines.find((line) => isWaiting(line) && mayWrite(line));
  const [first] = lines;
  if (waiting === undefined) return first && { line: first.line, filter, answers: false };
  const narrowed = ownOnly ? { ...filter, answeredBy: waiting.answeredBy } : filter;
  return { line: waiting.line, filter: narrowed, answers: true };
}

/** Nobody has answered it, or it is not handed in. */
const isWaiting = ({ stage, state, statement }: SheetLine): boolean =>
  stage === undefined
    ? state === 'not-started' && statement === ''
    : stage === 'draft' || stage === 'changes-requested';
