import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, useCallback, useMemo, useState } from 'react';
import { offered } from '../../api/session.ts';
import { useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Disclosure, EmptyState } from '../../design/content.tsx';
import { ButtonLink, Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { outsideWays } from '../../messages/outside-ways.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { sheetDoors } from '../../messages/sheet-doors.ts';
import { stepWords, gridWords as words } from '../../messages/sheet-grid.ts';
import { requestWords } from '../../messages/sheet-requests.ts';
import { Beside } from '../../shell/beside.tsx';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { UnsavedGuard } from '../../shell/unsaved-guard.tsx';
import { useNarrow } from '../responsibilities/use-narrow.ts';
import { type Gathering, gatherings, gridColumns, type Telling } from './grid/columns.tsx';
import type { SheetFilter } from './grid/filter-names.ts';
import { firstStep } from './grid/first-step.ts';
import { gridRows } from './grid/grid-rows.ts';
import { Narrowing } from './grid/narrowing.tsx';
import { filterOf } from './grid/sheet-filter.ts';
import './grid/sheet-grid.css';
import { type CellPlace, type Told, ToldBar } from './grid/told-bar.tsx';
import { useFetched } from './grid/use-fetched.ts';
import { useSheet } from './grid/use-sheet.ts';
import type { Field, SheetLine } from './sheet-queries.ts';

// The grid is fetched while its lines are; what stands about it comes when it is needed.
const grid = import('./grid/sheet-grid.tsx');
grid.catch(() => undefined);
const BulkBar = lazy(async () => ({ default: (await import('./grid/bulk-bar.tsx')).BulkBar }));
const SheetCards = lazy(async () => ({
  default: (await import('./grid/sheet-cards.tsx')).SheetCards,
}));
const MarksLegend = lazy(async () => ({
  default: (await import('./grid/line-marks.tsx')).MarksLegend,
}));
const NoLines = lazy(() => import('./grid/no-lines.tsx'));
const SheetPaper = lazy(async () => ({
  default: (await import('./grid/sheet-paper.tsx')).SheetPaper,
}));
const SheetReport = lazy(async () => ({
  default: (await import('./sheet-report.tsx')).SheetReport,
}));
const SheetViews = lazy(async () => ({
  default: (await import('./grid/sheet-views.tsx')).SheetViews,
}));

/** The check sheet: all lines as far as one sees them, written into as in a spreadsheet. */
export default function SheetPage(): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const navigate = useNavigate();
  const isNarrow = useNarrow();
  const { session } = useSession();
  const search = useSearch({ strict: false });
  const filter = useMemo(() => filterOf(search), [search]);
  const change = useCallback(
    (next: SheetFilter): void =>
      void navigate({ to: '.', search: next as never, replace: true, resetScroll: false }),
    [navigate],
  );
  const SheetGrid = useFetched(grid)?.SheetGrid;
  const { held, hold, writing } = useSheet({ ...filter, language: locale });
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const [told, setTold] = useState<Told>();
  const [goTo, setGoTo] = useState<CellPlace>();
  const gather = filter.gather as Gathering | undefined;
  const mayAnswer = offered(session, 'sheet:answer');
  const telling = useMemo<Telling>(() => ({ say, locale, held }), [say, locale, held]);
  const lines = useMemo(
    () =>
      (held.order ?? []).flatMap((id): SheetLine[] => {
        const line = held.lines.get(id);
        return line === undefined ? [] : [line];
      }),
    [held],
  );
  const rows = useMemo(
    () => gridRows(lines, gather === undefined ? undefined : gatherings[gather].key, closed),
    [lines, gather, closed],
  );
  const toggled = (of: ReadonlySet<string>, names: readonly string[]): ReadonlySet<string> => {
    const next = new Set(of);
    const isOn = names.every((name) => of.has(name));
    for (const name of names) isOn ? next.delete(name) : next.add(name);
    return next;
  };
  const onCheck = useCallback(
    (names: readonly string[]) => setChecked((now) => toggled(now, names)),
    [],
  );
  const onToggle = useCallback((heap: string) => setClosed((now) => toggled(now, [heap])), []);
  const mayWrite = useCallback(
    ({ may }: SheetLine) => mayAnswer && may.includes('answer'),
    [mayAnswer],
  );
  const chosen = useMemo(() => lines.filter(({ line }) => checked.has(line)), [lines, checked]);
  const lead = !mayAnswer
    ? words.leadRead
    : isNarrow
      ? words.leadNarrow
      : session?.seat?.promoter === false
        ? words.leadShare
        : words.lead;
  const isAllSeen = session?.seat?.promoter === false && filter.answeredBy === undefined;
  const decides = offered(session, 'sheet:decide');
  const mayDecide = ({ may }: SheetLine): boolean => decides && may.includes('decide');
  const step = firstStep(lines, filter, { mayWrite, mayDecide, ownOnly: isAllSeen });
  const isLoading = lines.length < held.total;
  const isStuck =
    ['trouble', 'stopped'].includes(writing.state()) ||
    writing.refusals().length + writing.conflicts().length > 0;
  const onGoTo = (place: CellPlace): void => {
    // Where there is no grid, and of a line that is not in it, the cell is on the line's own page.
    if (isNarrow || held.order?.includes(place.line) !== true) {
      void navigate({ to: '/sheet/line', search: { ...filter, id: place.line } as never });
      return;
    }
    setClosed(new Set());
    setGoTo({ ...place });
  };
  return (
    <>
      <PageTitle title={say(sheetWords.title)} lead={say(lead)}>
        {step === undefined ? null : (
          <ButtonLink
            kind="secondary"
            to="/sheet/line"
            search={{ ...step.filter, id: step.line } as never}
          >
            {say(stepWords[step.to])}
          </ButtonLink>
        )}
        <Link to="/sheet/progress" alone>
          {say(sheetDoors.progress)}
        </Link>
        <Link to="/sheet/requests" alone>
          {say(requestWords.way)}
        </Link>
        <Link to="/applied-controls" alone>
          {say(sheetDoors.controls)}
        </Link>
        <Link to="/evidence" alone>
          {say(sheetDoors.evidence)}
        </Link>
        <Link to="/sheet/added" alone>
          {say(sheetDoors.added)}
        </Link>
        <Link to="/sheet/books" alone>
          {say(sheetDoors.byExcel)}
        </Link>
        {offered(session, 'sheet:send-link') ? (
          <Link to="/sheet/links" alone>
            {say(outsideWays.title)}
          </Link>
        ) : null}
      </PageTitle>
      <Beside>
        <SheetViews filter={filter} change={change} />
      </Beside>
      <Narrowing filter={filter} change={change} ready={held.order !== undefined} />
      <UnsavedGuard unsaved={isStuck} />
      {held.order === undefined ? (
        <Pending problem={held.problem ?? null} />
      ) : held.total === 0 ? (
        held.making ? (
          <EmptyState title={say(words.makingTitle)}>
            <p>{say(words.makingText)}</p>
          </EmptyState>
        ) : (
          <Beside>
            <NoLines filter={filter} telling={telling} change={change} />
          </Beside>
        )
      ) : (
        <>
          {held.making ? <Notice tone="info" title={say(sheetWords.making)} /> : null}
          <div className="m-sheet-line m-screen-only">
            <span className="m-hint">
              {isLoading
                ? say(words.loading, { count: lines.length, total: held.total })
                : say(isAllSeen ? words.countSeen : words.count, { total: held.total })}
            </span>
            {checked.size > 0 && offered(session, 'sheet:send-link') ? (
              <Link to="/sheet/links/ask" search={{ line: [...checked] } as never} alone>
                {say(outsideWays.askChosen, { count: checked.size })}
              </Link>
            ) : null}
            <Button kind="text" onPress={() => print()}>
              {say(words.print)}
            </Button>
          </div>
          {chosen.length === 0 ? null : (
            <Beside>
              <BulkBar
                lines={chosen}
                telling={telling}
                writing={writing}
                mayAnswer={mayAnswer}
                mayDecide={decides}
                mayAssign={mayAnswer && offered(session, 'sheet:assign')}
                mayAsk={session?.seat?.promoter === true && offered(session, 'sheet:request')}
                onMoved={(moved) => {
                  hold.keep(moved);
                  void hold.refresh();
                }}
                onTold={setTold}
                onClear={() => setChecked(new Set())}
              />
            </Beside>
          )}
          <div className="m-sheet-frame">
            {isNarrow ? (
              <Beside>
                <SheetCards
                  lines={lines}
                  telling={telling}
                  filter={filter}
                  checked={checked}
                  onCheck={onCheck}
                  onCheckAll={() => onCheck(lines.map(({ line }) => line))}
                />
              </Beside>
            ) : SheetGrid === undefined ? (
              <div className="m-sheet" />
            ) : (
              <SheetGrid
                rows={rows}
                telling={telling}
                writing={writing}
                moment={writing.moment()}
                gather={gather}
                order={{ order: filter.order, descending: filter.descending !== undefined }}
                checked={checked}
                mayWrite={mayWrite}
                onCheck={onCheck}
                onCheckAll={() => onCheck(lines.map(({ line }) => line))}
                onToggle={onToggle}
                onOrder={(order) => change(orderedBy(filter, order))}
                onTold={setTold}
                goTo={goTo}
                filter={filter}
              />
            )}
            <ToldBar
              writing={writing}
              telling={telling}
              told={told}
              columnOf={columnOf}
              onGoTo={onGoTo}
              onClose={() => setTold(undefined)}
            />
          </div>
          {isNarrow ? null : (
            <div className="m-screen-only mt-4">
              <Beside>
                <MarksLegend lines={lines} />
              </Beside>
              <Disclosure summary={say(words.keysTitle)}>
                <p>{say(words.keys)}</p>
              </Disclosure>
            </div>
          )}
          <Beside>
            <SheetReport filter={filter} total={held.total} />
            <SheetPaper
              lines={lines}
              total={held.total}
              telling={telling}
              writing={writing}
              filter={filter}
            />
          </Beside>
        </>
      )}
    </>
  );
}

const columnOf = (field: Field): number =>
  gridColumns.findIndex((column) => column.field === field) + 1;

/** Pressing a column's head once, twice, three times: upwards, downwards, as before. */
function orderedBy({ order: was, descending, ...filter }: SheetFilter, order: string): SheetFilter {
  if (was !== order) return { ...filter, order };
  return descending === undefined ? { ...filter, order, descending: 'true' } : filter;
}
