-- What shows that a line of the check sheet is true: files, links, notes, and results of the program's own checks.
-- One piece proves many lines, has revisions, and is seen by whoever may see the answer of a line that it proves.

-- Files are told by their content; more kinds than scans of paper are kept now.
ALTER TABLE evidence_files DROP CONSTRAINT evidence_files_media_check;

-- A paper of an approval goes only with its city; what was handed in by mistake as evidence is destroyed on demand.
DROP POLICY only_with_its_city ON evidence_files;
CREATE POLICY papers_with_their_city ON evidence_files AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = evidence_files.city_id)
  OR NOT EXISTS (SELECT 1 FROM approvals a
    WHERE a.city_id = evidence_files.city_id AND a.file_id = evidence_files.file_id));

CREATE TABLE evidence (
  city_id text NOT NULL,
  evidence_id text NOT NULL,
  -- The organisation that added it and keeps it up.
  organisation_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('file', 'link', 'note', 'check')),
  title text NOT NULL,
  -- Of a result: which check.
  check_id text,
  -- How often somebody looks whether it still holds, in months; none: never.
  cadence_months integer CHECK (cadence_months BETWEEN 1 AND 120),
  -- The day on which somebody last did.
  reviewed_on date,
  reviewed_by text,
  -- Number of the latest revision.
  revision integer NOT NULL,
  removed_at timestamptz,
  removed_by text,
  PRIMARY KEY (city_id, evidence_id),
  UNIQUE (city_id, evidence_id, organisation_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations,
  CHECK ((kind = 'check') = (check_id IS NOT NULL))
);
-- Of a check there is one piece.
CREATE UNIQUE INDEX evidence_checks ON evidence (city_id, check_id) WHERE removed_at IS NULL;

-- What it said from which day on; the latest counts, the others stay.
CREATE TABLE evidence_revisions (
  city_id text NOT NULL,
  evidence_id text NOT NULL,
  number integer NOT NULL,
  -- None where it is no file, or where the file was destroyed.
  file_id text,
  -- Of the file, kept when it is destroyed: its name, and SHA-256 in hexadecimal.
  file_name text,
  digest text,
  url text,
  note text NOT NULL,
  -- From when on it holds, and the last day on which it does; none: until somebody says otherwise.
  effective_on date NOT NULL,
  expires_on date,
  -- Of a check: what came of it, what it saw, and when it last saw the same.
  outcome text CHECK (outcome IN ('passed', 'failed', 'unknown')),
  facts jsonb,
  checked_at timestamptz,
  added_at timestamptz NOT NULL,
  -- As the log names them.
  added_by text NOT NULL,
  PRIMARY KEY (city_id, evidence_id, number),
  FOREIGN KEY (city_id, evidence_id) REFERENCES evidence,
  FOREIGN KEY (city_id, file_id) REFERENCES evidence_files
);
CREATE INDEX evidence_revisions_file ON evidence_revisions (city_id, file_id) WHERE file_id IS NOT NULL;

-- Which lines it proves. A line comes and goes with the plan under one id, so the id alone stands here.
CREATE TABLE evidence_lines (
  city_id text NOT NULL,
  evidence_id text NOT NULL,
  line_id text NOT NULL,
  -- The applied control through which it proves the line; empty: by itself.
  via text NOT NULL,
  -- Whose piece it is.
  organisation_id text NOT NULL,
  linked_at timestamptz NOT NULL,
  linked_by text NOT NULL,
  -- It proves the line no more.
  ended_at timestamptz,
  ended_by text,
  PRIMARY KEY (city_id, evidence_id, line_id, via),
  FOREIGN KEY (city_id, evidence_id, organisation_id)
    REFERENCES evidence (city_id, evidence_id, organisation_id)
);
CREATE INDEX evidence_lines_line ON evidence_lines (city_id, line_id);

-- Which piece proves which line: for whoever keeps the piece, and whoever answers or verifies the line.
ALTER TABLE evidence_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON evidence_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY seen ON evidence_lines FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (organisation_id = (SELECT wall_organisation())
      OR line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
        AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id))));
-- Only one's own pieces, on lines that one answers: who verifies a line sees what proves it.
CREATE POLICY linking ON evidence_lines FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation())
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND l.answerer_id = (SELECT wall_organisation())));
CREATE POLICY ending ON evidence_lines FOR UPDATE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (organisation_id = (SELECT wall_organisation())
      OR line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
        AND l.answerer_id = (SELECT wall_organisation()))));

-- A piece: for whoever keeps it, and whoever may see the answer of a line that it proves.
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON evidence
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY own ON evidence
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation()));
CREATE POLICY seen ON evidence FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND evidence_id IN (SELECT el.evidence_id FROM evidence_lines el
      JOIN sheet_lines l ON l.city_id = el.city_id AND l.line_id = el.line_id
      WHERE el.city_id = (SELECT wall_city()) AND el.ended_at IS NULL
        AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));

ALTER TABLE evidence_revisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_revisions FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON evidence_revisions
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY own ON evidence_revisions
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND evidence_id IN (SELECT e.evidence_id FROM evidence e WHERE e.city_id = (SELECT wall_city())
      AND e.organisation_id = (SELECT wall_organisation())));
CREATE POLICY seen ON evidence_revisions FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND evidence_id IN (SELECT e.evidence_id FROM evidence e WHERE e.city_id = (SELECT wall_city())));

-- A file: as it was until now by whoever handed it in, and by whoever sees the piece that it is of.
CREATE POLICY proof ON evidence_files FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND file_id IN (SELECT r.file_id FROM evidence_revisions r
      WHERE r.city_id = (SELECT wall_city()) AND r.file_id IS NOT NULL));

GRANT SELECT, INSERT, UPDATE, DELETE ON evidence, evidence_revisions, evidence_lines TO machimori_app;
