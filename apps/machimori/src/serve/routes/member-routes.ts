import { endpoints } from '@machimori/contract';
import {
  changeMemberAddress,
  endMembership,
  resetMemberPassword,
  resetMemberSecondFactor,
} from '@machimori/identity';
import { route } from '../route.ts';

export const memberRoutes = [
  route(endpoints.endMembership, async ({ input, run }) => {
    const { successor, invitations, tokens } = await run(endMembership, {
      ...input.params,
      ...input.body,
    });
    return { successor, invitations: invitations.length, tokens: tokens.length };
  }),

  route(endpoints.changeMemberAddress, async ({ world, input, request, run }) => {
    const network = world.networkOf(request);
    await run(changeMemberAddress, { ...input.params, ...input.body, network });
    return undefined;
  }),

  route(endpoints.resetMemberPassword, async ({ input, run }) => {
    const { link, expiresAt } = await run(resetMemberPassword, input.params);
    return { link, expiresAt: expiresAt.toISOString() };
  }),

  route(endpoints.resetMemberSecondFactor, ({ input, run }) =>
    run(resetMemberSecondFactor, input.params),
  ),
];
