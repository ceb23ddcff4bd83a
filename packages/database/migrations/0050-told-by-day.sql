-- What the calendar alone makes is no act: evidence expires, an answer is to be looked at again. Each night it is looked
-- which things are so, and those that were not the night before are told, once (docs/webhooks.md).

CREATE TABLE told_days (
  city_id text PRIMARY KEY REFERENCES cities,
  -- The day in Japan for which it was last looked.
  looked_on date NOT NULL
);

CREATE TABLE told_by_day (
  city_id text NOT NULL REFERENCES cities,
  what text NOT NULL CHECK (what IN ('evidence.expired', 'answer.stale')),
  -- The piece of evidence, or the line. Gone as soon as it is not so any more.
  thing text NOT NULL,
  since date NOT NULL,
  PRIMARY KEY (city_id, what, thing)
);

ALTER TABLE told_days ENABLE ROW LEVEL SECURITY;
ALTER TABLE told_days FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON told_days
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
ALTER TABLE told_by_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE told_by_day FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON told_by_day
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

GRANT SELECT, INSERT, UPDATE, DELETE ON told_days TO machimori_app;
GRANT SELECT, INSERT, DELETE ON told_by_day TO machimori_app;
