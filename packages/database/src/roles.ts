import type pg from 'pg';
import type { Address } from './address.ts';
import { codeOf, connectionFailure } from './connection-failure.ts';

/** The role that works: it owns nothing and row-level security holds it. */
export const appRole = 'machimori_app';

/** Version, encoding and roles are what we need, or the start stops with words that say what is not. */
export async function checkServer(client: pg.Client, address: Address): Promise<void> {
  const { rows } = await client.query<{ number: string; version: string; encoding: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version,
            current_setting('server_encoding') as encoding`,
  );
  const [server] = rows;
  if (server === undefined || Number(server.number) < 150_000) {
    throw connectionFailure.tooOld(server?.version ?? '', address);
  }
  if (server.encoding !== 'UTF8') throw connectionFailure.wrongEncoding(server.encoding);
}

/**
 * Sees to it that the working role exists and is weak. On a managed server the owner may make roles but
 * not superusers, which is all that is needed; where it may not, an administrator does so beforehand.
 */
export async function provideAppRole(client: pg.Client, address: Address): Promise<void> {
  const role = address.app?.user ?? appRole;
  try {
    if (address.app === undefined) {
      await makeRole(client);
      await enterRole(client);
    } else if (role !== appRole) {
      // Another login was named for the work: it works through the role that migrations grant to.
      await makeRole(client);
      await client.query(`grant ${appRole} to ${client.escapeIdentifier(role)}`).catch((error) => {
        if (codeOf(error) !== '42501') throw error;
      });
    }
  } catch (error) {
    throw connectionFailure.of(error, address, address.owner.user);
  }
  const { rows } = await client.query<{ strong: boolean }>(
    `select bool_or(rolsuper or rolbypassrls) as strong from pg_roles where rolname = any($1)`,
    // Where one login does both, it is the one that a slipped statement could fall back to.
    [[appRole, address.app === undefined ? address.owner.user : role]],
  );
  if (rows[0]?.strong === true) throw connectionFailure.appTooStrong();
}

async function makeRole(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [appRole]);
  if (rowCount !== 0) return;
  await client.query(`create role ${appRole}`).catch((error: unknown) => {
    // Made by another process a moment ago.
    if (!['42710', '23505'].includes(codeOf(error))) throw error;
  });
}

async function enterRole(client: pg.Client): Promise<void> {
  try {
    await client.query(`set role ${appRole}`);
  } catch (error) {
    if (codeOf(error) !== '42501') throw error;
    await client.query(`grant ${appRole} to current_user`);
    await client.query(`set role ${appRole}`);
  }
  await client.query('reset role');
}
