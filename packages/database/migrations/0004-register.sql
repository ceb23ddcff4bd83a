-- What each city has: its elements as the city's file describes them, by kind and immutable key, with
-- every change kept.

-- One row a city, locked by whoever changes the register: revisions follow each other without gaps.
CREATE TABLE register_heads (
  city_id text PRIMARY KEY REFERENCES cities,
  revision integer NOT NULL
);

CREATE TABLE elements (
  city_id text NOT NULL REFERENCES cities,
  kind text NOT NULL,
  element_key text NOT NULL,
  -- Place in its list, so that a file goes out as it came in.
  position integer NOT NULL,
  body jsonb NOT NULL,
  -- Keys of the organisations whose own it is; '*' where everybody in the city may see it.
  owners text[] NOT NULL,
  -- Keys of the contracts that cover it: who sees by a contract sees this.
  covered_by text[] NOT NULL,
  since_revision integer NOT NULL,
  PRIMARY KEY (city_id, kind, element_key)
);

CREATE TABLE change_sets (
  city_id text NOT NULL REFERENCES cities,
  revision integer NOT NULL,
  change_set_id text NOT NULL,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  -- The file it came from, or what else made it.
  source text NOT NULL,
  digest text NOT NULL,
  added integer NOT NULL,
  changed integer NOT NULL,
  removed integer NOT NULL,
  PRIMARY KEY (city_id, revision)
);

-- Each element as each revision left it; a null body: removed.
CREATE TABLE element_revisions (
  city_id text NOT NULL,
  revision integer NOT NULL,
  kind text NOT NULL,
  element_key text NOT NULL,
  body jsonb,
  PRIMARY KEY (city_id, revision, kind, element_key),
  FOREIGN KEY (city_id, revision) REFERENCES change_sets
);

ALTER TABLE register_heads ENABLE ROW LEVEL SECURITY;
ALTER TABLE register_heads FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON register_heads
  USING (city_id = (SELECT wall_city())
    AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city'));

ALTER TABLE elements ENABLE ROW LEVEL SECURITY;
ALTER TABLE elements FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON elements
  USING (city_id = (SELECT wall_city()) AND (
    (SELECT wall_reach()) = 'city'
    OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND (owners @> ARRAY['*']
      OR owners && ARRAY(SELECT o.element_key FROM organisations o
        WHERE o.city_id = (SELECT wall_city()) AND o.organisation_id = (SELECT wall_organisation())
          AND o.element_key IS NOT NULL)))
    OR ((SELECT wall_reach()) = 'seen' AND covered_by && ARRAY(
      SELECT v.contract_key FROM visibility v WHERE v.city_id = (SELECT wall_city())
        AND v.viewer = (SELECT wall_organisation())
        AND v.from_day <= (now() AT TIME ZONE 'Asia/Tokyo')::date
        AND (v.until_day IS NULL OR v.until_day >= (now() AT TIME ZONE 'Asia/Tokyo')::date)))));

ALTER TABLE change_sets ENABLE ROW LEVEL SECURITY;
ALTER TABLE change_sets FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON change_sets
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

ALTER TABLE element_revisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE element_revisions FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON element_revisions
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

GRANT SELECT, INSERT, UPDATE ON register_heads TO machimori_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON elements TO machimori_app;
GRANT SELECT, INSERT ON change_sets, element_revisions TO machimori_app;
