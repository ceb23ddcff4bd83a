import type { Act } from '@machimori/application';
import type { Generated } from 'kysely';
import type { SheetTables } from '../sheet/sheet-tables.ts';

/** Tables of packages/database/migrations/0030-outside-links.sql and 0043-codes-by-hand.sql; meanings stand there. */
export interface OutsideTables {
  readonly outside_links: {
    city_id: string;
    link_id: string;
    kind: OutsideKind;
    organisation_id: string;
    token_hash: Buffer;
    name: string;
    office: string;
    email: string;
    with_code: boolean;
    message: string;
    with_statements: boolean;
    created_by: string;
    created_at: Date;
    sent_at: Date;
    expires_at: Date;
    revoked_at: Date | null;
    opened_at: Date | null;
    openings: Generated<number>;
    handed_back_at: Date | null;
    note: Generated<string>;
    noted_at: Date | null;
    forgotten_at: Date | null;
    told_by: Generated<string[]>;
  };
  readonly outside_link_lines: {
    city_id: string;
    link_id: string;
    place: number;
    line_id: string;
    check_item: string;
    answered_by: string;
    writer: string;
    mailbox_hash: Buffer | null;
  };
  readonly outside_codes: {
    city_id: string;
    link_id: string;
    code_id: string;
    ask_hash: Buffer | null;
    code_hash: Buffer;
    asked_at: Date;
    expires_at: Date;
    tries: Generated<number>;
    used_at: Date | null;
    by_hand: Generated<boolean>;
  };
  readonly outside_sessions: {
    city_id: string;
    link_id: string;
    session_hash: Buffer;
    opened_at: Date;
    ends_at: Date;
  };
  /** Of the check sheet. */
  readonly sheet_lines: SheetTables['sheet_lines'];
  readonly sheet_answers: SheetTables['sheet_answers'];
  readonly sheet_cells: SheetTables['sheet_cells'];
  /** Of identity. */
  readonly organisations: {
    city_id: string;
    organisation_id: string;
    name: string;
    promoter: boolean;
  };
}

/** What a link is for: lines that somebody answers, or how far the city has come. */
export type OutsideKind = 'answers' | 'progress';

export const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) =>
  transaction.tables<OutsideTables>();
