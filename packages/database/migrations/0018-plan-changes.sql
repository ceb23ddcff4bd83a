-- By what each city plans, and what each change of it did to the plan.

-- The edition of the guideline and the criteria that a city goes by. What was adopted stays; the latest counts.
CREATE TABLE yardsticks (
  city_id text NOT NULL REFERENCES cities,
  -- 0: what its first plan was made by.
  yardstick integer NOT NULL,
  edition text NOT NULL,
  -- In place of the edition's own (catalogue/schema/criteria.schema.json).
  criteria jsonb,
  -- Of the description that it was adopted with.
  revision integer NOT NULL,
  adopted_at timestamptz NOT NULL,
  -- As the log names them; empty where nobody chose it.
  adopted_by text NOT NULL,
  PRIMARY KEY (city_id, yardstick)
);

-- Cities that are planned already stay with what they were planned by, whatever this program goes by.
INSERT INTO yardsticks (city_id, yardstick, edition, revision, adopted_at, adopted_by)
  SELECT city_id, 0, edition, revision, computed_at, '' FROM plans;

ALTER TABLE yardsticks ENABLE ROW LEVEL SECURITY;
ALTER TABLE yardsticks FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON yardsticks FOR SELECT
  USING (city_id = (SELECT wall_city())
    AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city'));
CREATE POLICY adopting ON yardsticks FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY removing ON yardsticks FOR DELETE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

GRANT SELECT, INSERT, DELETE ON yardsticks TO machimori_app;

ALTER TABLE plans ADD COLUMN yardstick integer NOT NULL DEFAULT 0;

-- What differs between one plan of a city and the next. That of the whole city stands with the promoting body's
-- seat; what another organisation is told is made of its share of both plans and stands with its own.
CREATE TABLE plan_changes (
  city_id text NOT NULL,
  revision integer NOT NULL,
  yardstick integer NOT NULL,
  organisation_id text NOT NULL,
  -- The plan before it.
  from_revision integer NOT NULL,
  from_yardstick integer NOT NULL,
  as_of date NOT NULL,
  planned_at timestamptz NOT NULL,
  -- Counts and the first rows of each sort (packages/planning/src/views/plan-change.ts); none: not compared yet.
  body jsonb,
  PRIMARY KEY (city_id, revision, yardstick, organisation_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);
CREATE INDEX plan_changes_owed ON plan_changes (city_id) WHERE body IS NULL;

ALTER TABLE plan_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON plan_changes
  USING (city_id = (SELECT wall_city()) AND (
    (SELECT wall_reach()) = 'city'
    OR ((SELECT wall_reach()) IN ('organisation', 'seen')
      AND organisation_id = (SELECT wall_organisation()))));

GRANT SELECT, INSERT, UPDATE, DELETE ON plan_changes TO machimori_app;
