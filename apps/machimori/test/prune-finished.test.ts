import { insertEvents, type Transaction, transact, Worker } from '@machimori/database';
import { Ids } from '@machimori/kernel';
import { ownerOf, type TestDatabase, testDatabase } from '@machimori/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chance } from '../src/serve/open-world.ts';
import {
  beginPruning,
  pruneFinishedJob,
  pruneFinishedNow,
} from '../src/serve/prune-finished-task.ts';
import { readSettings } from '../src/serve/settings.ts';

let db: TestDatabase;
const dayMs = 86_400_000;
let at = Date.parse('2026-04-01T00:00:00+09:00');
const clock = { now: () => new Date(at) };
const ids = new Ids(clock, chance);
const settings = readSettings({});
const system = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
  transact(db.database, { reach: 'system' }, work);
let owner: Awaited<ReturnType<typeof ownerOf>>;
const rows = async (table: string): Promise<number> =>
  (await owner.query(`select from ${table}`)).rowCount ?? 0;

beforeAll(async () => {
  db = await testDatabase(undefined, { subscribers: { happened: ['listener'] } });
  owner = await ownerOf(db.address);
});
afterAll(async () => {
  await owner?.end();
  await db?.drop();
});

it('in a hundred days the tables hold what the setting keeps, and all that did not arrive', async () => {
  const heard: string[] = [];
  const worker = new Worker({
    database: db.database,
    clock,
    jobs: [pruneFinishedJob({ database: db.database, clock, ids, settings })],
    subscribers: [
      {
        name: 'listener',
        run: async (_, { eventId, aggregate }) => {
          if (aggregate === 'never') throw new Error('not heard');
          heard.push(eventId);
        },
      },
    ],
  });
  let told = 0;
  const tell = (aggregate: string): Promise<void> =>
    system((transaction) =>
      insertEvents(transaction, [
        {
          eventId: `evt_${told++}`,
          type: 'happened',
          city: 'cty_1',
          aggregate,
          payload: {},
          at: clock.now(),
        },
      ]),
    );
  // Of the first one nobody hears ever, and what stands behind it waits.
  await tell('never');
  await tell('never');
  await beginPruning({ database: db.database, clock, ids, settings });
  const sizes: number[] = [];
  for (let day = 0; day < 100; day++) {
    // Every day at six in the evening, and at night the pruning.
    at += 18 * 3_600_000;
    for (const aggregate of ['a', `only ${day}`, 'a']) await tell(aggregate);
    await worker.runDue();
    at += 6 * 3_600_000 + 4.5 * 3_600_000;
    await worker.runDue();
    at -= 4.5 * 3_600_000;
    sizes.push(await rows('outbox_events'));
  }
  const most = (settings.keepFinished + 1) * 3 + 2;
  expect(Math.max(...sizes)).toBeLessThanOrEqual(most);
  expect(await rows('outbox_heads')).toBeLessThanOrEqual(settings.keepFinished + 1 + 2);
  expect(await rows('outbox_deliveries')).toBeLessThanOrEqual(most);
  // The night's one, the last done ones within the setting, and no more.
  expect(await rows('jobs')).toBeLessThanOrEqual(settings.keepFinished + 2);
  // Everything else was heard once, and the two are still there.
  expect(heard).toHaveLength(100 * 3);
  expect(new Set(heard).size).toBe(heard.length);
  const left = await owner.query(
    `select event_id, state from outbox_deliveries where aggregate = 'never' order by 1`,
  );
  expect(left.rows).toEqual([
    { event_id: 'evt_0', state: 'dead' },
    { event_id: 'evt_1', state: 'waiting' },
  ]);
  expect(at - Date.parse('2026-04-01T00:00:00+09:00')).toBe(100 * dayMs);
});

it('what was of a moment goes when it is over, and not before', async () => {
  at = Date.parse('2026-09-01T12:00:00+09:00');
  const ago = (hours: number): Date => new Date(at - hours * 3_600_000);
  const later = (hours: number): Date => ago(-hours);
  for (const [name, hours] of [
    ['old', 25],
    ['new', 23],
  ] as const) {
    const person = `per_${name}`;
    await owner.query(
      `insert into persons (person_id, name, email, email_key, created_at) values ($1, '人', $2, $2, $3)`,
      [person, `${name}@example.jp`, ago(48)],
    );
    await owner.query(
      `insert into kept_answers (actor, use_case, repeat_key, fingerprint, answer, kept_at)
       values ($1, 'x', 'x', 'x', 'null', $2)`,
      [person, ago(hours)],
    );
    const expires = name === 'old' ? ago(0) : later(1);
    await owner.query(
      `insert into address_changes (person_id, change_id, token_hash, email, created_at, expires_at)
       values ($1, $1, convert_to($1, 'UTF8'), 'x', $2, $3)`,
      [person, ago(24), expires],
    );
    await owner.query(
      `insert into password_resets (person_id, reset_id, token_hash, way, created_at, expires_at)
       values ($1, $1, convert_to($1, 'UTF8'), 'mail', $2, $3)`,
      [person, ago(24), expires],
    );
    await owner.query(
      `insert into throttles (throttle_key, failures, blocked_until, last_failed_at)
       values (convert_to($1, 'UTF8'), 9, $2, $2)`,
      [person, ago(hours)],
    );
  }
  await pruneFinishedNow({ database: db.database, clock, ids, settings });
  const left = await owner.query(`
    select 'answer' as what, actor as of from kept_answers
    union all select 'address', person_id from address_changes
    union all select 'password', person_id from password_resets
    union all select 'throttle', convert_from(throttle_key, 'UTF8') from throttles order by 1`);
  expect(left.rows).toEqual(
    ['address', 'answer', 'password', 'throttle'].map((what) => ({ what, of: 'per_new' })),
  );
});
