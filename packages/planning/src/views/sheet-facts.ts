import { controlKey } from '@machimori/city';
import { tabulate } from '../edition-tables.ts';
import { controlsByLine } from '../known-state.ts';
import type { SheetLine } from '../plan.ts';
import type { PlanView } from './plan-view.ts';

/** A line of the check sheet as far as it is kept beside the plan, to be answered and looked up. */
export type SheetFacts = Pick<
  SheetLine,
  | 'id'
  | 'checkItem'
  | 'group'
  | 'subject'
  | 'per'
  | 'answeredBy'
  | 'level'
  | 'priority'
  | 'state'
  | 'planned'
> & {
  readonly verifier: string | undefined;
  readonly statement: string;
  /** Key of the entry of the description that says its state; absent where nothing does. */
  readonly control: string | undefined;
};

/** So many lines are told at once: whoever takes them in does other things besides. */
export const sheetFactsAtOnce = 2_000;

/** Lines of a plan in its order, from place `from`; none behind the last. */
export function sheetFacts({ plan, city, edition }: PlanView, from: number): readonly SheetFacts[] {
  const controls = controlsByLine(tabulate(edition), city);
  return plan.lines.slice(from, from + sheetFactsAtOnce).map((line) => {
    const { id, checkItem, group, subject, per, answeredBy, level, priority, state, planned } =
      line;
    const control = controls.get(id);
    return {
      id,
      checkItem,
      group,
      subject,
      per,
      answeredBy,
      verifier: line.duty.verifier,
      level,
      priority,
      state,
      planned,
      statement: line.statement ?? '',
      control: control && controlKey(control),
    };
  });
}
