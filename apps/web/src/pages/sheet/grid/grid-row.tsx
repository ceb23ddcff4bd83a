// biome-ignore-all lint/a11y/useSemanticElements: only what is in the window is on the page, which a table cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells have the focus
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: a cell, or the head of a row
// biome-ignore-all lint/a11y/noStaticElementInteractions: the same
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid takes the keys, for the cell that is active
import { type MouseEvent, memo, type ReactNode, useLayoutEffect, useRef } from 'react';
import { Icon } from '../../../design/icon.tsx';
import { Link } from '../../../design/link.tsx';
import { useText } from '../../../language.tsx';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import { signs } from '../../../messages/signs.ts';
import type { SheetLine } from '../sheet-queries.ts';
import { CellEditor, type Editing } from './cell-editor.tsx';
import { gridColumns, itemIn, lineWords, type Telling } from './columns.tsx';
import type { SheetFilter } from './filter-names.ts';
import { LineMarks } from './line-marks.tsx';
import type { Block } from './selection.ts';
import type { Writing } from './writing.ts';

/** What a cell does; the same object for all rows. */
export interface CellActs {
  readonly press: (row: number, column: number, event: MouseEvent) => void;
  readonly drag: (row: number, column: number, event: MouseEvent) => void;
  readonly open: (row: number, column: number) => void;
  readonly check: (line: string) => void;
  readonly toggle: (key: string) => void;
  readonly text: (text: string) => void;
  readonly done: Parameters<typeof CellEditor>[0]['onDone'];
  readonly cancel: () => void;
}

export interface RowProps {
  readonly row: number;
  readonly top: number;
  readonly height: number;
  readonly acts: CellActs;
  readonly telling: Telling;
  /** Columns of this row that are chosen; none where it is not among them. */
  readonly chosen: Pick<Block, 'left' | 'right'> | undefined;
  /** The column that is active in this row. */
  readonly active: number | undefined;
  /** The grid has the focus, so the active cell takes it. */
  readonly focused: boolean;
}

/** Column 0 chooses the row; those of the table come after it. */
export const columnCount = gridColumns.length + 1;

export const LineRow = memo(function LineRow({
  line,
  filter,
  checked,
  mayWrite,
  writing,
  editing,
  level,
  ...row
}: RowProps & {
  readonly line: SheetLine;
  readonly filter: SheetFilter;
  readonly checked: boolean;
  readonly mayWrite: boolean;
  readonly writing: Writing;
  readonly editing: Editing | undefined;
  /** Of a line under a head; none where nothing is gathered. */
  readonly level: 2 | undefined;
  /** Another where something of this row may be shown otherwise. */
  readonly moment: number;
}): ReactNode {
  const { telling, acts } = row;
  const say = useText();
  const name = lineWords(line, telling);
  return (
    <div
      role="row"
      aria-rowindex={row.row + 2}
      aria-level={level}
      aria-selected={checked}
      className="m-sheet-row"
      data-checked={checked ? '' : undefined}
      style={{ insetBlockStart: row.top, blockSize: row.height }}
    >
      <Cell {...row} column={0} width={44} kind="gridcell" at="check">
        <input
          type="checkbox"
          className="m-sheet-check"
          tabIndex={-1}
          checked={checked}
          aria-label={say(words.select, { line: name })}
          onChange={() => acts.check(line.line)}
          onMouseDown={(event) => event.stopPropagation()}
        />
      </Cell>
      {gridColumns.map((column, index) => {
        const { field } = column;
        const shown = field === undefined ? '' : writing.shown(line, field);
        const said = column.words(line, telling, shown);
        const isActive = row.active === index + 1;
        const refusal = field === undefined ? undefined : writing.refusal(line.line, field);
        return (
          <Cell
            key={column.id}
            {...row}
            column={index + 1}
            width={column.width}
            kind={index === 0 ? 'rowheader' : 'gridcell'}
            at={column.id}
            readOnly={field === undefined || !mayWrite}
            wrong={refusal === undefined ? undefined : say(refusal.text)}
            waiting={field !== undefined && writing.isWaiting(line.line, field)}
            edits={field !== undefined && mayWrite}
          >
            {column.id === 'item' ? (
              <>
                <Link
                  to="/sheet/line"
                  search={{ ...filter, id: line.line } as never}
                  tabIndex={-1}
                  aria-label={name}
                >
                  {say(itemIn(telling.held, line.checkItem))}
                </Link>
                <LineMarks line={line} />
                <small>{said.slice(say(itemIn(telling.held, line.checkItem)).length + 1)}</small>
              </>
            ) : (
              <span className="m-sheet-words">{column.drawn?.(line, telling) ?? said}</span>
            )}
            {isActive && field !== undefined && mayWrite ? (
              <CellEditor
                field={field}
                label={`${say(column.label)}${say(signs.comma)}${name}${say(signs.colon)}${said}`}
                editing={editing}
                focused={row.focused}
                onText={acts.text}
                onDone={acts.done}
                onCancel={acts.cancel}
              />
            ) : null}
          </Cell>
        );
      })}
    </div>
  );
});

export const HeapRow = memo(function HeapRow({
  title,
  heap,
  open,
  ...row
}: RowProps & {
  readonly title: string;
  readonly heap: string;
  readonly open: boolean;
}): ReactNode {
  return (
    <div
      role="row"
      aria-rowindex={row.row + 2}
      aria-level={1}
      aria-expanded={open}
      className="m-sheet-row m-sheet-heap"
      style={{ insetBlockStart: row.top, blockSize: row.height }}
      onClick={() => row.acts.toggle(heap)}
    >
      <Cell
        {...row}
        column={0}
        active={row.active === undefined ? undefined : 0}
        kind="rowheader"
        at="heap"
        span
      >
        <span className="m-sheet-fold" data-open={open ? '' : undefined}>
          <Icon name="down" size={20} />
        </span>
        <span>{title}</span>
      </Cell>
    </div>
  );
});

function Cell({
  row,
  column,
  width,
  kind,
  at,
  active,
  chosen,
  focused,
  acts,
  readOnly = true,
  wrong,
  waiting = false,
  edits = false,
  span = false,
  children,
}: RowProps & {
  readonly column: number;
  readonly width?: number;
  readonly kind: 'gridcell' | 'rowheader';
  readonly at: string;
  readonly readOnly?: boolean;
  readonly wrong?: string | undefined;
  readonly waiting?: boolean;
  /** The field within takes the focus. */
  readonly edits?: boolean;
  readonly span?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const here = useRef<HTMLDivElement>(null);
  const isActive = active === column;
  useLayoutEffect(() => {
    if (isActive && focused && !edits) here.current?.focus({ preventScroll: true });
  }, [isActive, focused, edits]);
  return (
    <div
      ref={here}
      role={kind}
      aria-colindex={column + 1}
      aria-colspan={span ? columnCount : undefined}
      aria-selected={chosen !== undefined && column >= chosen.left && column <= chosen.right}
      aria-readonly={kind === 'gridcell' && readOnly ? true : undefined}
      aria-invalid={wrong === undefined ? undefined : true}
      title={wrong}
      tabIndex={edits ? undefined : isActive ? 0 : -1}
      className="m-sheet-cell"
      data-at={at}
      data-active={isActive ? '' : undefined}
      data-waiting={waiting ? '' : undefined}
      style={width === undefined ? undefined : { inlineSize: `${width / 16}rem` }}
      onMouseDown={(event) => acts.press(row, column, event)}
      onMouseEnter={(event) => acts.drag(row, column, event)}
      onDoubleClick={() => acts.open(row, column)}
    >
      {children}
    </div>
  );
}
