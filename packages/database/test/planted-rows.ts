import { ownerOf, type TestDatabase } from '@machimori/testkit';
import { sql } from 'kysely';
import { transact, type Wall } from '../src/index.ts';

// Every table, as the database lists them, with a row of each of those who must not meet, for tests that
// look at it from behind each wall.

export interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly changeable: boolean;
}

/** Whose row it is. */
export interface Of {
  readonly name: string;
  readonly city: string;
  readonly organisation: string;
  readonly person: string;
}

export interface Planted {
  readonly tables: ReadonlyMap<string, readonly Column[]>;
  /** Rows that a statement reached behind this wall; nothing of it stays. */
  touched(wall: Wall, table: string, statement: string): Promise<number>;
  /** Adds a row of theirs. */
  insertion(table: string, of: Of): string;
  value(column: Column, of: Of): string;
}

/** What is of the program's own: it holds nothing of anybody. */
const besides = ['schema_migrations'];

/** One row of each in each table, where the table's key leaves room for it. */
export async function plantRows(
  { address, database }: TestDatabase,
  all: readonly Of[],
): Promise<Planted> {
  const owner = await ownerOf(address);
  const { rows } = await owner.query<Column>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
      has_column_privilege('machimori_app', c.oid, a.attnum, 'update') as changeable
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attgenerated = ''
      and a.attidentity <> 'a' and not c.relname = any($1)
    order by 1, a.attnum`,
    [besides],
  );
  const tables = Map.groupBy(rows, ({ table }) => table);
  const insertion = (table: string, of: Of): string => {
    const columns = tables.get(table) ?? [];
    return `insert into ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')})
      values (${columns.map((column) => literal(planted(column, of))).join(', ')})`;
  };
  // The rows need to lie behind the wall, not to make sense.
  const { rows: rules } = await owner.query<{ table: string; name: string }>(`
    select conrelid::regclass::text as table, conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('c', 'f')`);
  for (const { table, name } of rules)
    await owner.query(`alter table ${table} drop constraint if exists "${name}" cascade`);
  for (const table of tables.keys())
    for (const of of all) await owner.query(`${insertion(table, of)} on conflict do nothing`);
  await owner.end();
  return {
    tables,
    insertion,
    value: (column, of) => literal(planted(column, of)),
    async touched(wall, table, statement) {
      let count = 0;
      try {
        await transact(database, wall, async ({ db }) => {
          const { numAffectedRows = 0n, rows } = await sql.raw(statement).execute(db);
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
    },
  };
}

class Undo extends Error {}

/** What stands in their row: ids of their own wherever there are ids. */
function planted({ name, type }: Column, of: Of): unknown {
  if (name === 'city_id') return of.city;
  if (['organisation_id', 'viewer', 'subject'].includes(name)) return of.organisation;
  if (['person_id', 'actor'].includes(name)) return of.person;
  // What is set only once a row is placed, closed or removed: it stands open.
  if (name === 'leaf') return null;
  if (type === 'text') return `${name}_${of.name}`;
  if (type.endsWith('[]')) return [];
  if (type === 'bytea') return Buffer.from(of.name);
  if (type === 'boolean') return false;
  if (type === 'jsonb' || type === 'json') return '{}';
  if (type === 'date') return '2026-11-21';
  if (type.startsWith('timestamp')) return '2026-11-21T00:00:00Z';
  return 1;
}

function literal(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  return Array.isArray(value) ? "'{}'" : `'${String(value)}'`;
}
