import { runUseCase, type World } from '@machimori/application';
import type { Subscriber } from '@machimori/database';
import {
  keepChange,
  keepPlan,
  type OwedChange,
  type PlanNumber,
  readDescription,
  readToCompare,
  readToPlan,
} from '@machimori/governance';
import { dayInJapan, Failure, type Id, text } from '@machimori/kernel';
import type { PlanChange, SeenBoth } from '@machimori/planning';
import { keysSeenBy, type Seat } from '@machimori/register';
import { currentEdition } from '../edition-file.ts';
import type { Described } from './plan-question.ts';
import type { Planner } from './planner.ts';

export const planEvents = {
  'register.changed': ['plan-city'],
  'yardstick.adopted': ['plan-city'],
  'plan.made': ['compare-plans', 'keep-lines'],
} as const;

const messages = {
  gone: text('まちの内容が、もうありません。', 'The city’s description is not there any more.'),
};

const actorFor = (city: Id<'city'>) => ({ kind: 'system', name: 'worker', city }) as const;

/** Plans a city that has been described anew, plans by something else, or was planned on another day. */
export async function planCityNow(world: World, planner: Planner, city: Id<'city'>): Promise<void> {
  const actor = actorFor(city);
  const asOf = dayInJapan(world.clock.now());
  const toPlan = await runUseCase(world, readToPlan, actor, { asOf });
  if (toPlan === undefined) return;
  const { described, revision, yardstick } = toPlan;
  const of = { city, revision, yardstick, asOf };
  const { actions, counts } = await planner.ask(of, { ask: 'summary' }, async () => described);
  const { organisations } = described.city;
  await runUseCase(world, keepPlan, actor, {
    actions,
    counts,
    edition: described.edition ?? currentEdition,
    revision,
    yardstick,
    asOf,
    names: Object.fromEntries(
      organisations.map(({ key, name, nameEn = name }) => [key, text(name, nameEn)]),
    ),
  });
}

/** Puts down what each plan that was made changed, in the whole city and in each organisation's share. */
export async function comparePlansNow(
  world: World,
  planner: Planner,
  city: Id<'city'>,
): Promise<void> {
  const actor = actorFor(city);
  const { owed, seats } = await runUseCase(world, readToCompare, actor, null);
  for (const each of owed) {
    const made = await compare(world, planner, city, each, seats);
    await runUseCase(world, keepChange, actor, { owed: each, ...made });
  }
}

/** Of so many organisations the shares are asked for at once: others who ask come in between. */
const sharesAtOnce = 10;

async function compare(
  world: World,
  planner: Planner,
  city: Id<'city'>,
  { revision, yardstick, from, asOf }: OwedChange,
  seats: readonly Seat[],
): Promise<{
  readonly whole: PlanChange;
  readonly shares: readonly { readonly organisation: string; readonly change: PlanChange }[];
}> {
  const of = { city, revision, yardstick, asOf };
  // Each by its own day: what ended in between is told too.
  const before = { city, ...from };
  const describe = (which: PlanNumber) => describedAt(world, city, which);
  const whole = await planner.ask(of, { ask: 'change', before }, describe);
  if (seats.length === 0) return { whole, shares: [] };
  const [was, is] = [await describe(from), await describe({ revision, yardstick })];
  const [wasSeen, isSeen] = [keysSeenBy(was.city, from.asOf), keysSeenBy(is.city, asOf)];
  const seen = seats.map(
    ({ key: own }): SeenBoth => ({
      before: { own, keys: wasSeen(own) },
      after: { own, keys: isSeen(own) },
    }),
  );
  const changes: PlanChange[] = [];
  for (let at = 0; at < seen.length; at += sharesAtOnce) {
    const some = seen.slice(at, at + sharesAtOnce);
    changes.push(...(await planner.ask(of, { ask: 'shares', before, seen: some }, describe)));
  }
  return {
    whole,
    shares: seats.flatMap(({ organisation }, i) => {
      const change = changes[i];
      return change === undefined ? [] : [{ organisation, change }];
    }),
  };
}

/** What a plan of the city was made from, whatever has changed since. */
export async function describedAt(
  world: World,
  city: Id<'city'>,
  { revision, yardstick }: PlanNumber,
): Promise<Described> {
  const asked = { revision, yardstick };
  const described = await runUseCase(world, readDescription, actorFor(city), asked);
  if (described === undefined) throw new Failure('unavailable', messages.gone);
  return described;
}

export const planSubscriber = (world: World, planner: Planner): Subscriber => ({
  name: 'plan-city',
  runOutside: ({ city }) => planCityNow(world, planner, city as Id<'city'>),
});

export const compareSubscriber = (world: World, planner: Planner): Subscriber => ({
  name: 'compare-plans',
  runOutside: ({ city }) => comparePlansNow(world, planner, city as Id<'city'>),
});
