-- Applied controls (対策): one thing that is done, such as a firewall, and the many lines of the check sheet that it
-- answers. What it says is written into the cells of its lines; whether a line says something else by now is told by
-- its cells and stands nowhere.

CREATE TABLE applied_controls (
  city_id text NOT NULL,
  control_id text NOT NULL,
  -- The organisation that has it and keeps it up.
  organisation_id text NOT NULL,
  -- Each act on it has the next: whoever changes it says which one they saw.
  version integer NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('technical', 'procedure', 'people', 'physical', 'contract')),
  -- What it answers its lines with; a value each of the cells of 0025-check-sheet.sql, empty where it says nothing.
  state text NOT NULL,
  planned text NOT NULL,
  statement text NOT NULL,
  -- When that was last another.
  said_at timestamptz NOT NULL,
  -- Key of the element that carries it out; none: people and paper do.
  element_key text,
  -- Who of the organisation has it in hand.
  owner_id text,
  -- From which day on it works; how often somebody looks whether it still does, in months, and when somebody did.
  effective_on date,
  cadence_months integer CHECK (cadence_months BETWEEN 1 AND 120),
  reviewed_on date,
  made_at timestamptz NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (city_id, control_id),
  UNIQUE (city_id, control_id, organisation_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);

-- Which lines it answers. A line comes and goes with the plan under one id, so the id alone stands here.
CREATE TABLE applied_control_lines (
  city_id text NOT NULL,
  tie_id text NOT NULL DEFAULT gen_random_uuid()::text,
  control_id text NOT NULL,
  line_id text NOT NULL,
  -- Whose control it is.
  organisation_id text NOT NULL,
  tied_at timestamptz NOT NULL,
  -- As the log names them.
  tied_by text NOT NULL,
  -- It answers the line no more; what stands in the line's cells stayed.
  ended_at timestamptz,
  ended_by text,
  -- It ended because the control itself was removed.
  with_control boolean NOT NULL DEFAULT false,
  PRIMARY KEY (city_id, tie_id),
  FOREIGN KEY (city_id, control_id, organisation_id)
    REFERENCES applied_controls (city_id, control_id, organisation_id)
);
-- A line is answered by one control at a time: two would write over one another.
CREATE UNIQUE INDEX applied_control_lines_one ON applied_control_lines (city_id, line_id)
  WHERE ended_at IS NULL;
CREATE INDEX applied_control_lines_of ON applied_control_lines (city_id, control_id);
CREATE INDEX applied_control_lines_line ON applied_control_lines (city_id, line_id);

-- What shows that it works: proves its lines through it (`via` of evidence_lines).
CREATE TABLE applied_control_evidence (
  city_id text NOT NULL,
  control_id text NOT NULL,
  evidence_id text NOT NULL,
  organisation_id text NOT NULL,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (city_id, control_id, evidence_id),
  FOREIGN KEY (city_id, control_id, organisation_id)
    REFERENCES applied_controls (city_id, control_id, organisation_id),
  FOREIGN KEY (city_id, evidence_id) REFERENCES evidence
);

-- What became of it, one act after another.
CREATE TABLE applied_control_moves (
  city_id text NOT NULL,
  control_id text NOT NULL,
  -- The version that it had from then on.
  version integer NOT NULL,
  deed text NOT NULL,
  -- How many lines, or pieces of evidence, it was done to.
  count integer NOT NULL,
  -- What it said of itself from then on, where that was changed.
  said jsonb,
  moved_at timestamptz NOT NULL,
  moved_by text NOT NULL,
  PRIMARY KEY (city_id, control_id, version),
  FOREIGN KEY (city_id, control_id) REFERENCES applied_controls
);

-- Which control answers which line: for whoever has the control, and whoever answers or verifies the line.
ALTER TABLE applied_control_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE applied_control_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON applied_control_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY seen ON applied_control_lines FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (organisation_id = (SELECT wall_organisation())
      OR line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
        AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id))));
-- Only one's own controls, to lines that one answers.
CREATE POLICY tying ON applied_control_lines FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation())
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND l.answerer_id = (SELECT wall_organisation())));
CREATE POLICY ending ON applied_control_lines FOR UPDATE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (organisation_id = (SELECT wall_organisation())
      OR line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
        AND l.answerer_id = (SELECT wall_organisation()))));

-- A control: for the organisation that has it, and whoever answers or verifies a line that it answers.
ALTER TABLE applied_controls ENABLE ROW LEVEL SECURITY;
ALTER TABLE applied_controls FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON applied_controls
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY own ON applied_controls
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation()));
CREATE POLICY seen ON applied_controls FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND control_id IN (SELECT t.control_id FROM applied_control_lines t
      JOIN sheet_lines l ON l.city_id = t.city_id AND l.line_id = t.line_id
      WHERE t.city_id = (SELECT wall_city()) AND t.ended_at IS NULL
        AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));

ALTER TABLE applied_control_evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE applied_control_evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON applied_control_evidence
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY own ON applied_control_evidence
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation()));
CREATE POLICY seen ON applied_control_evidence FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND control_id IN (SELECT c.control_id FROM applied_controls c
      WHERE c.city_id = (SELECT wall_city())));

-- What it was before is for whoever has it.
ALTER TABLE applied_control_moves ENABLE ROW LEVEL SECURITY;
ALTER TABLE applied_control_moves FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON applied_control_moves
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY own ON applied_control_moves
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND control_id IN (SELECT c.control_id FROM applied_controls c
      WHERE c.city_id = (SELECT wall_city()) AND c.organisation_id = (SELECT wall_organisation())));

GRANT SELECT, INSERT, UPDATE, DELETE ON applied_controls TO machimori_app;
GRANT SELECT, INSERT, DELETE ON applied_control_lines, applied_control_evidence,
  applied_control_moves TO machimori_app;
-- A tie is ended, never moved elsewhere.
GRANT UPDATE (ended_at, ended_by, with_control) ON applied_control_lines TO machimori_app;
