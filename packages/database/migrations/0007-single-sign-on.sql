-- Single sign-on: an organisation's own provider of identities signs its members in, for that organisation
-- alone (docs/adr/0008-identity.md). The table of providers is that of 0002-identity.sql.

ALTER TABLE identity_providers ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
-- Which words of amr or acr mean that the provider has seen a second factor.
ALTER TABLE identity_providers ADD COLUMN second_factor_values text[] NOT NULL DEFAULT '{mfa}';

-- Members sign in by their organisation's provider alone. Here and not with the provider, because who may
-- take a seat is asked at every act, where nothing of a provider is within the wall.
ALTER TABLE organisations ADD COLUMN provider_only boolean NOT NULL DEFAULT false;

-- The organisation whose provider opened the session: it acts for no other.
ALTER TABLE sessions ADD COLUMN provider_city text;
ALTER TABLE sessions ADD COLUMN provider_organisation text;

-- Whom a provider's subject is, for one organisation: what one organisation's provider says of a person
-- counts for nothing anywhere else. No version has written to the table for whole installations.
-- allowed: no-drop: nothing has ever been written to it or read from it
DROP TABLE provider_subjects;

CREATE TABLE provider_persons (
  city_id text NOT NULL,
  organisation_id text NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  person_id text NOT NULL REFERENCES persons,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  -- The provider gave them no role any more, and the membership was suspended at that moment.
  withdrawn_at timestamptz,
  PRIMARY KEY (city_id, organisation_id, issuer, subject),
  -- A mail address that is given to somebody new at the provider must not open the account of the old.
  UNIQUE (city_id, organisation_id, person_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);

ALTER TABLE provider_persons ENABLE ROW LEVEL SECURITY;
ALTER TABLE provider_persons FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON provider_persons
  USING ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))))
    OR (SELECT wall_reach()) = 'sign-in');

GRANT SELECT, INSERT, UPDATE, DELETE ON provider_persons TO machimori_app;
