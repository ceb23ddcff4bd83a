-- When a line goes to another organisation, more stays with those who had to do with it then: the applied control that
-- answered it, the names of people outside who answered it, and a piece of evidence that is taken off and put on again.

-- When a piece first came to a line, however often it was taken away since; none: as `linked_at` says.
ALTER TABLE evidence_lines ADD COLUMN first_linked_at timestamptz;
ALTER POLICY seen ON evidence_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (organisation_id = (SELECT wall_organisation())
      OR EXISTS (SELECT FROM sheet_lines l
        WHERE l.city_id = evidence_lines.city_id AND l.line_id = evidence_lines.line_id
          AND ((SELECT wall_organisation()) = l.verifier_id
            OR ((SELECT wall_organisation()) = l.answerer_id
              AND (l.answered_since IS NULL
                OR coalesce(evidence_lines.first_linked_at, evidence_lines.linked_at) >= l.answered_since
                OR evidence_lines.handed_to = (SELECT wall_organisation())))))));

-- A control answers the line for whoever answers it since then; applied_controls and what proves them follow.
ALTER POLICY seen ON applied_control_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (organisation_id = (SELECT wall_organisation())
      OR EXISTS (SELECT FROM sheet_lines l
        WHERE l.city_id = applied_control_lines.city_id AND l.line_id = applied_control_lines.line_id
          AND ((SELECT wall_organisation()) = l.verifier_id
            OR ((SELECT wall_organisation()) = l.answerer_id
              AND (l.answered_since IS NULL OR applied_control_lines.tied_at >= l.answered_since))))));

-- From whom an answer came is for whoever verifies the line, and for the organisation that answered it then.
ALTER POLICY seen ON outside_link_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (line_id IN (SELECT l.line_id FROM sheet_lines l WHERE l.city_id = (SELECT wall_city())
        AND (SELECT wall_organisation()) = l.verifier_id)
      OR (line_id, answered_by) IN (SELECT l.line_id, l.answered_by FROM sheet_lines l
        WHERE l.city_id = (SELECT wall_city()) AND (SELECT wall_organisation()) = l.answerer_id)));
