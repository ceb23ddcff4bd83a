import { type ReactNode, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { Notice } from '../../../design/notice.tsx';
import { Table } from '../../../design/table.tsx';
import { useText } from '../../../language.tsx';
import { sheetWords } from '../../../messages/sheet.ts';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import { signs } from '../../../messages/signs.ts';
import { stateText } from './cell-text.ts';
import { lineWords, type Telling } from './columns.tsx';
import type { Conflict, Writing } from './writing.ts';

/** Cells that somebody else wrote first, each with both sides to choose from. */
export function Conflicts({
  writing,
  telling,
}: {
  readonly writing: Writing;
  readonly telling: Telling;
}): ReactNode {
  const say = useText();
  const conflicts = writing.conflicts();
  const [put, setPut] = useState(false);
  if (conflicts.length === 0) return null;
  const shown = ({ field }: Conflict, value: string): string =>
    value === '' ? say(sheetWords.empty) : field === 'state' ? stateText(value, say) : value;
  const title = say(words.conflictTitle, { count: conflicts.length });
  return (
    <>
      <Notice tone="warning" title={title}>
        <Button kind="secondary" size="small" onPress={() => setPut(false)}>
          {say(words.choose)}
        </Button>
      </Notice>
      <Dialog open={!put} onClose={() => setPut(true)} title={title} role="alertdialog">
        <p className="mb-4">{say(words.conflictText)}</p>
        <Table
          caption={title}
          captionHidden
          rows={conflicts.slice(0, 50)}
          rowKey={({ line, field }) => `${field} ${line}`}
          columns={[
            {
              id: 'cell',
              label: say(words.cell),
              names: true,
              cell: ({ line, field }) => {
                const known = telling.held.lines.get(line);
                const name = known === undefined ? line : lineWords(known, telling);
                return [name, say(words[field])].join(say(signs.apart));
              },
            },
            {
              id: 'theirs',
              label: say(words.theirs),
              cell: (conflict) => (
                <>
                  <p className="whitespace-pre-line">{shown(conflict, conflict.theirs)}</p>
                  <p className="m-hint">{conflict.byName}</p>
                  <Button
                    kind="secondary"
                    size="small"
                    onPress={() => writing.settle([conflict], 'theirs')}
                  >
                    {say(sheetWords.keepTheirs)}
                  </Button>
                </>
              ),
            },
            {
              id: 'yours',
              label: say(sheetWords.yours),
              cell: (conflict) => (
                <>
                  <p className="whitespace-pre-line">{shown(conflict, conflict.value)}</p>
                  <Button
                    kind="secondary"
                    size="small"
                    onPress={() => writing.settle([conflict], 'yours')}
                  >
                    {say(sheetWords.keepYours)}
                  </Button>
                </>
              ),
            },
          ]}
        />
        {conflicts.length < 2 ? null : (
          <div className="m-dialog-actions">
            <Button onPress={() => writing.settle(conflicts, 'yours')}>
              {say(words.allYours)}
            </Button>
            <Button kind="secondary" onPress={() => writing.settle(conflicts, 'theirs')}>
              {say(words.allTheirs)}
            </Button>
          </div>
        )}
      </Dialog>
    </>
  );
}
