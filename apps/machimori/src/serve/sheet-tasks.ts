import { runUseCase } from '@machimori/application';
import type { Subscriber } from '@machimori/database';
import {
  carryAnswers,
  handOverLines,
  keepLines,
  type PlanNumber,
  readToKeep,
} from '@machimori/governance';
import type { Id } from '@machimori/kernel';
import { type SheetFacts, sheetFactsAtOnce } from '@machimori/planning';
import { describedAt } from './plan-city-task.ts';
import type { ServerWorld } from './server-world.ts';

export const sheetEvents = {
  'answer.accepted': ['carry-answers'],
  'member.left': ['hand-over-lines'],
} as const;

const actorFor = (city: Id<'city'>) => ({ kind: 'system', name: 'worker', city }) as const;

/** Keeps the lines of the city's present plan, so that they can be answered. */
export async function keepLinesNow(world: ServerWorld, city: Id<'city'>): Promise<void> {
  const actor = actorFor(city);
  const head = await runUseCase(world, readToKeep, actor, null);
  if (head === undefined) return;
  const describe = (which: PlanNumber) => describedAt(world, city, which);
  const lines: SheetFacts[] = [];
  for (;;) {
    const question = { ask: 'sheet', from: lines.length } as const;
    const some = await world.planner.ask({ city, ...head }, question, describe);
    lines.push(...some);
    if (some.length < sheetFactsAtOnce) break;
  }
  const { joined } = await runUseCase(world, keepLines, actor, { ...head, lines });
  // What was accepted of a line by hand waited for the plan to ask it.
  if (joined) await carryAnswersNow(world, city);
}

/** Puts what was accepted into the description, until nothing waits. */
export async function carryAnswersNow(world: ServerWorld, city: Id<'city'>): Promise<void> {
  for (;;) {
    const { more } = await runUseCase(world, carryAnswers, actorFor(city), null);
    if (!more) return;
  }
}

export const sheetSubscribers = (world: ServerWorld): readonly Subscriber[] => [
  { name: 'keep-lines', runOutside: ({ city }) => keepLinesNow(world, city as Id<'city'>) },
  {
    name: 'hand-over-lines',
    async runOutside({ city, payload }) {
      const { membership, successor } = payload as {
        readonly membership: string;
        readonly successor?: string;
      };
      const actor = actorFor(city as Id<'city'>);
      await runUseCase(world, handOverLines, actor, { membership, successor });
    },
  },
  { name: 'carry-answers', runOutside: ({ city }) => carryAnswersNow(world, city as Id<'city'>) },
];
