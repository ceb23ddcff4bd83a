import type { CheckGroup } from '@machimori/kernel';
import { comparePlans, type PlanComparison, type Renamed, renaming } from '../compare-plans.ts';
import type { PlacedRequirement, Plan } from '../plan.ts';
import { PlanView } from './plan-view.ts';
import { type ToldRow, toldRow } from './row-names.ts';
import { type Seen, seenCity, seenPlan } from './seen.ts';

/** How much of one kind appeared, changed and fell away. */
export interface CountedChange {
  readonly appeared: number;
  readonly changed: number;
  readonly fellAway: number;
}

/** The lists of a plan of whose rows is told what became of them. */
export const changedLists = ['findings', 'scenarios', 'requirements', 'lines'] as const;
export type ChangedList = (typeof changedLists)[number];

/** Rows as far as a person reads them. */
export interface ToldChange {
  readonly appeared: readonly ToldRow[];
  readonly changed: readonly ToldRow[];
  readonly fellAway: readonly ToldRow[];
}

/** What differs between two plans of a city: how much, and of each list the first rows. Bounded in size. */
export interface PlanChange {
  readonly counts: Readonly<Record<ChangedList, CountedChange>>;
  readonly rows: Readonly<Record<ChangedList, ToldChange>>;
  /** Lines of the check sheet by the guideline's categories and views; only those where anything differs. */
  readonly groups: readonly (CountedChange & { readonly group: CheckGroup })[];
  /** Requirements that nobody performs any more, and those that somebody performs now or that are gone. */
  readonly gaps: {
    readonly opened: number;
    readonly closed: number;
    readonly openedRows: readonly ToldRow[];
    readonly closedRows: readonly ToldRow[];
  };
  /** Lines that fell away though somebody had answered them. */
  readonly answeredFellAway: { readonly count: number; readonly rows: readonly ToldRow[] };
}

/** Rows of each sort that are told by name at once. */
const most = 50;

/** One plan beside the one before; of each sort of rows those that follow the first so many. */
export function planChange(
  before: PlanView,
  after: PlanView,
  given: Renamed = {},
  from = 0,
): PlanChange {
  const names = { aliases: after.plan.city.aliases ?? {}, ...given };
  const comparison = comparePlans(before.plan, after.plan, names);
  return changeOf(before, after, comparison, renaming(names), from);
}

/** Nothing at all became of anything that is told of. */
export const isNoChange = ({ counts }: PlanChange): boolean =>
  Object.values(counts).every(
    ({ appeared, changed, fellAway }) => appeared + changed + fellAway === 0,
  );

/** What somebody sees before and after. */
export interface SeenBoth {
  readonly before: Seen;
  readonly after: Seen;
}

/**
 * The same of what organisations see of both, made of the two shares and of nothing else. Where one sees the same
 * elements as before, only rows can differ in its share that differ in the whole: then the shares are made of those
 * rows and what they name, which for most changes is little.
 */
export function sharedChanges(
  before: PlanView,
  after: PlanView,
  names: Pick<Renamed, 'successors'> = {},
  from = 0,
): (seen: SeenBoth) => PlanChange {
  const differing = once(() => {
    const aliases = { ...names, aliases: after.city.aliases };
    const { lists } = comparePlans(before.plan, after.plan, aliases);
    const ids = new Map(
      changedLists.map((list) => {
        const { appeared, changed, fellAway } = lists[list];
        return [list, new Set([...appeared, ...fellAway, ...changed.map(({ id }) => id)])];
      }),
    );
    const renamed = renaming(aliases);
    const isIn: IsIn = (list, id) => ids.get(list)?.has(id) === true;
    const was = narrowed(before, (list, id) => isIn(list, renamed(id) as string));
    return { isIn, was, is: narrowed(after, isIn) };
  });
  const shareOf = ({ city, edition }: PlanView, rows: Plan, of: Seen): PlanView =>
    new PlanView(seenPlan(rows, city, edition, of), edition, seenCity(city, of));
  return (seen) => {
    const { aliases } = seenCity(after.city, seen.after);
    const renamed = { ...names, aliases };
    if (!seesAlike(before, after, seen))
      return planChange(
        shareOf(before, before.plan, seen.before),
        shareOf(after, after.plan, seen.after),
        renamed,
        from,
      );
    const { isIn, was, is } = differing();
    const [wasSeen, isSeen] = [shareOf(before, was, seen.before), shareOf(after, is, seen.after)];
    const comparison = onlyOf(comparePlans(wasSeen.plan, isSeen.plan, renamed), isIn);
    return changeOf(wasSeen, isSeen, comparison, renaming(renamed), from);
  };
}

function once<Made>(make: () => Made): () => Made {
  let made: { readonly of: Made } | undefined;
  return () => {
    made ??= { of: make() };
    return made.of;
  };
}

/** Whether nothing that is in both cities came into sight or out of it. */
function seesAlike(before: PlanView, after: PlanView, seen: SeenBoth): boolean {
  const onlyIn = (a: ReadonlySet<string>, b: ReadonlySet<string>): readonly string[] =>
    [...a].filter((key) => !b.has(key));
  const [was, is] = [seen.before.keys, seen.after.keys];
  return (
    onlyIn(was, is).every((key) => !after.keys.has(key)) &&
    onlyIn(is, was).every((key) => !before.keys.has(key))
  );
}

type IsIn = (list: ChangedList, id: string) => boolean;

