import { transact } from '@machimori/database';
import { anybodyThere } from '@machimori/identity';
import type { ServerWorld } from './server-world.ts';

const known = new WeakSet<object>();

/** Whether the first visit is over. Once it is, it stays so. */
export async function isSetUp({ database }: Pick<ServerWorld, 'database'>): Promise<boolean> {
  if (known.has(database)) return true;
  const there = await transact(
    database,
    { reach: 'sign-in' },
    (transaction) => anybodyThere({ transaction }),
    { readOnly: true },
  );
  if (there) known.add(database);
  return there;
}
