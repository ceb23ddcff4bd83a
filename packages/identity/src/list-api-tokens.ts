import { defineUseCase } from '@machimori/application';
import type { Action } from '@machimori/authorisation';
import { tokenActions } from './api-token-rules.ts';
import { listTokens, type TokenRow } from './api-token-store.ts';

export interface ApiTokens {
  readonly tokens: readonly TokenRow[];
  /** What a token may be given at all. */
  readonly possibleActions: readonly Action[];
}

/** The tokens of the organisations that one administers or audits, those that are over too. */
export const listApiTokens = defineUseCase<null, ApiTokens>({
  name: 'list-api-tokens',
  action: 'api-token:list',
  kind: 'query',
  async handle(context) {
    return { output: { tokens: await listTokens(context), possibleActions: tokenActions } };
  },
});
