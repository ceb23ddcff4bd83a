-- Books in which organisations answer their lines: each that went out, with what its cells said then, and each file
-- that came back.

CREATE TABLE sheet_books (
  city_id text NOT NULL REFERENCES cities,
  -- As it stands in every row of the book: `BK-7QHM2T9F`.
  number text NOT NULL,
  -- Key of the organisation whose lines it has, and its seat.
  answered_by text NOT NULL,
  answerer_id text,
  -- Who made it, and for which organisation they acted.
  organisation_id text NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  locale text NOT NULL CHECK (locale IN ('ja', 'en')),
  -- The edition that the city went by then; none: what the program goes by.
  edition text,
  lines integer NOT NULL,
  -- What its cells said, by line: state, planned, statement; JSON, compressed.
  said bytea NOT NULL,
  PRIMARY KEY (city_id, number),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);

CREATE TABLE sheet_books_received (
  city_id text NOT NULL,
  -- The file as it came, sealed.
  file_id text NOT NULL,
  organisation_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('lines', 'official')),
  received_by text NOT NULL,
  received_at timestamptz NOT NULL,
  -- What was read from it (JSON, compressed), until it is done with.
  reading bytea,
  merged_at timestamptz,
  merged_by text,
  -- Cells that were written from it.
  written integer NOT NULL DEFAULT 0,
  PRIMARY KEY (city_id, file_id),
  FOREIGN KEY (city_id, file_id) REFERENCES evidence_files,
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);

ALTER TABLE sheet_books ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_books FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON sheet_books
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
-- Seen by whoever made it, and by whoever answers its lines.
CREATE POLICY seen ON sheet_books FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (SELECT wall_organisation()) IN (organisation_id, answerer_id));
CREATE POLICY making ON sheet_books FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND organisation_id = (SELECT wall_organisation()));

ALTER TABLE sheet_books_received ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_books_received FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON sheet_books_received
  USING (city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))));

GRANT SELECT, INSERT, DELETE ON sheet_books, sheet_books_received TO machimori_app;
GRANT UPDATE (reading, merged_at, merged_by, written) ON sheet_books_received TO machimori_app;
CREATE POLICY only_with_its_city ON sheet_books AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = sheet_books.city_id));
CREATE POLICY only_with_its_city ON sheet_books_received AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = sheet_books_received.city_id));
