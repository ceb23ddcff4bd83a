// biome-ignore-all lint/a11y/useSemanticElements: only what is in the window is on the page, which a table cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells have the focus
// biome-ignore-all lint/a11y/noStaticElementInteractions: a grid, or a tree of rows
import { useNavigate } from '@tanstack/react-router';
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useText } from '../../../language.tsx';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import type { SheetLine } from '../sheet-queries.ts';
import {
  blockLines,
  blockWords,
  clearEdits,
  fillEdits,
  pasteEdits,
  type Sheetlike,
} from './block-edits.ts';
import { type Editing, isComposing } from './cell-editor.tsx';
import { valueFrom } from './cell-text.ts';
import { type Gathering, gatherings, gridColumns, type Telling } from './columns.tsx';
import type { SheetFilter } from './filter-names.ts';
import { type CellActs, columnCount, HeapRow, LineRow } from './grid-row.tsx';
import type { GridRow } from './grid-rows.ts';
import { bringIntoView, size, useRem } from './into-view.ts';
import { at, blockOf, moved, type Selection, type Spot, within } from './selection.ts';
import { readTabText, writeTabText } from './tab-text.ts';
import type { CellPlace, Told } from './told-bar.tsx';
import type { Writing } from './writing.ts';

const width = gridColumns.reduce((sum, column) => sum + column.width, 44);

export interface GridOrder {
  readonly order: string | undefined;
  readonly descending: boolean;
}

