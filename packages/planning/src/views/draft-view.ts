import type { Text } from '@machimori/kernel';
import type { PlanCounts } from '../plan.ts';
import type { PlanView } from './plan-view.ts';

/** What a plan in the making shows while somebody still describes the city. */
export interface DraftView {
  readonly counts: PlanCounts;
  /** What would be done first, the very first first: its first step, where it is not done in one go. */
  readonly first: readonly { readonly id: string; readonly step: Text }[];
}

const most = 3;

export const draftView = ({ plan: { counts, actions } }: PlanView): DraftView => ({
  counts,
  first: actions
    .slice(0, most)
    .map(({ id, title, firstStep }) => ({ id, step: firstStep ?? title })),
});
