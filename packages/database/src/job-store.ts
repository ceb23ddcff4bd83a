import { sql } from 'kysely';
import { pruneAtOnce } from './outbox-store.ts';
import type { Transaction } from './transaction.ts';
import { installation } from './wall.ts';

/** Work for later: at a time, once, or again by scheduling the next from within. */
export interface NewJob {
  readonly jobId: string;
  readonly kind: string;
  readonly city?: string | undefined;
  /** Of one kind and key (and city) one job waits at a time. */
  readonly uniqueKey?: string;
  readonly payload?: unknown;
  readonly dueAt: Date;
  readonly now: Date;
}

export interface Job {
  readonly city: string;
  readonly jobId: string;
  readonly kind: string;
  readonly uniqueKey: string | null;
  readonly payload: unknown;
  readonly attempts: number;
}

export interface DeadJob extends Omit<Job, 'payload'> {
  readonly createdAt: Date;
  readonly lastError: string;
  readonly diedAt: Date;
}

/** False where a job of this kind and key waits already; that one keeps its time. */
export async function scheduleJob(transaction: Transaction, job: NewJob): Promise<boolean> {
  transaction.afterCommit(() => transaction.work.wake());
  const { numAffectedRows } = await sql`
    insert into jobs (city_id, job_id, kind, unique_key, payload, state, due_at, created_at)
    values (${job.city ?? installation}, ${job.jobId}, ${job.kind}, ${job.uniqueKey ?? null},
      ${JSON.stringify(job.payload ?? {})}::jsonb, 'waiting', ${job.dueAt}, ${job.now})
    on conflict do nothing`.execute(transaction.db);
  return numAffectedRows === 1n;
}

/** The next job that is due, claimed until `until`. */
export async function claimJob(
  { db }: Transaction,
  kinds: readonly string[],
  now: Date,
  until: Date,
): Promise<Job | undefined> {
  const { rows } = await sql<Job>`
    with next as (
      select city_id, job_id from jobs
      where state = 'waiting' and due_at <= ${now} and kind = any(${[...kinds]}::text[])
        and (claimed_until is null or claimed_until <= ${now})
      order by due_at, job_id limit 1 for update skip locked
    )
    update jobs j set claimed_until = ${until} from next
    where j.city_id = next.city_id and j.job_id = next.job_id
    returning j.city_id as city, j.job_id as "jobId", j.kind, j.unique_key as "uniqueKey", j.payload,
      j.attempts`.execute(db);
  return rows[0];
}

/** Claims it for longer; false where the claim was lost meanwhile. */
export async function renewJob(
  { db }: Transaction,
  job: Job,
  claimedUntil: Date,
  until: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update jobs set claimed_until = ${until}
    where city_id = ${job.city} and job_id = ${job.jobId} and state = 'waiting'
      and claimed_until = ${claimedUntil}`.execute(db);
  return numAffectedRows === 1n;
}

/** As for deliveries: false where the claim was lost meanwhile. */
export async function finishJob(
  { db }: Transaction,
  job: Job,
  claimedUntil: Date,
  now: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update jobs set state = 'done', ended_at = ${now}, claimed_until = null
    where city_id = ${job.city} and job_id = ${job.jobId} and state = 'waiting'
      and claimed_until = ${claimedUntil}`.execute(db);
  return numAffectedRows === 1n;
}

export async function failJob(
  { db }: Transaction,
  job: Job,
  outcome: {
    readonly claimedUntil: Date;
    readonly now: Date;
    readonly error: string;
    readonly again: Date | undefined;
  },
): Promise<void> {
  const { claimedUntil, now, error, again } = outcome;
  await sql`
    update jobs
    set attempts = attempts + 1, claimed_until = null, last_error = ${error},
        state = ${again === undefined ? 'dead' : 'waiting'}, due_at = ${again ?? now},
        ended_at = ${again === undefined ? now : null}
    where city_id = ${job.city} and job_id = ${job.jobId} and state = 'waiting'
      and claimed_until = ${claimedUntil}`.execute(db);
}

/** Jobs of this city (or of none) that were tried to the end of their patience, as far as the wall lets see. */
export async function deadJobs(
  { db }: Transaction,
  city: string,
  limit = 100,
): Promise<readonly DeadJob[]> {
  const { rows } = await sql<DeadJob>`
    select city_id as city, job_id as "jobId", kind, unique_key as "uniqueKey", attempts,
      created_at as "createdAt", coalesce(last_error, '') as "lastError", ended_at as "diedAt"
    from jobs where state = 'dead' and city_id = ${city}
    order by ended_at, job_id limit ${limit}`.execute(db);
  return rows;
}

/**
 * An administrator's word on a dead job: try it again, or go on without it. Where another of its kind and key
 * waits already, trying again is left to that one. False where it is dead no more.
 */
export async function settleDeadJob(
  transaction: Transaction,
  job: Pick<DeadJob, 'city' | 'jobId'>,
  word: 'retry' | 'skip',
  now: Date,
): Promise<boolean> {
  transaction.afterCommit(() => transaction.work.wake());
  if (word === 'retry') {
    const { numAffectedRows } = await sql`
      update jobs j set state = 'waiting', attempts = 0, due_at = ${now}, ended_at = null, last_error = null
      where j.city_id = ${job.city} and j.job_id = ${job.jobId} and j.state = 'dead'
        and not exists (select from jobs other where other.city_id = j.city_id
          and other.kind = j.kind and other.unique_key = j.unique_key and other.state = 'waiting')`.execute(
      transaction.db,
    );
    if (numAffectedRows === 1n) return true;
  }
  const { numAffectedRows } = await sql`
    delete from jobs where city_id = ${job.city} and job_id = ${job.jobId} and state = 'dead'`.execute(
    transaction.db,
  );
  return numAffectedRows === 1n;
}

/**
 * Takes away jobs that were done before `before`, as many as one transaction bears; says how many. The last
 * that was done of each kind stays: it says when that was.
 */
export async function pruneJobs({ db }: Transaction, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from jobs where (city_id, job_id) in (
      select j.city_id, j.job_id from jobs j
      where j.state = 'done' and j.ended_at < ${before}
        and exists (select from jobs later where later.city_id = j.city_id and later.kind = j.kind
          and later.state = 'done' and (later.ended_at, later.job_id) > (j.ended_at, j.job_id))
      limit ${pruneAtOnce})`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** How many deliveries and jobs are dead, in all cities and none, or in cities alone. */
export async function countDead({ db }: Transaction, where: 'all' | 'cities'): Promise<number> {
  const but = where === 'all' ? null : installation;
  const { rows } = await sql<{ count: string }>`
    select (select count(*) from outbox_deliveries
        where state = 'dead' and city_id is distinct from ${but}::text)
      + (select count(*) from jobs
        where state = 'dead' and city_id is distinct from ${but}::text) as count`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** How the jobs of a kind went lately: when one was done last, and whether one has failed since or waits to be tried again. */
export async function jobRecord(
  { db }: Transaction,
  kind: string,
): Promise<{ readonly doneAt: Date | undefined; readonly failing: boolean }> {
  const { rows } = await sql<{ done_at: Date | null; failing: boolean | null }>`
    with done as (select max(ended_at) as at from jobs where kind = ${kind} and state = 'done')
    select max(done.at) as done_at, bool_or(
      (j.state = 'waiting' and j.last_error is not null)
      or (j.state = 'dead' and j.ended_at > coalesce(done.at, '-infinity'))) as failing
    from done left join jobs j on j.kind = ${kind}`.execute(db);
  return { doneAt: rows[0]?.done_at ?? undefined, failing: rows[0]?.failing ?? false };
}
