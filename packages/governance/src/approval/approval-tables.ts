import type { Act } from '@machimori/application';
import type { Generated } from 'kysely';
import type { FileTables } from '../files/file-tables.ts';

/** Tables of packages/database/migrations/0009-approvals.sql; meanings stand there. */
interface ApprovalTables extends FileTables {
  readonly approval_policies: { city_id: string; self_check: boolean; version: number };
  readonly approvals: {
    city_id: string;
    approval_id: string;
    organisation_id: string;
    subject_kind: string;
    subject_id: string;
    digest: string;
    /** Written as JSON text, read as what it says. */
    shown: unknown;
    note: string;
    requested_by: string;
    requested_at: Date;
    state: string;
    way: string | null;
    decided_by: string | null;
    decided_at: Date | null;
    decided_on: string | null;
    decider_name: Generated<string>;
    decider_office: Generated<string>;
    reason: Generated<string>;
    file_id: string | null;
  };
  readonly approval_recorders: { city_id: string; approval_id: string; actor: string };
  readonly approval_links: {
    city_id: string;
    link_id: string;
    approval_id: string;
    organisation_id: string;
    token_hash: Buffer;
    name: string;
    office: string;
    email: string;
    delivery: string;
    created_by: string;
    created_at: Date;
    expires_at: Date;
    revoked_at: Date | null;
    used_at: Date | null;
  };
  /** Of identity: who the people are that one sees, and the seats. */
  readonly persons: {
    person_id: string;
    email: string;
    name: string;
    former_names: string[];
    former_emails: string[];
  };
  readonly organisations: { city_id: string; organisation_id: string; name: string };
  readonly cities: { city_id: string; name: string };
  readonly api_tokens: { city_id: string; token_id: string; created_by: string };
}

export const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) =>
  transaction.tables<ApprovalTables>();
