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
 * The first line that waits for an answer of one's own, or else the first that is one's own, or the first of all. Who
 * answers for one organisation goes through its lines alone, `ownOnly`; the others cannot be written.
 */
export function firstStep(
  lines: readonly SheetLine[],
  filter: SheetFilter,
  {
    mayWrite,
    ownOnly,
  }: { readonly mayWrite: (line: SheetLine) => boolean; readonly ownOnly: boolean },
): FirstStep | undefined {
  const own = lines.filter(mayWrite);
  const [line] = [...own.filter(isWaiting), ...own, ...lines];
  if (line === undefined) return undefined;
  const answers = own.includes(line);
  const narrowed = answers && ownOnly ? { ...filter, answeredBy: line.answeredBy } : filter;
  return { line: line.line, filter: narrowed, answers };
}

/** Nobody has answered it, or it is not handed in. */
const isWaiting = ({ stage, state, statement }: SheetLine): boolean =>
  stage === undefined
    ? state === 'not-started' && statement === ''
    : stage === 'draft' || stage === 'changes-requested';
