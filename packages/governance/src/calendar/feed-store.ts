import type { Act } from '@machimori/application';
import type { Id, Locale } from '@machimori/kernel';
import { tablesOf } from './calendar-tables.ts';

/** An address under which a calendar program reads somebody's dates. */
export interface CalendarFeed {
  readonly feed: Id<'calendarFeed'>;
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
  readonly person: Id<'person'>;
  /** What lines and evidence are called stands in it. */
  readonly withNames: boolean;
  readonly locale: Locale;
  readonly madeAt: Date;
}

const open = (act: Pick<Act, 'transaction'>) =>
  tablesOf(act)
    .selectFrom('calendar_feeds')
    .select([
      'feed_id',
      'city_id',
      'organisation_id',
      'person_id',
      'with_names',
      'locale',
      'made_at',
    ])
    .where('revoked_at', 'is', null);

const feedOf = (
  row: Awaited<ReturnType<ReturnType<typeof open>['executeTakeFirstOrThrow']>>,
): CalendarFeed => ({
  feed: row.feed_id as Id<'calendarFeed'>,
  city: row.city_id as Id<'city'>,
  organisation: row.organisation_id as Id<'organisation'>,
  person: row.person_id as Id<'person'>,
  withNames: row.with_names,
  locale: row.locale,
  madeAt: row.made_at,
});

/** By the digest of what a calendar program shows. */
export async function findFeed(
  act: Pick<Act, 'transaction'>,
  tokenHash: Buffer,
): Promise<CalendarFeed | undefined> {
  const row = await open(act).where('token_hash', '=', tokenHash).executeTakeFirst();
  return row && feedOf(row);
}

/** One's own that are open, the latest first. */
export async function readOwnFeeds(act: Act): Promise<readonly CalendarFeed[]> {
  const rows = await open(act)
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', act.scope.organisation ?? '')
    .where('person_id', '=', act.scope.person)
    .orderBy('made_at', 'desc')
    .execute();
  return rows.map(feedOf);
}

/** One that is open. */
export async function readFeed(
  act: Pick<Act, 'transaction'>,
  { city, feed }: { readonly city: string; readonly feed: string },
): Promise<CalendarFeed | undefined> {
  const row = await open(act)
    .where('city_id', '=', city)
    .where('feed_id', '=', feed)
    .executeTakeFirst();
  return row && feedOf(row);
}

export async function insertFeed(
  act: Act,
  of: Pick<CalendarFeed, 'feed' | 'withNames' | 'locale' | 'madeAt'> & {
    readonly tokenHash: Buffer;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('calendar_feeds')
    .values({
      city_id: act.scope.inCity,
      feed_id: of.feed,
      organisation_id: act.scope.organisation ?? '',
      person_id: act.scope.person,
      token_hash: of.tokenHash,
      with_names: of.withNames,
      locale: of.locale,
      made_at: of.madeAt,
      revoked_at: null,
    })
    .execute();
}

/** Says whether one had it, and it was open. */
export async function closeFeed(act: Act, feed: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('calendar_feeds')
    .set({ revoked_at: now })
    .where('city_id', '=', act.scope.inCity)
    .where('feed_id', '=', feed)
    .where('person_id', '=', act.scope.person)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
