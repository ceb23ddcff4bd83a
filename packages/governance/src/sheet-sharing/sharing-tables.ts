import type { Act } from '@machimori/application';

/** Tables of packages/database/migrations/0038-lines-by-hand.sql; meanings stand there. */
interface SharingTables {
  readonly sheet_sharings: {
    city_id: string;
    organisation_id: string;
    line_id: string;
    named: boolean;
    shared_at: Date;
    shared_by: string;
  };
  readonly sheet_shared_answers: {
    city_id: string;
    share_id: string;
    organisation_id: string;
    line_id: string;
    check_item: string;
    per: string | null;
    roles: string[];
    organisation_name: string;
    state: string;
    statement: string;
    accepted_at: Date;
  };
}

export const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) =>
  transaction.tables<SharingTables>();
