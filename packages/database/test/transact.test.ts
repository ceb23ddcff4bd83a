import { type Engine, engines, type TestDatabase, testDatabase } from '@machimori/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Transaction, TransactionOverError, transact } from '../src/index.ts';

describe.each(engines())('transact on $name', (engine: Engine) => {
  let world: TestDatabase;
  beforeAll(async () => {
    world = await testDatabase(engine);
  });
  afterAll(() => world.drop());

  const setting = async (transaction: Transaction, name: string): Promise<string | undefined> => {
    const { rows } = await sql<{
      value: string;
    }>`select current_setting(${name}, true) as value`.execute(transaction.db);
    return rows[0]?.value;
  };

  it('works as the unprivileged role', async () => {
    const { rows } = await transact(world.database, { reach: 'none' }, ({ db }) =>
      sql<{ role: string; strong: boolean }>`
        select current_user as role, rolsuper or rolbypassrls as strong
        from pg_roles where rolname = current_user`.execute(db),
    );
    expect(rows).toEqual([{ role: 'machimori_app', strong: false }]);
  });

  it('sets the wall for the transaction alone', async () => {
    const wall = { reach: 'organisation', city: 'cty_1', organisation: "o'1" } as const;
    await transact(world.database, wall, async (transaction) => {
      expect(await setting(transaction, 'machimori.reach')).toBe('organisation');
      expect(await setting(transaction, 'machimori.organisation')).toBe("o'1");
      await transaction.wall({ reach: 'self', person: 'per_1' });
      expect(await setting(transaction, 'machimori.city')).toBe('');
      expect(await setting(transaction, 'machimori.person')).toBe('per_1');
    });
    const client = await world.database.borrow();
    const { rows } = await client.query(`select current_setting('machimori.person', true) as left`);
    client.release();
    expect(rows[0].left ?? '').toBe('');
  });

  it('refuses a handle after its end', async () => {
    let kept: Transaction | undefined;
    await transact(world.database, { reach: 'none' }, async (transaction) => {
      kept = transaction;
    });
    await expect(setting(kept as Transaction, 'x.y')).rejects.toThrow(TransactionOverError);
    await expect(kept?.wall({ reach: 'system' })).rejects.toThrow(TransactionOverError);
    expect(() => kept?.afterCommit(() => {})).toThrow(TransactionOverError);
  });
});
