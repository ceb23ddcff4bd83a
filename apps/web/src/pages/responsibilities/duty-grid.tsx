// biome-ignore-all lint/a11y/useSemanticElements: only what is in the window is on the page, which a table cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
import { useNavigate } from '@tanstack/react-router';
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useText } from '../../language.tsx';
import { responsibilityWords as words } from '../../messages/responsibilities.ts';
import { signs } from '../../messages/signs.ts';
import { useDutyWords } from './duty-words.tsx';
import type { ShownMatrix } from './matrix-cells.ts';

// Every cell has the same size, so what is in the window follows from how far it is scrolled.
const size = { head: 72, side: 232, width: 184, height: 88 };
/** Rows and columns beyond the window that are there before one gets to them. */
const spare = 2;

interface Window {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

interface Spot {
  readonly row: number;
  readonly column: number;
}

/**
 * The matrix as a grid: only what is in the window is on the page. One stop for the Tab key; arrows, Home, End and
 * the Page keys move within, Enter opens the reasons of a cell.
 */
export function DutyGrid({
  matrix,
  by,
}: {
  readonly matrix: ShownMatrix;
  readonly by: 'requirements' | 'items';
}): ReactNode {
  const say = useText();
  const sayDuty = useDutyWords();
  const navigate = useNavigate();
  const name = useId();
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Window>({ top: 0, left: 0, height: 600, width: 1_000 });
  const [at, setAt] = useState<Spot>({ row: 0, column: 0 });
  const { rows, columns, cell } = matrix;
  const measure = (): void => {
    const here = box.current;
    if (here === null) return;
    setSeen({
      top: here.scrollTop,
      left: here.scrollLeft,
      height: here.clientHeight,
      width: here.clientWidth,
    });
  };
  useLayoutEffect(measure, []);
  useEffect(() => {
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  });
  // What was narrowed may have fewer rows than one had come down.
  const active = {
    row: Math.min(at.row, rows.length - 1),
    column: Math.min(at.column, columns.length - 1),
  };
  const shownRows = between(seen.top, seen.height - size.head, size.height, rows.length);
  const shownColumns = between(seen.left, seen.width - size.side, size.width, columns.length);

  const move = (to: Spot): void => {
    const row = Math.max(0, Math.min(rows.length - 1, to.row));
    const column = Math.max(0, Math.min(columns.length - 1, to.column));
    setAt({ row, column });
    bringIntoView(box.current, row, column);
  };
  const open = ({ row, column }: Spot): void => {
    const duty = cell(row, column);
    if (duty !== undefined) void navigate({ to: '/why', search: { id: duty.id } as never });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { row, column } = active;
    const page = Math.max(1, Math.floor((seen.height - size.head) / size.height) - 1);
    const to: Spot | undefined = {
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      PageDown: { row: row + page, column },
      PageUp: { row: row - page, column },
      Home: { row: event.ctrlKey ? 0 : row, column: 0 },
      End: { row: event.ctrlKey ? rows.length : row, column: columns.length },
    }[event.key];
    if (to === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (to === undefined) open(active);
    else move(to);
  };
  return (
    <div className="m-screen-only">
      <p>{say(words.tableLead)}</p>
      <p className="m-hint mb-2">
        {say(words.rowsShown, { rows: rows.length, columns: columns.length })}{' '}
        <span id={`${name}-keys`}>{say(words.keys)}</span>
      </p>
      <div
        ref={box}
        className="m-duty-grid"
        role="grid"
        tabIndex={0}
        aria-label={say(words.table)}
        aria-describedby={`${name}-keys`}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={`${name}-${active.row}-${active.column}`}
        onScroll={measure}
        onKeyDown={onKeyDown}
      >
        <div
          role="presentation"
          className="m-duty-inner"
          style={{
            inlineSize: size.side + columns.length * size.width,
            blockSize: size.head + rows.length * size.height,
          }}
        >
          <div
            role="row"
            aria-rowindex={1}
            className="m-duty-head"
            style={{ blockSize: size.head }}
          >
            <div
              role="columnheader"
              aria-colindex={1}
              className="m-duty-corner"
              style={{ inlineSize: size.side }}
            >
              {say(by === 'items' ? words.byItems : words.measure)}
            </div>
            {shownColumns.map((column) => (
              <div
                key={columns[column]?.key}
                role="columnheader"
                aria-colindex={column + 2}
                className="m-duty-column"
                style={{
                  insetInlineStart: size.side + column * size.width,
                  inlineSize: size.width,
                }}
              >
                <span>{columns[column] === undefined ? '' : say(columns[column].name)}</span>
              </div>
            ))}
          </div>
          {shownRows.map((row) => (
            <div
              key={rows[row]?.id}
              role="row"
              aria-rowindex={row + 2}
              className="m-duty-row"
              style={{ insetBlockStart: size.head + row * size.height, blockSize: size.height }}
            >
              <div
                role="rowheader"
                aria-colindex={1}
                className="m-duty-side"
                style={{ inlineSize: size.side }}
              >
                <span>{rows[row] === undefined ? '' : say(rows[row].heading)}</span>
                <small>{rows[row]?.label}</small>
              </div>
              {shownColumns.map((column) => {
                const duty = cell(row, column);
                const told = duty && sayDuty(duty);
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys, for the cell that is active
                  <div
                    key={columns[column]?.key}
                    id={`${name}-${row}-${column}`}
                    role="gridcell"
                    aria-colindex={column + 2}
                    aria-selected={row === active.row && column === active.column}
                    className="m-duty-cell"
                    data-state={duty?.state}
                    data-self={duty?.selfCheck === true ? '' : undefined}
                    style={{
                      insetInlineStart: size.side + column * size.width,
                      inlineSize: size.width,
                    }}
                    onClick={() => {
                      setAt({ row, column });
                      open({ row, column });
                    }}
                  >
                    {told === undefined ? null : (
                      <>
                        <Part
                          short={say(words.performsShort)}
                          long={say(words.performs)}
                          words={told.performs}
                        />
                        <Part
                          short={say(words.verifiesShort)}
                          long={say(words.verifies)}
                          words={told.verifies}
                        />
                        <Part
                          short={say(words.answersShort)}
                          long={say(words.answers)}
                          words={told.answers}
                        />
                      </>
                    )}
                  </div>
                );
              })}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function Part({
  short,
  long,
  words: said,
}: {
  readonly short: string;
  readonly long: string;
  readonly words: string;
}): ReactNode {
  const say = useText();
  return (
    <span className="m-duty-part" title={`${long}${say(signs.colon)}${said}`}>
      <b aria-hidden="true">{short}</b>
      <span className="sr-only">
        {long}
        {say(signs.colon)}
      </span>
      {said}
    </span>
  );
}

function between(from: number, length: number, each: number, count: number): readonly number[] {
  const first = Math.max(0, Math.floor(from / each) - spare);
  const last = Math.min(count - 1, Math.ceil((from + length) / each) + spare);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/** Scrolls just as far as the cell needs, under the heads that stay. */
function bringIntoView(box: HTMLDivElement | null, row: number, column: number): void {
  if (box === null) return;
  const [top, left] = [row * size.height, column * size.width];
  const [height, width] = [box.clientHeight - size.head, box.clientWidth - size.side];
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + size.height > box.scrollTop + height) box.scrollTop = top + size.height - height;
  if (left < box.scrollLeft) box.scrollLeft = left;
  else if (left + size.width > box.scrollLeft + width) box.scrollLeft = left + size.width - width;
}
