import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../../api/problem.ts';
import type { Answer } from '../../../api/routes.ts';
import { call } from '../../../api/use-server.ts';
import { DescriptionList } from '../../../design/content.tsx';
import { dateText } from '../../../design/date-text.tsx';
import { usePrinting } from '../../../design/use-printing.ts';
import { useText } from '../../../language.tsx';
import { sheetWords } from '../../../messages/sheet.ts';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import type { SheetLine } from '../sheet-queries.ts';
import { gridColumns, type Telling } from './columns.tsx';
import type { SheetFilter } from './filter-names.ts';
import { isNarrowed, narrowedTo, orderedBy, useCityNames } from './filter-words.ts';
import { LineMarks, MarksLegend } from './line-marks.tsx';
import type { Writing } from './writing.ts';

/** More lines than these nobody reads on paper. */
const most = 2_000;

/** The lines that are shown, as they go on paper; there only while somebody prints. */
export function SheetPaper({
  lines,
  total,
  telling,
  writing,
  filter,
}: {
  readonly lines: readonly SheetLine[];
  /** Of all that match, those that are not here yet too. */
  readonly total: number;
  readonly telling: Telling;
  readonly writing: Writing;
  readonly filter: SheetFilter;
}): ReactNode {
  const say = useText();
  const narrowed = isNarrowed(filter);
  const names = useCityNames(narrowed);
  // Asked for before anybody prints: paper does not wait.
  const { data } = useQuery<Answer<'GET /sheet/lines'>, Problem>({
    queryKey: ['sheet', 'all-lines'],
    queryFn: () => call('GET /sheet/lines', { query: { most: '1' } as never }),
    enabled: narrowed,
  });
  if (!usePrinting()) return null;
  const printed = Math.min(lines.length, most);
  const all = narrowed ? data?.total : total;
  const conditions = narrowedTo(filter, telling, names);
  return (
    <>
      <DescriptionList
        small
        items={[
          [
            say(words.paperNarrowed),
            conditions.length === 0
              ? say(words.paperEverything)
              : conditions.join(say(words.between)),
          ],
          [say(words.order), orderedBy(filter, telling)],
          [
            say(sheetWords.line),
            narrowed && all !== undefined
              ? say(words.paperCount, { total, all })
              : say(words.count, { total }),
          ],
          [say(words.paperAt), dateText(new Date().toISOString(), telling.locale, true)],
        ]}
      />
      {printed >= total ? null : <p>{say(words.tooMany, { total, most: printed })}</p>}
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
          {lines.slice(0, printed).map((line) => (
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
