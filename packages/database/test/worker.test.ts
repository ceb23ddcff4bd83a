import { type Engine, engines, type TestDatabase, testDatabase } from '@machimori/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type DeadLetter,
  type Delivery,
  deadJobs,
  deadLetters,
  insertEvents,
  type Job,
  pruneEvents,
  retryDelayMs,
  scheduleJob,
  settleDeadLetter,
  type Transaction,
  transact,
  Worker,
} from '../src/index.ts';

describe.each(engines())('the worker on $name', (engine: Engine) => {
  let world: TestDatabase;
  let at: number;
  const clock = { now: () => new Date(at) };
  const system = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    transact(world.database, { reach: 'system' }, work);

  beforeAll(async () => {
    world = await testDatabase(engine, {
      subscribers: { 'answer.recorded': ['mail', 'home'], 'answer.withdrawn': ['mail'] },
    });
  });
  afterAll(() => world.drop());
  beforeEach(async () => {
    at = Date.parse('2026-11-21T00:00:00Z');
    await system(async ({ db }) => {
      for (const table of ['outbox_deliveries', 'outbox_events', 'jobs']) {
        await sql`delete from ${sql.table(table)}`.execute(db);
      }
    });
  });

  let made = 0;
  const announce = (type: string, aggregate: string, payload: unknown = {}): Promise<string> =>
    system(async (transaction) => {
      const eventId = `evt_${String(++made).padStart(4, '0')}`;
      const event = { eventId, type, city: 'cty_1', aggregate, payload, at: clock.now() };
      await insertEvents(transaction, [event]);
      return eventId;
    });

  it('delivers to each subscriber, in order within an aggregate, once', async () => {
    const got: string[] = [];
    const record = {
      run: async (_: Transaction, { subscriber, payload }: Delivery) => {
        got.push(`${subscriber} ${JSON.stringify(payload)}`);
      },
    };
    await announce('answer.recorded', 'answer-1', { n: 1 });
    await announce('answer.withdrawn', 'answer-1', { n: 2 });
    await announce('nobody.cares', 'answer-1');
    const subscribers = [
      { name: 'mail', ...record },
      { name: 'home', ...record },
    ];
    const workers = [1, 2, 3].map(
      () => new Worker({ database: world.database, clock, subscribers }),
    );
    await Promise.all(workers.map((worker) => worker.runDue()));
    // A worker that looked while the first was claimed may have left the second: look again.
    await workers[0]?.runDue();
    expect([...got].sort()).toEqual(['home {"n":1}', 'mail {"n":1}', 'mail {"n":2}']);
    expect(got.indexOf('mail {"n":1}')).toBeLessThan(got.indexOf('mail {"n":2}'));
    expect(await workers[0]?.runDue()).toBe(0);
  });

  it('writes an event once, however often the act is run', async () => {
    const event = {
      eventId: 'evt_same',
      type: 'answer.recorded',
      aggregate: 'x',
      payload: {},
      at: clock.now(),
    };
    for (let n = 0; n < 3; n++) await system((transaction) => insertEvents(transaction, [event]));
    const { rows } = await system(({ db }) => sql`select from outbox_deliveries`.execute(db));
    expect(rows).toHaveLength(2);
  });

  it('undoes what a failing subscriber wrote, waits longer each time, then gives up where an administrator sees it', async () => {
    const first = await announce('answer.withdrawn', 'a');
    await announce('answer.withdrawn', 'a');
    let tries = 0;
    let broken = true;
    const worker = new Worker({
      database: world.database,
      clock,
      subscribers: [
        {
          name: 'mail',
          run: async (transaction) => {
            tries++;
            await scheduleJob(transaction, {
              jobId: `job_${tries}`,
              kind: 'left',
              dueAt: clock.now(),
              now: clock.now(),
            });
            if (broken) throw new Error('the mail server is away');
          },
        },
      ],
    });
    for (let attempt = 1; ; attempt++) {
      expect(await worker.runDue()).toBe(1);
      expect(tries).toBe(attempt);
      const delay = retryDelayMs(attempt);
      if (delay === undefined) break;
      at += delay - 1;
      expect(await worker.runDue()).toBe(0);
      at += 1;
    }
    // What stands behind a dead letter waits for it.
    at += 90 * 86_400_000;
    expect(await worker.runDue()).toBe(0);
    const [letter, ...others] = await transact(
      world.database,
      { reach: 'city', city: 'cty_1' },
      (t) => deadLetters(t, 'cty_1'),
    );
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      eventId: first,
      subscriber: 'mail',
      lastError: 'Error: the mail server is away',
    });
    expect(
      await transact(world.database, { reach: 'city', city: 'cty_2' }, (t) =>
        deadLetters(t, 'cty_1'),
      ),
    ).toEqual([]);
    expect((await system(({ db }) => sql`select from jobs`.execute(db))).rows).toEqual([]);

    broken = false;
    await system((t) => settleDeadLetter(t, letter as DeadLetter, 'retry', clock.now()));
    expect(await worker.runDue()).toBe(2);
    expect(await system((t) => pruneEvents(t, new Date(at + 1)))).toBe(2);
  });

  it('takes over what a dead worker held, and only then', async () => {
    await announce('answer.withdrawn', 'a');
    const held = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    let late = 0;
    const slow = new Worker({
      database: world.database,
      clock,
      leaseMs: 60_000,
      subscribers: [
        {
          name: 'mail',
          run: async () => {
            begun.resolve();
            await held.promise;
            late++;
          },
        },
      ],
    });
    const running = slow.runDue();
    await begun.promise;
    let done = 0;
    const quick = new Worker({
      database: world.database,
      clock,
      subscribers: [
        {
          name: 'mail',
          run: async () => {
            done++;
          },
        },
      ],
    });
    expect(await quick.runDue()).toBe(0);
    at += 60_001;
    expect(await quick.runDue()).toBe(1);
    held.resolve();
    await running;
    // The late one ran, found its claim gone, and undid what it wrote.
    expect([done, late]).toEqual([1, 1]);
    const { rows } = await system(({ db }) =>
      sql<{ state: string; attempts: number }>`
      select state, attempts from outbox_deliveries where subscriber = 'mail'`.execute(db),
    );
    expect(rows).toEqual([{ state: 'done', attempts: 0 }]);
  });

  it('runs jobs at their time, one of a key', async () => {
    const job = { kind: 'digest', uniqueKey: 'weekly', city: 'cty_1', now: clock.now() };
    const dueAt = new Date(at + 1000);
    expect(await system((t) => scheduleJob(t, { ...job, jobId: 'job_1', dueAt }))).toBe(true);
    expect(await system((t) => scheduleJob(t, { ...job, jobId: 'job_2', dueAt }))).toBe(false);
    const ran: string[] = [];
    const worker = new Worker({
      database: world.database,
      clock,
      jobs: [
        {
          kind: 'digest',
          runOutside: async ({ jobId }: Job) => {
            ran.push(jobId);
          },
        },
      ],
    });
    expect(await worker.runDue()).toBe(0);
    at += 1000;
    expect(await worker.runDue()).toBe(1);
    expect(ran).toEqual(['job_1']);
    // The first is over: another of the key may come.
    expect(await system((t) => scheduleJob(t, { ...job, jobId: 'job_3', dueAt }))).toBe(true);
    expect(await system((t) => deadJobs(t, 'cty_1'))).toEqual([]);
  });

  it('wakes at the commit instead of waiting for its turn, and stops when what it holds is done', async () => {
    const done = Promise.withResolvers<void>();
    const worker = new Worker({
      database: world.database,
      clock,
      pollMs: 3_600_000,
      subscribers: [{ name: 'mail', run: async () => done.resolve() }],
    });
    worker.start();
    await announce('answer.withdrawn', 'wake');
    await done.promise;
    await worker.stop();
    const { rows } = await system(({ db }) =>
      sql<{ state: string }>`select state from outbox_deliveries`.execute(db),
    );
    expect(rows).toEqual([{ state: 'done' }]);
  });
});
