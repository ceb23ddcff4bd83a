import type { Address } from './address.ts';
import { connectAsOwner } from './connection.ts';

/** Sessions of others in this database. Who may read their names or not, that they are there is shown to all. */
export async function sessionsBeside(address: Address): Promise<number> {
  const client = await connectAsOwner(address, 'machimori');
  try {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and usename is not null and pid <> pg_backend_pid()`,
    );
    return rows[0]?.count ?? 0;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Whether somebody has set this installation up already. */
export async function holdsPeople(address: Address): Promise<boolean> {
  const client = await connectAsOwner(address, 'machimori');
  try {
    const { rows } = await client.query<{ there: string | null }>(
      `select to_regclass('public.persons') as there`,
    );
    if (rows[0]?.there === null || rows[0] === undefined) return false;
    await client.query(`select set_config('machimori.reach', 'keeping', false)`);
    const { rowCount } = await client.query('select from persons limit 1');
    return rowCount === 1;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Drops what restores that were killed left half loaded beside this database; one that somebody is in stays. */
export async function dropLeftovers(address: Address): Promise<void> {
  const client = await connectAsOwner(address, 'machimori');
  try {
    const { rows } = await client.query<{ name: string }>(
      `select d.datname as name from pg_database d join pg_roles r on r.oid = d.datdba
       where d.datname like replace(current_database(), '_', '\\_') || '\\_restoring\\_________'
         and r.rolname = current_user`,
    );
    for (const { name } of rows) {
      await client.query(`drop database ${client.escapeIdentifier(name)}`).catch(() => {});
    }
  } finally {
    await client.end().catch(() => {});
  }
}
