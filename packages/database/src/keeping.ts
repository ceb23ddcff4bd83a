import type pg from 'pg';
import type { Address } from './address.ts';
import { keepingStatement } from './backup/stored-tables.ts';
import { connectAsOwner } from './connection.ts';
import { connectionFailure } from './connection-failure.ts';

/** Runs work on all rows, as the tables' owner, in one transaction: keys sealed anew, what is looked at before a restore. */
export async function keeping<T>(
  address: Address,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connectAsOwner(address, 'machimori keeping');
  try {
    await client.query('begin');
    await client.query(keepingStatement);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    throw connectionFailure.of(error, address, address.owner.user);
  } finally {
    await client.end().catch(() => {});
  }
}
