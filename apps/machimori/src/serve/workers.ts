import { type TaskFailure, Undeliverable, Worker } from '@machimori/database';
import { Failure } from '@machimori/kernel';
import {
  dailyBackup,
  dailyBackupLongestMs,
  scheduleDailyBackup,
} from '../operate/daily-backups.ts';
import { approvalLetters } from './approval-letters.ts';
import { callLetters } from './call-letters.ts';
import { beginChecks, checkSubscriber, runChecksJob } from './check-tasks.ts';
import { sweepFiles } from './evidence-sweep.ts';
import { beginExpiring, expireContentsJob } from './expire-contents-task.ts';
import { invitationLetters } from './invitation-letters.ts';
import type { OpenedWorld } from './open-world.ts';
import { outsideLetters } from './outside-letters.ts';
import { passwordLetters } from './password-letters.ts';
import { compareSubscriber, planSubscriber } from './plan-city-task.ts';
import { beginDays, planDayJob } from './plan-day-task.ts';
import { beginPruning, pruneFinishedJob } from './prune-finished-task.ts';
import { beginReminding, reminderLetters, remindJob } from './reminder-letters.ts';
import { sampleSubscriber } from './sample/load-sample.ts';
import { sheetSubscribers } from './sheet-tasks.ts';
import { beginTellingDays, tellDayJob, webhookSenders, webhookTelling } from './webhook-tasks.ts';

/** What runs beside the requests: letters, plans, sequencing of the logs, the plan of each new day, the end of contents whose time is over, the pruning of what is finished, weekly letters, messages to webhooks, daily backups. */
export async function startWorkers({ world, vault, database, logs }: OpenedWorld): Promise<{
  stop(): Promise<void>;
}> {
  const letters = invitationLetters(world.settings, vault, world.clock);
  const approvals = approvalLetters(world.settings, vault, world.clock);
  const passwords = passwordLetters(world);
  const outside = outsideLetters(world.settings, vault, world.clock);
  const reminders = reminderLetters(world);
  const taskFailed = ({ task, id, attempt, dead, error }: TaskFailure): void =>
    world.observe.log(dead ? 'error' : 'warn', 'task-failed', {
      task,
      id,
      attempt,
      dead,
      // A word of a closed list; anything else an error says may hold an address.
      ...(error instanceof Undeliverable ? { why: error.why } : {}),
    });
  const worker = new Worker({
    database,
    clock: world.clock,
    subscribers: [
      planSubscriber(world, world.planner),
      sampleSubscriber(world),
      ...callLetters(world),
      ...[letters, approvals, passwords, outside, reminders].filter((each) => each !== undefined),
    ],
    jobs: [
      expireContentsJob(world),
      pruneFinishedJob(world),
      planDayJob(world),
      runChecksJob(world),
      remindJob(world),
      tellDayJob(world),
    ],
    onFailure: taskFailed,
  });
  // A worker of its own: the next plan does not wait until it is told what the last one changed, and kept.
  const comparing = new Worker({
    database,
    clock: world.clock,
    subscribers: [
      compareSubscriber(world, world.planner),
      ...sheetSubscribers(world),
      checkSubscriber(world),
      webhookTelling(world),
    ],
    onFailure: taskFailed,
  });
  const sending = webhookSenders(world, { pollMs: 3_000, onFailure: taskFailed });
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
  comparing.start();
  for (const each of sending) each.start();
  for (const begin of [
    beginExpiring,
    beginPruning,
    beginDays,
    beginChecks,
    beginReminding,
    beginTellingDays,
  ])
    void begin(world).catch(() => world.observe.log('error', 'not-scheduled'));
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
      await comparing.stop();
      await Promise.all(sending.map((each) => each.stop()));
      await backups.stop();
      await sequencer.stop();
    },
  };
}
