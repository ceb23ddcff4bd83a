import { stateWords } from '@machimori/kernel';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { StatusLabel } from '../../../design/content.tsx';
import { dateText } from '../../../design/date-text.tsx';
import { Link } from '../../../design/link.tsx';
import { useText } from '../../../language.tsx';
import { gridWords as words } from '../../../messages/sheet-grid.ts';
import { signs } from '../../../messages/signs.ts';
import type { SheetLine } from '../sheet-queries.ts';
import { StageLabel } from '../stage-label.tsx';
import { lineWords, nameIn, type Telling } from './columns.tsx';
import type { SheetFilter } from './filter-names.ts';
import { LineMarks, MarksLegend } from './line-marks.tsx';

/** The sheet where there is no room for a table: one card after another, each leading to its line. */
export function SheetCards({
  lines,
  telling,
  filter,
  checked,
  onCheck,
  onCheckAll,
}: {
  readonly lines: readonly SheetLine[];
  readonly telling: Telling;
  /** What the lines are narrowed to: whoever opens one goes on through the others. */
  readonly filter: SheetFilter;
  readonly checked: ReadonlySet<string>;
  readonly onCheck: (lines: readonly string[]) => void;
  readonly onCheckAll: () => void;
}): ReactNode {
  const say = useText();
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: () => 190,
    overscan: 6,
    scrollMargin: top,
  });
  const isAllChecked = checked.size > 0 && lines.every(({ line }) => checked.has(line));
  return (
    <>
      <label className="m-sheet-choose m-screen-only">
        <input
          type="checkbox"
          className="m-sheet-check"
          checked={isAllChecked}
          onChange={onCheckAll}
        />
        {say(words.selectAll)}
      </label>
      <MarksLegend lines={lines} />
      <ol
        ref={list}
        className="m-sheet-cards m-screen-only"
        style={{ blockSize: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const { state, stale, plannedBy, answeredBy, owner } = line;
          return (
            <li
              key={line.line}
              ref={virtual.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={lines.length}
              className="m-sheet-card"
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <div>
                <div className="m-sheet-card-head">
                  <input
                    type="checkbox"
                    className="m-sheet-check"
                    checked={checked.has(line.line)}
                    aria-label={say(words.select, { line: lineWords(line, telling) })}
                    onChange={() => onCheck([line.line])}
                  />
                  <Link to="/sheet/line" search={{ ...filter, id: line.line } as never} alone>
                    {lineWords(line, telling)}
                  </Link>
                </div>
                <p className="m-row">
                  <StatusLabel>{say(stateWords[state])}</StatusLabel>
                  <StageLabel line={line} />
                  <LineMarks line={line} />
                  {stale === undefined ? null : (
                    <StatusLabel tone="warning">{say(words.staleShort)}</StatusLabel>
                  )}
                </p>
                <p className="m-hint">
                  {[
                    say(nameIn(telling.held, answeredBy)),
                    `${say(words.due)}${say(signs.colon)}${dateText(plannedBy, telling.locale)}`,
                    ...(owner === undefined
                      ? []
                      : [`${say(words.owner)}${say(signs.colon)}${owner.name}`]),
                  ].join(say(signs.apart))}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
