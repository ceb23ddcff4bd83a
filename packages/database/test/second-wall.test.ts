import { type TestDatabase, testDatabase } from '@machimori/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unscoped } from '../src/city-scoped.ts';
import { connectAsOwner } from '../src/connection.ts';
import { insertEvents, transact, type Wall } from '../src/index.ts';

interface Table {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly policies: readonly string[];
  readonly key: readonly string[];
  readonly foreign: readonly (readonly string[])[];
  readonly appOwns: boolean;
}

let world: TestDatabase;
let tables: readonly Table[];

beforeAll(async () => {
  world = await testDatabase();
  const client = await connectAsOwner(world.address, 'test');
  const { rows } = await client.query<Table>(`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      pg_get_userbyid(c.relowner) = 'machimori_app' as "appOwns",
      array(select p.polname::text from pg_policy p where p.polrelid = c.oid) as policies,
      coalesce((select array_agg(a.attname::text order by k.n) from pg_constraint pk
        cross join unnest(pk.conkey) with ordinality k(attnum, n)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where pk.conrelid = c.oid and pk.contype = 'p'), '{}') as key,
      coalesce((select json_agg(array(select a.attname::text from unnest(fk.conkey) with ordinality k(attnum, n)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum order by k.n))
        from pg_constraint fk where fk.conrelid = c.oid and fk.contype = 'f'
          and exists (select from pg_attribute t where t.attrelid = fk.confrelid and t.attname = 'city_id')), '[]') as foreign
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
  await client.end();
  tables = rows;
});
afterAll(() => world.drop());

const exceptions = new Set(unscoped.map(({ table }) => table));

describe('the second wall stands before every table', () => {
  it('knows the tables', () => {
    expect(tables.length).toBeGreaterThan(4);
    const names = new Set(tables.map(({ name }) => name));
    expect([...exceptions].filter((name) => !names.has(name))).toEqual([]);
  });

  it('is forced, with a policy, on each', () => {
    const open = tables.filter(
      ({ name, enabled, forced, policies }) =>
        name !== 'schema_migrations' &&
        !(
          enabled &&
          forced &&
          policies.some((policy) => policy !== 'keeping') &&
          policies.includes('keeping')
        ),
    );
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it('city_id leads each primary key, and each reference to a row of a city', () => {
    const scoped = tables.filter(({ name }) => !exceptions.has(name));
    expect(scoped.filter(({ key }) => key[0] !== 'city_id').map(({ name }) => name)).toEqual([]);
    const loose = scoped.filter(({ foreign }) => foreign.some((key) => key[0] !== 'city_id'));
    expect(loose.map(({ name }) => name)).toEqual([]);
  });

  it('nothing belongs to the role that works', () => {
    expect(tables.filter(({ appOwns }) => appOwns).map(({ name }) => name)).toEqual([]);
  });

  it('without a wall nothing is there, not even for the owner', async () => {
    const at = new Date('2026-11-21T00:00:00Z');
    await transact(world.database, { reach: 'system' }, (transaction) =>
      insertEvents(transaction, [
        { eventId: 'evt_1', type: 't', city: 'cty_1', aggregate: 'a', payload: {}, at },
        { eventId: 'evt_2', type: 't', city: 'cty_2', aggregate: 'a', payload: {}, at },
        { eventId: 'evt_3', type: 't', aggregate: 'a', payload: {}, at },
      ]),
    );
    const seen = async (wall: Wall): Promise<readonly string[]> => {
      const { rows } = await transact(world.database, wall, ({ db }) =>
        sql<{ id: string }>`select event_id as id from outbox_events order by 1`.execute(db),
      );
      return rows.map(({ id }) => id);
    };
    expect(await seen({ reach: 'none', city: 'cty_1' })).toEqual([]);
    expect(await seen({ reach: 'city', city: 'cty_1' })).toEqual(['evt_1']);
    expect(await seen({ reach: 'city' })).toEqual([]);
    expect(await seen({ reach: 'organisation', city: 'cty_1', organisation: 'o' })).toEqual([]);
    expect(await seen({ reach: 'installation' })).toEqual(['evt_3']);
    expect(await seen({ reach: 'system' })).toEqual(['evt_1', 'evt_2', 'evt_3']);
    expect(await seen({ reach: 'keeping' } as unknown as Wall)).toEqual([]);

    const owner = await connectAsOwner(world.address, 'test');
    expect((await owner.query('select from outbox_events')).rowCount).toBe(0);
    await owner.query(`select set_config('machimori.reach', 'keeping', false)`);
    expect((await owner.query('select from outbox_events')).rowCount).toBe(3);
    await owner.end();
  });

  it('refuses a row of another city', async () => {
    const at = new Date('2026-11-21T00:00:00Z');
    const event = { eventId: 'evt_9', type: 't', city: 'cty_2', aggregate: 'b', payload: {}, at };
    await expect(
      transact(world.database, { reach: 'city', city: 'cty_1' }, (transaction) =>
        insertEvents(transaction, [event]),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