/** The sheet as a spreadsheet: only the rows in the window are on the page, whatever their number. */
export function SheetGrid({
  rows,
  telling,
  writing,
  moment,
  gather,
  order,
  checked,
  mayWrite,
  onCheck,
  onCheckAll,
  onToggle,
  onOrder,
  onTold,
  goTo,
  filter,
}: {
  readonly rows: readonly GridRow[];
  readonly telling: Telling;
  readonly writing: Writing;
  /** Another after every change of what is shown. */
  readonly moment: number;
  readonly gather: Gathering | undefined;
  readonly order: GridOrder;
  readonly checked: ReadonlySet<string>;
  readonly mayWrite: (line: SheetLine) => boolean;
  readonly onCheck: (lines: readonly string[]) => void;
  readonly onCheckAll: () => void;
  readonly onToggle: (heap: string) => void;
  readonly onOrder: (order: string) => void;
  /** What became of a paste, a fill, an undo; said aloud. */
  readonly onTold: (told: Told | undefined) => void;
  /** A cell that is to be shown and become active. */
  readonly goTo: CellPlace | undefined;
  /** What the lines are narrowed to: whoever opens one goes on through the others. */
  readonly filter: SheetFilter;
}): ReactNode {
  const say = useText();
  const navigate = useNavigate();
  const name = useId();
  const box = useRef<HTMLDivElement>(null);
  const rem = useRem();
  const rowHeight = size.row * rem;
  const [selection, setSelection] = useState<Selection>(at(0, 1));
  const [editing, setEditing] = useState<Editing>();
  const [focused, setFocused] = useState(false);
  const isLeaving = useRef(false);
  const isDragging = useRef(false);
  const isToShow = useRef(false);
  const extent = {
    rows: rows.length,
    columns: columnCount,
    page: Math.max(1, Math.floor((box.current?.clientHeight ?? 600) / rowHeight) - 2),
  };
  // What was narrowed may have fewer rows than one had come down.
  const chosen = within(selection, extent);
  const { active } = chosen;
  const block = blockOf(chosen);
  const activeRow = active.row;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The active cell stays on the page, so that the focus is not lost by scrolling.
    rangeExtractor: useCallback(
      (range: Range) => {
        const inside = defaultRangeExtractor(range);
        return inside.includes(activeRow) || activeRow >= range.count
          ? inside
          : [...inside, activeRow].sort((a, b) => a - b);
      },
      [activeRow],
    ),
  });

  const sheet: Sheetlike = {
    rows,
    fields: [undefined, ...gridColumns.map(({ field }) => field)],
    mayWrite,
    shown: writing.shown,
  };
  const present = useRef({ rows, chosen, block, sheet, checked, editing });
  present.current = { rows, chosen, block, sheet, checked, editing };

  const select = useCallback(
    (to: Selection): void => {
      setSelection(to);
      setEditing(undefined);
      bringIntoView(box.current, to.active, rowHeight, size.head * rem);
    },
    [rowHeight, rem],
  );
  const lineAt = (row: number): SheetLine | undefined => {
    const there = present.current.rows[row];
    return there?.kind === 'line' ? there.line : undefined;
  };
  const fieldAt = ({ row, column }: Spot) => {
    const line = lineAt(row);
    const field = present.current.sheet.fields[column];
    return line === undefined || field === undefined || !mayWrite(line)
      ? undefined
      : { line, field };
  };

  useEffect(() => {
    if (goTo === undefined) return;
    const row = present.current.rows.findIndex(
      (each) => each.kind === 'line' && each.line.line === goTo.line,
    );
    if (row === -1) return;
    select(at(row, goTo.column));
    setFocused(true);
    isToShow.current = true;
  }, [goTo, select]);
  // The rows scroll within their frame, and the frame with the page: what keys lead to is in sight of both. Never on
  // a press of the mouse, which would then be let go over something else.
  useEffect(() => {
    if (!isToShow.current) return;
    isToShow.current = false;
    box.current
      ?.querySelector('[data-active]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  useEffect(() => {
    const up = (): void => {
      isDragging.current = false;
    };
    addEventListener('mouseup', up);
    return () => removeEventListener('mouseup', up);
  }, []);

  const openLine = (line: SheetLine): void =>
    void navigate({ to: '/sheet/line', search: { ...filter, id: line.line } as never });
  const enter = (spot: Spot): void => {
    const row = rows[spot.row];
    if (row?.kind === 'heap') {
      onToggle(row.key);
      return;
    }
    const cell = fieldAt(spot);
    if (cell !== undefined) {
      setEditing({ text: writing.shown(cell.line, cell.field), opened: true });
      return;
    }
    if (row?.kind !== 'line') return;
    if (spot.column === 0) onCheck([row.line.line]);
    else if (spot.column === 1) openLine(row.line);
    else {
      const isNone = sheet.fields[spot.column] === undefined;
      onTold({ words: say(isNone ? words.notWritable : words.notYours) });
    }
  };
  const apply = (
    { edits, left, firstLeft }: ReturnType<typeof fillEdits>,
    told: typeof words.pasted,
  ): void => {
    writing.write(edits);
    const said = say(told, { cells: edits.length });
    if (left === 0) {
      onTold({ words: said });
      return;
    }
    const leftOut = say(words.leftOut, { left });
    onTold({
      words: edits.length === 0 ? leftOut : [said, leftOut].join(say(words.stop)),
      at: firstLeft,
    });
  };
  const takeBack = (way: 'undo' | 'redo'): void => {
    const back = writing[way]();
    if (back === undefined) return;
    const { cells, left, firstLeft } = back;
    const said = say(way === 'undo' ? words.undone : words.redone, { cells });
    if (firstLeft === undefined) {
      onTold({ words: said });
      return;
    }
    onTold({
      words: [said, say(words.left, { left })].join(say(words.stop)),
      at: { line: firstLeft.line, column: sheet.fields.indexOf(firstLeft.field) },
    });
  };

  const acts = useMemo<CellActs>(
    () => ({
      press: (row, column, event) => {
        if (event.button !== 0) return;
        const target = event.target as HTMLElement;
        if (target.closest('textarea[data-open]') !== null) return;
        setFocused(true);
        const to = { row, column };
        const { anchor } = present.current.chosen;
        select(event.shiftKey ? { anchor, active: to } : at(row, column));
        isDragging.current = target.closest('a') === null;
        if (isDragging.current) event.preventDefault();
      },
      drag: (row, column, event: MouseEvent) => {
        if (!isDragging.current || event.buttons !== 1) return;
        setSelection(({ anchor }) => ({ anchor, active: { row, column } }));
      },
      open: (row, column) => {
        const there = present.current.rows[row];
        const field = present.current.sheet.fields[column];
        if (there?.kind !== 'line' || field === undefined) return;
        if (!present.current.sheet.mayWrite(there.line))
          return onTold({ words: say(words.notYours) });
        setEditing({ text: writing.shown(there.line, field), opened: true });
      },
      check: (line) => onCheck([line]),
      toggle: onToggle,
      text: (text) => {
        isToShow.current = true;
        setEditing((now) => ({ text, opened: now?.opened === true && text === now.text }));
      },
      done: (text, then) => {
        const { chosen: now, rows: there, sheet: of } = present.current;
        const row = there[now.active.row];
        const field = of.fields[now.active.column];
        setEditing(undefined);
        onTold(undefined);
        if (row?.kind === 'line' && field !== undefined)
          writing.write([{ line: row.line.line, field, value: valueFrom(field, text) }]);
        if (then === 'stay') return;
        const key = { down: 'ArrowDown', up: 'ArrowUp', right: 'Tab', left: 'Tab' }[then];
        const to = moved(
          { anchor: now.active, active: now.active },
          { key, shift: then === 'left', control: false },
          { rows: there.length, columns: columnCount, page: 1 },
        );
        isToShow.current = true;
        if (to !== undefined) select(to);
      },
      cancel: () => setEditing(undefined),
    }),
    [select, onCheck, onToggle, onTold, say, writing],
  );

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.altKey || rows.length === 0) return;
    const { key, shiftKey: shift } = event;
    const control = event.ctrlKey || event.metaKey;
    if (key === 'Tab' && isLeaving.current) return;
    isLeaving.current = key === 'Escape';
    const letter = control ? key.toLowerCase() : '';
    const row = rows[active.row];
    const act = ((): (() => void) | undefined => {
      if (letter === 'z') return () => takeBack(shift ? 'redo' : 'undo');
      if (letter === 'y') return () => takeBack('redo');
      if (letter === 'd') return () => apply(fillEdits(sheet, block), words.filled);
      if (letter === 'a')
        return () =>
          setSelection({
            anchor: { row: 0, column: 1 },
            active: { row: rows.length - 1, column: columnCount - 1 },
          });
      if (key === ' ' && (shift || active.column === 0))
        return () => onCheck(blockLines(rows, block));
      if (row?.kind === 'heap' && (key === ' ' || key === 'ArrowLeft' || key === 'ArrowRight')) {
        const wants = key === ' ' ? !row.open : key === 'ArrowRight';
        return () => (wants === row.open ? undefined : onToggle(row.key));
      }
      if (key === 'Enter' || key === 'F2') return () => enter(active);
      if (key === 'Delete' || key === 'Backspace')
        return () => apply(clearEdits(sheet, block), words.cleared);
      const to = moved(chosen, { key, shift, control }, extent);
      return to === undefined ? undefined : () => select(to);
    })();
    if (act === undefined) return;
    event.preventDefault();
    isToShow.current = true;
    act();
  };
  const onCopy = (event: ClipboardEvent): void => {
    if (editing !== undefined) return;
    event.preventDefault();
    const cells = blockWords(sheet, { ...block, left: Math.max(1, block.left) }, (line, column) => {
      const of = gridColumns[column - 1];
      const shown = of?.field === undefined ? '' : writing.shown(line, of.field);
      return of?.words(line, telling, shown) ?? '';
    });
    event.clipboardData.setData('text/plain', writeTabText(cells));
    onTold({
      words: say(words.copied, { cells: cells.reduce((sum, row) => sum + row.length, 0) }),
    });
    if (event.type === 'cut') apply(clearEdits(sheet, block), words.cleared);
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (editing !== undefined) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    if (text !== '') apply(pasteEdits(sheet, block, readTabText(text)), words.pasted);
  };
  const isAllChecked =
    checked.size > 0 && rows.every((row) => row.kind === 'heap' || checked.has(row.line.line));
  return (
    <div
      ref={box}
      className="m-sheet m-screen-only"
      {...{
        role: gather === undefined ? 'grid' : 'treegrid',
        'aria-label': say(words.grid),
        'aria-describedby': `${name}-keys`,
        'aria-rowcount': rows.length + 1,
        'aria-colcount': columnCount,
        'aria-multiselectable': true,
      }}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
      onCut={onCopy}
      onPaste={onPaste}
      onFocus={() => setFocused(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      }}
    >
      <span id={`${name}-keys`} hidden>
        {say(words.keys)}
      </span>
      <div
        role="presentation"
        className="m-sheet-inner"
        style={{
          inlineSize: `${width / 16}rem`,
          blockSize: virtual.getTotalSize() + size.head * rem,
        }}
      >
        <div
          role="row"
          aria-rowindex={1}
          className="m-sheet-head"
          style={{ blockSize: size.head * rem }}
        >
          <div role="columnheader" aria-colindex={1} className="m-sheet-title" data-at="check">
            <input
              type="checkbox"
              className="m-sheet-check"
              checked={isAllChecked}
              aria-label={say(words.selectAll)}
              onChange={onCheckAll}
            />
          </div>
          {gridColumns.map((column, index) => (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 2}
              aria-sort={
                column.order === undefined || order.order !== column.order
                  ? undefined
                  : order.descending
                    ? 'descending'
                    : 'ascending'
              }
              className="m-sheet-title"
              data-at={column.id}
              style={{ inlineSize: `${column.width / 16}rem` }}
            >
              <ColumnHead
                label={say(column.label)}
                by={column.order}
                order={order}
                onOrder={onOrder}
              />
            </div>
          ))}
        </div>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const props = {
            row: index,
            top: start + size.head * rem,
            height: rowHeight,
            acts,
            telling,
            chosen:
              index >= block.top && index <= block.bottom
                ? { left: block.left, right: block.right }
                : undefined,
            active: index === active.row ? active.column : undefined,
            focused: focused && index === active.row,
          };
          if (row.kind === 'heap') {
            const { key, count, open } = row;
            const heap = gather === undefined ? key : gatherings[gather].name(key, telling);
            return (
              <HeapRow
                key={`heap ${key}`}
                {...props}
                heap={key}
                open={open}
                title={say(words.groupCount, { name: heap, count })}
              />
            );
          }
          const { line } = row;
          return (
            <LineRow
              key={line.line}
              {...props}
              line={line}
              filter={filter}
              checked={checked.has(line.line)}
              mayWrite={mayWrite(line)}
              writing={writing}
              editing={index === active.row ? editing : undefined}
              level={gather === undefined ? undefined : 2}
              moment={moment}
            />
          );
        })}
      </div>
    </div>
  );
}

/** What a column is called; pressed where lines can be put in order by it. */
function ColumnHead({
  label,
  by,
  order,
  onOrder,
}: {
  readonly label: string;
  readonly by: string | undefined;
  readonly order: GridOrder;
  readonly onOrder: (order: string) => void;
}): ReactNode {
  const say = useText();
  if (by === undefined) return label;
  return (
    <button
      type="button"
      tabIndex={-1}
      title={say(words.sortBy, { column: label })}
      onClick={() => onOrder(by)}
    >
      {label}
      <span aria-hidden="true">{order.order !== by ? '' : order.descending ? ' ▼' : ' ▲'}</span>
    </button>
  );
}
