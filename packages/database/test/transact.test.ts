import { type Engine, engines, type TestDatabase, testDatabase } from '@machimori/testkit';
import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAsOwner } from '../src/connection.ts';
import { type Transaction, TransactionOverError, transact, type Wall } from '../src/index.ts';

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

  it('runs the whole work again when another was in the way, a bounded number of times', async () => {
    const { database } = world;
    const pauses: number[] = [];
    const pause = async (ms: number): Promise<void> => {
      pauses.push(ms);
    };
    let runs = 0;
    const after: number[] = [];
    await transact(
      database,
      { reach: 'system' },
      async (transaction) => {
        runs++;
        const run = runs;
        transaction.afterCommit(() => after.push(run));
        if (runs < 3) await sql`do $$ begin raise sqlstate '40001'; end $$`.execute(transaction.db);
      },
      { pause },
    );
    expect([runs, pauses.length, after]).toEqual([3, 2, [3]]);

    runs = 0;
    const refused = transact(
      database,
      { reach: 'system' },
      ({ db }) => {
        runs++;
        return sql`do $$ begin raise sqlstate '40P01'; end $$`.execute(db);
      },
      { pause, attempts: 4 },
    );
    await expect(refused).rejects.toMatchObject({ name: 'Failure', code: 'unavailable' });
    expect(runs).toBe(4);
  });

  it('sees one moment in all its statements where it only reads', async () => {
    const owner = await connectAsOwner(world.address, 'writes between');
    await owner.query('create table moments (a int)');
    await owner.query('grant select on moments to machimori_app');
    const seen = await transact(
      world.database,
      { reach: 'none' },
      async ({ db }) => {
        const count = async () => (await sql`select * from moments`.execute(db)).rows.length;
        const first = await count();
        await owner.query('insert into moments values (1)');
        return [first, await count()];
      },
      { readOnly: true },
    );
    await owner.end();
    expect(seen).toEqual([0, 0]);
  });

  it('goes on after a migration changed what a kept plan reads', async () => {
    const owner = await connectAsOwner(world.address, 'changes tables');
    await owner.query('create table kept_plans (a text)');
    await owner.query('grant select on kept_plans to machimori_app');
    const read = () =>
      transact(world.database, { reach: 'none' }, async ({ db }) => {
        const { rows } = await sql`select * from kept_plans`.execute(db);
        return rows;
      });
    for (let i = 0; i < 8; i++) expect(await read()).toEqual([]);
    await owner.query('alter table kept_plans add b text');
    await owner.query(`insert into kept_plans values ('a', 'b')`);
    expect(await read()).toEqual([{ a: 'a', b: 'b' }]);
    await owner.query('drop table kept_plans');
    await owner.end();
  });

  it('believes nothing that was answered after a statement failed', async () => {
    const first = transact(world.database, { reach: 'none' }, async ({ db }) => {
      const failing = sql`select 1 / 0`.execute(db);
      const following = sql`select 1 as one`.execute(db);
      await Promise.allSettled([failing]);
      return following;
    });
    await expect(first).rejects.toMatchObject({ code: '22012' });
  });

  it('saves nothing where what was sent unanswered fails, and says why', async () => {
    const { database } = world;
    const put = (aggregate: string) =>
      CompiledQuery.raw(
        `insert into outbox_heads (city_id, aggregate, position) values ('cty_sent', $1, 1)`,
        [aggregate],
      );
    const raise = (code: string) =>
      CompiledQuery.raw(`do $$ begin raise sqlstate '${code}'; end $$`, []);
    const sent = (wall: Wall, ...queries: CompiledQuery[]) =>
      transact(database, wall, async (transaction) => {
        for (const query of queries) transaction.send(query);
      });
    await sent({ reach: 'system' }, put('kept'));
    // The last of all, so that nothing but the commit follows it; and before others.
    await expect(sent({ reach: 'system' }, put('lost'), raise('23514'))).rejects.toMatchObject({
      code: '23514',
    });
    await expect(sent({ reach: 'system' }, raise('23514'), put('lost'))).rejects.toMatchObject({
      code: '23514',
    });
    // What never left: the server knows nothing of it.
    const unsendable = { toPostgres: () => expect.unreachable('no value of a statement') };
    await expect(
      sent({ reach: 'system' }, put('lost'), CompiledQuery.raw('select $1::text', [unsendable])),
    ).rejects.toThrow('no value of a statement');
    // Behind another city's wall.
    await expect(sent({ reach: 'city', city: 'cty_other' }, put('lost'))).rejects.toMatchObject({
      code: '42501',
    });
    let runs = 0;
    await transact(
      database,
      { reach: 'system' },
      async (transaction) => {
        runs++;
        transaction.send(put(`run ${runs}`));
        if (runs < 3) transaction.send(raise('40001'));
      },
      { pause: async () => {} },
    );
    const { rows } = await transact(database, { reach: 'system' }, ({ db }) =>
      sql`select aggregate from outbox_heads where city_id = 'cty_sent' order by 1`.execute(db),
    );
    expect(rows).toEqual([{ aggregate: 'kept' }, { aggregate: 'run 3' }]);
    const over = await transact(database, { reach: 'none' }, async (transaction) => transaction);
    expect(() => over.send(put('late'))).toThrow(TransactionOverError);
  });

  it('lets two that lock each other out both finish', async () => {
    const { database } = world;
    const system = { reach: 'system' } as const;
    await transact(database, system, ({ db }) =>
      sql`insert into outbox_heads (city_id, aggregate, position) values ('installation', 'x', 0), ('installation', 'y', 0)`.execute(
        db,
      ),
    );
    const add = (db: Transaction['db'], aggregate: string) =>
      sql`update outbox_heads set position = position + 1 where aggregate = ${aggregate}`.execute(
        db,
      );
    let both = 0;
    const arrived = Promise.withResolvers<void>();
    const crossing = (first: string, second: string) =>
      transact(database, system, async ({ db }) => {
        await add(db, first);
        if (++both === 2) arrived.resolve();
        await arrived.promise;
        await add(db, second);
      });
    await Promise.all([crossing('x', 'y'), crossing('y', 'x')]);
    const { rows } = await transact(database, system, ({ db }) =>
      sql<{
        position: number;
      }>`select position from outbox_heads where aggregate in ('x', 'y')`.execute(db),
    );
    expect(rows.map(({ position }) => position)).toEqual([2, 2]);
  });

  it('refuses a transaction within a transaction, and one begun by hand', async () => {
    const { database } = world;
    const nested = transact(database, { reach: 'none' }, () =>
      transact(database, { reach: 'system' }, async () => {}),
    );
    await expect(nested).rejects.toThrow(/within/);
    const byHand = transact(database, { reach: 'none' }, ({ db }) =>
      db.transaction().execute(async () => {}),
    );
    await expect(byHand).rejects.toThrow(/within/);
    // What was begun within a work that is over is a transaction of its own.
    const later = Promise.withResolvers<void>();
    let afterwards: Promise<unknown> = Promise.resolve();
    await transact(database, { reach: 'none' }, async () => {
      afterwards = later.promise.then(() => transact(database, { reach: 'none' }, async () => 1));
    });
    later.resolve();
    expect(await afterwards).toBe(1);
  });

  it('saves nothing of a work that failed, swallowed its failure, or was to read only', async () => {
    const { database } = world;
    const put = (db: Transaction['db'], aggregate: string) =>
      sql`insert into outbox_heads (city_id, aggregate, position) values ('installation', ${aggregate}, 1)`.execute(
        db,
      );
    const failed = transact(database, { reach: 'system' }, async ({ db }) => {
      await put(db, 'failed');
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    const swallowed = transact(database, { reach: 'system' }, async ({ db }) => {
      await put(db, 'failed');
      await sql`select 1 / 0`.execute(db).catch(() => {});
    });
    await expect(swallowed).rejects.toThrow(/nothing was saved/);
    const readOnly = transact(database, { reach: 'system' }, ({ db }) => put(db, 'failed'), {
      readOnly: true,
    });
    await expect(readOnly).rejects.toMatchObject({ code: '25006' });
    const { rows } = await transact(database, { reach: 'system' }, ({ db }) =>
      sql`select from outbox_heads where aggregate = 'failed'`.execute(db),
    );
    expect(rows).toEqual([]);
  });

  it('cuts a statement off that takes too long, and says when the outcome is unknown', async () => {
    const { database } = world;
    const slow = transact(
      database,
      { reach: 'none' },
      ({ db }) => sql`select pg_sleep(30)`.execute(db),
      {
        statementTimeoutMs: 20,
      },
    );
    await expect(slow).rejects.toMatchObject({ code: '57014' });
    const owner = await connectAsOwner(world.address, 'test');
    const cut = transact(database, { reach: 'none' }, async ({ db }) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
      await owner.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    });
    await expect(cut).rejects.toMatchObject({ name: 'Failure', code: 'unavailable' });
    await owner.end();
    expect(await transact(database, { reach: 'none' }, async () => 'goes on')).toBe('goes on');
  });

  it('reads counts as numbers, days as days, and refuses a wall that is none', async () => {
    const { rows } = await transact(world.database, { reach: 'none' }, ({ db }) =>
      sql`select 9007199254740991::bigint as count, '2026-11-21'::date as day`.execute(db),
    );
    expect(rows).toEqual([{ count: 9007199254740991, day: '2026-11-21' }]);
    const city = "x'; select set_config('machimori.reach', 'system', true) --";
    await expect(
      transact(world.database, { reach: 'none', city }, (transaction) =>
        setting(transaction, 'machimori.reach'),
      ),
    ).resolves.toBe('none');
    await expect(
      transact(world.database, { reach: 'none', city: 'a\0b' }, async () => {}),
    ).rejects.toThrow(RangeError);
  });
});
