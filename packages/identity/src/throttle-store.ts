import type { Act } from '@machimori/application';
import { tablesOf } from './tables.ts';
import { failuresWith, type Patience, patience, type ThrottleKeys, waitMs } from './throttle.ts';

/** Until when attempts are refused unheard; undefined where they are not. */
export async function blockedUntil(
  act: Act,
  keys: ThrottleKeys,
  now: Date,
): Promise<Date | undefined> {
  const row = await tablesOf(act)
    .selectFrom('throttles')
    .select('blocked_until')
    .where('throttle_key', 'in', [
      keys.account,
      ...(keys.network === undefined ? [] : [keys.network]),
    ])
    .where('blocked_until', '>', now)
    .orderBy('blocked_until', 'desc')
    .executeTakeFirst();
  return row?.blocked_until;
}

/**
 * Counts a failure under both keys; of two at once, both are counted. Says until when attempts were refused
 * before it was counted, where they were.
 */
export async function countFailure(
  act: Act,
  keys: ThrottleKeys,
  now: Date,
  rules: Readonly<Record<'account' | 'network', Patience>> = patience,
): Promise<Date | undefined> {
  let blocked: Date | undefined;
  // Always in the same order, so that two attempts cannot wait for each other.
  for (const which of ['account', 'network'] as const) {
    const key = keys[which];
    if (key === undefined) continue;
    // Writing what stands there already makes whoever counts at the same time wait for this one.
    const row = await tablesOf(act)
      .insertInto('throttles')
      .values({ throttle_key: key, failures: 0, blocked_until: now, last_failed_at: now })
      .onConflict((conflict) =>
        conflict
          .column('throttle_key')
          .doUpdateSet(({ ref }) => ({ failures: ref('throttles.failures') })),
      )
      .returning(['failures', 'blocked_until', 'last_failed_at'])
      .executeTakeFirstOrThrow();
    const before = row.blocked_until;
    if (before > now && before > (blocked ?? now)) blocked = before;
    const sinceMs = now.getTime() - row.last_failed_at.getTime();
    const failures = failuresWith(row.failures, sinceMs, rules[which]);
    const until = new Date(now.getTime() + waitMs(failures, rules[which]));
    await tablesOf(act)
      .updateTable('throttles')
      .set({ failures, blocked_until: until, last_failed_at: now })
      .where('throttle_key', '=', key)
      .execute();
  }
  return blocked;
}

/** Who has shown who they are starts afresh; the network does not, or one account would free guesses at others. */
export async function forgetFailures(act: Act, keys: ThrottleKeys): Promise<void> {
  await tablesOf(act).deleteFrom('throttles').where('throttle_key', '=', keys.account).execute();
}
