-- When a line went to another organisation, the promoting body hands over to it what proved the line before: piece by
-- piece, to that organisation, for as long as it answers the line.

-- To whom a piece of before was handed over, when, and by whom as the log names them.
ALTER TABLE evidence_lines
  ADD COLUMN handed_to text,
  ADD COLUMN handed_at timestamptz,
  ADD COLUMN handed_by text,
  ADD FOREIGN KEY (city_id, handed_to) REFERENCES organisations (city_id, organisation_id);

ALTER POLICY seen ON evidence_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (organisation_id = (SELECT wall_organisation())
      OR EXISTS (SELECT FROM sheet_lines l
        WHERE l.city_id = evidence_lines.city_id AND l.line_id = evidence_lines.line_id
          AND ((SELECT wall_organisation()) = l.verifier_id
            OR ((SELECT wall_organisation()) = l.answerer_id
              AND (l.answered_since IS NULL OR evidence_lines.linked_at >= l.answered_since
                OR evidence_lines.handed_to = (SELECT wall_organisation())))))));
