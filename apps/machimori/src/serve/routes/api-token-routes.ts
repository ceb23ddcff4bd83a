import { endpoints } from '@machimori/contract';
import {
  createApiToken,
  listApiTokens,
  longestTokenDays,
  revokeApiToken,
  tokenActionTexts,
} from '@machimori/identity';
import { route } from '../route.ts';

export const apiTokenRoutes = [
  route(endpoints.listApiTokens, async ({ run }) => {
    const { tokens, possibleActions } = await run(listApiTokens, null);
    return {
      tokens: tokens.map((each) => ({
        token: each.token,
        organisation: each.organisation,
        name: each.name,
        actions: [...each.actions],
        makerName: each.makerName,
        createdAt: each.createdAt.toISOString(),
        expiresAt: each.expiresAt.toISOString(),
        revokedAt: each.revokedAt?.toISOString(),
        lastUsedOn: each.lastUsedOn,
      })),
      possibleActions: possibleActions.map((action) => ({
        action,
        text: { ...tokenActionTexts[action] },
      })),
      longestDays: longestTokenDays,
    };
  }),

  route(endpoints.createApiToken, async ({ input, run }) => {
    const { token, secret, actions, expiresAt } = await run(createApiToken, input.body);
    return { token, secret, actions: [...actions], expiresAt: expiresAt.toISOString() };
  }),

  route(endpoints.revokeApiToken, async ({ input, run }) => {
    await run(revokeApiToken, input.params);
    return undefined;
  }),
];
