-- Links by which somebody outside, without an account, answers named lines of the check sheet, or sees in figures
-- how far it has come.

CREATE TABLE outside_links (
  city_id text NOT NULL,
  link_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('answers', 'progress')),
  -- For which it was made.
  organisation_id text NOT NULL,
  -- SHA-256 of its secret: another one takes its place when it is sent again.
  token_hash bytea NOT NULL UNIQUE,
  -- Who it is for. Empty once that is forgotten; without an address it was handed over.
  name text NOT NULL,
  office text NOT NULL,
  email text NOT NULL,
  -- A code goes to that address before anything is seen.
  with_code boolean NOT NULL,
  message text NOT NULL,
  -- Progress: what stands in accepted answers may be read, too.
  with_statements boolean NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  sent_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  opened_at timestamptz,
  openings integer NOT NULL DEFAULT 0,
  -- Answers: whoever holds it is done, and what they wrote with that.
  handed_back_at timestamptz,
  note text NOT NULL DEFAULT '',
  -- Somebody here has taken note of it.
  noted_at timestamptz,
  forgotten_at timestamptz,
  PRIMARY KEY (city_id, link_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);
CREATE INDEX outside_links_handed_back ON outside_links (city_id)
  WHERE handed_back_at IS NOT NULL AND noted_at IS NULL;

-- Which lines somebody may answer, in which order; who answered them then. A line may fall away or go to another
-- organisation meanwhile: it keeps its place and is said to be gone.
CREATE TABLE outside_link_lines (
  city_id text NOT NULL,
  link_id text NOT NULL,
  place integer NOT NULL,
  line_id text NOT NULL,
  check_item text NOT NULL,
  answered_by text NOT NULL,
  -- From whom what comes in is, for whoever answers or verifies the line; empty once that is forgotten.
  writer text NOT NULL,
  -- SHA-256 of their mailbox: whoever answered is not the one who accepts, from whatever account.
  mailbox_hash bytea,
  PRIMARY KEY (city_id, link_id, place),
  UNIQUE (city_id, link_id, line_id),
  FOREIGN KEY (city_id, link_id) REFERENCES outside_links
);
CREATE INDEX outside_link_lines_line ON outside_link_lines (city_id, line_id);

-- Codes that went to the address of a link, each good in the browser that asked for it alone: whoever guesses uses
-- up their own.
CREATE TABLE outside_codes (
  city_id text NOT NULL,
  link_id text NOT NULL,
  code_id text NOT NULL,
  -- SHA-256 of the secret of the browser that asked, and of the code with it: the digits alone could be tried.
  ask_hash bytea NOT NULL,
  code_hash bytea NOT NULL,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  used_at timestamptz,
  PRIMARY KEY (city_id, link_id, code_id),
  FOREIGN KEY (city_id, link_id) REFERENCES outside_links
);
CREATE INDEX outside_codes_age ON outside_codes (asked_at);

-- Browsers that have entered a code; of this link and no other. One that is over may still ask for another code.
CREATE TABLE outside_sessions (
  city_id text NOT NULL,
  link_id text NOT NULL,
  session_hash bytea NOT NULL UNIQUE,
  opened_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (city_id, link_id, session_hash),
  FOREIGN KEY (city_id, link_id) REFERENCES outside_links
);

ALTER TABLE outside_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE outside_links FORCE ROW LEVEL SECURITY;
-- Whoever shows a link is nobody yet: it is found by its secret.
CREATE POLICY seen ON outside_links
  USING ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))))
    OR (SELECT wall_reach()) = 'sign-in')
  WITH CHECK (city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))));

ALTER TABLE outside_link_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE outside_link_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON outside_link_lines
  USING (city_id = (SELECT wall_city())
    AND link_id IN (SELECT l.link_id FROM outside_links l WHERE l.city_id = (SELECT wall_city())));
-- Whoever answers or verifies a line sees from whom an answer came; of the link and its address nothing.
CREATE POLICY seen ON outside_link_lines FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
      AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));

ALTER TABLE outside_codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE outside_codes FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON outside_codes
  USING ((city_id = (SELECT wall_city())
      AND link_id IN (SELECT l.link_id FROM outside_links l WHERE l.city_id = (SELECT wall_city())))
    OR (SELECT wall_reach()) = 'system');

ALTER TABLE outside_sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE outside_sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON outside_sessions
  USING ((city_id = (SELECT wall_city())
      AND link_id IN (SELECT l.link_id FROM outside_links l WHERE l.city_id = (SELECT wall_city())))
    OR (SELECT wall_reach()) IN ('sign-in', 'system'))
  WITH CHECK (city_id = (SELECT wall_city())
    AND link_id IN (SELECT l.link_id FROM outside_links l WHERE l.city_id = (SELECT wall_city())));

GRANT SELECT, INSERT, DELETE ON outside_links, outside_link_lines, outside_codes, outside_sessions TO machimori_app;
GRANT UPDATE (token_hash, name, office, email, message, sent_at, expires_at, revoked_at, opened_at, openings,
  handed_back_at, note, noted_at, forgotten_at) ON outside_links TO machimori_app;
GRANT UPDATE (writer, mailbox_hash) ON outside_link_lines TO machimori_app;
GRANT UPDATE (tries, used_at) ON outside_codes TO machimori_app;

-- What was sent outside, and for which lines, goes with a city that is being removed, and only then.
CREATE POLICY only_with_its_city ON outside_links AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = outside_links.city_id));
CREATE POLICY only_with_its_city ON outside_link_lines AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = outside_link_lines.city_id));
