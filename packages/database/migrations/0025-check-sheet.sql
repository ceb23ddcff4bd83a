-- The check sheet as it is worked in: its lines as the latest plan has them, and what people answer, a cell each.

-- Of which plan the lines are.
CREATE TABLE sheet_heads (
  city_id text PRIMARY KEY REFERENCES cities,
  revision integer NOT NULL,
  yardstick integer NOT NULL,
  as_of date NOT NULL
);

-- A line is check item × what it is asked of (packages/planning/src/views/sheet-facts.ts). Who answers and who
-- verifies follow from the plan and may be others tomorrow; the line, and what was answered, stays.
CREATE TABLE sheet_lines (
  city_id text NOT NULL REFERENCES cities,
  line_id text NOT NULL,
  check_item text NOT NULL,
  check_group text NOT NULL,
  -- Key of the element that it is asked of.
  subject text NOT NULL,
  -- Key of the organisation that answers, and its seat; of who verifies, the seat alone.
  answered_by text NOT NULL,
  answerer_id text,
  verifier_id text,
  level text,
  priority integer NOT NULL,
  -- As the description says it, or as it is proposed.
  state text NOT NULL,
  planned_raw text NOT NULL,
  planned_by date NOT NULL,
  planned_origin text NOT NULL,
  statement text NOT NULL,
  -- Key of the description's entry that says so (`controls`), where there is one.
  control_key text,
  -- False: no line of the plan any more, kept for what was answered.
  in_plan boolean NOT NULL,
  PRIMARY KEY (city_id, line_id)
);
CREATE INDEX sheet_lines_order ON sheet_lines (city_id, priority) WHERE in_plan;

-- How far a line's answer has come on its way to being accepted.
CREATE TABLE sheet_answers (
  city_id text NOT NULL,
  line_id text NOT NULL,
  stage text NOT NULL CHECK (stage IN ('draft', 'submitted', 'changes-requested', 'accepted')),
  -- Each move has the next: whoever moves it says which one they saw.
  version integer NOT NULL,
  submitted_at timestamptz,
  submitted_by text,
  decided_at timestamptz,
  decided_by text,
  -- Confirmed by whoever answered it: no acceptance by another.
  self_checked boolean NOT NULL DEFAULT false,
  -- What whoever decided wrote.
  note text NOT NULL DEFAULT '',
  -- The revision of the description that says what was accepted; none: not carried over yet.
  carried_revision integer,
  PRIMARY KEY (city_id, line_id),
  FOREIGN KEY (city_id, line_id) REFERENCES sheet_lines
);
CREATE INDEX sheet_answers_to_carry ON sheet_answers (city_id)
  WHERE stage = 'accepted' AND carried_revision IS NULL;

-- What was written into each cell of a line; the latest version counts, the others are its history.
CREATE TABLE sheet_cells (
  city_id text NOT NULL,
  line_id text NOT NULL,
  field text NOT NULL CHECK (field IN ('state', 'planned', 'statement')),
  version integer NOT NULL,
  -- None: emptied.
  value text,
  written_at timestamptz NOT NULL,
  -- As the log names them.
  written_by text NOT NULL,
  PRIMARY KEY (city_id, line_id, field, version),
  FOREIGN KEY (city_id, line_id) REFERENCES sheet_lines
);

ALTER TABLE sheet_heads ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_heads FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON sheet_heads FOR SELECT
  USING (city_id = (SELECT wall_city())
    AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city'));
CREATE POLICY whole ON sheet_heads
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

-- A line is seen by whoever sees what it is asked of (elements has a wall of its own), and by who answers it.
ALTER TABLE sheet_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON sheet_lines FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (
    (SELECT wall_reach()) = 'city'
    OR ((SELECT wall_reach()) IN ('organisation', 'seen')
      AND subject IN (SELECT e.element_key FROM elements e WHERE e.city_id = (SELECT wall_city())))));
CREATE POLICY whole ON sheet_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

-- An answer in the making is for who answers and who verifies, and for whoever sees the whole city.
ALTER TABLE sheet_answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_answers FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_answers
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY seen ON sheet_answers FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
CREATE POLICY answering ON sheet_answers FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND l.answerer_id = (SELECT wall_organisation())));
CREATE POLICY moving ON sheet_answers FOR UPDATE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));

ALTER TABLE sheet_cells ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_cells FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_cells
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY seen ON sheet_cells FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
CREATE POLICY answering ON sheet_cells FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND l.answerer_id = (SELECT wall_organisation())));

GRANT SELECT, INSERT, UPDATE, DELETE ON sheet_heads, sheet_lines, sheet_answers TO machimori_app;
GRANT SELECT, INSERT, DELETE ON sheet_cells TO machimori_app;
