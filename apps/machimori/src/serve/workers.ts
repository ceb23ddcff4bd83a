import { Worker } from '@machimori/database';
import { Failure } from '@machimori/kernel';
import {
  dailyBackup,
  dailyBackupLongestMs,
  scheduleDailyBackup,
} from '../operate/daily-backups.ts';
import { approvalLetters } from './approval-letters.ts';
import { sweepFiles } from './evidence-sweep.ts';
import { beginExpiring, expireContentsJob } from './expire-contents-task.ts';
import { invitationLetters } from './invitation-letters.ts';
import type { OpenedWorld } from './open-world.ts';
import { passwordLetters } from './password-letters.ts';
import { planSubscriber } from './plan-city-task.ts';
import { sampleSubscriber } from './sample/load-sample.ts';

/** What runs beside the requests: letters, plans, sequencing of the logs, the end of contents whose time is over, daily backups. */
export async function startWorkers({ world, vault, database, logs }: OpenedWorld): Promise<{
  stop(): Promise<void>;
}> {
  const letters = invitationLetters(world.settings, vault);
  const approvals = approvalLetters(world.settings, vault);
  const passwords = passwordLetters(world);
  const worker = new Worker({
    database,
    clock: world.clock,
    subscribers: [
      planSubscriber(world, world.planner),
      sampleSubscriber(world),
      ...[letters, approvals, passwords].filter((each) => each !== undefined),
    ],
    jobs: [expireContentsJob(world)],
    onFailure: ({ task, id, attempt, dead }) =>
      world.observe.log(dead ? 'error' : 'warn', 'task-failed', { task, id, attempt, dead }),
  });
  const { settings, clock, ids } = world;
  const keeping = { database, vault, settings, clock, ids };
  const backup = dailyBackup(keeping);
  // A worker of its own: a backup takes long, and letters do not wait for it.
  const backups = new Worker({
    database,
    clock,
    jobs: backup === undefined ? [] : [backup],
    longestMs: dailyBackupLongestMs,
    pollMs: 20_000,
    onFailure: ({ attempt, dead, error }) =>
      world.observe.log('error', 'backup-failed', {
        attempt,
        dead,
        reason: error instanceof Failure ? error.code : 'unknown',
      }),
  });
  const sequencingFailed = (error: unknown): void =>
    world.observe.log('error', 'sequencing-failed', {
      name: error instanceof Error ? error.name : 'unknown',
    });
  if (backup !== undefined) {
    await scheduleDailyBackup(keeping);
    backups.start();
  }
  // What a killed program left without a place stands before all that is written from now on, whatever the clock says.
  await logs.placeWaiting().catch(sequencingFailed);
  worker.start();
  void beginExpiring(world).catch(() => world.observe.log('error', 'not-scheduled'));
  const sequencer = logs.startSequencer(sequencingFailed);
  const sweep = sweepFiles(world, (error) =>
    world.observe.log('error', 'sweep-failed', {
      name: error instanceof Error ? error.name : 'unknown',
    }),
  );
  return {
    async stop() {
      await sweep.stop();
      await worker.stop();
      await backups.stop();
      await sequencer.stop();
    },
  };
}
