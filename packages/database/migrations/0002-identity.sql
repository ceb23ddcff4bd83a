-- Who signs in (once an installation), and the places they have in each city.
-- Row-level security is the second wall; the first is Scope. Reaches are those of
-- packages/authorisation/src/actions.ts, set for one transaction.

-- Parties and persons: once an installation, no city's content ------------------------------------

CREATE TABLE parties (
  party_id text PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE persons (
  person_id text PRIMARY KEY,
  -- As written, and folded for finding it.
  email text NOT NULL,
  email_key text NOT NULL UNIQUE,
  name text NOT NULL,
  locale text NOT NULL DEFAULT 'ja' CHECK (locale IN ('ja', 'en')),
  host boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);

CREATE TABLE passwords (
  person_id text PRIMARY KEY REFERENCES persons,
  hash text NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE totp_secrets (
  credential_id text PRIMARY KEY,
  person_id text NOT NULL REFERENCES persons,
  name text NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamptz NOT NULL,
  -- Null until the first code from the app was right.
  confirmed_at timestamptz,
  -- The time step of the last code that was taken: no code counts twice.
  last_step bigint NOT NULL DEFAULT 0,
  last_used_at timestamptz
);
CREATE INDEX totp_secrets_person ON totp_secrets (person_id);

CREATE TABLE passkeys (
  credential_id text PRIMARY KEY,
  person_id text NOT NULL REFERENCES persons,
  name text NOT NULL,
  external_id text NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  sign_count bigint NOT NULL,
  transports text[] NOT NULL DEFAULT '{}',
  -- The person was verified by the device (PIN, fingerprint): it stands for both factors.
  user_verified boolean NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkeys_person ON passkeys (person_id);

CREATE TABLE recovery_codes (
  person_id text NOT NULL REFERENCES persons,
  code_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (person_id, code_hash)
);

CREATE TABLE sessions (
  session_id text PRIMARY KEY,
  person_id text NOT NULL REFERENCES persons,
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  idle_ends_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  closed_at timestamptz,
  -- The password was right and the second factor is still to come: nobody yet.
  awaiting boolean NOT NULL DEFAULT false,
  second_factor boolean NOT NULL DEFAULT false,
  proved_at timestamptz NOT NULL,
  -- Browser and system in a word, so that a person knows their sessions apart; no address.
  device text NOT NULL DEFAULT '',
  seat_city text,
  seat_organisation text
);
CREATE INDEX sessions_person ON sessions (person_id, ends_at);

-- One open question to a device or a provider at a time: passkey challenges, sign-in by another firm.
CREATE TABLE challenges (
  challenge_id text PRIMARY KEY,
  person_id text REFERENCES persons,
  purpose text NOT NULL,
  sealed bytea NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Failed attempts, by what was tried and from where; keyed hashes, no address.
CREATE TABLE throttles (
  throttle_key bytea PRIMARY KEY,
  failures integer NOT NULL,
  blocked_until timestamptz NOT NULL,
  last_failed_at timestamptz NOT NULL
);

CREATE TABLE kept_answers (
  actor text NOT NULL,
  use_case text NOT NULL,
  repeat_key text NOT NULL,
  fingerprint text NOT NULL,
  answer text NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (actor, use_case, repeat_key)
);

-- Cities, organisations, memberships ---------------------------------------------------------------

CREATE TABLE cities (
  city_id text PRIMARY KEY,
  name text NOT NULL,
  sample boolean NOT NULL DEFAULT false,
  second_factor_for_all boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  version integer NOT NULL DEFAULT 1
);

CREATE TABLE organisations (
  city_id text NOT NULL REFERENCES cities,
  organisation_id text NOT NULL,
  party_id text NOT NULL REFERENCES parties,
  -- The key in the city's description; null until the organisation is described there.
  element_key text,
  name text NOT NULL,
  promoter boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (city_id, organisation_id),
  UNIQUE (city_id, element_key)
);

CREATE TABLE memberships (
  city_id text NOT NULL,
  membership_id text NOT NULL,
  organisation_id text NOT NULL,
  person_id text NOT NULL REFERENCES persons,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  since timestamptz NOT NULL,
  -- Suspended: may come back. Ended: has left; the row stays for the log's readers.
  suspended_at timestamptz,
  ended_at timestamptz,
  last_active_on date,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (city_id, membership_id),
  UNIQUE (city_id, organisation_id, person_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);
CREATE INDEX memberships_person ON memberships (person_id);

CREATE TABLE invitations (
  city_id text NOT NULL,
  invitation_id text NOT NULL,
  organisation_id text NOT NULL,
  email text NOT NULL,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0),
  token_hash bytea NOT NULL,
  invited_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  PRIMARY KEY (city_id, invitation_id),
  UNIQUE (city_id, token_hash),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);
CREATE INDEX invitations_token ON invitations (token_hash);

CREATE TABLE api_tokens (
  city_id text NOT NULL,
  token_id text NOT NULL,
  organisation_id text NOT NULL,
  name text NOT NULL,
  token_hash bytea NOT NULL,
  actions text[] NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_used_on date,
  PRIMARY KEY (city_id, token_id),
  UNIQUE (city_id, token_hash),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);
CREATE INDEX api_tokens_hash ON api_tokens (token_hash);

-- An organisation's own provider of identities (OpenID Connect).
CREATE TABLE identity_providers (
  city_id text NOT NULL,
  organisation_id text NOT NULL,
  issuer text NOT NULL,
  client_id text NOT NULL,
  sealed_secret bytea NOT NULL,
  email_domains text[] NOT NULL DEFAULT '{}',
  -- Which claim names groups, and the role each group gets.
  role_claim text NOT NULL DEFAULT 'groups',
  role_map jsonb NOT NULL DEFAULT '{}',
  -- The provider's word on a second factor counts (amr, acr).
  trusts_second_factor boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (city_id, organisation_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);

CREATE TABLE provider_subjects (
  issuer text NOT NULL,
  subject text NOT NULL,
  person_id text NOT NULL REFERENCES persons,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject)
);

CREATE TABLE access_reviews (
  city_id text NOT NULL,
  review_id text NOT NULL,
  -- Null: of the whole city.
  organisation_id text,
  name text NOT NULL,
  started_by text NOT NULL,
  started_at timestamptz NOT NULL,
  due_on date NOT NULL,
  closed_at timestamptz,
  PRIMARY KEY (city_id, review_id)
);

CREATE TABLE access_review_lines (
  city_id text NOT NULL,
  review_id text NOT NULL,
  membership_id text NOT NULL,
  organisation_id text NOT NULL,
  -- What the reviewer saw: roles and marks as they were.
  roles text[] NOT NULL,
  marks text[] NOT NULL,
  decision text CHECK (decision IN ('keep', 'change', 'end')),
  new_roles text[],
  reason text NOT NULL DEFAULT '',
  decided_by text,
  decided_at timestamptz,
  PRIMARY KEY (city_id, review_id, membership_id),
  FOREIGN KEY (city_id, review_id) REFERENCES access_reviews,
  FOREIGN KEY (city_id, membership_id) REFERENCES memberships
);

-- What one organisation may see of another: from contracts, dated (house, "A request").
CREATE TABLE visibility (
  city_id text NOT NULL,
  viewer text NOT NULL,
  subject text NOT NULL,
  contract_key text NOT NULL,
  view text NOT NULL,
  from_day date NOT NULL,
  until_day date,
  PRIMARY KEY (city_id, viewer, subject, contract_key, view),
  FOREIGN KEY (city_id, viewer) REFERENCES organisations,
  FOREIGN KEY (city_id, subject) REFERENCES organisations
);

-- The second wall ----------------------------------------------------------------------------------

ALTER TABLE visibility ENABLE ROW LEVEL SECURITY;
ALTER TABLE visibility FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON visibility
  USING (city_id = (SELECT wall_city()) AND ((SELECT wall_reach()) = 'city'
    OR ((SELECT wall_reach()) = 'seen' AND viewer = (SELECT wall_organisation()))));

-- Rows of a city that belong to an organisation are seen with the whole city, or as one's own. Contracts
-- show that another organisation is there, never its people, invitations or tokens. The lines are written
-- out each time: a function with a subquery would be called for every row.

ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON memberships
  USING ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))))
    OR (person_id = (SELECT wall_person()) AND (SELECT wall_reach()) IN ('self', 'sign-in')))
  WITH CHECK ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation())))) OR (SELECT wall_reach()) = 'sign-in');

