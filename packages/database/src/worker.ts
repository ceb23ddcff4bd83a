import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@machimori/kernel';
import type { Database } from './database.ts';
import { claimDelivery, failDelivery, finishDelivery } from './delivery-store.ts';
import { claimJob, failJob, finishJob, type Job, renewJob } from './job-store.ts';
import type { Delivery } from './outbox-store.ts';
import { transact } from './transact.ts';
import type { Transaction } from './transaction.ts';
import { keptError, Undeliverable } from './undeliverable.ts';

/** Database work commits together with the mark that it is done: exactly once. */
interface Inside<Task> {
  run(transaction: Transaction, task: Task, now: Date): Promise<void>;
}
/** Work in the world (mail) may happen twice after a crash: it is keyed by the task's id. */
interface Outside<Task> {
  runOutside(task: Task, signal: AbortSignal): Promise<void>;
}

/** Is told of events, under a name that stays the same from version to version. */
export type Subscriber = { readonly name: string } & (Inside<Delivery> | Outside<Delivery>);
/** Does jobs of one kind. */
export type JobRunner = { readonly kind: string } & (Inside<Job> | Outside<Job>);

export interface WorkerOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly subscribers?: readonly Subscriber[];
  readonly jobs?: readonly JobRunner[];
  /** Takes up nothing for receivers that did not answer last: so that some worker is there for all others. */
  readonly answering?: boolean;
  /** How long one task may take before another worker may take it over. */
  readonly leaseMs?: number;
  /** How long a job outside of the database may take, renewing its claim meanwhile; the lease, unless given. */
  readonly longestMs?: number;
  readonly pollMs?: number;
  /** Hears of each failed attempt; `dead` where it was the last. */
  readonly onFailure?: (failure: TaskFailure) => void;
}

export interface TaskFailure {
  readonly task: string;
  readonly id: string;
  readonly attempt: number;
  readonly dead: boolean;
  readonly error: unknown;
}

const minute = 60_000;
const patienceMs = [
  10_000,
  minute,
  5 * minute,
  20 * minute,
  60 * minute,
  180 * minute,
  480 * minute,
  1440 * minute,
];

/** How long to wait after the n-th failed attempt (from 1); undefined when patience is at its end. */
export const retryDelayMs = (attempt: number): number | undefined => patienceMs[attempt - 1];

/** Until when a task is this worker's. */
interface Claim {
  until: Date;
}

type Task =
  | { readonly of: 'delivery'; readonly task: Delivery }
  | { readonly of: 'job'; readonly task: Job };

class LostClaim extends Error {}

