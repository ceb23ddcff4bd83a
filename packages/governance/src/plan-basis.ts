import { defineUseCase } from '@machimori/application';
import type { City } from '@machimori/city';
import { type Day, dayInJapan, Failure, type Id, text } from '@machimori/kernel';
import type { Seen } from '@machimori/planning';
import { cityOf, readElements, readKeys, readOwnKey, readRevision } from '@machimori/register';

const messages = {
  nothing: text('都市は、まだ記述されていません。', 'The city has not been described yet.'),
};

/** Which plan one asks about, and how much of it one sees. */
export interface PlanBasis {
  readonly city: Id<'city'>;
  readonly revision: number;
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
    return {
      output: { city: context.scope.inCity, revision, asOf: dayInJapan(context.now), seen },
    };
  },
});

export interface Description {
  readonly revision: number;
  readonly city: City;
}

/** The whole description, for whoever computes what follows from it; undefined where there is none. */
export const readDescription = defineUseCase<null, Description | undefined>({
  name: 'read-description',
  action: 'plan:compute',
  kind: 'query',
  async handle(context) {
    const revision = await readRevision(context);
    const city = revision === 0 ? undefined : cityOf(await readElements(context));
    return { output: city && { revision, city } };
  },
});
