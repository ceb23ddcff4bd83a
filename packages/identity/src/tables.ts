import type { Transaction } from '@machimori/database';
import type { Generated } from 'kysely';

/** Tables of 0002-identity.sql, 0007-single-sign-on.sql and 0012-password-resets.sql in packages/database/migrations; meanings stand there. */
export interface IdentityTables {
  readonly parties: { party_id: string; name: string; created_at: Date };
  readonly persons: {
    person_id: string;
    email: string;
    email_key: string;
    name: string;
    locale: Generated<string>;
    host: Generated<boolean>;
    created_at: Date;
    version: Generated<number>;
    former_names: Generated<string[]>;
    former_emails: Generated<string[]>;
  };
  readonly passwords: { person_id: string; hash: string; changed_at: Date };
  readonly totp_secrets: {
    credential_id: string;
    person_id: string;
    name: string;
    sealed: Buffer;
    created_at: Date;
    confirmed_at: Date | null;
    last_step: Generated<string>;
    last_used_at: Date | null;
  };
  readonly passkeys: {
    credential_id: string;
    person_id: string;
    name: string;
    external_id: string;
    public_key: Buffer;
    sign_count: string;
    transports: string[];
    user_verified: boolean;
    created_at: Date;
    last_used_at: Date | null;
  };
  readonly recovery_codes: {
    person_id: string;
    code_hash: Buffer;
    created_at: Date;
    used_at: Date | null;
  };
  readonly sessions: {
    session_id: string;
    person_id: string;
    token_hash: Buffer;
    created_at: Date;
    seen_at: Date;
    idle_ends_at: Date;
    ends_at: Date;
    closed_at: Date | null;
    awaiting: Generated<boolean>;
    second_factor: Generated<boolean>;
    proved_at: Date;
    device: Generated<string>;
    seat_city: string | null;
    seat_organisation: string | null;
    provider_city: string | null;
    provider_organisation: string | null;
  };
  readonly challenges: {
    challenge_id: string;
    person_id: string | null;
    purpose: string;
    sealed: Buffer;
    expires_at: Date;
  };
  readonly throttles: {
    throttle_key: Buffer;
    failures: number;
    blocked_until: Date;
    last_failed_at: Date;
  };
  readonly password_resets: {
    person_id: string;
    reset_id: string;
    token_hash: Buffer;
    way: string;
    made_by: string | null;
    made_city: string | null;
    made_organisation: string | null;
    created_at: Date;
    expires_at: Date;
  };
  readonly address_changes: {
    person_id: string;
    change_id: string;
    token_hash: Buffer;
    email: string;
    created_at: Date;
    expires_at: Date;
  };
  readonly cities: {
    city_id: string;
    name: string;
    sample: Generated<boolean>;
    second_factor_for_all: Generated<boolean>;
    created_at: Date;
    removed_at: Date | null;
    version: Generated<number>;
  };
  readonly organisations: {
    city_id: string;
    organisation_id: string;
    party_id: string;
    element_key: string | null;
    name: string;
    promoter: Generated<boolean>;
    provider_only: Generated<boolean>;
    created_at: Date;
    version: Generated<number>;
  };
  readonly memberships: {
    city_id: string;
    membership_id: string;
    organisation_id: string;
    person_id: string;
    roles: string[];
    since: Date;
    suspended_at: Date | null;
    ended_at: Date | null;
    last_active_on: string | null;
    version: Generated<number>;
  };
  readonly invitations: {
    city_id: string;
    invitation_id: string;
    organisation_id: string;
    email: string;
    roles: string[];
    token_hash: Buffer;
    invited_by: string;
    created_at: Date;
    expires_at: Date;
    accepted_at: Date | null;
    withdrawn_at: Date | null;
  };
  readonly api_tokens: {
    city_id: string;
    token_id: string;
    organisation_id: string;
    name: string;
    token_hash: Buffer;
    actions: string[];
    created_by: string;
    created_at: Date;
    expires_at: Date;
    revoked_at: Date | null;
    last_used_on: string | null;
  };
  readonly identity_providers: {
    city_id: string;
    organisation_id: string;
    issuer: string;
    client_id: string;
    sealed_secret: Buffer;
    email_domains: string[];
    role_claim: string;
    role_map: Readonly<Record<string, string>>;
    trusts_second_factor: boolean;
    second_factor_values: string[];
    created_at: Generated<Date>;
    version: Generated<number>;
  };
  readonly provider_persons: {
    city_id: string;
    organisation_id: string;
    issuer: string;
    subject: string;
    person_id: string;
    created_at: Date;
    last_used_at: Date;
    withdrawn_at: Date | null;
  };
  readonly access_reviews: {
    city_id: string;
    review_id: string;
    organisation_id: string | null;
    name: string;
    started_by: string;
    started_at: Date;
    due_on: string;
    closed_at: Date | null;
  };
  readonly access_review_lines: {
    city_id: string;
    review_id: string;
    membership_id: string;
    organisation_id: string;
    roles: string[];
    marks: string[];
    decision: string | null;
    new_roles: string[] | null;
    reason: Generated<string>;
    decided_by: string | null;
    decided_at: Date | null;
  };
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

/** The transaction's handle, knowing these tables. */
export const tablesOf = ({ transaction }: { readonly transaction: Transaction }) =>
  transaction.tables<IdentityTables>();
