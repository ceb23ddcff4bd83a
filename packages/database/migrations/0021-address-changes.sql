-- Links by which somebody shows that a new address of theirs is their own. Of a person, for a day.
CREATE TABLE address_changes (
  -- One a person: another takes its place. A row that was used is gone.
  person_id text PRIMARY KEY REFERENCES persons,
  change_id text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  email text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

ALTER TABLE address_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE address_changes FORCE ROW LEVEL SECURITY;
-- Whoever shows a link is nobody there: it is found by its secret. One sees and replaces one's own.
CREATE POLICY own ON address_changes USING ((SELECT wall_reach()) = 'sign-in'
  OR ((SELECT wall_reach()) = 'self' AND person_id = (SELECT wall_person())));

GRANT SELECT, INSERT, UPDATE, DELETE ON address_changes TO machimori_app;
