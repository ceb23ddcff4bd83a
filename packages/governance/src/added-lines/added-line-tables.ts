import type { Act } from '@machimori/application';

/** Tables of packages/database/migrations/0038-lines-by-hand.sql; meanings stand there. */
interface AddedLineTables {
  readonly sheet_added_lines: {
    city_id: string;
    line_id: string;
    check_item: string;
    check_group: string;
    heading: string | null;
    asks: string | null;
    subject: string;
    per: string;
    performer: string;
    answered_by: string;
    answerer_id: string | null;
    verifier: string | null;
    organisation_id: string;
    added_at: Date;
    added_by: string;
    reason: string;
    joined_at: Date | null;
    removed_at: Date | null;
    removed_by: string | null;
  };
  /** Of register. */
  readonly elements: {
    city_id: string;
    kind: string;
    element_key: string;
    position: number;
    body: Readonly<Record<string, unknown>>;
  };
  /** Of identity. */
  readonly persons: { person_id: string; name: string };
}

export const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) =>
  transaction.tables<AddedLineTables>();
