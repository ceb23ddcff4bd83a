import type { Act } from '@machimori/application';

/** Tables of packages/database/migrations/0028-work-on-lines.sql; meanings stand there. */
interface RequestTables {
  readonly sheet_requests: {
    city_id: string;
    request_id: string;
    organisation_id: string;
    words: string;
    due: string;
    asked_at: Date;
    asked_by: string;
    asked_by_name: string;
    withdrawn_at: Date | null;
  };
  readonly sheet_request_lines: { city_id: string; request_id: string; line_id: string };
  readonly sheet_answers: { city_id: string; line_id: string; stage: string };
  readonly sheet_lines: { city_id: string; line_id: string; in_plan: boolean };
  /** Of identity. */
  readonly organisations: { city_id: string; organisation_id: string; name: string };
}

export const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) =>
  transaction.tables<RequestTables>();
