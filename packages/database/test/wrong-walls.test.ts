import { ownerOf, type TestDatabase, testDatabase } from '@machimori/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact, type Wall } from '../src/index.ts';

// Every table with a city, as the database lists them, with one row of each of two cities: behind the
// walls of one of them the other's row is neither seen nor changed nor added, however a statement forgot
// to ask for its own.

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly changeable: boolean;
}

let world: TestDatabase;
let tables: ReadonlyMap<string, readonly Column[]>;
beforeAll(async () => {
  world = await testDatabase();
  const owner = await ownerOf(world.address);
  const { rows } = await owner.query<Column>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
      has_column_privilege('machimori_app', c.oid, a.attnum, 'update') as changeable
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attgenerated = ''
      and a.attidentity <> 'a'
      and exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = 'city_id')
    order by 1, a.attnum`);
  tables = Map.groupBy(rows, ({ table }) => table);
  // The rows need to lie behind the wall, not to make sense.
  const { rows: rules } = await owner.query<{ table: string; name: string }>(`
    select conrelid::regclass::text as table, conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('c', 'f')`);
  for (const { table, name } of rules)
    await owner.query(`alter table ${table} drop constraint if exists "${name}" cascade`);
  for (const [table, columns] of tables)
    for (const city of ['near', 'far'] as const)
      await owner.query(
        insertion(table),
        columns.map((column) => planted(column, city)),
      );
  await owner.end();
});
afterAll(() => world.drop());

const insertion = (table: string): string => {
  const columns = tables.get(table) ?? [];
  return `insert into ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')})
    values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`;
};

/** What stands in the row of a city: ids of its own wherever there are ids. */
function planted({ name, type }: Column, city: 'near' | 'far'): unknown {
  if (name === 'city_id') return `cty_${city}`;
  if (['organisation_id', 'viewer', 'subject'].includes(name)) return `org_${city}`;
  if (name === 'person_id') return `per_${city}`;
  // What is set only once a row is placed, closed or removed: it stands open.
  if (name === 'leaf') return null;
  if (type === 'text') return `${name}_${city}`;
  if (type.endsWith('[]')) return [];
  if (type === 'bytea') return Buffer.from(city);
  if (type === 'boolean') return false;
  if (type === 'jsonb' || type === 'json') return '{}';
  if (type === 'date') return '2026-11-21';
  if (type.startsWith('timestamp')) return '2026-11-21T00:00:00Z';
  return 1;
}

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

class Undo extends Error {}

/** Rows of the near city that a statement reached: what it touched beyond the far city's one row. */
async function touched(wall: Wall, table: string, statement: string, values: unknown[] = []) {
  let count = 0;
  try {
    await transact(world.database, wall, async ({ db }) => {
      const ready = sql.raw(
        statement.replace(/\$(\d+)/g, (_, n: string) => literal(values[Number(n) - 1])),
      );
      const { numAffectedRows = 0n, rows } = await ready.execute(db);
      count = Math.max(Number(numAffectedRows), rows.length);
      throw new Undo(table);
    });
  } catch (error) {
    if (error instanceof Undo) return count;
    const { code } = error as { code?: string };
    // Refused by a right or a policy. Anything else was stopped later than by the wall.
    if (code === '42501') return 0;
    return Number.POSITIVE_INFINITY;
  }
  return count;
}

function literal(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  return Array.isArray(value) ? "'{}'" : `'${String(value)}'`;
}

describe.each(walls)('behind the wall of %s', (_, wall) => {
  it('nothing of this city is read, added, changed or removed', async () => {
    const leaks: string[] = [];
    for (const [table, columns] of tables) {
      const note = (what: string, isOpen: boolean) => {
        if (isOpen && !open(table, wall).includes(what)) leaks.push(`${table}: ${what}`);
      };
      const read = `select from ${table} where city_id = 'cty_near'`;
      note('read', (await touched(wall, table, read)) > 0);
      const near = columns.map((column) => planted(column, 'near'));
      note('added', (await touched(wall, table, insertion(table), near)) > 0);
      for (const column of columns.filter(({ changeable }) => changeable)) {
        const change = `update ${table} set "${column.name}" = $1`;
        note('changed', (await touched(wall, table, change, [planted(column, 'far')])) > 1);
      }
      note('removed', (await touched(wall, table, `delete from ${table}`)) > 1);
    }
    expect(leaks).toEqual([]);
  });
});

it('the rows are there, and their own walls show them', async () => {
  expect(tables.size).toBeGreaterThan(25);
  const seen = async (wall: Wall) => {
    const counts = [];
    for (const table of tables.keys())
      counts.push(await touched(wall, table, `select from ${table} where city_id = 'cty_near'`));
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
