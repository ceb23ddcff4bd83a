-- Lines that people add to the check sheet, answers that organisations share with others of the same role, and after
-- how many months an accepted answer is to be confirmed.

-- What a line's element is (component, contract …); none in a row that no plan has touched since. A line that stands
-- there by hand alone says so.
ALTER TABLE sheet_lines ADD COLUMN per text;
ALTER TABLE sheet_lines ADD COLUMN added boolean NOT NULL DEFAULT false;

-- A line somebody added. It stands in sheet_lines as long as it is not taken away, whatever the plan asks; where the
-- plan comes to ask the same of the same element, it is the plan's line, and this row says who wanted it before.
CREATE TABLE sheet_added_lines (
  city_id text NOT NULL REFERENCES cities,
  line_id text NOT NULL,
  -- Of the guideline, or an item of the city's own (`own-…`), which has its words here.
  check_item text NOT NULL,
  check_group text NOT NULL,
  heading text,
  asks text,
  subject text NOT NULL,
  per text NOT NULL,
  -- Keys of organisations. No verifier: the promoting body.
  performer text NOT NULL,
  answered_by text NOT NULL,
  answerer_id text,
  verifier text,
  -- Whose people added it.
  organisation_id text NOT NULL,
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  -- Why; may be empty.
  reason text NOT NULL,
  -- The plan asks it too since then.
  joined_at timestamptz,
  removed_at timestamptz,
  removed_by text,
  PRIMARY KEY (city_id, line_id)
);
CREATE INDEX sheet_added_lines_standing ON sheet_added_lines (city_id) WHERE removed_at IS NULL;

ALTER TABLE sheet_added_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_added_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_added_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
-- Seen by whoever sees what it is asked of, as other lines are.
CREATE POLICY seen ON sheet_added_lines FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND subject IN (SELECT e.element_key FROM elements e WHERE e.city_id = (SELECT wall_city())));
CREATE POLICY adding ON sheet_added_lines FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation()) AND answerer_id = (SELECT wall_organisation())
    AND verifier IS NULL
    AND subject IN (SELECT e.element_key FROM elements e WHERE e.city_id = (SELECT wall_city())));
CREATE POLICY changing ON sheet_added_lines FOR UPDATE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation()))
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation()) AND answerer_id = (SELECT wall_organisation())
    AND verifier IS NULL);
GRANT SELECT, INSERT, UPDATE, DELETE ON sheet_added_lines TO machimori_app;

-- An organisation adds lines that it answers itself, and takes them away; the plan's lines it leaves alone. A line that
-- another organisation answered before is not taken over in this way: its answers are that organisation's.
CREATE POLICY adding ON sheet_lines FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND added AND answerer_id = (SELECT wall_organisation())
    AND verifier_id IS DISTINCT FROM (SELECT wall_organisation())
    AND subject IN (SELECT e.element_key FROM elements e WHERE e.city_id = (SELECT wall_city())));
CREATE POLICY changing ON sheet_lines FOR UPDATE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND answerer_id = (SELECT wall_organisation()) AND (added OR NOT in_plan))
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND added AND answerer_id = (SELECT wall_organisation())
    AND verifier_id IS DISTINCT FROM (SELECT wall_organisation()));

-- What a city has settled about its sheet; without a row, what the program assumes.
CREATE TABLE sheet_settings (
  city_id text PRIMARY KEY REFERENCES cities,
  review_months integer NOT NULL CHECK (review_months BETWEEN 3 AND 36),
  version integer NOT NULL
);
ALTER TABLE sheet_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_settings FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON sheet_settings FOR SELECT
  USING (city_id = (SELECT wall_city())
    AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city'));
CREATE POLICY whole ON sheet_settings
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
GRANT SELECT, INSERT, UPDATE, DELETE ON sheet_settings TO machimori_app;

-- What an organisation shares: one of its lines, or (line_id '') all that are accepted, under its name or without.
CREATE TABLE sheet_sharings (
  city_id text NOT NULL REFERENCES cities,
  organisation_id text NOT NULL,
  line_id text NOT NULL,
  named boolean NOT NULL,
  shared_at timestamptz NOT NULL,
  shared_by text NOT NULL,
  PRIMARY KEY (city_id, organisation_id, line_id)
);
ALTER TABLE sheet_sharings ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_sharings FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_sharings
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY own ON sheet_sharings
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation()));
GRANT SELECT, INSERT, UPDATE, DELETE ON sheet_sharings TO machimori_app;

-- Copies of accepted answers that are shared, with nothing beside that could be seen through them: others read these
-- rows and never the lines. `roles`: whoever has one of them may see it.
CREATE TABLE sheet_shared_answers (
  city_id text NOT NULL REFERENCES cities,
  share_id text NOT NULL,
  organisation_id text NOT NULL,
  line_id text NOT NULL,
  check_item text NOT NULL,
  per text,
  roles text[] NOT NULL,
  -- Empty where it is shared without the name.
  organisation_name text NOT NULL,
  state text NOT NULL,
  statement text NOT NULL,
  accepted_at timestamptz NOT NULL,
  PRIMARY KEY (city_id, share_id),
  UNIQUE (city_id, line_id)
);
CREATE INDEX sheet_shared_answers_of ON sheet_shared_answers (city_id, check_item);
ALTER TABLE sheet_shared_answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_shared_answers FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_shared_answers
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY own ON sheet_shared_answers
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation()));
-- Others of the same role, as the description has both.
CREATE POLICY shared ON sheet_shared_answers FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND roles && ARRAY(SELECT jsonb_path_query(e.body, '$.roles[*]') #>> '{}'
      FROM elements e JOIN organisations o
        ON o.city_id = e.city_id AND o.element_key = e.element_key
      WHERE e.city_id = (SELECT wall_city()) AND e.kind = 'organisations'
        AND o.organisation_id = (SELECT wall_organisation())));
GRANT SELECT, INSERT, UPDATE, DELETE ON sheet_shared_answers TO machimori_app;

ALTER TABLE sheet_cells DROP CONSTRAINT sheet_cells_origin_check;
ALTER TABLE sheet_cells ADD CONSTRAINT sheet_cells_origin_check
  CHECK (origin IN ('page', 'link', 'book', 'answer-book', 'applied-control', 'shared'));
