import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { revokeToken } from './api-token-store.ts';

const messages = {
  none: text(
    'そのトークンは見つからないか、もう取り消されています。',
    'There is no such token, or it is revoked already.',
  ),
  noneNext: text('一覧を開き直してください。', 'Open the list again.'),
};

/** Revokes a token: whoever has it gets nothing from now on. */
export const revokeApiToken = defineUseCase<{ readonly token: string }, null>({
  name: 'revoke-api-token',
  action: 'api-token:revoke',
  kind: 'command',
  async handle(context, { token }) {
    if (!(await revokeToken(context, token, context.now)))
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    return {
      output: null,
      subjects: [token],
      events: [{ type: 'api-token.revoked', aggregate: token, payload: { token } }],
    };
  },
});
