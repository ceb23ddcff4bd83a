import { createHash, randomBytes } from 'node:crypto';
import {
  type Address,
  createDatabase,
  Database,
  type DatabaseOptions,
  dropDatabase,
} from '@machimori/database';
import pg from 'pg';
import type { TestDatabase } from './database-server.ts';

/** A copy of a database that nobody is in at the moment: each test starts from the same rows. */
export async function copyOf(
  from: Address,
  options: Omit<DatabaseOptions, 'url' | 'embedded' | 'address'> = {},
): Promise<TestDatabase> {
  const beside = { ...from, database: 'postgres' };
  const name = `test_${randomBytes(6).toString('hex')}`;
  const address = await createDatabase(beside, name, from.database);
  const database = await Database.open({ migrations: 'leave', ...options, address });
  return {
    database,
    address,
    drop: async () => {
      await database.close();
      await dropDatabase(beside, name);
    },
  };
}

/** A session as the owner of the tables, who sees every row. */
export async function ownerOf({ host, port, database, owner }: Address): Promise<pg.Client> {
  const { user, password } = owner;
  const client = new pg.Client({ host, port, database, user, password });
  // Ended from the other side when the database is dropped.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`select set_config('machimori.reach', 'keeping', false)`);
  return client;
}

/**
 * A digest of the rows of each table but those that `besides` names: two of them differ just where something
 * was written between.
 */
export async function tableDigests(
  owner: pg.Client,
  besides?: RegExp,
): Promise<ReadonlyMap<string, string>> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const text = tables
    .filter(({ name }) => besides?.test(name) !== true)
    .map(
      ({ name }) =>
        `select ${owner.escapeLiteral(name)} as name,
        (select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ${owner.escapeIdentifier(name)} t) as digest`,
    )
    .join(' union all ');
  // Planning it takes several times as long as running it: a session that asks again has it prepared.
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const { rows } = await owner.query<{ name: string; digest: string }>({ name, text });
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}
