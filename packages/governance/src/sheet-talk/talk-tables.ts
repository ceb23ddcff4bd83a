import type { Act } from '@machimori/application';

/** Tables of packages/database/migrations/0028-work-on-lines.sql; meanings stand there. */
interface TalkTables {
  readonly sheet_comments: {
    city_id: string;
    comment_id: string;
    line_id: string;
    thread_id: string;
    organisation_id: string;
    written_at: Date;
    written_by: string;
    written_by_name: string;
    words: string;
    resolved_at: Date | null;
    resolved_by: string | null;
  };
  readonly sheet_mentions: {
    city_id: string;
    comment_id: string;
    line_id: string;
    organisation_id: string;
    person_id: string;
    settled_at: Date | null;
  };
  /** Of identity. */
  readonly persons: { person_id: string; name: string; email: string };
  readonly organisations: {
    city_id: string;
    organisation_id: string;
    name: string;
    promoter: boolean;
    element_key: string | null;
  };
  readonly memberships: {
    city_id: string;
    organisation_id: string;
    person_id: string;
    roles: string[];
    suspended_at: Date | null;
    ended_at: Date | null;
  };
}

export const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) =>
  transaction.tables<TalkTables>();