ALTER TABLE organisations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisations FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON organisations
  USING ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))
      OR ((SELECT wall_reach()) = 'seen' AND organisation_id IN (
        SELECT v.subject FROM visibility v WHERE v.city_id = (SELECT wall_city())
          AND v.viewer = (SELECT wall_organisation())
          AND v.from_day <= (now() AT TIME ZONE 'Asia/Tokyo')::date
          AND (v.until_day IS NULL OR v.until_day >= (now() AT TIME ZONE 'Asia/Tokyo')::date)))))
    -- The promoter's name stands on every page of its city.
    OR (promoter AND city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen'))
    OR (SELECT wall_reach()) = 'sign-in'
    OR ((SELECT wall_reach()) = 'self' AND EXISTS (
      SELECT 1 FROM memberships m WHERE m.city_id = organisations.city_id
        AND m.organisation_id = organisations.organisation_id AND m.person_id = (SELECT wall_person()))))
  WITH CHECK ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))
      OR ((SELECT wall_reach()) = 'seen' AND organisation_id IN (
        SELECT v.subject FROM visibility v WHERE v.city_id = (SELECT wall_city())
          AND v.viewer = (SELECT wall_organisation())
          AND v.from_day <= (now() AT TIME ZONE 'Asia/Tokyo')::date
          AND (v.until_day IS NULL OR v.until_day >= (now() AT TIME ZONE 'Asia/Tokyo')::date))))) OR (SELECT wall_reach()) = 'sign-in');

