import type { AnswerColumn } from './merge-sheets.ts';
import type { ReadPlanned, ReadValue, SheetAnswer } from './read-sheet.ts';
import type { LineState } from './sheet-content.ts';

/** What was answered for one line of the plan, each value with the cell it came from. */
export interface LineAnswer {
  readonly line: string;
  readonly planned?: ReadValue<ReadPlanned>;
  readonly statement?: ReadValue<string>;
  readonly state?: ReadValue<LineState>;
}

const narrowest: readonly SheetAnswer['scope'][] = ['line', 'row', 'item'];

/**
 * Spreads answers over the lines they are for. What was written for the line itself counts before what was written
 * for its row, and that before what was written for its item. Values left as the plan had them are no answers,
 * nor are those in which merged books disagree.
 */
export function answersByLine(
  answers: readonly (SheetAnswer & { readonly unsettled?: readonly AnswerColumn[] })[],
): readonly LineAnswer[] {
  const byLine = new Map<string, { -readonly [K in keyof LineAnswer]: LineAnswer[K] }>();
  for (const scope of narrowest) {
    for (const answer of answers) {
      if (answer.scope !== scope) continue;
      const settled = (column: AnswerColumn): boolean =>
        answer[column]?.unchanged === false && answer.unsettled?.includes(column) !== true;
      for (const line of answer.lines) {
        const at = byLine.get(line) ?? { line };
        if (at.planned === undefined && answer.planned && settled('planned'))
          at.planned = answer.planned;
        if (at.statement === undefined && answer.statement && settled('statement'))
          at.statement = answer.statement;
        if (at.state === undefined && answer.state && settled('state')) at.state = answer.state;
        byLine.set(line, at);
      }
    }
  }
  return [...byLine.values()]
    .filter((a) => a.planned !== undefined || a.statement !== undefined || a.state !== undefined)
    .sort((a, b) => (a.line < b.line ? -1 : 1));
}