/**
 * Delivers events and does jobs, one after another; several workers share the work row by row.
 *
 *   due ──claim (short transaction)──▶ claimed ──work and mark in one transaction──▶ done
 *    ▲                                   │ fails: put off, growing      │ claim ran out: all undone
 *    └───────────────────────────────────┘ … to the end of patience ──▶ dead, until an administrator's word
 *                                            … where nobody's word is waited for ──▶ skipped
 */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #subscribers: ReadonlyMap<string, Subscriber>;
  readonly #jobs: ReadonlyMap<string, JobRunner>;
  readonly #leaseMs: number;
  readonly #longestMs: number;
  #loop: Promise<void> | undefined;
  #stopping = new AbortController();
  #woken: () => void = () => {};

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#subscribers = new Map((options.subscribers ?? []).map((one) => [one.name, one]));
    this.#jobs = new Map((options.jobs ?? []).map((one) => [one.kind, one]));
    this.#leaseMs = options.leaseMs ?? 120_000;
    this.#longestMs = options.longestMs ?? this.#leaseMs;
  }

  start(): void {
    this.#stopping = new AbortController();
    this.#options.database.workers.add(this.wake);
    this.#loop ??= this.#run();
  }

  readonly wake = (): void => this.#woken();

  /** Takes nothing new and waits until what it holds is finished. */
  async stop(): Promise<void> {
    this.#options.database.workers.delete(this.wake);
    this.#stopping.abort();
    this.wake();
    await this.#loop;
    this.#loop = undefined;
  }

  /** Does all that is due now, and says how many tasks it took. */
  async runDue(): Promise<number> {
    for (let count = 0; ; count++) {
      if (this.#loop !== undefined && this.#stopping.signal.aborted) return count;
      if (!(await this.#takeOne())) return count;
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let again = false;
      const woken = new Promise<void>((resolve) => {
        this.#woken = () => {
          again = true;
          resolve();
        };
      });
      try {
        await this.runDue();
      } catch (error) {
        this.#options.onFailure?.({ task: 'worker', id: '', attempt: 1, dead: false, error });
      }
      if (signal.aborted || again) continue;
      const turn = new AbortController();
      const pause = sleep(this.#options.pollMs ?? 1000, undefined, { signal: turn.signal });
      await Promise.race([pause.catch(() => {}), woken]);
      turn.abort();
    }
  }

  async #takeOne(): Promise<boolean> {
    const { database, clock } = this.#options;
    const now = clock.now();
    const until = new Date(now.getTime() + this.#leaseMs);
    const taken = await transact(
      database,
      { reach: 'system' },
      async (transaction): Promise<Task | undefined> => {
        const names = [...this.#subscribers.keys()];
        const wanted = { subscribers: names, answering: this.#options.answering };
        const delivery =
          names.length === 0 ? undefined : await claimDelivery(transaction, wanted, now, until);
        if (delivery !== undefined) return { of: 'delivery', task: delivery };
        const kinds = [...this.#jobs.keys()];
        const job = kinds.length === 0 ? undefined : await claimJob(transaction, kinds, now, until);
        return job === undefined ? undefined : { of: 'job', task: job };
      },
    );
    if (taken === undefined) return false;
    const claim = { until };
    try {
      await this.#do(taken, claim);
    } catch (error) {
      if (!(error instanceof LostClaim)) await this.#putOff(taken, claim.until, error);
    }
    return true;
  }

  async #do(taken: Task, claim: Claim): Promise<void> {
    if (taken.of === 'delivery') {
      const runner = this.#subscribers.get(taken.task.subscriber);
      return this.#perform(runner, taken.task, this.#leaseMs, (transaction, now) =>
        finishDelivery(transaction, taken.task, claim.until, now),
      );
    }
    const kept = this.#keepClaim(taken.task, claim);
    try {
      const runner = this.#jobs.get(taken.task.kind);
      await this.#perform(runner, taken.task, this.#longestMs, async (transaction, now) => {
        await kept.stop();
        return finishJob(transaction, taken.task, claim.until, now);
      });
    } finally {
      await kept.stop();
    }
  }

  /** Renews the claim of a long job in time; a worker that was killed does not, and soon another takes the job over. */
  #keepClaim(job: Job, claim: Claim): { stop(): Promise<void> } {
    const { database, clock } = this.#options;
    if (this.#longestMs <= this.#leaseMs) return { stop: async () => {} };
    let renewing = Promise.resolve();
    const renew = async (): Promise<void> => {
      const until = new Date(clock.now().getTime() + this.#leaseMs);
      const renewed = await transact(database, { reach: 'system' }, (transaction) =>
        renewJob(transaction, job, claim.until, until),
      );
      if (renewed) claim.until = until;
    };
    // Where it cannot be renewed once, the next time may still be in time.
    const timer = setInterval(() => {
      renewing = renewing.then(renew).catch(() => {});
    }, this.#leaseMs / 3);
    const end = setTimeout(() => clearInterval(timer), this.#longestMs);
    return {
      async stop() {
        clearInterval(timer);
        clearTimeout(end);
        await renewing;
      },
    };
  }

  async #perform<T>(
    runner: Inside<T> | Outside<T> | undefined,
    task: T,
    longestMs: number,
    finish: (transaction: Transaction, now: Date) => Promise<boolean>,
  ): Promise<void> {
    const { database, clock } = this.#options;
    if (runner === undefined) throw new Error('nobody does this');
    if ('runOutside' in runner) await runner.runOutside(task, AbortSignal.timeout(longestMs));
    await transact(database, { reach: 'system' }, async (transaction) => {
      const now = clock.now();
      if ('run' in runner) await runner.run(transaction, task, now);
      await transaction.wall({ reach: 'system' });
      if (!(await finish(transaction, now))) throw new LostClaim();
    });
  }

  async #putOff(taken: Task, claimedUntil: Date, error: unknown): Promise<void> {
    const { database, clock, onFailure } = this.#options;
    const now = clock.now();
    const attempt = taken.task.attempts + 1;
    const known = error instanceof Undeliverable ? error : undefined;
    const delay = known?.final === true ? undefined : retryDelayMs(attempt);
    const again =
      delay === undefined
        ? undefined
        : new Date(Math.max(now.getTime() + delay, known?.restUntil?.getTime() ?? 0));
    const outcome = { claimedUntil, now, error: keptError(error), again };
    const answer = {
      silent: known?.silent ?? false,
      restUntil: known?.restUntil,
      settled: known?.settled ?? false,
    };
    await transact(database, { reach: 'system' }, (transaction) =>
      taken.of === 'delivery'
        ? failDelivery(transaction, taken.task, { ...outcome, ...answer })
        : failJob(transaction, taken.task, outcome),
    );
    const [task, id] =
      taken.of === 'delivery'
        ? [taken.task.subscriber, taken.task.eventId]
        : [taken.task.kind, taken.task.jobId];
    onFailure?.({ task, id, attempt, dead: again === undefined, error });
  }
}
