import type pg from 'pg';
import { unscoped } from '../city-scoped.ts';

/** A table as backup and restore see it. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Expressions that put rows into one order on every server. */
  readonly order: readonly string[];
  /** Tables its rows refer to. */
  readonly refersTo: readonly string[];
}

interface Found extends StoredTable {
  readonly refersTo: string[];
}

/** Never carried: they are of a moment, and a session that was closed must not come back to life. */
const ofAMoment = new Set([
  'schema_migrations',
  'sessions',
  'password_resets',
  'address_changes',
  'challenges',
  'throttles',
  'kept_answers',
]);

/** All tables a backup holds, those referred to before those that refer. */
export async function storedTables(client: pg.Client): Promise<readonly StoredTable[]> {
  const { rows } = await client.query<Found>(`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(quote_ident(a.attname)
          || case when a.attcollation <> 0 then ' collate "C"' else '' end order by k.n)
        from pg_constraint pk cross join unnest(pk.conkey) with ordinality k(attnum, n)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where pk.conrelid = c.oid and pk.contype = 'p'), '{}') as "order",
      array(select distinct t.relname::text from pg_constraint fk join pg_class t on t.oid = fk.confrelid
        where fk.conrelid = c.oid and fk.contype = 'f' and t.oid <> c.oid) as "refersTo"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not c.relispartition
    order by c.relname`);
  return inOrder(rows.filter(({ name }) => !ofAMoment.has(name)));
}

function inOrder(tables: readonly Found[]): readonly StoredTable[] {
  const ordered: Found[] = [];
  const left = [...tables];
  const names = new Set(tables.map(({ name }) => name));
  while (left.length > 0) {
    const placed = new Set(ordered.map(({ name }) => name));
    const index = left.findIndex(({ refersTo }) =>
      refersTo.every((other) => placed.has(other) || !names.has(other)),
    );
    const [next] = left.splice(index, 1);
    if (index < 0 || next === undefined) {
      throw new Error(`tables refer to each other in a circle: ${left.map(({ name }) => name)}`);
    }
    ordered.push(next);
  }
  return ordered;
}

/** Which rows of a table a backup of this city holds; undefined: none. */
export function rowsOfCity(table: Pick<StoredTable, 'name'>, city: string): string | undefined {
  const exception = unscoped.find((one) => one.table === table.name);
  if (exception !== undefined) return exception.ofCity?.replaceAll('$1', city);
  return `city_id = ${city}`;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const columnList = ({ columns }: StoredTable): string => columns.map(quoted).join(', ');

/** All rows, or those that `where` names, in an order that does not depend on the server. */
export function readStatement(table: StoredTable, where?: string): string {
  const order = table.order.length === 0 ? '' : ` order by ${table.order.join(', ')}`;
  const filter = where === undefined ? '' : ` where ${where}`;
  return `copy (select ${columnList(table)} from ${quoted(table.name)}${filter}${order}) to stdout`;
}

export const writeStatement = (name: string, columns: readonly string[]): string =>
  `copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`;

/** From here on this session, the owner's, sees all rows. */
export const keepingStatement = `select set_config('machimori.reach', 'keeping', false),
  set_config('idle_in_transaction_session_timeout', '0', false), set_config('lock_timeout', '60000', false)`;