ALTER TABLE cities ENABLE ROW LEVEL SECURITY;
ALTER TABLE cities FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON cities
  USING ((SELECT wall_reach()) IN ('sign-in', 'installation', 'system')
    OR (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city'))
    OR ((SELECT wall_reach()) = 'self' AND EXISTS (
      SELECT 1 FROM memberships m WHERE m.city_id = cities.city_id
        AND m.person_id = (SELECT wall_person()))));

ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON invitations
  USING ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation())))) OR (SELECT wall_reach()) = 'sign-in');

ALTER TABLE api_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON api_tokens
  USING ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation())))) OR (SELECT wall_reach()) = 'sign-in');

ALTER TABLE identity_providers ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity_providers FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON identity_providers
  USING ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation())))) OR (SELECT wall_reach()) = 'sign-in');

ALTER TABLE access_reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_reviews FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON access_reviews
  USING ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND coalesce(organisation_id, '') = (SELECT wall_organisation())))));

ALTER TABLE access_review_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_review_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON access_review_lines
  USING ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation())))));

-- Persons: themselves, whoever signs in, and the members that one may see.
ALTER TABLE persons ENABLE ROW LEVEL SECURITY;
ALTER TABLE persons FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON persons FOR SELECT
  USING ((SELECT wall_reach()) IN ('sign-in', 'installation') OR person_id = (SELECT wall_person())
    OR EXISTS (SELECT 1 FROM memberships m
      WHERE m.person_id = persons.person_id AND m.city_id = (SELECT wall_city())));
CREATE POLICY changed ON persons FOR UPDATE
  USING ((SELECT wall_reach()) = 'sign-in' OR person_id = (SELECT wall_person()));
CREATE POLICY added ON persons FOR INSERT
  WITH CHECK ((SELECT wall_reach()) = 'sign-in');

ALTER TABLE parties ENABLE ROW LEVEL SECURITY;
ALTER TABLE parties FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON parties
  USING ((SELECT wall_reach()) IN ('sign-in', 'installation', 'city') OR EXISTS (
    SELECT 1 FROM organisations o WHERE o.party_id = parties.party_id AND o.city_id = (SELECT wall_city())));

-- What only signing in, or the person themselves, may touch.
ALTER TABLE passwords ENABLE ROW LEVEL SECURITY;
ALTER TABLE passwords FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON passwords USING ((SELECT wall_reach()) = 'sign-in'
  OR ((SELECT wall_reach()) = 'self' AND person_id = (SELECT wall_person())));
ALTER TABLE totp_secrets ENABLE ROW LEVEL SECURITY;
ALTER TABLE totp_secrets FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON totp_secrets USING ((SELECT wall_reach()) = 'sign-in'
  OR ((SELECT wall_reach()) = 'self' AND person_id = (SELECT wall_person())));
ALTER TABLE passkeys ENABLE ROW LEVEL SECURITY;
ALTER TABLE passkeys FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON passkeys USING ((SELECT wall_reach()) = 'sign-in'
  OR ((SELECT wall_reach()) = 'self' AND person_id = (SELECT wall_person())));
ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE recovery_codes FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON recovery_codes USING ((SELECT wall_reach()) = 'sign-in'
  OR ((SELECT wall_reach()) = 'self' AND person_id = (SELECT wall_person())));
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
-- An administrator who ends a membership closes the sessions that act for it.
CREATE POLICY own ON sessions USING ((SELECT wall_reach()) = 'sign-in'
  OR ((SELECT wall_reach()) = 'self' AND person_id = (SELECT wall_person()))
  OR ((SELECT wall_reach()) IN ('organisation', 'city') AND (seat_city = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND seat_organisation = (SELECT wall_organisation()))))));
ALTER TABLE challenges ENABLE ROW LEVEL SECURITY;
ALTER TABLE challenges FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON challenges USING ((SELECT wall_reach()) = 'sign-in'
  OR ((SELECT wall_reach()) = 'self' AND person_id = (SELECT wall_person())));
ALTER TABLE throttles ENABLE ROW LEVEL SECURITY;
ALTER TABLE throttles FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON throttles USING ((SELECT wall_reach()) IN ('sign-in', 'self', 'system'));
ALTER TABLE provider_subjects ENABLE ROW LEVEL SECURITY;
ALTER TABLE provider_subjects FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON provider_subjects USING ((SELECT wall_reach()) = 'sign-in');
ALTER TABLE kept_answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept_answers FORCE ROW LEVEL SECURITY;
-- A person's own; a token has no person, and asks with its own name.
CREATE POLICY own ON kept_answers USING (actor = (SELECT wall_person())
  OR ((SELECT wall_person()) = '' AND (SELECT wall_reach()) <> 'none' AND actor NOT LIKE 'per\_%'));

GRANT SELECT, INSERT, UPDATE ON parties, persons, passwords, totp_secrets, passkeys, recovery_codes,
  sessions, challenges, throttles, kept_answers, cities, organisations, memberships, invitations,
  api_tokens, identity_providers, provider_subjects, access_reviews, access_review_lines, visibility
  TO machimori_app;
GRANT DELETE ON totp_secrets, passkeys, recovery_codes, challenges, throttles, kept_answers,
  identity_providers, visibility TO machimori_app;
