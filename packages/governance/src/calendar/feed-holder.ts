import { hashOf, type World } from '@machimori/application';
import type { LinkActor, Standing } from '@machimori/authorisation';
import { type Transaction, transact } from '@machimori/database';
import { nobody, standingOfMaker } from '../link-makers/index.ts';
import { findFeed, readFeed } from './feed-store.ts';

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
  const feed = await readFeed({ transaction }, { city: actor.city, feed: actor.link });
  if (feed === undefined) return nobody;
  return standingOfMaker(transaction, { ...feed, createdBy: feed.person, roles: undefined });
}
