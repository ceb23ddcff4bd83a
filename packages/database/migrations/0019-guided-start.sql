-- What an officer has answered so far on the guided way to a first description, so that it can be taken up again on
-- another day and at another machine. One for each city.

CREATE TABLE guided_starts (
  city_id text NOT NULL PRIMARY KEY,
  -- The answers (packages/city/src/guided/answers.ts), those of an unfinished step too.
  answers jsonb NOT NULL,
  finished text[] NOT NULL,
  -- The elements that the finished steps made: what differs from them in the description was changed elsewhere.
  made jsonb NOT NULL,
  changed_at timestamptz NOT NULL
);

ALTER TABLE guided_starts ENABLE ROW LEVEL SECURITY;
ALTER TABLE guided_starts FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON guided_starts
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

GRANT SELECT, INSERT, UPDATE, DELETE ON guided_starts TO machimori_app;
