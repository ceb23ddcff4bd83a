import { endpoints } from '@machimori/contract';
import {
  beginProviderProof,
  beginSignIn,
  changeProvider,
  deviceLabel,
  finishProviderSignIn,
  readProvider,
  releaseProviderPerson,
  removeProvider,
} from '@machimori/identity';
import { route } from '../route.ts';

export const singleSignOnRoutes = [
  route(endpoints.beginSignIn, async ({ world, input, reply }) => {
    const way = await beginSignIn(world, input.body);
    if (way.way === 'password') return way;
    world.cookies.setQuestion(reply, way.question);
    return { way: way.way, address: way.address };
  }),

  route(endpoints.finishProviderSignIn, async ({ world, actor, input, request, reply }) => {
    const question = world.cookies.question(request) ?? '';
    // An answer is for one question, whatever comes of it.
    world.cookies.clearQuestion(reply);
    const { token, awaiting, back } = await finishProviderSignIn(world, actor, {
      ...input.body,
      question,
      device: deviceLabel(request.headers['user-agent'] ?? ''),
    });
    world.cookies.setSession(reply, token);
    return { awaiting, back };
  }),

  route(endpoints.beginProviderProof, async ({ world, actor, input, reply }) => {
    const { address, question } = await beginProviderProof(world, actor, input.body);
    world.cookies.setQuestion(reply, question);
    return { address };
  }),

  route(endpoints.readProvider, async ({ run }) => {
    const { settings, redirectUri, startAddress, persons } = await run(readProvider, null);
    return {
      settings: settings && {
        ...settings,
        emailDomains: [...settings.emailDomains],
        secondFactorValues: [...settings.secondFactorValues],
        roleMap: Object.entries(settings.roleMap).map(([value, role]) => ({ value, role })),
      },
      redirectUri,
      startAddress,
      persons: persons.map((each) => ({ ...each, lastUsedAt: each.lastUsedAt.toISOString() })),
    };
  }),

  route(endpoints.changeProvider, ({ world, actor, input }) =>
    changeProvider(world, actor, input.body),
  ),

  route(endpoints.removeProvider, async ({ run }) => {
    await run(removeProvider, null);
    return undefined;
  }),

  route(endpoints.releaseProviderPerson, async ({ input, run }) => {
    await run(releaseProviderPerson, input.params);
    return undefined;
  }),
];
