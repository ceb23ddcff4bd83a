import { comparePlans } from '../compare-plans.ts';
import type { CountedChange } from './plan-change.ts';
import type { PlanView } from './plan-view.ts';
import { type ToldRow, toldRow } from './row-names.ts';

/** What a new plan changes: how much, and of what matters most the rows themselves. */
export interface Consequences {
  readonly counts: {
    readonly findings: CountedChange;
    readonly scenarios: CountedChange;
    readonly requirements: CountedChange;
    readonly lines: CountedChange;
  };
  /** At most so many of each as a person reads. */
  readonly appeared: readonly ToldRow[];
  readonly fellAway: readonly ToldRow[];
  /** Lines that fell away though somebody had answered them already. */
  readonly answeredFellAway: readonly ToldRow[];
  /** Requirements that nobody performs, or more than one, before and after. */
  readonly gaps: { readonly before: number; readonly after: number };
  readonly overlaps: { readonly before: number; readonly after: number };
}

const most = 50;

/** What follows from a change of the city, its edition or the criteria: one plan beside the one before. */
export function consequencesOf(before: PlanView, after: PlanView): Consequences {
  const { lists } = comparePlans(before.plan, after.plan);
  const count = (list: 'findings' | 'scenarios' | 'requirements' | 'lines'): CountedChange => ({
    appeared: lists[list].appeared.length,
    changed: lists[list].changed.length,
    fellAway: lists[list].fellAway.length,
  });
  const answered = new Set(
    before.plan.lines.filter(({ state }) => state !== 'not-started').map(({ id }) => id),
  );
  return {
    counts: {
      findings: count('findings'),
      scenarios: count('scenarios'),
      requirements: count('requirements'),
      lines: count('lines'),
    },
    appeared: told(after, [...lists.findings.appeared, ...lists.lines.appeared]),
    fellAway: told(before, [...lists.findings.fellAway, ...lists.lines.fellAway]),
    answeredFellAway: told(
      before,
      lists.lines.fellAway.filter((id) => answered.has(id)),
    ),
    gaps: { before: before.plan.counts.gaps, after: after.plan.counts.gaps },
    overlaps: { before: before.plan.counts.overlaps, after: after.plan.counts.overlaps },
  };
}

const told = (view: PlanView, ids: readonly string[]): readonly ToldRow[] =>
  ids.slice(0, most).map((id) => toldRow(view, id));
