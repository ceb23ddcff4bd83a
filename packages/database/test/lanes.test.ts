import { type Engine, engines, type TestDatabase, testDatabase } from '@machimori/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { claimDelivery, failDelivery, finishDelivery } from '../src/delivery-store.ts';
import {
  type Delivery,
  endRest,
  insertEvents,
  pruneLanes,
  type Transaction,
  transact,
} from '../src/index.ts';

// Deliveries to receivers that may not answer: one at a time of each, and none while it rests.

const subscriber = 'sender';
const city = 'cty_1';
const longMs = 30_000;

describe.each(engines())('a lane on $name', (engine: Engine) => {
  let world: TestDatabase;
  let at: number;
  const now = () => new Date(at);
  const until = () => new Date(at + longMs);
  const system = <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    transact(world.database, { reach: 'system' }, work);
  beforeAll(async () => {
    world = await testDatabase(engine, { subscribers: { due: [subscriber] } });
  });
  afterAll(() => world?.drop());
  beforeEach(async () => {
    at = Date.parse('2026-11-21T00:00:00Z');
    await system(async ({ db }) => {
      for (const table of ['outbox_deliveries', 'outbox_events', 'outbox_lanes'])
        await sql`delete from ${sql.table(table)}`.execute(db);
    });
  });

  let made = 0;
  const announce = async (...lanes: readonly (string | undefined)[]): Promise<void> => {
    for (const lane of lanes) {
      const eventId = `evt_${String(++made).padStart(4, '0')}`;
      const event = {
        eventId,
        type: 'due',
        city,
        aggregate: eventId,
        payload: { lane },
        at: now(),
      };
      await system((transaction) => insertEvents(transaction, [{ ...event, lane }]));
    }
  };
  const claim = (answering = false): Promise<Delivery | undefined> =>
    system((transaction) =>
      claimDelivery(transaction, { subscribers: [subscriber], answering }, now(), until()),
    );
  const laneOf = (delivery: Delivery | undefined): unknown =>
    (delivery?.payload as { lane?: string } | undefined)?.lane;
  const fail = (delivery: Delivery, more: { silent?: boolean; restUntil?: Date } = {}) =>
    system((transaction) =>
      failDelivery(transaction, delivery, {
        claimedUntil: until(),
        now: now(),
        error: 'it',
        again: now(),
        silent: false,
        settled: false,
        restUntil: undefined,
        ...more,
      }),
    );

  it('has one delivery under way, however many come for it at once', async () => {
    await announce('slow', 'slow', 'slow', 'slow', 'slow');
    const claimed = await Promise.all(Array.from({ length: 8 }, () => claim()));
    expect(claimed.filter((each) => each !== undefined)).toHaveLength(1);
    expect(await claim()).toBeUndefined();
    // Whoever died with it holds it as long as the claim, and no longer.
    at += longMs + 1;
    expect(laneOf(await claim())).toBe('slow');
  });

  it('is served in turn with others, and what has none goes on', async () => {
    await announce('a', 'a', 'a', 'b', undefined);
    const seen: unknown[] = [];
    for (let n = 0; n < 5; n++) {
      const taken = await claim();
      if (taken === undefined) break;
      seen.push(laneOf(taken));
      await system((transaction) => finishDelivery(transaction, taken, until(), now()));
      at += 1;
    }
    expect(seen).toEqual(['a', 'b', undefined, 'a', 'a']);
  });

  it('rests after nobody answered, longer each time, until somebody does or asks', async () => {
    await announce('slow');
    const rests: number[] = [];
    for (let n = 0; n < 6; n++) {
      const taken = await claim();
      if (taken === undefined) throw new Error('nothing is due');
      await fail(taken, { silent: true });
      expect(await claim()).toBeUndefined();
      const began = at;
      while (at - began < 3_600_000) {
        at += 30_000;
        // Nobody looks at it who is there for those that answer.
        expect(await claim(true)).toBeUndefined();
        const { rows } = await system(({ db }) =>
          sql<{ over: boolean }>`select rest_until <= ${now()} as over from outbox_lanes`.execute(
            db,
          ),
        );
        if (rows[0]?.over) break;
      }
      rests.push((at - began) / 60_000);
    }
    expect(rests).toEqual([1, 2, 4, 8, 15, 15]);
    const taken = await claim();
    if (taken === undefined) throw new Error('nothing is due');
    await fail(taken, { silent: true });
    await system((transaction) => endRest(transaction, { city, lanes: ['slow'] }));
    const asked = await claim();
    if (asked === undefined) throw new Error('nothing is due');
    await system((transaction) => finishDelivery(transaction, asked, until(), now()));
    await announce('slow');
    expect(laneOf(await claim(true))).toBe('slow');
  });

  it('rests as long as whoever answered asks for, and is forgotten in the end', async () => {
    await announce('busy', 'busy');
    const taken = await claim();
    if (taken === undefined) throw new Error('nothing is due');
    await fail(taken, { restUntil: new Date(at + 7_200_000) });
    at += 7_199_000;
    expect(await claim()).toBeUndefined();
    at += 1_001;
    expect(laneOf(await claim(true))).toBe('busy');
    expect(await system((t) => pruneLanes(t, now()))).toBe(0);
    at += 86_400_000;
    expect(await system((t) => pruneLanes(t, now()))).toBe(1);
  });
});
