import { defineUseCase } from '@machimori/application';
import type { City } from '@machimori/city';
import type { Day } from '@machimori/kernel';
import type { Action, PlanCounts } from '@machimori/planning';
import { cityOf, readElements, readRevision } from '@machimori/register';
import { readPlan, writePlan } from './plan-store.ts';

export interface ToPlan {
  readonly revision: number;
  readonly description: City;
}

/** What a plan is to be made of; undefined where the city is not described, or is planned for this day. */
export const readToPlan = defineUseCase<{ readonly asOf: Day }, ToPlan | undefined>({
  name: 'read-to-plan',
  action: 'plan:compute',
  kind: 'query',
  async handle(context, { asOf }) {
    const revision = await readRevision(context);
    const kept = await readPlan(context);
    if (revision === 0 || (kept?.revision === revision && kept.asOf >= asOf))
      return { output: undefined };
    const description = cityOf(await readElements(context));
    return { output: description && { revision, description } };
  },
});

export interface MadePlan {
  readonly revision: number;
  readonly asOf: Day;
  readonly edition: string;
  readonly counts: PlanCounts;
  readonly actions: readonly Action[];
  /** Names of the organisations by their keys. */
  readonly names: Readonly<Record<string, string>>;
}

/** Keeps a plan that was made beside the requests, unless the city has been described anew since. */
export const keepPlan = defineUseCase<MadePlan, { readonly kept: boolean }>({
  name: 'keep-plan',
  action: 'plan:compute',
  kind: 'command',
  async handle(context, { actions, names, ...plan }) {
    if ((await readRevision(context)) !== plan.revision) return { output: { kept: false } };
    const named = actions.map((action) => ({
      ...action,
      organisationName: names[action.organisation] ?? action.organisation,
    }));
    await writePlan(context, plan, named, context.now);
    const { revision, asOf, edition } = plan;
    return { output: { kept: true }, content: { revision, asOf, edition } };
  },
});
