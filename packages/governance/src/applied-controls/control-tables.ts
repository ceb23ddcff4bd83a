import type { Act } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import type { ColumnType } from 'kysely';
import type { AnswerValues } from '../sheet/answer-cells.ts';
import type { SheetTables } from '../sheet/sheet-tables.ts';

/** Tables of packages/database/migrations/0034-applied-controls.sql; meanings stand there. */
export interface ControlTables
  extends Pick<SheetTables, 'sheet_lines' | 'sheet_answers' | 'persons' | 'elements'> {
  readonly applied_controls: {
    city_id: string;
    control_id: string;
    organisation_id: string;
    version: number;
    name: string;
    kind: ControlKind;
    state: AnswerValues['state'];
    planned: string;
    statement: string;
    said_at: Date;
    element_key: string | null;
    owner_id: string | null;
    effective_on: string | null;
    cadence_months: number | null;
    reviewed_on: string | null;
    made_at: Date;
    removed_at: Date | null;
  };
  readonly applied_control_lines: {
    city_id: string;
    control_id: string;
    line_id: string;
    organisation_id: string;
    tied_at: Date;
    tied_by: string;
    ended_at: Date | null;
    ended_by: string | null;
    with_control: ColumnType<boolean, boolean | undefined, boolean>;
  };
  readonly applied_control_evidence: {
    city_id: string;
    control_id: string;
    evidence_id: string;
    organisation_id: string;
    linked_at: Date;
  };
  readonly applied_control_moves: {
    city_id: string;
    control_id: string;
    version: number;
    deed: ControlDeed;
    count: number;
    /** Written as JSON text, read as what it says. */
    said: unknown;
    moved_at: Date;
    moved_by: string;
    moved_for: string | null;
  };
  readonly organisations: { city_id: string; organisation_id: string; name: string };
}

/** By what a control works: a setting or device, a rule, people, a lock, or what a contract says. */
export const controlKinds = ['technical', 'procedure', 'people', 'physical', 'contract'] as const;
export type ControlKind = (typeof controlKinds)[number];

/** What people say of an applied control. What it answers its lines with is state, date and statement. */
export interface ControlWords extends AnswerValues {
  readonly name: string;
  readonly kind: ControlKind;
  /** Key of the component that carries it out. */
  readonly element?: string | undefined;
  /** Id of who has it in hand. */
  readonly owner?: string | undefined;
  readonly effectiveOn?: Day | undefined;
  readonly cadenceMonths?: number | undefined;
}

/** What can become of a control, as its history tells it. */
export const controlDeeds = [
  'made',
  'changed',
  'tied',
  'untied',
  'aligned',
  'proved',
  'unproved',
  'reviewed',
  'removed',
] as const;
export type ControlDeed = (typeof controlDeeds)[number];

export const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) =>
  transaction.tables<ControlTables>();