/** Of a plan the rows that are asked for, with those that they name. */
function narrowed({ plan }: PlanView, isIn: IsIn): Plan {
  const rows = {
    findings: plan.findings.filter(({ id }) => isIn('findings', id)),
    scenarios: plan.scenarios.filter(({ id }) => isIn('scenarios', id)),
    requirements: plan.requirements.filter(({ id }) => isIn('requirements', id)),
    lines: plan.lines.filter(({ id }) => isIn('lines', id)),
  };
  const named = new Set([
    ...rows.findings.flatMap(({ lines }) => lines),
    ...rows.scenarios.flatMap(({ findings }) => findings),
    ...rows.requirements.flatMap(({ scenarios, findings, lines }) => [
      ...scenarios,
      ...findings,
      ...lines,
    ]),
    ...rows.lines.flatMap(({ requirements, findings }) => [...requirements, ...findings]),
  ]);
  const kept = <Row extends { readonly id: string }>(
    list: ChangedList,
    all: readonly Row[],
  ): readonly Row[] => all.filter(({ id }) => named.has(id) || isIn(list, id));
  return {
    ...plan,
    subjects: [],
    riskGroups: [],
    withoutItem: [],
    sheet: [],
    contractNotes: [],
    laws: [],
    measures: [],
    actions: [],
    findings: kept('findings', plan.findings),
    scenarios: kept('scenarios', plan.scenarios),
    requirements: kept('requirements', plan.requirements),
    lines: kept('lines', plan.lines),
  };
}

/** A comparison without the rows that stand there only because others name them. */
function onlyOf(comparison: PlanComparison, isIn: IsIn): PlanComparison {
  const lists = changedLists.map((list) => {
    const { appeared, changed, fellAway } = comparison.lists[list];
    return [
      list,
      {
        appeared: appeared.filter((id) => isIn(list, id)),
        changed: changed.filter(({ id }) => isIn(list, id)),
        fellAway: fellAway.filter((id) => isIn(list, id)),
      },
    ];
  });
  return { ...comparison, lists: { ...comparison.lists, ...Object.fromEntries(lists) } };
}

const isGap = (row: PlacedRequirement): boolean => row.basis === 'risk' && row.duty.state === 'gap';

/** Ids of a comparison are those of the newer plan; `renamed` makes them of the older one's. */
function changeOf(
  before: PlanView,
  after: PlanView,
  { lists }: PlanComparison,
  renamed: (value: unknown) => unknown,
  from: number,
): PlanChange {
  const newId = (id: string): string => renamed(id) as string;
  /** What fell away is told as it was called then. */
  const goneRows = (list: ChangedList): readonly string[] => {
    const gone = new Set(lists[list].fellAway);
    return before.plan[list].flatMap(({ id }) => (gone.has(newId(id)) ? [id] : []));
  };
  const gone = new Map(changedLists.map((list) => [list, goneRows(list)]));
  const told = (view: PlanView, ids: readonly string[]): readonly ToldRow[] =>
    ids.slice(from, from + most).map((id) => toldRow(view, id));
  const each = <Made>(make: (list: ChangedList) => Made): Readonly<Record<ChangedList, Made>> => ({
    findings: make('findings'),
    scenarios: make('scenarios'),
    requirements: make('requirements'),
    lines: make('lines'),
  });
  const groups = new Map<CheckGroup, { appeared: number; changed: number; fellAway: number }>();
  const count = (of: CheckGroup | undefined, what: keyof CountedChange): void => {
    if (of === undefined) return;
    const known = groups.get(of) ?? { appeared: 0, changed: 0, fellAway: 0 };
    groups.set(of, known);
    known[what] += 1;
  };
  for (const id of lists.lines.appeared) count(after.linesById.get(id)?.group, 'appeared');
  for (const { id } of lists.lines.changed) count(after.linesById.get(id)?.group, 'changed');
  const goneLines = gone.get('lines') ?? [];
  for (const id of goneLines) count(before.linesById.get(id)?.group, 'fellAway');
  const differing = new Set([
    ...lists.requirements.appeared,
    ...lists.requirements.fellAway,
    ...lists.requirements.changed.map(({ id }) => id),
  ]);
  const gapsOf = (view: PlanView, idOf: (id: string) => string): ReadonlyMap<string, string> =>
    new Map(
      view.plan.requirements.flatMap((row) =>
        isGap(row) && differing.has(idOf(row.id)) ? [[idOf(row.id), row.id]] : [],
      ),
    );
  const [gapsBefore, gapsAfter] = [gapsOf(before, newId), gapsOf(after, (id) => id)];
  const opened = [...gapsAfter.keys()].filter((id) => !gapsBefore.has(id));
  const closed = [...gapsBefore].flatMap(([id, old]) => (gapsAfter.has(id) ? [] : [old]));
  const answered = goneLines.filter(
    (id) => (before.linesById.get(id)?.state ?? 'not-started') !== 'not-started',
  );
  return {
    counts: each((list) => ({
      appeared: lists[list].appeared.length,
      changed: lists[list].changed.length,
      fellAway: lists[list].fellAway.length,
    })),
    rows: each((list) => ({
      appeared: told(after, lists[list].appeared),
      changed: told(
        after,
        lists[list].changed.map(({ id }) => id),
      ),
      fellAway: told(before, gone.get(list) ?? []),
    })),
    groups: [...groups].map(([group, counted]) => ({ group, ...counted })),
    gaps: {
      opened: opened.length,
      closed: closed.length,
      openedRows: told(after, opened),
      closedRows: told(before, closed),
    },
    answeredFellAway: { count: answered.length, rows: told(before, answered) },
  };
}
