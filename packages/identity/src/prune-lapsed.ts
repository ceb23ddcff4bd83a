import type { Transaction } from '@machimori/database';
import { tablesOf } from './tables.ts';
import { forgetMs } from './throttle.ts';

/**
 * Takes away links of passwords and addresses that open nothing any more, and counts of attempts that were
 * forgiven. Needs the wall of the program's own work. Says how many.
 */
export async function pruneLapsed(transaction: Transaction, now: Date): Promise<number> {
  const tables = tablesOf({ transaction });
  const forgotten = new Date(now.getTime() - forgetMs);
  const gone = [
    tables.deleteFrom('password_resets').where('expires_at', '<=', now),
    tables.deleteFrom('address_changes').where('expires_at', '<=', now),
    tables
      .deleteFrom('throttles')
      .where('last_failed_at', '<', forgotten)
      .where('blocked_until', '<', now),
  ];
  let count = 0;
  for (const each of gone) count += Number((await each.executeTakeFirstOrThrow()).numDeletedRows);
  return count;
}
