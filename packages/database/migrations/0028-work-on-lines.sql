-- Work on the lines of the check sheet beside their answers: in whose hands a line is, what is said about it, and what
-- was asked for together.

-- Who of the organisation that answers has a line in hand.
CREATE TABLE sheet_owners (
  city_id text NOT NULL,
  line_id text NOT NULL,
  -- As it answered when the line was given; where another answers since, nobody has it in hand.
  organisation_id text NOT NULL,
  person_id text NOT NULL,
  given_at timestamptz NOT NULL,
  PRIMARY KEY (city_id, line_id),
  FOREIGN KEY (city_id, line_id) REFERENCES sheet_lines ON DELETE CASCADE
);
CREATE INDEX sheet_owners_of ON sheet_owners (city_id, person_id);

-- What became of a line, one after another: handed in, accepted, sent back, given to somebody.
CREATE TABLE sheet_moves (
  city_id text NOT NULL,
  move_id text NOT NULL DEFAULT gen_random_uuid()::text,
  line_id text NOT NULL,
  deed text NOT NULL,
  moved_at timestamptz NOT NULL,
  -- As the log names them.
  moved_by text NOT NULL,
  -- To whom it was given.
  person_id text,
  PRIMARY KEY (city_id, move_id),
  FOREIGN KEY (city_id, line_id) REFERENCES sheet_lines ON DELETE CASCADE
);
CREATE INDEX sheet_moves_of ON sheet_moves (city_id, line_id);

-- What people say to each other about a line. Nothing that was said is changed.
CREATE TABLE sheet_comments (
  city_id text NOT NULL,
  comment_id text NOT NULL,
  line_id text NOT NULL,
  -- The comment that began the talk: its own id where it is that.
  thread_id text NOT NULL,
  organisation_id text NOT NULL,
  written_at timestamptz NOT NULL,
  written_by text NOT NULL,
  -- As they sign: in another organisation nobody knows them by anything else.
  written_by_name text NOT NULL,
  words text NOT NULL,
  -- Of the comment that began the talk: since when it is settled, and by whom.
  resolved_at timestamptz,
  resolved_by text,
  PRIMARY KEY (city_id, comment_id),
  FOREIGN KEY (city_id, line_id) REFERENCES sheet_lines
);
CREATE INDEX sheet_comments_of ON sheet_comments (city_id, line_id);

-- Whom a comment calls; they are waited for until they have looked at it, or answer it.
CREATE TABLE sheet_mentions (
  city_id text NOT NULL,
  comment_id text NOT NULL,
  line_id text NOT NULL,
  organisation_id text NOT NULL,
  -- Empty: whoever works for the organisation.
  person_id text NOT NULL,
  settled_at timestamptz,
  PRIMARY KEY (city_id, comment_id, organisation_id, person_id),
  FOREIGN KEY (city_id, comment_id) REFERENCES sheet_comments ON DELETE CASCADE
);
CREATE INDEX sheet_mentions_open ON sheet_mentions (city_id, organisation_id) WHERE settled_at IS NULL;

-- Lines that an organisation is asked to answer together, until a day.
CREATE TABLE sheet_requests (
  city_id text NOT NULL,
  request_id text NOT NULL,
  -- Who is asked.
  organisation_id text NOT NULL,
  words text NOT NULL,
  due date NOT NULL,
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  -- As they sign.
  asked_by_name text NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (city_id, request_id)
);
CREATE TABLE sheet_request_lines (
  city_id text NOT NULL,
  request_id text NOT NULL,
  line_id text NOT NULL,
  PRIMARY KEY (city_id, request_id, line_id),
  FOREIGN KEY (city_id, request_id) REFERENCES sheet_requests ON DELETE CASCADE,
  FOREIGN KEY (city_id, line_id) REFERENCES sheet_lines ON DELETE CASCADE
);
CREATE INDEX sheet_request_lines_of ON sheet_request_lines (city_id, line_id);

ALTER TABLE sheet_owners ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_owners FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_owners
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY seen ON sheet_owners FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
CREATE POLICY given ON sheet_owners FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation())
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND l.answerer_id = (SELECT wall_organisation())));
CREATE POLICY given_on ON sheet_owners FOR UPDATE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND l.answerer_id = (SELECT wall_organisation())))
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation())
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND l.answerer_id = (SELECT wall_organisation())));
CREATE POLICY let_go ON sheet_owners FOR DELETE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND l.answerer_id = (SELECT wall_organisation())));

ALTER TABLE sheet_moves ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_moves FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_moves
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY seen ON sheet_moves FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
CREATE POLICY moved ON sheet_moves FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));

ALTER TABLE sheet_comments ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_comments FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_comments
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY seen ON sheet_comments FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
CREATE POLICY said ON sheet_comments FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation())
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
CREATE POLICY settled ON sheet_comments FOR UPDATE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));

ALTER TABLE sheet_mentions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_mentions FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_mentions
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY seen ON sheet_mentions FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (organisation_id = (SELECT wall_organisation())
      OR line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id))));
CREATE POLICY called ON sheet_mentions FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
CREATE POLICY settled ON sheet_mentions FOR UPDATE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));

ALTER TABLE sheet_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_requests FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_requests
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY seen ON sheet_requests FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation()));

ALTER TABLE sheet_request_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_request_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_request_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY seen ON sheet_request_lines FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND request_id IN (SELECT r.request_id FROM sheet_requests r WHERE r.city_id = (SELECT wall_city())));

GRANT SELECT, INSERT, DELETE ON sheet_owners, sheet_moves, sheet_comments, sheet_mentions,
  sheet_requests, sheet_request_lines TO machimori_app;
GRANT UPDATE (organisation_id, person_id, given_at) ON sheet_owners TO machimori_app;
-- What was said stays as it was said.
GRANT UPDATE (resolved_at, resolved_by) ON sheet_comments TO machimori_app;
GRANT UPDATE (settled_at) ON sheet_mentions TO machimori_app;
GRANT UPDATE (withdrawn_at) ON sheet_requests TO machimori_app;
