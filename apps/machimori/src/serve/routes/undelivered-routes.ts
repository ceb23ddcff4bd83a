import { endpoints } from '@machimori/contract';
import { listUndelivered, settleUndelivered } from '@machimori/governance';
import { route } from '../route.ts';

export const undeliveredRoutes = [
  route(endpoints.listUndelivered, async ({ run }) => ({
    undelivered: (await run(listUndelivered, null)).map(
      ({ id, by, what, since, givenUpAt, attempts, why }) => ({
        id,
        by,
        what: { ja: what.ja, en: what.en },
        since: since.toISOString(),
        givenUpAt: givenUpAt.toISOString(),
        attempts,
        why: { ja: why.ja, en: why.en },
      }),
    ),
  })),

  route(endpoints.settleUndelivered, async ({ input, run }) => {
    await run(settleUndelivered, { ...input.params, ...input.body });
    return undefined;
  }),
];
