import { PassThrough } from 'node:stream';
import type pg from 'pg';
import type { Address } from '../address.ts';
import { unscoped } from '../city-scoped.ts';
import { connectAsOwner } from '../connection.ts';
import { migrate, readMigrations } from '../migrate.ts';
import { backupFailure } from './backup-failure.ts';
import { copyIn, copyOut } from './copy.ts';
import {
  keepingStatement,
  quoted,
  readStatement,
  rowsOfCity,
  type StoredTable,
  storedTables,
  writeStatement,
} from './stored-tables.ts';

/**
 * Puts one city's rows, as they stand in a database of their own, in the place of those here: one
 * transaction, in which the other cities keep reading. People and parties that are here already stay as
 * they are, since other cities know them too.
 */
export async function replaceCity(from: Address, to: Address, city: string): Promise<void> {
  const source = await connectAsOwner(from, 'machimori restore');
  try {
    const target = await connectAsOwner(to, 'machimori restore');
    try {
      await migrate(target, readMigrations());
      await source.query(keepingStatement);
      await target.query('begin');
      await target.query(keepingStatement);
      const tables = await storedTables(target);
      const names = tables.map(({ name }) => quoted(name)).join(', ');
      await target.query(`lock table ${names} in share row exclusive mode`);
      const shared = new Set(unscoped.map(({ table }) => table));
      for (const { name } of [...tables].reverse()) {
        if (shared.has(name)) continue;
        await target.query(`delete from ${quoted(name)} where city_id = $1`, [city]);
      }
      for (const table of tables) {
        if (rowsOfCity(table, "''") === undefined) continue;
        await moveRows(source, target, table, shared.has(table.name));
      }
      await target.query('commit');
    } finally {
      await target.end().catch(() => {});
    }
  } finally {
    await source.end().catch(() => {});
  }
}

async function moveRows(
  source: pg.Client,
  target: pg.Client,
  table: StoredTable,
  shared: boolean,
): Promise<void> {
  // By way of a table without row-level security, through which COPY does not write.
  const way = 'moving_rows';
  const columns = table.columns.map(quoted).join(', ');
  await target.query(
    `create temporary table ${way} on commit drop as select ${columns} from ${quoted(table.name)} limit 0`,
  );
  const through = new PassThrough({ highWaterMark: 1 << 20 });
  const reading = copyOut(source, readStatement(table), (chunk) =>
    through.write(chunk)
      ? undefined
      : new Promise((resolve) => {
          through.once('drain', resolve);
        }),
  ).then(
    () => through.end(),
    (error: Error) => through.destroy(error),
  );
  await copyIn(target, writeStatement(way, table.columns), through);
  await reading;
  const conflict = shared ? ' on conflict do nothing' : '';
  await target.query(
    `insert into ${quoted(table.name)} (${columns}) select ${columns} from ${way}${conflict}`,
  );
  if (table.name === 'persons') {
    const { rows } = await target.query<{ email: string }>(
      `select w.email from ${way} w where not exists (select from persons p where p.person_id = w.person_id)`,
    );
    if (rows.length > 0) throw backupFailure.otherPersons(rows.map(({ email }) => email));
  }
  await target.query(`drop table ${way}`);
}
