import type pg from 'pg';
import type { Address } from './address.ts';
import { connectAsOwner } from './connection.ts';
import { connectionFailure } from './connection-failure.ts';

/** Makes a database beside the one of the address: empty in UTF8, or a copy of a template nobody is in. */
export async function createDatabase(
  address: Address,
  name: string,
  template?: string,
): Promise<Address> {
  await asOwner(address, (owner) =>
    owner.query(
      template === undefined
        ? `create database ${owner.escapeIdentifier(name)} template template0 encoding 'UTF8'`
        : // Files are copied whole: page by page through the write-ahead log costs several times as much.
          `create database ${owner.escapeIdentifier(name)} template ${owner.escapeIdentifier(template)} strategy file_copy`,
    ),
  );
  return { ...address, database: name };
}

/** Drops a database beside the one of the address, ending the sessions in it. */
export async function dropDatabase(address: Address, name: string): Promise<void> {
  // Nobody drops the room they stand in.
  const beside = address.database === name ? { ...address, database: 'postgres' } : address;
  await asOwner(beside, (owner) =>
    owner.query(`drop database if exists ${owner.escapeIdentifier(name)} with (force)`),
  );
}

async function asOwner(address: Address, act: (owner: pg.Client) => Promise<unknown>) {
  const owner = await connectAsOwner(address, 'machimori databases');
  try {
    await act(owner);
  } catch (error) {
    throw connectionFailure.of(error, address, address.owner.user);
  } finally {
    await owner.end().catch(() => {});
  }
}
