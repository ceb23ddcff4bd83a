import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { tablesOf } from './tables.ts';

/** Notes that a question was answered: false where it was before. Those that are over are forgotten. */
export async function spendQuestion(
  act: Act,
  of: {
    readonly challenge: string;
    readonly person: Id<'person'> | undefined;
    readonly purpose: string;
    readonly sealed: Buffer;
    readonly expiresAt: Date;
    readonly now: Date;
  },
): Promise<boolean> {
  await tablesOf(act).deleteFrom('challenges').where('expires_at', '<=', of.now).execute();
  const { numInsertedOrUpdatedRows } = await tablesOf(act)
    .insertInto('challenges')
    .values({
      challenge_id: of.challenge,
      person_id: of.person ?? null,
      purpose: of.purpose,
      sealed: of.sealed,
      expires_at: of.expiresAt,
    })
    .onConflict((conflict) => conflict.column('challenge_id').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
