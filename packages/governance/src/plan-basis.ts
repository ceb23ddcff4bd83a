import { defineUseCase } from '@machimori/application';
import type { Criteria } from '@machimori/catalogue';
import type { City } from '@machimori/city';
import { type Day, dayInJapan, Failure, type Id, text } from '@machimori/kernel';
import type { Seen } from '@machimori/planning';
import { cityAt, readKeys, readOwnKey, readRevision } from '@machimori/register';
import type { PlanNumber } from './plan-change-store.ts';
import { readYardstick } from './yardstick-store.ts';

const messages = {
  nothing: text('都市は、まだ記述されていません。', 'The city has not been described yet.'),
};

/** Which plan one asks about, and how much of it one sees. */
export interface PlanBasis extends PlanNumber {
  readonly city: Id<'city'>;
  readonly asOf: Day;
  /** None: the whole plan. */
  readonly seen: Seen | undefined;
}

/** What a question to the plan is asked on: the city as it stands, today, by what one sees of it. */
export const readPlanBasis = defineUseCase<null, PlanBasis>({
  name: 'read-plan-basis',
  action: 'plan:read',
  kind: 'query',
  async handle(context) {
    const revision = await readRevision(context);
    if (revision === 0) throw new Failure('not-found', messages.nothing);
    const seen =
      context.scope.reach === 'city'
        ? undefined
        : { own: await readOwnKey(context), keys: await readKeys(context) };
    const { number } = await readYardstick(context);
    const { inCity: city } = context.scope;
    return { output: { city, revision, yardstick: number, asOf: dayInJapan(context.now), seen } };
  },
});

/** All that a plan is made from. */
export interface Described {
  readonly city: City;
  /** None: what the program goes by. */
  readonly edition: string | undefined;
  /** In place of the edition's own. */
  readonly criteria: Criteria | undefined;
}

/**
 * The whole description at a revision and what the city planned by, for whoever computes what follows from it;
 * undefined where there is none.
 */
export const readDescription = defineUseCase<PlanNumber, Described | undefined>({
  name: 'read-description',
  action: 'plan:compute',
  kind: 'query',
  async handle(context, { revision, yardstick }) {
    const present = await readRevision(context);
    if (revision < 1 || revision > present) return { output: undefined };
    const { city } = await cityAt(context, revision === present ? undefined : { revision });
    const { edition, criteria } = await readYardstick(context, yardstick);
    return { output: city && { city, edition, criteria } };
  },
});
