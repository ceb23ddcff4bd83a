-- How many people somebody has written to by acts that lead to letters: requests, comments that call, links. By it
-- nobody fills the mailboxes of others. Rows of days that are over go.

CREATE TABLE letters_caused (
  city_id text NOT NULL REFERENCES cities,
  person_id text NOT NULL,
  caused_id text NOT NULL,
  caused_at timestamptz NOT NULL,
  -- People or organisations that are written to.
  letters integer NOT NULL,
  PRIMARY KEY (city_id, person_id, caused_id)
);
CREATE INDEX letters_caused_age ON letters_caused (caused_at);

ALTER TABLE letters_caused ENABLE ROW LEVEL SECURITY;
ALTER TABLE letters_caused FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON letters_caused
  USING ((city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city')
    OR (SELECT wall_reach()) = 'system');
CREATE POLICY own ON letters_caused
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND person_id = (SELECT wall_person()));

GRANT SELECT, INSERT, DELETE ON letters_caused TO machimori_app;
