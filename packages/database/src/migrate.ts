import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, text } from '@machimori/kernel';
import type pg from 'pg';
import type { Address } from './address.ts';
import { connectAsOwner } from './connection.ts';
import { codeOf } from './connection-failure.ts';

/** One file of migrations/: NNNN-name.sql, applied once, never changed after. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

export const migrationsFolder = join(import.meta.dirname, '..', 'migrations');

export function readMigrations(folder = migrationsFolder): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      return {
        name: name.slice(0, -'.sql'.length),
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      };
    });
}

interface Applied {
  readonly name: string;
  readonly checksum: string;
}

const table = `create table if not exists schema_migrations (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
)`;

/**
 * Applies what is missing, each file in a transaction of its own with its line in the table. Two that
 * start at once take turns: the second finds the work done.
 */
export async function migrate(
  client: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  await provideTable(client);
  const done: string[] = [];
  for (;;) {
    await client.query('begin');
    try {
      await client.query('lock table schema_migrations in share row exclusive mode');
      const next = missing(await appliedIn(client), migrations)[0];
      if (next === undefined) {
        await client.query('rollback');
        return done;
      }
      // Migrations that move rows see all of them.
      await client.query(`select set_config('machimori.reach', 'keeping', true)`);
      await client.query(next.sql).catch((cause: Error) => {
        throw new Error(`migration ${next.name}: ${cause.message}`, { cause });
      });
      await letOwnerKeep(client);
      await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
        next.name,
        next.checksum,
      ]);
      await client.query('commit');
      done.push(next.name);
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    }
  }
}

/**
 * Row-level security holds the owner too (FORCE), so that no path around it opens by accident; yet
 * backup, restore and migrations must see all rows, and managed servers give no BYPASSRLS. So the owner,
 * and nobody else, sees them after saying so: reach `keeping`.
 */
async function letOwnerKeep(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select quote_ident(c.relname) as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'keeping')`);
  for (const { name } of rows) {
    await client.query(
      `create policy keeping on ${name} to current_user using (wall_reach() = 'keeping')`,
    );
  }
}

/** How many migrations this database has had, and the names of those that this program would apply. */
export async function pendingMigrations(
  address: Address,
): Promise<{ readonly applied: number; readonly pending: readonly string[] }> {
  const client = await connectAsOwner(address, 'machimori migrations');
  try {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('schema_migrations') is not null as there`,
    );
    const applied = rows[0]?.there === true ? await appliedIn(client) : [];
    const left = missing(applied, readMigrations());
    return { applied: applied.length, pending: left.map(({ name }) => name) };
  } finally {
    await client.end().catch(() => {});
  }
}

/** Refuses where a migration is missing, for processes that must not change the tables. */
export async function requireMigrated(
  client: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<void> {
  await provideTable(client);
  const [next] = missing(await appliedIn(client), migrations);
  if (next === undefined) return;
  throw new Failure(
    'unavailable',
    text(
      `データベースの表が、このプログラムより古いままです（${next.name} がまだです）。`,
      `The tables of the database are older than this program (${next.name} is missing).`,
    ),
    {
      next: text(
        '先に machimori serve を新しい版で起動してください。表はそのとき新しくなります。',
        'Start machimori serve of the new version first; it brings the tables up to date.',
      ),
    },
  );
}

async function provideTable(client: pg.ClientBase): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const { rows } = await client.query<{ there: boolean }>(
        `select to_regclass('schema_migrations') is not null as there`,
      );
      if (rows[0]?.there !== true) await client.query(table);
      return;
    } catch (error) {
      // IF NOT EXISTS still fails when another makes it at the same moment.
      if (attempt >= 3 || !['23505', '42P07', '42710'].includes(codeOf(error))) throw error;
    }
  }
}

async function appliedIn(client: pg.ClientBase): Promise<readonly Applied[]> {
  const { rows } = await client.query<Applied>(
    'select name, checksum from schema_migrations order by name collate "C"',
  );
  return rows;
}

/** What is still to apply; refuses a history that is not ours. */
export function missing(
  applied: readonly Applied[],
  migrations: readonly Migration[],
): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const newest = migrations.at(-1)?.name ?? '';
  for (const { name, checksum } of applied) {
    const ours = known.get(name);
    // A newer program has been here; ours still works, since a migration keeps the version before running.
    if (ours === undefined && name > newest) continue;
    if (ours?.checksum !== checksum) throw foreignHistory(name);
  }
  const names = new Set(applied.map(({ name }) => name));
  const left = migrations.filter(({ name }) => !names.has(name));
  const last = applied.at(-1)?.name ?? '';
  const late = left.find(({ name }) => name < last);
  if (late !== undefined) throw foreignHistory(late.name);
  return left;
}

const foreignHistory = (name: string): Failure =>
  new Failure(
    'configuration',
    text(
      `データベースの表の変更の記録が、このプログラムのものと合いません（${name}）。何も変えていません。`,
      `The record of changes to the tables does not match this program (${name}). Nothing was changed.`,
    ),
    {
      next: text(
        'ほかのプログラムのデータベースでないか、DATABASE_URL とプログラムの版を確かめてください。',
        'Check DATABASE_URL and the version of the program: this may be another program’s database.',
      ),
    },
  );
