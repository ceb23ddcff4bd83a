import type { Context } from '@machimori/application';
import { stepUpMs } from '@machimori/authorisation';
import { Failure, text } from '@machimori/kernel';

const messages = {
  again: text(
    '大切な操作なので、ご本人であることをもう一度確かめます。',
    'This is a sensitive act: please show again that it is you.',
  ),
  againNext: text(
    'パスワード、認証アプリ、パスキーのどれかで確かめてください。',
    'Show it by your password, your authenticator app or a passkey.',
  ),
};

/**
 * The first second factor may be enrolled without one; that it is the person themselves has to have been
 * shown a moment ago all the same, or whoever finds a browser open makes it theirs for good.
 */
export function expectRecentProof({ scope, now }: Pick<Context, 'scope' | 'now'>): void {
  const { actor } = scope;
  if (actor.kind === 'person' && now.getTime() - actor.provedAt.getTime() <= stepUpMs) return;
  throw new Failure('step-up-required', messages.again, { next: messages.againNext });
}
