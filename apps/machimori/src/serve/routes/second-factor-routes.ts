import { endpoints } from '@machimori/contract';
import {
  beginAuthenticator,
  confirmSession,
  finishAuthenticator,
  listSecondFactors,
  proveAgain,
  removeSecondFactor,
  renewRecoveryCodes,
} from '@machimori/identity';
import { route } from '../route.ts';

export const secondFactorRoutes = [
  route(endpoints.confirmSession, async ({ world, input, request, reply, run }) => {
    const confirmed = await run(confirmSession, {
      pendingToken: world.cookies.session(request) ?? '',
      answer: input.body,
      network: world.networkOf(request),
      knowsDevice: (email) => world.cookies.knowsDevice(request, email),
    });
    world.cookies.setSession(reply, confirmed.token);
    world.cookies.rememberDevice(request, reply, confirmed.email);
    return { recoveryCodesLeft: confirmed.recoveryCodesLeft };
  }),

  route(endpoints.proveAgain, async ({ world, input, request, reply, run }) => {
    const { token } = await run(proveAgain, {
      answer: input.body,
      network: world.networkOf(request),
      knowsDevice: (email) => world.cookies.knowsDevice(request, email),
    });
    world.cookies.setSession(reply, token);
    return undefined;
  }),

  route(endpoints.listSecondFactors, async ({ run }) => {
    const { factors, recoveryCodesLeft, compulsory } = await run(listSecondFactors, null);
    return {
      factors: factors.map((factor) => ({
        ...factor,
        createdAt: factor.createdAt.toISOString(),
        lastUsedAt: factor.lastUsedAt?.toISOString(),
      })),
      recoveryCodesLeft,
      compulsory,
    };
  }),

  route(endpoints.beginAuthenticator, ({ input, run }) => run(beginAuthenticator, input.body)),

  route(endpoints.finishAuthenticator, async ({ world, input, reply, run }) => {
    const { credential } = input.params;
    const enrolled = await run(finishAuthenticator, { credential, code: input.body.code });
    if (enrolled.first !== undefined) world.cookies.setSession(reply, enrolled.first.token);
    const recoveryCodes = enrolled.first && [...enrolled.first.recoveryCodes];
    return { credential: enrolled.credential, recoveryCodes };
  }),

  route(endpoints.removeSecondFactor, async ({ input, run }) => {
    await run(removeSecondFactor, input.params);
    return undefined;
  }),

  route(endpoints.renewRecoveryCodes, async ({ run }) => {
    const { recoveryCodes } = await run(renewRecoveryCodes, null);
    return { recoveryCodes: [...recoveryCodes] };
  }),
];
