import { defineUseCase } from '@machimori/application';
import type { Day, Text } from '@machimori/kernel';
import type { Action, PlanCounts } from '@machimori/planning';
import { cityOf, readElements, readRevision, readSeats } from '@machimori/register';
import type { Described } from './plan-basis.ts';
import { insertOwedChange, type PlanNumber } from './plan-change-store.ts';
import { type FirstAction, readPlan, writePlan } from './plan-store.ts';
import { insertYardstick, readYardstick } from './yardstick-store.ts';

export interface ToPlan extends PlanNumber {
  readonly described: Described;
}

/** What a plan is to be made of; undefined where the city is not described, or is planned for this day. */
export const readToPlan = defineUseCase<{ readonly asOf: Day }, ToPlan | undefined>({
  name: 'read-to-plan',
  action: 'plan:compute',
  kind: 'query',
  async handle(context, { asOf }) {
    const revision = await readRevision(context);
    const { number, edition, criteria } = await readYardstick(context);
    const kept = await readPlan(context);
    const isPlanned = kept?.revision === revision && kept.yardstick === number && kept.asOf >= asOf;
    if (revision === 0 || isPlanned) return { output: undefined };
    const city = cityOf(await readElements(context));
    return {
      output: city && { revision, yardstick: number, described: { city, edition, criteria } },
    };
  },
});

export interface MadePlan extends PlanNumber {
  readonly asOf: Day;
  readonly edition: string;
  readonly counts: PlanCounts;
  readonly actions: readonly Action[];
  /** Names of the organisations by their keys. */
  readonly names: Readonly<Record<string, Text>>;
}

/**
 * Keeps a plan that was made beside the requests, unless the city has been described anew since, or plans by
 * something else. What it changed is compared next, as an event of its own.
 */
export const keepPlan = defineUseCase<MadePlan, { readonly kept: boolean }>({
  name: 'keep-plan',
  action: 'plan:compute',
  kind: 'command',
  async handle(context, { actions, names, ...plan }) {
    const { scope, now } = context;
    const { revision, yardstick, asOf, edition } = plan;
    const present = await readYardstick(context);
    if ((await readRevision(context)) !== revision || present.number !== yardstick)
      return { output: { kept: false } };
    if (present.edition === undefined)
      await insertYardstick(context, { ...present, edition }, { revision, at: now, chosen: false });
    const named = actions.map((action) => ({
      ...action,
      ...organisationNames(names[action.organisation], action.organisation),
    }));
    const from = await readPlan(context);
    await writePlan(context, plan, named, now);
    const content = { revision, asOf, edition };
    const promoter = (await readSeats(context)).find((seat) => seat.promoter);
    // The same description on a later day: the calendar alone may have changed something.
    const isSame =
      from?.revision === revision && from.yardstick === yardstick && from.asOf === asOf;
    if (from !== undefined && !isSame && promoter !== undefined)
      await insertOwedChange(context, promoter.organisation, {
        revision,
        yardstick,
        from,
        asOf,
        plannedAt: now,
      });
    const event = { type: 'plan.made', aggregate: scope.inCity, payload: { revision, yardstick } };
    return { output: { kept: true }, content, events: [event] };
  },
});

function organisationNames(
  name: Text | undefined,
  key: string,
): Pick<FirstAction, 'organisationName' | 'organisationNameEn'> {
  const { ja = key, en = ja } = name ?? {};
  return { organisationName: ja, ...(en === ja ? {} : { organisationNameEn: en }) };
}
