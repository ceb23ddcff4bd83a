import { runUseCase, type World } from '@machimori/application';
import type { Subscriber } from '@machimori/database';
import { keepPlan, readToPlan } from '@machimori/governance';
import { dayInJapan, type Id } from '@machimori/kernel';
import { currentEdition } from '../edition-file.ts';
import type { Planner } from './planner.ts';

export const planEvents = { 'register.changed': ['plan-city'] } as const;

/** Plans a city that has been described anew, or was planned on another day. */
export async function planCityNow(world: World, planner: Planner, city: Id<'city'>): Promise<void> {
  const actor = { kind: 'system', name: 'worker', city } as const;
  const asOf = dayInJapan(world.clock.now());
  const toPlan = await runUseCase(world, readToPlan, actor, { asOf });
  if (toPlan === undefined) return;
  const { description, revision } = toPlan;
  const of = { city, revision, asOf };
  const { actions, counts } = await planner.ask(of, { ask: 'summary' }, async () => description);
  const names = Object.fromEntries(description.organisations.map(({ key, name }) => [key, name]));
  await runUseCase(world, keepPlan, actor, {
    actions,
    counts,
    edition: currentEdition,
    revision,
    asOf,
    names,
  });
}

export const planSubscriber = (world: World, planner: Planner): Subscriber => ({
  name: 'plan-city',
  runOutside: ({ city }) => planCityNow(world, planner, city as Id<'city'>),
});
