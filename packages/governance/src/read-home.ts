import { defineUseCase } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import type { PlanCounts } from '@machimori/planning';
import { readRevision } from '@machimori/register';
import { type FirstAction, readActions, readPlan } from './plan-store.ts';
import { readYardstick } from './yardstick-store.ts';

export interface Home {
  /** The city's description has come in. */
  readonly described: boolean;
  /** The plan of an older description, until the new one is computed. */
  readonly outdated: boolean;
  readonly asOf: Day | undefined;
  /** What to do first in the whole city, for whoever sees it. What a share has to do first, its plan says. */
  readonly actions: readonly FirstAction[];
  /** Of the whole city; nobody else is told how much there is. */
  readonly counts: PlanCounts | undefined;
}

/** The first things to do, from the plan of the city as it is described now. */
export const readHome = defineUseCase<null, Home>({
  name: 'read-home',
  action: 'plan:read',
  kind: 'query',
  async handle(context) {
    const revision = await readRevision(context);
    const plan = await readPlan(context);
    const { number } = await readYardstick(context);
    const isPresent = plan?.revision === revision && plan.yardstick === number;
    return {
      output: {
        described: revision > 0,
        outdated: revision > 0 && !isPresent,
        asOf: plan?.asOf,
        actions: context.scope.reach === 'city' ? await readActions(context) : [],
        counts: context.scope.reach === 'city' ? plan?.counts : undefined,
      },
    };
  },
});
