import type { Act } from '@machimori/application';
import { type ColumnType, type RawBuilder, sql } from 'kysely';

/** Tables of packages/database/migrations/0025-check-sheet.sql; meanings stand there. */
export interface SheetTables {
  readonly sheet_heads: {
    city_id: string;
    revision: number;
    yardstick: number;
    as_of: string;
  };
  readonly sheet_lines: {
    city_id: string;
    line_id: string;
    check_item: string;
    check_group: string;
    subject: string;
    answered_by: string;
    answerer_id: string | null;
    verifier_id: string | null;
    level: string | null;
    priority: number;
    state: string;
    planned_raw: string;
    planned_by: string;
    planned_origin: string;
    statement: string;
    control_key: string | null;
    in_plan: boolean;
    /** Of packages/database/migrations/0038-lines-by-hand.sql. */
    per: string | null;
    added: boolean;
    /** Of packages/database/migrations/0046-handed-to-another.sql. */
    answered_since: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
  readonly sheet_answers: {
    city_id: string;
    line_id: string;
    /** None: nobody answers, or what was written was taken back before it was handed in. */
    stage: AnswerStage | null;
    version: number;
    submitted_at: Date | null;
    submitted_by: string | null;
    decided_at: Date | null;
    decided_by: string | null;
    self_checked: boolean;
    note: string;
    carried_revision: number | null;
    to_carry: ColumnType<
      Partial<Record<AnswerField, number>> | null,
      string | null | undefined,
      string | null
    >;
  };
  readonly sheet_cells: {
    city_id: string;
    line_id: string;
    field: AnswerField;
    version: number;
    value: string | null;
    written_at: Date;
    written_by: string;
    written_for: string | null;
    origin: CellOrigin['way'];
    origin_id: string | null;
    /** Of packages/database/migrations/0054-as-described.sql. */
    as_described: boolean;
  };
  /** Of packages/database/migrations/0028-work-on-lines.sql. */
  readonly sheet_comments: { city_id: string; line_id: string };
  readonly sheet_owners: {
    city_id: string;
    line_id: string;
    organisation_id: string;
    person_id: string;
  };
  readonly sheet_moves: {
    city_id: string;
    line_id: string;
    deed: string;
    moved_at: Date;
    moved_by: string;
    moved_for: string | null;
    person_id: string | null;
  };
  /** Of packages/database/migrations/0038-lines-by-hand.sql. */
  readonly sheet_settings: { city_id: string; review_months: number; version: number };
  /** Of identity. */
  readonly organisations: { city_id: string; organisation_id: string; name: string };
  /** Of register. */
  readonly elements: {
    city_id: string;
    kind: string;
    element_key: string;
    since_revision: number;
  };
  /** Of identity. */
  readonly persons: { person_id: string; name: string };
}

/** How far an answer has come: being written, handed in, sent back, accepted. */
export const answerStages = ['draft', 'submitted', 'changes-requested', 'accepted'] as const;
export type AnswerStage = (typeof answerStages)[number];

/** The cells of a line that people write. */
export const answerFields = ['state', 'planned', 'statement'] as const;
export type AnswerField = (typeof answerFields)[number];

/** By which way something came into a cell, and by which link, book or control. */
export type CellOrigin =
  | { readonly way: 'page' }
  | {
      readonly way: 'link' | 'book' | 'answer-book' | 'applied-control' | 'shared';
      readonly id: string;
    };

export const tablesOf = ({ transaction }: Act) => transaction.tables<SheetTables>();

/**
 * Many ids as one value, to be found as a set. A list of a thousand parameters is looked through from its beginning
 * for each row wherever the server, whose statistics are of a moment ago, reads a whole table.
 */
export const oneOf = (ids: readonly string[]): RawBuilder<string> =>
  sql<string>`(SELECT unnest(${[...ids]}::text[]))`;
