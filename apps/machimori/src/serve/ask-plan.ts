import { runUseCase } from '@machimori/application';
import type { Actor } from '@machimori/authorisation';
import type { City } from '@machimori/city';
import { readDescription, readPlanBasis } from '@machimori/governance';
import { Failure, type Id, text } from '@machimori/kernel';
import type { AnswerTo, PlanQuestion } from './plan-question.ts';
import type { ServerWorld } from './server-world.ts';

const messages = {
  moving: text(
    'まちの内容が、いま変わっています。',
    'The city’s description is changing at this moment.',
  ),
  movingNext: text('もう一度お試しください。', 'Please try again.'),
};

/** The description has moved on since the question was asked. */
class Moved extends Error {}

const tries = 3;

/**
 * Asks about the plan of the city that the actor looks at, as far as they may see it. Which plan, and how much of
 * it, is decided in a transaction; computing and answering are not, so that no connection waits for them.
 */
export async function askPlan<Q extends PlanQuestion>(
  world: ServerWorld,
  actor: Actor,
  question: Q,
): Promise<AnswerTo<Q>> {
  for (let left = tries; left > 0; left--) {
    const { city, revision, asOf, seen } = await runUseCase(world, readPlanBasis, actor, null);
    try {
      return await world.planner.ask(
        { city, revision, asOf },
        question,
        () => describe(world, city, revision),
        seen,
      );
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
    }
  }
  throw new Failure('unavailable', messages.moving, { next: messages.movingNext });
}

async function describe(world: ServerWorld, city: Id<'city'>, revision: number): Promise<City> {
  const actor = { kind: 'system', name: 'worker', city } as const;
  const description = await runUseCase(world, readDescription, actor, null);
  if (description?.revision !== revision) throw new Moved();
  return description.city;
}
