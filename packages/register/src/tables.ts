import type { Transaction } from '@machimori/database';
import type { Generated } from 'kysely';

/** Tables of packages/database/migrations/0004-register.sql 0016 and 0019; meanings stand there. */
export interface RegisterTables {
  readonly register_heads: { city_id: string; revision: number };
  readonly elements: {
    city_id: string;
    kind: string;
    element_key: string;
    position: number;
    /** Written as JSON text, read as what it says. */
    body: unknown;
    owners: string[];
    covered_by: string[];
    since_revision: number;
  };
  readonly change_sets: {
    city_id: string;
    revision: number;
    change_set_id: string;
    at: Date;
    actor: string;
    source: string;
    digest: string;
    added: number;
    changed: number;
    removed: number;
  };
  readonly element_revisions: {
    city_id: string;
    revision: number;
    kind: string;
    element_key: string;
    body: string | null;
  };
  readonly proposals: {
    city_id: string;
    proposal_id: string;
    organisation_id: string;
    proposed_by: string;
    proposed_at: Date;
    note: string;
    /** Written as JSON text, read as what it says. */
    edits: unknown;
    state: string;
    decided_by: Generated<string | null>;
    decided_at: Generated<Date | null>;
    reason: Generated<string>;
    revision: Generated<number | null>;
  };
  /** 0017. */
  readonly city_outlines: {
    city_id: string;
    /** Written as JSON text, read as what it says. */
    polygons: unknown;
    points: number;
    digest: string;
    kept_at: Date;
  };
  readonly guided_starts: {
    city_id: string;
    /** Written as JSON text, read as what it says; `made` too. */
    answers: unknown;
    finished: string[];
    made: unknown;
    changed_at: Date;
  };
  /** Of identity: the seats that the city's organisations have. */
  readonly organisations: {
    city_id: string;
    organisation_id: string;
    party_id: string;
    element_key: string | null;
    name: string;
    promoter: boolean;
    created_at: Date;
  };
  /** Of identity. */
  readonly persons: { person_id: string; name: string };
  readonly parties: { party_id: string; name: string; created_at: Date };
  readonly visibility: {
    city_id: string;
    viewer: string;
    subject: string;
    contract_key: string;
    view: string;
    from_day: string;
    until_day: string | null;
  };
}

export const tablesOf = ({ transaction }: { readonly transaction: Transaction }) =>
  transaction.tables<RegisterTables>();
