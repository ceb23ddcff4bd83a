import { defineUseCase } from '@machimori/application';
import { type TokenAction, tokenActions } from './api-token-rules.ts';
import { listTokens, type TokenRow } from './api-token-store.ts';
import { listMembers } from './member-store.ts';

export interface ApiTokens {
  readonly tokens: readonly (TokenRow & { readonly makerName: string | undefined })[];
  /** What a token may be given at all. */
  readonly possibleActions: readonly TokenAction[];
}

/** The tokens of the organisations that one administers or audits, those that are over too. */
export const listApiTokens = defineUseCase<null, ApiTokens>({
  name: 'list-api-tokens',
  action: 'api-token:list',
  kind: 'query',
  async handle(context) {
    const names = new Map<string, string>();
    for (const { person, name } of await listMembers(context)) names.set(person, name);
    const tokens = (await listTokens(context)).map((token) => ({
      ...token,
      makerName: names.get(token.createdBy),
    }));
    return { output: { tokens, possibleActions: tokenActions } };
  },
});
