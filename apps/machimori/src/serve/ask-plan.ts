import { runUseCase } from '@machimori/application';
import type { Actor } from '@machimori/authorisation';
import { readPlanBasis } from '@machimori/governance';
import { describedAt } from './plan-city-task.ts';
import type { AnswerTo, PlanQuestion } from './plan-question.ts';
import type { ServerWorld } from './server-world.ts';

/**
 * Asks about the plan of the city that the actor looks at, as far as they may see it. Which plan, and how much of
 * it, is decided in a transaction; computing and answering are not, so that no connection waits for them. Where the
 * description moves on meanwhile, the answer is of the plan that was asked about.
 */
export async function askPlan<Q extends PlanQuestion>(
  world: ServerWorld,
  actor: Actor,
  question: Q,
): Promise<AnswerTo<Q>> {
  const { seen, ...of } = await runUseCase(world, readPlanBasis, actor, null);
  return world.planner.ask(of, question, (which) => describedAt(world, of.city, which), seen);
}
