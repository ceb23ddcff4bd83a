import { type TestDatabase, testDatabase } from '@machimori/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact, type Wall } from '../src/index.ts';
import { type Column, type Planted, plantRows } from './planted-rows.ts';

// Every table with a city, as the database lists them, with one row of each of two cities: behind the
// walls of one of them the other's row is neither seen nor changed nor added, however a statement forgot
// to ask for its own.

const ofNear = { name: 'near', city: 'cty_near', organisation: 'org_near', person: 'per_near' };
const ofFar = { name: 'far', city: 'cty_far', organisation: 'org_far', person: 'per_far' };

let world: TestDatabase;
let rows: Planted;
let tables: Planted['tables'];
beforeAll(async () => {
  world = await testDatabase();
  rows = await plantRows(world, [ofNear, ofFar]);
  const hasCity = (columns: readonly Column[]) => columns.some(({ name }) => name === 'city_id');
  tables = new Map([...rows.tables].filter(([, columns]) => hasCity(columns)));
});
afterAll(() => world.drop());

const far = { city: 'cty_far', organisation: 'org_far', person: 'per_far' } as const;
const walls: readonly (readonly [name: string, wall: Wall])[] = [
  ['none', { ...far, reach: 'none', city: 'cty_near' }],
  ['a person of another city', { ...far, reach: 'self' }],
  ['an organisation of another city', { ...far, reach: 'organisation' }],
  [
    'one that names an organisation of this',
    { ...far, reach: 'organisation', organisation: 'org_near' },
  ],
  ['what contracts show in another city', { ...far, reach: 'seen' }],
  ['another city', { ...far, reach: 'city' }],
  ['another city, by a person of this', { ...far, reach: 'city', person: 'per_near' }],
  ['the installation', { reach: 'installation', person: 'per_far' }],
  ['a city without a name', { reach: 'city' }],
];

/** What is meant to be open: the host knows which cities there are; a removed log's stub is for everybody. */
const open = (table: string, { reach }: Wall): readonly string[] =>
  table === 'cities' && reach === 'installation'
    ? ['read', 'added', 'changed', 'removed']
    : table === 'ledger_removals' && reach !== 'none'
      ? ['read']
      : [];

describe.each(walls)('behind the wall of %s', (_, wall) => {
  it('nothing of this city is read, added, changed or removed', async () => {
    const leaks: string[] = [];
    for (const [table, columns] of tables) {
      const note = (what: string, isOpen: boolean) => {
        if (isOpen && !open(table, wall).includes(what)) leaks.push(`${table}: ${what}`);
      };
      const read = `select from ${table} where city_id = 'cty_near'`;
      note('read', (await rows.touched(wall, table, read)) > 0);
      note('added', (await rows.touched(wall, table, rows.insertion(table, ofNear))) > 0);
      for (const column of columns.filter(({ changeable }) => changeable)) {
        const change = `update ${table} set "${column.name}" = ${rows.value(column, ofFar)}`;
        note('changed', (await rows.touched(wall, table, change)) > 1);
      }
      note('removed', (await rows.touched(wall, table, `delete from ${table}`)) > 1);
    }
    expect(leaks).toEqual([]);
  });
});

it('the rows are there, and their own walls show them', async () => {
  expect(tables.size).toBeGreaterThan(25);
  const seen = async (wall: Wall) => {
    const counts = [];
    for (const table of tables.keys())
      counts.push(
        await rows.touched(wall, table, `select from ${table} where city_id = 'cty_near'`),
      );
    return counts.filter((count) => count === 1).length;
  };
  expect(await seen({ reach: 'city', city: 'cty_near' })).toBeGreaterThan(20);
  expect(
    await seen({ reach: 'organisation', city: 'cty_near', organisation: 'org_near' }),
  ).toBeGreaterThan(10);
});

it('no session of the pool is the owner’s, or one that no policy holds', async () => {
  const whoAmI = () =>
    transact(world.database, { reach: 'none' }, async ({ db }) => {
      const { rows } = await sql<Record<string, unknown>>`
        select current_user as name, rolsuper as super, rolbypassrls as bypasses,
          rolcreaterole as makes, exists (select from pg_class c where c.relowner = r.oid) as owns,
          current_setting('row_security') as walls
        from pg_roles r where rolname = current_user`.execute(db);
      return rows[0];
    });
  // All of the pool's sessions at once.
  for (const session of await Promise.all(Array.from({ length: 10 }, whoAmI)))
    expect(session).toEqual({
      name: 'machimori_app',
      super: false,
      bypasses: false,
      makes: false,
      owns: false,
      walls: 'on',
    });
});
