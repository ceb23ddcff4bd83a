-- An answer that was taken back before anybody handed it in is none: its line reads as not answered, as before. Its
-- versions and what was written stay, so that nobody writes upon what they did not see.

-- None: nobody answers (any more); the line says what the description says.
ALTER TABLE sheet_answers ALTER COLUMN stage DROP NOT NULL;

UPDATE sheet_answers SET stage = NULL WHERE version = 0;

-- What was filled and undone before this was known: every cell is as empty as the description.
UPDATE sheet_answers a SET stage = NULL
  WHERE a.stage = 'draft' AND a.submitted_at IS NULL AND a.decided_at IS NULL
    AND EXISTS (SELECT FROM sheet_lines l
      WHERE l.city_id = a.city_id AND l.line_id = a.line_id
        AND l.state = 'not-started' AND l.statement = '' AND l.planned_origin <> 'stated')
    AND NOT EXISTS (
      SELECT FROM (SELECT DISTINCT ON (c.field) c.value FROM sheet_cells c
          WHERE c.city_id = a.city_id AND c.line_id = a.line_id
          ORDER BY c.field, c.version DESC) present
        WHERE coalesce(present.value, '') NOT IN ('', 'not-started'));
