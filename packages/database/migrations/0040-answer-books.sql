-- Answer books: accepted answers of an organisation, signed by a key of its own, proposed to another town that asks
-- the same.

CREATE TABLE answer_book_keys (
  city_id text NOT NULL REFERENCES cities,
  organisation_id text NOT NULL,
  -- `<name>+<id>+<key>`, as it stands in the books that it signs.
  public_key text NOT NULL,
  -- Its secret, sealed.
  sealed bytea NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  PRIMARY KEY (city_id, organisation_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);

-- Whose key an organisation has compared once with what the vendor told it.
CREATE TABLE answer_book_vendors (
  city_id text NOT NULL REFERENCES cities,
  organisation_id text NOT NULL,
  -- As the vendor calls itself: one spelling (NFKC, no blanks, small letters).
  vendor text NOT NULL,
  public_key text NOT NULL,
  compared_at timestamptz NOT NULL,
  compared_by text NOT NULL,
  PRIMARY KEY (city_id, organisation_id, vendor),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);

-- Of an answer book: who signed it, by which key, and when.
ALTER TABLE sheet_books_received ADD COLUMN signed_by text, ADD COLUMN signed_key text, ADD COLUMN signed_on date;
ALTER TABLE sheet_books_received DROP CONSTRAINT sheet_books_received_kind_check;
ALTER TABLE sheet_books_received ADD CONSTRAINT sheet_books_received_kind_check
  CHECK (kind IN ('lines', 'official', 'answer-book'));

ALTER TABLE answer_book_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE answer_book_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON answer_book_keys
  USING (city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))));
ALTER TABLE answer_book_vendors ENABLE ROW LEVEL SECURITY;
ALTER TABLE answer_book_vendors FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON answer_book_vendors
  USING (city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))));

GRANT SELECT, INSERT, DELETE ON answer_book_keys, answer_book_vendors TO machimori_app;
-- The seal is renewed with the installation's master key.
GRANT UPDATE (sealed) ON answer_book_keys TO machimori_app;
GRANT UPDATE (public_key, compared_at, compared_by) ON answer_book_vendors TO machimori_app;
CREATE POLICY only_with_its_city ON answer_book_keys AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = answer_book_keys.city_id));
CREATE POLICY only_with_its_city ON answer_book_vendors AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = answer_book_vendors.city_id));
