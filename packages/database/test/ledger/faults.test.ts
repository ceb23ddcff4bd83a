import { type TestDatabase, testDatabase } from '@machimori/testkit';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/index.ts';
import { at, type LedgerWorld, ledgerWorld } from './ledger-world.ts';

/** Where a write fails: before it reached the database, or after, so that only its answer was lost. */
type When = 'unpersisted' | 'persisted';

/** The same database, whose n-th statement fails once. Undefined `n` counts them. */
function failing(database: Database, n: number | undefined, when: When) {
  let count = 0;
  let failed = false;
  const borrow = async (): Promise<PoolClient> => {
    const client = await database.borrow();
    return new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name !== 'query') return value.bind(target);
        return async (...args: unknown[]) => {
          const mine = ++count === n && !failed;
          if (mine) failed = true;
          if (mine && when === 'unpersisted') throw new Error('the write failed');
          const result: unknown = await value.apply(target, args);
          if (mine) throw new Error('the answer was lost');
          return result;
        };
      },
    });
  };
  const faulty = new Proxy(database, {
    get: (target, name) => (name === 'borrow' ? borrow : Reflect.get(target, name, target)),
  });
  return { faulty, count: () => count, failed: () => failed };
}

let shared: TestDatabase;
let world: LedgerWorld;
beforeAll(async () => {
  shared = await testDatabase();
});
afterAll(() => shared.drop());
beforeEach(() => {
  world = ledgerWorld(shared);
});

type Act = (world: LedgerWorld, database: Database) => Promise<unknown>;
const acts: Readonly<Record<string, Act>> = {
  append: ({ act }, database) => act([{ content: { n: 1 } }], database),
  sequence: ({ keeper, city }, database) => keeper.sequence(database, city, at(3)),
  'rotate the key': ({ keeper, city }, database) => keeper.rotateKey(database, city, at(3)),
  'open an epoch': ({ keeper, city }, database) => keeper.openEpoch(database, city, at(3)),
};

describe.each(Object.entries(acts))('each statement fails once: %s', (_, act) => {
  it.each<When>(['unpersisted', 'persisted'])(
    '%s',
    async (when) => {
      await world.act([{ content: { text: 'はじめ' } }, {}]);
      await world.keeper.sequence(world.database, world.city, at(2));
      await world.act([{}, {}]);
      const counting = failing(world.database, undefined, when);
      await act(world, counting.faulty);
      const statements = counting.count();
      expect(statements).toBeGreaterThan(2);
      for (let n = 1; n <= statements; n++) {
        await world.act([{}]);
        const { faulty, failed } = failing(world.database, n, when);
        await act(world, faulty).catch((error: Error) => {
          expect(error.message).toMatch(/failed|lost/);
        });
        expect(failed(), `statement ${n}`).toBe(true);
        // The normal way on.
        await act(world, world.database);
        await world.keeper.sequenceAll(world.database, world.city, at(4));
        expect(await world.verify(), `statement ${n}`).toMatchObject({ ok: true, findings: [] });
        expect(await world.keeper.waiting(world.database)).not.toContain(world.city);
      }
      const leaves = (await world.lines()).filter((line) => line.startsWith('{"action":'));
      expect(new Set(leaves).size).toBe(leaves.length);
    },
    60_000,
  );
});
