-- When a line goes to another organisation to be answered, what the one before put to it and said about it stays with
-- those who saw it then: the new one sees what comes from now on, its own, and what is handed over to it.

-- Since when the organisation that the plan names answers it; none: since the line began, or since before this was kept.
ALTER TABLE sheet_lines ADD COLUMN answered_since timestamptz;

ALTER POLICY seen ON sheet_comments
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND EXISTS (SELECT FROM sheet_lines l
      WHERE l.city_id = sheet_comments.city_id AND l.line_id = sheet_comments.line_id
        AND ((SELECT wall_organisation()) = l.verifier_id
          OR ((SELECT wall_organisation()) = l.answerer_id
            AND (l.answered_since IS NULL OR sheet_comments.written_at >= l.answered_since
              OR sheet_comments.organisation_id = (SELECT wall_organisation()))))));
ALTER POLICY seen ON evidence_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (organisation_id = (SELECT wall_organisation())
      OR EXISTS (SELECT FROM sheet_lines l
        WHERE l.city_id = evidence_lines.city_id AND l.line_id = evidence_lines.line_id
          AND ((SELECT wall_organisation()) = l.verifier_id
            OR ((SELECT wall_organisation()) = l.answerer_id
              AND (l.answered_since IS NULL OR evidence_lines.linked_at >= l.answered_since))))));
