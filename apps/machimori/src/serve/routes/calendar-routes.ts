import { endpoints } from '@machimori/contract';
import { listCalendarFeeds, makeCalendarFeed, revokeCalendarFeed } from '@machimori/governance';
import { route } from '../route.ts';

export const calendarRoutes = [
  route(endpoints.listCalendarFeeds, async ({ run }) => ({
    feeds: (await run(listCalendarFeeds, null)).map(({ feed, withNames, madeAt }) => ({
      feed,
      withNames,
      madeAt: madeAt.toISOString(),
    })),
  })),
  route(endpoints.makeCalendarFeed, async ({ run, input }) => {
    const { withNames, language } = input.body;
    return { ...(await run(makeCalendarFeed, { withNames, locale: language })) };
  }),
  route(endpoints.revokeCalendarFeed, async ({ run, input }) => {
    await run(revokeCalendarFeed, input.params);
    return undefined;
  }),
];
