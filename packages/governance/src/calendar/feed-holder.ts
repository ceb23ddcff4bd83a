import { hashOf, type World } from '@machimori/application';
import type { LinkActor, Standing } from '@machimori/authorisation';
import { type Transaction, transact } from '@machimori/database';
import { tablesOf } from './calendar-tables.ts';
import { findFeed } from './feed-store.ts';

/** What shows the secret of an address that is still open; nobody otherwise. */
export async function actorOfCalendarFeed(
  { database }: Pick<World, 'database'>,
  token: string,
): Promise<LinkActor | undefined> {
  const feed = await transact(
    database,
    { reach: 'sign-in' },
    (transaction) => findFeed({ transaction }, hashOf(token)),
    { readOnly: true },
  );
  return (
    feed && {
      kind: 'link',
      door: 'calendar',
      link: feed.feed,
      city: feed.city,
      organisation: feed.organisation,
    }
  );
}

/** An address reads what its person may see, for as long as they work there: not a day longer. */
export async function standingOfCalendarFeed(
  transaction: Transaction,
  actor: LinkActor,
): Promise<Standing> {
  const row = await tablesOf({ transaction })
    .selectFrom('calendar_feeds as f')
    .innerJoin('memberships as m', (join) =>
      join
        .onRef('m.city_id', '=', 'f.city_id')
        .onRef('m.organisation_id', '=', 'f.organisation_id')
        .onRef('m.person_id', '=', 'f.person_id'),
    )
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'f.city_id')
        .onRef('o.organisation_id', '=', 'f.organisation_id'),
    )
    .innerJoin('cities as c', 'c.city_id', 'f.city_id')
    .select(['o.promoter', 'c.second_factor_for_all'])
    .where('f.city_id', '=', actor.city)
    .where('f.feed_id', '=', actor.link)
    .where('f.revoked_at', 'is', null)
    .where('m.suspended_at', 'is', null)
    .where('m.ended_at', 'is', null)
    .where('c.removed_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return { host: false };
  const { city, organisation } = actor;
  return {
    host: false,
    seat: {
      city,
      organisation,
      promoter: row.promoter,
      roles: [],
      secondFactorForAll: row.second_factor_for_all,
    },
  };
}
