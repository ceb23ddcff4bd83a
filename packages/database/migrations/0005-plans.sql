-- What follows from each city's description, computed beside the requests. Whatever an organisation may
-- see of it lies in rows of its own.

CREATE TABLE plans (
  city_id text PRIMARY KEY REFERENCES cities,
  -- Of the register's description that it was computed from.
  revision integer NOT NULL,
  as_of date NOT NULL,
  edition text NOT NULL,
  counts jsonb NOT NULL,
  computed_at timestamptz NOT NULL
);

CREATE TABLE plan_actions (
  city_id text NOT NULL REFERENCES cities,
  action_id text NOT NULL,
  rank integer NOT NULL,
  -- Key of the organisation that is to do it.
  organisation_key text NOT NULL,
  body jsonb NOT NULL,
  PRIMARY KEY (city_id, action_id)
);

ALTER TABLE plans ENABLE ROW LEVEL SECURITY;
ALTER TABLE plans FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON plans
  USING (city_id = (SELECT wall_city())
    AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city'));

ALTER TABLE plan_actions ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_actions FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON plan_actions
  USING (city_id = (SELECT wall_city()) AND (
    (SELECT wall_reach()) = 'city'
    OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_key IN (
      SELECT o.element_key FROM organisations o
      WHERE o.city_id = (SELECT wall_city()) AND o.organisation_id = (SELECT wall_organisation())
        AND o.element_key IS NOT NULL))));

GRANT SELECT, INSERT, UPDATE ON plans TO machimori_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON plan_actions TO machimori_app;
