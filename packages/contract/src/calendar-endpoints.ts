import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant } from './fields.ts';

export const calendarEndpoints = {
  listCalendarFeeds: endpoint({
    method: 'GET',
    path: '/sheet/calendars',
    summary: {
      ja: 'カレンダーのアドレス（自分の分。秘密の部分は出ない）',
      en: 'Addresses for one’s own calendar, without their secrets',
    },
    response: z.object({
      feeds: z.array(z.object({ feed: id('lnk'), withNames: z.boolean(), madeAt: instant })),
    }),
  }),
  makeCalendarFeed: endpoint({
    method: 'POST',
    path: '/sheet/calendars',
    summary: {
      ja: 'カレンダーのアドレスをつくる（一度だけ見せる）',
      en: 'Make an address for one’s own calendar; it is shown this once',
    },
    body: z.object({
      withNames: z
        .boolean()
        .describe('What lines and evidence are called stands in the calendar too'),
      language: z.enum(['ja', 'en']),
    }),
    response: z.object({ feed: id('lnk'), link: z.string() }),
  }),
  revokeCalendarFeed: endpoint({
    method: 'DELETE',
    path: '/sheet/calendars/:feed',
    summary: {
      ja: 'カレンダーのアドレスを取り消す',
      en: 'Revoke an address for one’s own calendar',
    },
    params: z.object({ feed: id('lnk') }),
  }),
} as const;
