-- A cell that was written back to what the description says, before anybody handed it in, says nothing of its own: it
-- follows the description, as one that nobody wrote into does.
ALTER TABLE sheet_cells ADD COLUMN as_described boolean NOT NULL DEFAULT false;

-- What was filled and undone before this was known.
UPDATE sheet_cells c SET as_described = true
  FROM sheet_answers a
  WHERE a.city_id = c.city_id AND a.line_id = c.line_id AND a.stage IS NULL;
