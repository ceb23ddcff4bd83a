import { runUseCase } from '@machimori/application';
import type { Actor } from '@machimori/authorisation';
import type { changeRowKinds } from '@machimori/contract';
import { type ChangeName, readPlanBasis, readPlanChange } from '@machimori/governance';
import type { PlanChange, ToldRow } from '@machimori/planning';
import { keysSeenBy } from '@machimori/register';
import { describedAt } from './plan-city-task.ts';
import type { ServerWorld } from './server-world.ts';

type ChangeRowKind = (typeof changeRowKinds)[number];

interface Rows {
  readonly rows: readonly ToldRow[];
  readonly total: number;
}

/** Rows of one sort, and how many of it there are. */
function rowsOf(change: PlanChange, kind: ChangeRowKind): Rows {
  if (kind === 'gaps.opened') return { rows: change.gaps.openedRows, total: change.gaps.opened };
  if (kind === 'gaps.closed') return { rows: change.gaps.closedRows, total: change.gaps.closed };
  if (kind === 'answeredFellAway')
    return { rows: change.answeredFellAway.rows, total: change.answeredFellAway.count };
  const [list, what] = kind.split('.') as [keyof PlanChange['rows'], 'appeared'];
  return { rows: change.rows[list][what], total: change.counts[list][what] };
}

/**
 * Further rows of a change: what is stored of it holds the first of each sort, so the two plans are compared again, as
 * far as the actor saw them. Throws `not-found` for a change of which they are told nothing.
 */
export async function readChangeRows(
  world: ServerWorld,
  actor: Actor,
  {
    name,
    kind,
    from,
  }: { readonly name: ChangeName; readonly kind: ChangeRowKind; readonly from: number },
): Promise<Rows> {
  const kept = await runUseCase(world, readPlanChange, actor, name);
  const { city, seen } = await runUseCase(world, readPlanBasis, actor, null);
  const { revision, yardstick, asOf } = kept;
  const of = { city, revision, yardstick, asOf };
  const before = { city, ...kept.from };
  const describe = (which: { readonly revision: number; readonly yardstick: number }) =>
    describedAt(world, city, which);
  if (seen === undefined)
    return rowsOf(await world.planner.ask(of, { ask: 'change', before, from }, describe), kind);
  const { own } = seen;
  if (own === undefined) return { rows: [], total: 0 };
  const [was, is] = [await describe(kept.from), await describe(kept)];
  const both = {
    before: { own, keys: keysSeenBy(was.city, kept.from.asOf)(own) },
    after: { own, keys: keysSeenBy(is.city, asOf)(own) },
  };
  const [change] = await world.planner.ask(
    of,
    { ask: 'shares', before, seen: [both], from },
    describe,
  );
  return change === undefined ? { rows: [], total: 0 } : rowsOf(change, kind);
}
