-- Who answers or verifies a line sees what hangs on it. Asked as EXISTS, the server looks the hundred lines of a page up
-- one by one, and makes a list of all of an organisation's lines only where it goes through as many; asked as IN, it
-- made that list, from the whole sheet, for each table of each page.
ALTER POLICY seen ON sheet_answers
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND EXISTS (SELECT FROM sheet_lines l
      WHERE l.city_id = sheet_answers.city_id AND l.line_id = sheet_answers.line_id
        AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
ALTER POLICY seen ON sheet_cells
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND EXISTS (SELECT FROM sheet_lines l
      WHERE l.city_id = sheet_cells.city_id AND l.line_id = sheet_cells.line_id
        AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
ALTER POLICY seen ON sheet_owners
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND EXISTS (SELECT FROM sheet_lines l
      WHERE l.city_id = sheet_owners.city_id AND l.line_id = sheet_owners.line_id
        AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
ALTER POLICY seen ON sheet_moves
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND EXISTS (SELECT FROM sheet_lines l
      WHERE l.city_id = sheet_moves.city_id AND l.line_id = sheet_moves.line_id
        AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
ALTER POLICY seen ON sheet_comments
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND EXISTS (SELECT FROM sheet_lines l
      WHERE l.city_id = sheet_comments.city_id AND l.line_id = sheet_comments.line_id
        AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id)));
ALTER POLICY seen ON evidence_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (organisation_id = (SELECT wall_organisation())
      OR EXISTS (SELECT FROM sheet_lines l
        WHERE l.city_id = evidence_lines.city_id AND l.line_id = evidence_lines.line_id
          AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id))));
ALTER POLICY seen ON applied_control_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (organisation_id = (SELECT wall_organisation())
      OR EXISTS (SELECT FROM sheet_lines l
        WHERE l.city_id = applied_control_lines.city_id AND l.line_id = applied_control_lines.line_id
          AND (SELECT wall_organisation()) IN (l.answerer_id, l.verifier_id))));
