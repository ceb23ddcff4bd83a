export { actorOfCalendarFeed, standingOfCalendarFeed } from './feed-holder.ts';
export type { CalendarFeed } from './feed-store.ts';
export { listCalendarFeeds, makeCalendarFeed, revokeCalendarFeed } from './keep-feeds.ts';
export { type CalendarDates, readCalendar } from './read-calendar.ts';
