import type { Act } from '@machimori/application';

/** Tables of packages/database/migrations/0028-work-on-lines.sql; meanings stand there. */
interface HandsTables {
  readonly sheet_owners: {
    city_id: string;
    line_id: string;
    organisation_id: string;
    person_id: string;
    given_at: Date;
  };
  readonly sheet_lines: {
    city_id: string;
    line_id: string;
    check_item: string;
    check_group: string;
    subject: string;
    answered_by: string;
    answerer_id: string | null;
    planned_by: string;
    in_plan: boolean;
  };
  readonly sheet_answers: { city_id: string; line_id: string; stage: string };
  /** Of identity. */
  readonly persons: { person_id: string; name: string };
  readonly memberships: {
    city_id: string;
    membership_id: string;
    organisation_id: string;
    person_id: string;
    ended_at: Date | null;
  };
}

export const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) =>
  transaction.tables<HandsTables>();
