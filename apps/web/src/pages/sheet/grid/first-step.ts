import type { SheetLine } from '../sheet-queries.ts';
import type { SheetFilter } from './filter-names.ts';

/** Where one begins to go from line to line, through which, and what for. */
export interface FirstStep {
  readonly line: string;
  readonly filter: SheetFilter;
  readonly to: 'answer' | 'decide' | 'read';
}

/**
 * The first line that waits for one's answer, or else for one's word on it, or else the first of all. Who answers for
 * one organisation goes through its lines alone, `ownOnly`: the others cannot be written.
 */
export function firstStep(
  lines: readonly SheetLine[],
  filter: SheetFilter,
  {
    mayWrite,
    mayDecide,
    ownOnly,
  }: {
    readonly mayWrite: (line: SheetLine) => boolean;
    readonly mayDecide: (line: SheetLine) => boolean;
    readonly ownOnly: boolean;
  },
): FirstStep | undefined {
  const own = lines.find((line) => isWaiting(line) && mayWrite(line));
  if (own !== undefined) {
    const { line, answeredBy } = own;
    return { line, filter: ownOnly ? { ...filter, answeredBy } : filter, to: 'answer' };
  }
  const asked = lines.find(mayDecide);
  if (asked !== undefined)
    return { line: asked.line, filter: { ...filter, stage: 'submitted' }, to: 'decide' };
  const [first] = lines;
  return first && { line: first.line, filter, to: 'read' };
}

/** Nobody has answered it, or it is not handed in. */
const isWaiting = ({ stage, state, statement }: SheetLine): boolean =>
  stage === undefined
    ? state === 'not-started' && statement === ''
    : stage === 'draft' || stage === 'changes-requested';
