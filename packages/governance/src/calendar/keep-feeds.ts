import { defineUseCase, hashOf, newToken } from '@machimori/application';
import { Failure, type Id, type Locale, text } from '@machimori/kernel';
import type { GovernancePorts } from '../approval/ports.ts';
import { type CalendarFeed, closeFeed, insertFeed, readOwnFeeds } from './feed-store.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  many: text('カレンダーのアドレスは、ひとり5個までです。', 'One person has 5 addresses at most.'),
  manyNext: text('使わないアドレスを取り消してください。', 'Revoke one that you do not use.'),
};

const mostFeeds = 5;

/** Addresses under which calendar programs read one's own dates; their secrets were shown once. */
export const listCalendarFeeds = defineUseCase<null, readonly CalendarFeed[]>({
  name: 'list-calendar-feeds',
  action: 'sheet:read',
  kind: 'query',
  handle: async (context) => ({ output: await readOwnFeeds(context) }),
});

/** Makes an address under which a calendar program reads one's own dates. It is shown this once. */
export const makeCalendarFeed = defineUseCase<
  { readonly withNames: boolean; readonly locale: Locale },
  { readonly feed: Id<'calendarFeed'>; readonly link: string },
  GovernancePorts
>({
  name: 'make-calendar-feed',
  action: 'sheet:make-calendar',
  kind: 'command',
  secretOutput: true,
  async handle(context, { withNames, locale }) {
    const { ids, chance, now, ports } = context;
    if ((await readOwnFeeds(context)).length >= mostFeeds)
      throw new Failure('limit-exceeded', messages.many, { next: messages.manyNext });
    const feed = ids.next('calendarFeed');
    const token = newToken(chance);
    await insertFeed(context, { feed, withNames, locale, madeAt: now, tokenHash: hashOf(token) });
    return {
      output: { feed, link: `${ports.origin}/calendar/${token}` },
      subjects: [feed],
      content: { withNames },
    };
  },
});

/** Takes an address of one's own back: nothing is read by it from now on. */
export const revokeCalendarFeed = defineUseCase<{ readonly feed: string }, null>({
  name: 'revoke-calendar-feed',
  action: 'sheet:revoke-calendar',
  kind: 'command',
  async handle(context, { feed }) {
    if (!(await closeFeed(context, feed, context.now)))
      throw new Failure('not-found', messages.none);
    return { output: null, subjects: [feed] };
  },
});
