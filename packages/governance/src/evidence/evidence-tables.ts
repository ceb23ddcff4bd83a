import type { Act } from '@machimori/application';
import type { ColumnType } from 'kysely';
import type { FileTables } from '../files/file-tables.ts';
import type { SheetTables } from '../sheet/sheet-tables.ts';

/** Tables of packages/database/migrations/0029-evidence.sql; meanings stand there. */
export interface EvidenceTables
  extends FileTables,
    Pick<SheetTables, 'sheet_lines' | 'sheet_answers' | 'persons'> {
  readonly evidence: {
    city_id: string;
    evidence_id: string;
    organisation_id: string;
    kind: EvidenceKind;
    title: string;
    check_id: string | null;
    cadence_months: number | null;
    reviewed_on: string | null;
    reviewed_by: string | null;
    revision: number;
    removed_at: Date | null;
    removed_by: string | null;
  };
  readonly evidence_revisions: {
    city_id: string;
    evidence_id: string;
    number: number;
    file_id: string | null;
    file_name: string | null;
    digest: string | null;
    url: string | null;
    note: string;
    effective_on: string;
    expires_on: string | null;
    outcome: CheckOutcome | null;
    /** Written as JSON text, read as what it says. */
    facts: unknown;
    checked_at: Date | null;
    added_at: Date;
    added_by: string;
  };
  readonly evidence_lines: {
    city_id: string;
    evidence_id: string;
    line_id: string;
    via: string;
    organisation_id: string;
    linked_at: Date;
    linked_by: string;
    ended_at: Date | null;
    ended_by: string | null;
    first_linked_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    handed_to: string | null;
    handed_at: Date | null;
    handed_by: string | null;
  };
  readonly organisations: {
    city_id: string;
    organisation_id: string;
    name: string;
    promoter: boolean;
  };
}

export const evidenceKinds = ['file', 'link', 'note', 'check'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** What came of an automatic check; unknown: what it needs to see is not there. */
export const checkOutcomes = ['passed', 'failed', 'unknown'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

export const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) =>
  transaction.tables<EvidenceTables>();
