import type { EndpointName } from '@machimori/contract';
import type { Example } from './example.ts';
import type { Town } from './town.ts';
import { webhookExamples } from './webhook-examples.ts';

const vendor = 'one/contributor';
const body = { withNames: false, language: 'ja' };

/** Nobody has more than a few addresses: those of the examples before go first. */
async function revokeAll(town: Town): Promise<void> {
  const { feeds } = (await town.done(vendor, 'GET', '/sheet/calendars', {})) as {
    feeds: readonly { readonly feed: string }[];
  };
  for (const { feed } of feeds)
    await town.done(vendor, 'DELETE', '/sheet/calendars/:feed', { params: { feed } });
}

async function made(town: Town): Promise<string> {
  await revokeAll(town);
  return String((await town.done(vendor, 'POST', '/sheet/calendars', { body }))['feed']);
}

/** What is sent to the routes of calendars and webhooks when all is right. */
export const calendarExamples: Partial<Record<EndpointName, Example>> = {
  ...webhookExamples,
  listCalendarFeeds: {
    as: vendor,
    send: async (town) => {
      await made(town);
      return {};
    },
  },
  makeCalendarFeed: {
    as: vendor,
    send: async (town) => {
      await revokeAll(town);
      return { body };
    },
  },
  revokeCalendarFeed: {
    as: vendor,
    send: async (town) => ({ params: { feed: await made(town) } }),
  },
};
