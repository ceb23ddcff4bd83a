import { Worker } from '@machimori/database';
import { beginExpiring, expireContentsJob } from './expire-contents-task.ts';
import { invitationLetters } from './invitation-letters.ts';
import type { OpenedWorld } from './open-world.ts';
import { planSubscriber } from './plan-city-task.ts';
import { Planner } from './planner.ts';
import { sampleSubscriber } from './sample/load-sample.ts';

/** What runs beside the requests: letters, plans, sequencing of the logs, the end of contents whose time is over. */
export function startWorkers({ world, vault, database, logs }: OpenedWorld): {
  stop(): Promise<void>;
} {
  const letters = invitationLetters(world.settings, vault);
  const planner = new Planner();
  const worker = new Worker({
    database,
    clock: world.clock,
    subscribers: [
      planSubscriber(world, planner),
      sampleSubscriber(world),
      ...(letters === undefined ? [] : [letters]),
    ],
    jobs: [expireContentsJob(world)],
    onFailure: ({ task, id, attempt, dead }) =>
      world.observe.log(dead ? 'error' : 'warn', 'task-failed', { task, id, attempt, dead }),
  });
  worker.start();
  void beginExpiring(world).catch(() => world.observe.log('error', 'not-scheduled'));
  const sequencer = logs.startSequencer((error) =>
    world.observe.log('error', 'sequencing-failed', {
      name: error instanceof Error ? error.name : 'unknown',
    }),
  );
  return {
    async stop() {
      await worker.stop();
      await planner.stop();
      await sequencer.stop();
    },
  };
}
