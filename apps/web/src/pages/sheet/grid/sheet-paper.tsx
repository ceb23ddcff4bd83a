import type { ReactNode } from 'react';
import { usePrinting } from '../../../design/use-printing.ts';
import { useText } from '../../../language.tsx';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import type { SheetLine } from '../sheet-queries.ts';
import { gridColumns, type Telling } from './columns.tsx';
import { LineMarks, MarksLegend } from './line-marks.tsx';
import type { Writing } from './writing.ts';

/** More lines than these nobody reads on paper. */
const most = 2_000;

/** The lines that are shown, as they go on paper; there only while somebody prints. */
export function SheetPaper({
  lines,
  telling,
  writing,
}: {
  readonly lines: readonly SheetLine[];
  readonly telling: Telling;
  readonly writing: Writing;
}): ReactNode {
  const say = useText();
  if (!usePrinting()) return null;
  return (
    <>
      {lines.length <= most ? null : <p>{say(words.tooMany, { total: lines.length, most })}</p>}
      <MarksLegend lines={lines} />
      <table className="m-sheet-paper">
        <thead>
          <tr>
            {gridColumns.map(({ id, label }) => (
              <th key={id} scope="col">
                {say(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, most).map((line) => (
            <tr key={line.line}>
              {gridColumns.map(({ id, field, words: wordsOf }) => (
                <td key={id}>
                  {id === 'item' ? <LineMarks line={line} /> : null}
                  {wordsOf(line, telling, field === undefined ? '' : writing.shown(line, field))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
