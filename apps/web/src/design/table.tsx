// biome-ignore-all lint/a11y/noRedundantRoles: laid out as cards, a table loses its roles in some browsers
import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** Names the row: its header cell, the title of its card on a narrow screen. */
  readonly names?: boolean;
  /** `words`: never so narrow that a phrase breaks; `acts`: as wide as its buttons in one row. */
  readonly width?: 'words' | 'acts';
  /** Where what stands in it says enough by itself. */
  readonly labelHidden?: boolean;
  /** What one only does, and cannot do on paper. */
  readonly screenOnly?: boolean;
}

/** Rows and columns; on a narrow screen each row is a card whose cells say their column. */
export function Table<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
}: {
  readonly caption: string;
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}): ReactNode {
  return (
    <div className="m-frame">
      <table className="m-table" role="table">
        <caption className={captionHidden ? 'sr-only' : 'm-caption'}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ id, label, width, labelHidden, screenOnly }) => (
              <th
                key={id}
                scope="col"
                role="columnheader"
                data-width={width}
                className={onScreen(screenOnly)}
              >
                {labelHidden === true ? <span className="sr-only">{label}</span> : label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map(
                ({ id, label, cell, names = false, labelHidden = false, width, screenOnly }) =>
                  names ? (
                    <th key={id} scope="row" role="rowheader">
                      {cell(row)}
                    </th>
                  ) : (
                    <td
                      key={id}
                      data-column={labelHidden ? undefined : label}
                      data-width={width}
                      role="cell"
                      className={onScreen(screenOnly)}
                    >
                      {cell(row)}
                    </td>
                  ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const onScreen = (screenOnly: boolean | undefined): string | undefined =>
  screenOnly === true ? 'm-screen-only' : undefined;
