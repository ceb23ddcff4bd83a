import type { ReactNode } from 'react';
import { StatusLabel } from '../../design/content.tsx';
import { type Column, Table } from '../../design/table.tsx';
import { useText } from '../../language.tsx';
import { bulkWords } from '../../messages/city.ts';
import type { Edit } from './city-queries.ts';

/** What becomes of one of many, before they are saved together. */
export interface RowResult {
  readonly id: string;
  readonly name: string;
  /** None where there is nothing to do, or something is wrong with it. */
  readonly edit: Edit | undefined;
  readonly wrong: readonly string[];
  /** What changes, in words. */
  readonly detail: ReactNode;
}

/** The result of each, with what is wrong where it is left out. */
export function RowResults({
  rows,
  called,
}: {
  readonly rows: readonly RowResult[];
  /** What the first column holds, where it is no name. */
  readonly called?: string;
}): ReactNode {
  const say = useText();
  const columns: readonly Column<RowResult>[] = [
    {
      id: 'name',
      label: called ?? say(bulkWords.name),
      names: true,
      width: 'words',
      cell: ({ name }) => name,
    },
    {
      id: 'state',
      label: say(bulkWords.state),
      cell: ({ edit, wrong }) =>
        wrong.length > 0 ? (
          <StatusLabel tone="error">{say(bulkWords.wrong)}</StatusLabel>
        ) : edit === undefined ? (
          <StatusLabel>{say(bulkWords.same)}</StatusLabel>
        ) : (
          <StatusLabel tone={edit.change === 'add' ? 'success' : 'info'}>
            {say(edit.change === 'add' ? bulkWords.willAdd : bulkWords.willChange)}
          </StatusLabel>
        ),
    },
    {
      id: 'detail',
      label: say(bulkWords.detail),
      cell: ({ detail, wrong }) =>
        wrong.length > 0 ? (
          <ul>
            {wrong.map((words) => (
              <li key={words} className="m-error">
                {words}
              </li>
            ))}
          </ul>
        ) : (
          detail
        ),
    },
  ];
  return (
    <Table caption={say(bulkWords.result)} rows={rows} rowKey={({ id }) => id} columns={columns} />
  );
}
