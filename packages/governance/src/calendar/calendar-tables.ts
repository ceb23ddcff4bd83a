import type { Act } from '@machimori/application';
import type { Locale } from '@machimori/kernel';
import type { EvidenceTables } from '../evidence/evidence-tables.ts';
import type { OutsideTables } from '../outside/outside-tables.ts';

/** Table of packages/database/migrations/0036-calendar-feeds.sql; meanings stand there. */
interface CalendarTables extends EvidenceTables, Pick<OutsideTables, 'outside_links'> {
  readonly calendar_feeds: {
    city_id: string;
    feed_id: string;
    organisation_id: string;
    person_id: string;
    token_hash: Buffer;
    with_names: boolean;
    locale: Locale;
    made_at: Date;
    revoked_at: Date | null;
  };
  readonly sheet_owners: {
    city_id: string;
    line_id: string;
    organisation_id: string;
    person_id: string;
  };
}

export const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) =>
  transaction.tables<CalendarTables>();
