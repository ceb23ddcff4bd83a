import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { tablesOf } from './tables.ts';

/** Gives an open session a new secret; false where it is over, or somebody else did so a moment ago. */
export async function replaceSessionToken(
  act: Act,
  of: {
    readonly session: Id<'session'>;
    readonly tokenHash: Buffer;
    /** Whether it waits for its second factor now. */
    readonly awaiting: boolean;
    readonly provedAt: Date;
    /** Left out: stays as it is. */
    readonly secondFactor?: true;
    /** For a session that starts now. */
    readonly ends?: { readonly idleEndsAt: Date; readonly endsAt: Date };
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('sessions')
    .set({
      token_hash: of.tokenHash,
      awaiting: false,
      proved_at: of.provedAt,
      seen_at: of.provedAt,
      ...(of.secondFactor ? { second_factor: true } : {}),
      ...(of.ends ? { idle_ends_at: of.ends.idleEndsAt, ends_at: of.ends.endsAt } : {}),
    })
    .where('session_id', '=', of.session)
    .where('awaiting', '=', of.awaiting)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
