-- What people write comes by several ways, and each cell says by which; what was accepted waits by its own versions
-- for being carried into the description, whatever is written into the line meanwhile.

ALTER TABLE sheet_cells
  -- How it came: on a page, by a link from outside, in a book, …
  ADD COLUMN origin text NOT NULL DEFAULT 'page'
    CHECK (origin IN ('page', 'link', 'book', 'answer-book', 'applied-control')),
  -- Which link, book or control; none for a page.
  ADD COLUMN origin_id text;

-- Versions of the cells that were accepted, by field; none where the description says it already.
ALTER TABLE sheet_answers ADD COLUMN to_carry jsonb;
UPDATE sheet_answers a
  SET to_carry = coalesce((
    SELECT jsonb_object_agg(c.field, c.version)
      FROM (SELECT field, max(version) AS version FROM sheet_cells s
              WHERE s.city_id = a.city_id AND s.line_id = a.line_id GROUP BY field) c), '{}')
  WHERE a.stage = 'accepted' AND a.carried_revision IS NULL;
DROP INDEX sheet_answers_to_carry;
CREATE INDEX sheet_answers_to_carry ON sheet_answers (city_id) WHERE to_carry IS NOT NULL;
