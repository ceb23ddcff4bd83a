import { endpoints } from '@machimori/contract';
import { askForAnswers, listRequests, withdrawRequest } from '@machimori/governance';
import { dayInJapan } from '@machimori/kernel';
import { route } from '../route.ts';

export const sheetRequestRoutes = [
  route(endpoints.askForAnswers, async ({ run, input }) => {
    const asked = await run(askForAnswers, input.body);
    return { requests: asked.map(({ request, lines }) => ({ request, lines })) };
  }),
  route(endpoints.listRequests, async ({ run, world }) => {
    const today = dayInJapan(world.clock.now());
    const { requests, organisation: own } = await run(listRequests, null);
    return {
      requests: requests.map(({ askedAt, ...request }) => ({
        ...request,
        own: request.organisation === own,
        overdue: request.due < today && request.answered < request.lines,
        askedAt: askedAt.toISOString(),
      })),
    };
  }),
  route(endpoints.withdrawRequest, async ({ run, input }) => {
    await run(withdrawRequest, input.params);
    return undefined;
  }),
];
