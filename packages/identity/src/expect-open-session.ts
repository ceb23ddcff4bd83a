import type { Context } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { findOpenSession } from './session-store.ts';

const messages = {
  over: text(
    'このサインインは、操作の途中で終わりました。何も変わっていません。',
    'This sign-in ended in the middle of the act. Nothing was changed.',
  ),
  overNext: text('サインインし直してください。', 'Please sign in again.'),
};

/**
 * The session of this act, as long as it is open. For acts that have waited before their transaction: whoever
 * has been signed out meanwhile decides nothing any more about how to sign in.
 */
export async function expectOpenSession({
  scope,
  transaction,
  now,
}: Pick<Context, 'scope' | 'transaction' | 'now'>): Promise<Id<'session'>> {
  const { actor } = scope;
  const open =
    actor.kind === 'person'
      ? await findOpenSession({ transaction }, { session: actor.session }, now)
      : undefined;
  if (open === undefined)
    throw new Failure('unauthenticated', messages.over, { next: messages.overNext });
  return open.session;
}
