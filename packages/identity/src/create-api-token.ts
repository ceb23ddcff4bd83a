import { defineUseCase } from '@machimori/application';
import type { Action } from '@machimori/authorisation';
import { Failure, type Id, text } from '@machimori/kernel';
import { readTokenActions, tokenExpiry, tokenPrefix } from './api-token-rules.ts';
import { insertToken, listTokens } from './api-token-store.ts';
import { listMembers } from './member-store.ts';
import { readName } from './name.ts';
import { hashOf, newToken } from './secret-token.ts';

const messages = {
  many: text(
    'この組織のトークンは、もう50個あります。',
    'This organisation has fifty tokens already.',
  ),
  manyNext: text(
    '使っていないものを取り消してから、もう一度お試しください。',
    'Revoke those that are not in use, then try again.',
  ),
};
const tokenLimit = 50;

export interface CreateApiToken {
  /** What it is for, so that whoever finds it in the list knows. */
  readonly name: string;
  readonly actions: readonly string[];
  readonly days: number;
}

export interface ApiTokenCreated {
  readonly token: Id<'apiToken'>;
  /** The secret: shown once. */
  readonly secret: string;
  readonly actions: readonly Action[];
  readonly expiresAt: Date;
}

/** Makes a token with which a machine acts for one's own organisation, within what one may do oneself. */
export const createApiToken = defineUseCase<CreateApiToken, ApiTokenCreated>({
  name: 'create-api-token',
  action: 'api-token:create',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { scope, ids, chance, now } = context;
    const { organisation } = scope;
    if (organisation === undefined) throw new TypeError('a token is of an organisation');
    const name = readName(input.name);
    const expiresAt = tokenExpiry(input.days, now);
    const maker = (await listMembers(context)).find(
      (each) => each.person === scope.person && each.organisation === organisation,
    );
    const actions = readTokenActions(input.actions, maker?.roles ?? []);
    const alive = (await listTokens(context)).filter(
      (each) =>
        each.organisation === organisation &&
        each.revokedAt === undefined &&
        each.expiresAt.getTime() > now.getTime(),
    );
    if (alive.length >= tokenLimit)
      throw new Failure('limit-exceeded', messages.many, { next: messages.manyNext });
    const secret = `${tokenPrefix}${newToken(chance)}`;
    const token = ids.next('apiToken');
    await insertToken(context, {
      token,
      organisation,
      name,
      actions,
      createdBy: scope.person,
      createdAt: now,
      expiresAt,
      hash: hashOf(secret),
    });
    return {
      output: { token, secret, actions, expiresAt },
      subjects: [token, organisation],
      content: { name, actions, expiresAt: expiresAt.toISOString() },
      events: [{ type: 'api-token.created', aggregate: token, payload: { token, organisation } }],
    };
  },
});
