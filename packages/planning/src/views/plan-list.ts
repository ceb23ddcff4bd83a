import type { DutyState, RiskLevel } from '@machimori/catalogue';
import type { CheckGroup, Day } from '@machimori/kernel';
import type { SheetLine } from '../plan.ts';
import { rank } from '../risk-levels.ts';
import type { ChangedList } from './plan-change.ts';
import type { NamedKey, PlanView } from './plan-view.ts';
import { type ToldRow, toldRow } from './row-names.ts';
import { isOpenLine } from './standing.ts';

/** What one narrows a list of the plan to; what a list does not know is passed over. */
export interface PlanListFilter {
  /** Lines alone. */
  readonly group?: CheckGroup | undefined;
  /** Lines alone; `open` is what is neither done nor not applicable, `overdue` what should have been by now. */
  readonly state?: SheetLine['state'] | 'open' | 'overdue' | undefined;
  /** Requirements that a risk demands, by who performs them. */
  readonly duty?: DutyState | undefined;
  readonly level?: RiskLevel | undefined;
  /** Who answers; of a scenario, nobody does. */
  readonly organisation?: string | undefined;
}

/** A row of a list of the plan, as far as a table shows it; its id leads to its reasons. */
export interface PlanListRow extends ToldRow {
  readonly level: RiskLevel | undefined;
  readonly organisations: readonly NamedKey[];
  readonly by?: Day;
  readonly state?: SheetLine['state'];
  readonly duty?: DutyState;
}

/** A page of one list of the plan. */
export interface PlanList {
  readonly list: ChangedList;
  readonly total: number;
  /** Place of the next page's first row; absent where this page ends the list. */
  readonly next: number | undefined;
  readonly rows: readonly PlanListRow[];
  /** Who answers for anything in the whole list. */
  readonly organisations: readonly NamedKey[];
}

export const planListPage = 50;

/** Rows of one list, from place `from`: lines by priority, everything else the worst first. */
export function planList(
  view: PlanView,
  list: ChangedList,
  filter: PlanListFilter,
  from: number,
): PlanList {
  const rows = narrowed(view, list, filter);
  const page = rows.slice(from, from + planListPage);
  return {
    list,
    total: rows.length,
    next: from + page.length < rows.length ? from + page.length : undefined,
    rows: page.map((row) => row.tell()),
    organisations: answering(view, list).map((key) => view.named(key)),
  };
}

function answering({ plan }: PlanView, list: ChangedList): readonly string[] {
  const keys = {
    lines: () => plan.lines.map(({ answeredBy }) => answeredBy),
    requirements: () => plan.requirements.flatMap(({ duty }) => duty.performers),
    findings: () => plan.findings.map(({ responsible }) => responsible),
    scenarios: () => [],
  };
  return [...new Set(keys[list]())].sort();
}

/** A row that passed, told only where it is on the page. */
interface Passed {
  readonly level: RiskLevel | undefined;
  readonly tell: () => PlanListRow;
}

function narrowed(
  view: PlanView,
  list: ChangedList,
  { group, state, duty, level, organisation }: PlanListFilter,
): readonly Passed[] {
  const { plan } = view;
  const told = (
    id: string,
    of: RiskLevel | undefined,
    keys: readonly string[],
    more: Partial<PlanListRow> = {},
  ): Passed => ({
    level: of,
    tell: () => ({
      ...toldRow(view, id),
      level: of,
      organisations: keys.map((key) => view.named(key)),
      ...more,
    }),
  });
  const isAsked = (of: RiskLevel | undefined, keys: readonly string[]): boolean =>
    (level === undefined || of === level) &&
    (organisation === undefined || keys.includes(organisation));
  switch (list) {
    case 'lines':
      return plan.lines
        .filter(
          (line) =>
            isAsked(line.level, [line.answeredBy]) &&
            (group === undefined || line.group === group) &&
            (state === undefined ||
              line.state === state ||
              (state === 'open' && isOpenLine(line)) ||
              (state === 'overdue' && isOpenLine(line) && line.planned.by < plan.asOf)),
        )
        .map((line) =>
          told(line.id, line.level, [line.answeredBy], {
            by: line.planned.by,
            state: line.state,
            duty: line.duty.state,
          }),
        );
    case 'requirements':
      return worstFirst(
        plan.requirements
          .filter(
            (row) =>
              row.basis === 'risk' &&
              isAsked(row.level, row.duty.performers) &&
              (duty === undefined || row.duty.state === duty),
          )
          .map((row) => told(row.id, row.level, row.duty.performers, { duty: row.duty.state })),
      );
    case 'scenarios':
      return worstFirst(
        plan.scenarios
          .filter((row) => isAsked(row.level, []))
          .map((row) => told(row.id, row.level, [])),
      );
    case 'findings':
      return worstFirst(
        plan.findings
          .filter((row) => isAsked(row.level, [row.responsible]))
          .map((row) => told(row.id, row.level, [row.responsible])),
      );
  }
}

const worstFirst = (rows: readonly Passed[]): readonly Passed[] =>
  rows.toSorted((a, b) => levelRank(b.level) - levelRank(a.level));
const levelRank = (level: RiskLevel | undefined): number => (level === undefined ? 0 : rank[level]);
