import type { Act } from '@machimori/application';
import type { SheetTables } from '../sheet/sheet-tables.ts';

/** Tables of packages/database/migrations/0032-sheet-reviews.sql; meanings stand there. */
export interface ReviewTables extends SheetTables {
  readonly sheet_reviews: {
    city_id: string;
    review_id: string;
    title: string;
    held_on: string;
    note: string;
    revision: number;
    yardstick: number;
    frozen_at: Date;
    frozen_by: string;
  };
  readonly review_lines: {
    city_id: string;
    review_id: string;
    line_id: string;
    check_item: string;
    check_group: string;
    subject: string;
    answered_by: string;
    answerer_id: string | null;
    verifier_id: string | null;
    priority: number;
    state: string;
    planned_raw: string;
    planned_by: string;
    statement: string;
    stage: string | null;
  };
}

export const tablesOf = ({ transaction }: Act) => transaction.tables<ReviewTables>();
