-- Links by which somebody who has forgotten their password sets a new one. Of a person, for half an hour.
CREATE TABLE password_resets (
  -- One open link a person: another takes its place. A row that was used is gone.
  person_id text PRIMARY KEY REFERENCES persons,
  reset_id text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  -- How it reached the person.
  way text NOT NULL CHECK (way IN ('mail', 'administrator', 'command-line')),
  -- The administrator who handed it over, and for which organisation they did.
  made_by text,
  made_city text,
  made_organisation text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK ((way = 'administrator') = (made_by IS NOT NULL AND made_city IS NOT NULL AND made_organisation IS NOT NULL))
);

ALTER TABLE password_resets ENABLE ROW LEVEL SECURITY;
ALTER TABLE password_resets FORCE ROW LEVEL SECURITY;
-- Whoever shows a link is nobody yet: it is found by its secret. Who changes their password ends their own.
CREATE POLICY own ON password_resets USING ((SELECT wall_reach()) = 'sign-in'
  OR ((SELECT wall_reach()) = 'self' AND person_id = (SELECT wall_person())));

GRANT SELECT, INSERT, UPDATE, DELETE ON password_resets TO machimori_app;
