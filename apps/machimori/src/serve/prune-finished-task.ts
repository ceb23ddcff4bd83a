import { pruneAnswers } from '@machimori/application';
import {
  type JobRunner,
  pruneEvents,
  pruneHeads,
  pruneJobs,
  pruneLanes,
  type Transaction,
  transact,
} from '@machimori/database';
import { pruneLettersCaused, pruneOutsideEntries, pruneWebhooks } from '@machimori/governance';
import { pruneLapsed } from '@machimori/identity';
import { dailyJob, runToday } from './daily-job.ts';
import type { ServerWorld } from './server-world.ts';

export const pruneFinishedKind = 'prune-finished';
/** At night in Japan, when nobody waits. */
const hour = 4;
const dayMs = 86_400_000;

type Pruned = Pick<ServerWorld, 'database' | 'clock' | 'ids' | 'settings'>;

/**
 * Takes away what was delivered to everybody, and jobs that were done, longer ago than the setting keeps them; and what
 * was of a moment that is over: answers kept for writes that are sent again, links that expired, forgiven attempts, counted letters.
 */
export async function pruneFinishedNow({ database, clock, settings }: Pruned): Promise<void> {
  const now = clock.now();
  for (const prune of [pruneAnswers, pruneLapsed, pruneOutsideEntries, pruneLettersCaused])
    await transact(database, { reach: 'system' }, (transaction) => prune(transaction, now));
  const before = new Date(now.getTime() - settings.keepFinished * dayMs);
  for (const prune of [pruneEvents, pruneHeads, pruneJobs]) {
    const some = (transaction: Transaction): Promise<number> => prune(transaction, before);
    while ((await transact(database, { reach: 'system' }, some)) > 0);
  }
  await transact(database, { reach: 'system' }, (transaction) => pruneLanes(transaction, before));
  await transact(database, { reach: 'system' }, (transaction) =>
    pruneWebhooks(transaction, { now, before }),
  );
}

export const pruneFinishedJob = (world: Pruned): JobRunner =>
  dailyJob(world, pruneFinishedKind, hour, () => pruneFinishedNow(world));

/** At the start of the program: what is left from when nobody was there. */
export const beginPruning = (world: Pruned): Promise<boolean> => runToday(world, pruneFinishedKind);
