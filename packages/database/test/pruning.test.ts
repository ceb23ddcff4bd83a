import { type TestDatabase, testDatabase } from '@machimori/testkit';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { claimDelivery } from '../src/delivery-store.ts';
import {
  deadJobs,
  deadLetters,
  dropDeliveries,
  insertEvents,
  jobRecord,
  pruneEvents,
  pruneHeads,
  pruneJobs,
  settleDeadJob,
  type Transaction,
  transact,
} from '../src/index.ts';

let world: TestDatabase;
const system = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
  transact(world.database, { reach: 'system' }, work);
const now = new Date('2026-11-21T00:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const keep = daysAgo(45);

beforeAll(async () => {
  world = await testDatabase(undefined, { subscribers: { told: ['one', 'two'] } });
});
afterAll(() => world.drop());
beforeEach(() =>
  system(async ({ db }) => {
    for (const table of ['outbox_deliveries', 'outbox_events', 'outbox_heads', 'jobs'])
      await sql`delete from ${sql.table(table)}`.execute(db);
  }),
);

const states = ['waiting', 'done', 'dead', 'skipped'] as const;
interface Fate {
  readonly state: (typeof states)[number];
  readonly endedDaysAgo: number;
}
const fate = fc.record({
  state: fc.constantFrom(...states),
  endedDaysAgo: fc.integer({ min: 30, max: 60 }),
});
/** Events that are 60 days old, and what became of each with both subscribers. */
const history = fc.array(fc.tuple(fate, fate), { minLength: 1, maxLength: 12 });

async function write(of: readonly (readonly [Fate, Fate])[]): Promise<void> {
  await system(async (transaction) => {
    const events = of.map((_, at) => ({
      eventId: `evt_${at}`,
      type: 'told',
      city: 'cty_1',
      aggregate: 'thing',
      payload: {},
      at: daysAgo(60),
    }));
    await insertEvents(transaction, events);
    for (const [at, fates] of of.entries())
      for (const [which, { state, endedDaysAgo }] of fates.entries())
        await sql`
          update outbox_deliveries set state = ${state},
            ended_at = ${state === 'waiting' ? null : daysAgo(endedDaysAgo)}
          where event_id = ${`evt_${at}`} and subscriber = ${which === 0 ? 'one' : 'two'}`.execute(
          transaction.db,
        );
  });
}

it('takes away what everybody has had long enough, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (of) => {
      await system(async ({ db }) => {
        await sql`delete from outbox_deliveries`.execute(db);
        await sql`delete from outbox_events`.execute(db);
      });
      await write(of);
      await system((t) => pruneEvents(t, keep));
      const over = ({ state, endedDaysAgo }: Fate): boolean =>
        (state === 'done' || state === 'skipped') && endedDaysAgo > 45;
      const expected = of.flatMap((fates, at) => (fates.every(over) ? [] : [`evt_${at}`]));
      const left = await system(({ db }) =>
        sql<{ id: string; deliveries: number }>`
          select e.event_id as id, count(d.*) as deliveries from outbox_events e
          join outbox_deliveries d using (city_id, event_id) group by 1 order by 1`.execute(db),
      );
      expect(left.rows.map(({ id }) => id)).toEqual(expected.sort());
      // An event is there for all of its subscribers, or for none.
      expect(left.rows.every(({ deliveries }) => Number(deliveries) === 2)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

it('keeps the order of what comes after: positions go on counting', async () => {
  const old: Fate = { state: 'done', endedDaysAgo: 50 };
  await write([
    [old, old],
    [{ state: 'waiting', endedDaysAgo: 0 }, old],
  ]);
  expect(await system((t) => pruneEvents(t, keep))).toBe(1);
  const later = {
    eventId: 'evt_later',
    type: 'told',
    city: 'cty_1',
    aggregate: 'thing',
    payload: {},
    at: now,
  };
  await system((t) => insertEvents(t, [later]));
  const { rows } = await system(({ db }) =>
    sql<{ position: string }>`select position from outbox_events order by position`.execute(db),
  );
  expect(rows.map(({ position }) => Number(position)).at(-1)).toBe(
    Number(rows.at(-2)?.position) + 1,
  );
  const until = new Date(now.getTime() + 1_000);
  const next = await system((t) => claimDelivery(t, { subscribers: ['one'] }, now, until));
  expect(next?.eventId).toBe('evt_1');
});

const announce = (transaction: Transaction, eventId: string): Promise<void> =>
  insertEvents(transaction, [
    { eventId, type: 'told', city: 'cty_1', aggregate: 'thing', payload: {}, at: now },
  ]);
const positions = async (): Promise<readonly number[]> => {
  const { rows } = await system(({ db }) =>
    sql<{ position: string }>`select position from outbox_events order by position`.execute(db),
  );
  return rows.map(({ position }) => Number(position));
};

it('takes heads away that order nothing, and none that orders something or is held', async () => {
  const old: Fate = { state: 'done', endedDaysAgo: 50 };
  await write([[old, old]]);
  expect(await system(pruneHeads)).toBe(0);
  await system((t) => pruneEvents(t, keep));
  // Somebody announces at this moment: their head is not taken from under them.
  const holds = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const announcing = system(async (transaction) => {
    await announce(transaction, 'evt_now');
    holds.resolve();
    await goOn.promise;
  });
  await holds.promise;
  expect(await system(pruneHeads)).toBe(0);
  goOn.resolve();
  await announcing;
  expect(await positions()).toEqual([2]);
});

it('lets whoever comes while a head is taken away begin anew', async () => {
  const old: Fate = { state: 'done', endedDaysAgo: 50 };
  await write([[old, old]]);
  await system((t) => pruneEvents(t, keep));
  const holds = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const pruning = system(async (transaction) => {
    const taken = await pruneHeads(transaction);
    holds.resolve();
    await goOn.promise;
    return taken;
  });
  await holds.promise;
  const announcing = system((t) => announce(t, 'evt_now'));
  goOn.resolve();
  expect(await pruning).toBe(1);
  await announcing;
  expect(await positions()).toEqual([1]);
  await system((t) => announce(t, 'evt_later'));
  expect(await positions()).toEqual([1, 2]);
});

it('takes no head from within a city', async () => {
  const old: Fate = { state: 'done', endedDaysAgo: 50 };
  await write([[old, old]]);
  await system((t) => pruneEvents(t, keep));
  expect(await transact(world.database, { reach: 'city', city: 'cty_1' }, pruneHeads)).toBe(0);
  expect(await system(pruneHeads)).toBe(1);
});

it('keeps the last done job of a kind, and every job that is not done', async () => {
  await system(async ({ db }) => {
    const jobs: readonly [string, string, string, Date | null][] = [
      ['job_1', 'backup', 'done', daysAgo(90)],
      ['job_2', 'backup', 'done', daysAgo(80)],
      ['job_3', 'backup', 'dead', daysAgo(79)],
      ['job_4', 'backup', 'waiting', null],
      ['job_5', 'expire', 'done', daysAgo(90)],
      ['job_6', 'expire', 'done', daysAgo(1)],
    ];
    for (const [id, kind, state, ended] of jobs)
      await sql`insert into jobs (city_id, job_id, kind, payload, state, due_at, created_at, ended_at)
        values ('installation', ${id}, ${kind}, '{}', ${state}, ${now}, ${now}, ${ended})`.execute(
        db,
      );
  });
  expect(await system((t) => pruneJobs(t, keep))).toBe(2);
  expect(await system((t) => pruneJobs(t, keep))).toBe(0);
  const { rows } = await system(({ db }) =>
    sql<{ id: string }>`select job_id as id from jobs order by 1`.execute(db),
  );
  expect(rows.map(({ id }) => id)).toEqual(['job_2', 'job_3', 'job_4', 'job_6']);
  expect(await system((t) => jobRecord(t, 'backup'))).toEqual({
    doneAt: daysAgo(80),
    failing: true,
  });
});

it('lets a dead job go or tries it again; where its like waits already, that one is enough', async () => {
  const put = (id: string, state: string): Promise<unknown> =>
    system(({ db }) =>
      sql`insert into jobs (city_id, job_id, kind, unique_key, payload, state, due_at, created_at, ended_at)
        values ('installation', ${id}, 'backup', 'day', '{}', ${state}, ${now}, ${now}, ${
          state === 'dead' ? now : null
        })`.execute(db),
    );
  const settle = (jobId: string, word: 'retry' | 'skip'): Promise<boolean> =>
    system((t) => settleDeadJob(t, { city: 'installation', jobId }, word, now));
  const seen = (): Promise<unknown> =>
    system(({ db }) =>
      sql<{ id: string; state: string }>`select job_id as id, state from jobs order by 1`.execute(
        db,
      ),
    ).then(({ rows }) => rows);
  await put('job_1', 'dead');
  await put('job_2', 'dead');
  await put('job_3', 'dead');
  expect(await settle('job_1', 'retry')).toBe(true);
  expect(await settle('job_1', 'retry')).toBe(false);
  expect(await settle('job_2', 'retry')).toBe(true);
  expect(await settle('job_3', 'skip')).toBe(true);
  expect(await seen()).toEqual([{ id: 'job_1', state: 'waiting' }]);
  expect(await system((t) => deadJobs(t, 'installation'))).toEqual([]);
});

it('takes off the way what nobody wants any more, dead letters too, and nothing of others', async () => {
  await write([
    [
      { state: 'dead', endedDaysAgo: 50 },
      { state: 'done', endedDaysAgo: 50 },
    ],
    [
      { state: 'waiting', endedDaysAgo: 0 },
      { state: 'dead', endedDaysAgo: 50 },
    ],
  ]);
  const of = { subscriber: 'one', aggregates: ['thing'], now };
  await transact(world.database, { reach: 'organisation', city: 'cty_1' }, async (t) => {
    await dropDeliveries(t, { ...of, city: 'cty_2' });
    await dropDeliveries(t, { ...of, city: 'cty_1' });
    // The wall is where it was.
    const { rows } = await sql<{ reach: string }>`select wall_reach() as reach`.execute(t.db);
    expect(rows).toEqual([{ reach: 'organisation' }]);
  });
  const { rows } = await system(({ db }) =>
    sql<{ subscriber: string; state: string }>`
      select subscriber, state from outbox_deliveries order by subscriber, event_id`.execute(db),
  );
  expect(rows.map(({ subscriber, state }) => `${subscriber} ${state}`)).toEqual([
    'one skipped',
    'one skipped',
    'two done',
    'two dead',
  ]);
  expect(await system((t) => deadLetters(t, 'cty_1'))).toHaveLength(1);
});
