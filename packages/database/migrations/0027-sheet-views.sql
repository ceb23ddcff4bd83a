-- Ways of looking at the check sheet that people keep: what it is narrowed to, gathered by and in what order it stands.

CREATE TABLE sheet_views (
  city_id text NOT NULL REFERENCES cities,
  view_id text NOT NULL,
  -- Whose it is, in the seat in which they kept it.
  organisation_id text NOT NULL,
  person_id text NOT NULL,
  name text NOT NULL,
  -- As the address of the page says it.
  filter jsonb NOT NULL,
  -- True: others of the organisation use it too.
  shared boolean NOT NULL,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (city_id, view_id),
  UNIQUE (city_id, organisation_id, person_id, name)
);

-- What others changed since a moment is asked for by everybody who has the grid open.
CREATE INDEX sheet_cells_written ON sheet_cells (city_id, written_at);
-- The wall asks which lines an organisation answers or verifies, with nearly every statement.
CREATE INDEX sheet_lines_answerer ON sheet_lines (city_id, answerer_id, line_id);
CREATE INDEX sheet_lines_verifier ON sheet_lines (city_id, verifier_id, line_id);

ALTER TABLE sheet_views ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_views FORCE ROW LEVEL SECURITY;
-- Nobody else sees what somebody keeps for themselves: not the city's administrator either.
CREATE POLICY seen ON sheet_views FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city')
    AND organisation_id = (SELECT wall_organisation())
    AND (shared OR person_id = (SELECT wall_person())));
CREATE POLICY own ON sheet_views
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city')
    AND organisation_id = (SELECT wall_organisation()) AND person_id = (SELECT wall_person()));

GRANT SELECT, INSERT, DELETE ON sheet_views TO machimori_app;
