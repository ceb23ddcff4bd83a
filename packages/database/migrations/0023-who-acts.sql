-- What was answered to a write that may be sent twice is seen by whoever sent it, and by no other token either:
-- the wall names the token that acts, where it named persons alone.
--
-- The version before names no token yet. Until it is gone its tokens find what belongs to a token of the
-- organisation that they act for; without a name nothing else is there.

ALTER POLICY own ON kept_answers USING ((SELECT wall_reach()) <> 'none' AND (
  actor = (SELECT wall_person())
  OR ((SELECT wall_person()) = '' AND EXISTS (
    SELECT 1 FROM api_tokens t WHERE t.token_id = kept_answers.actor
      AND t.city_id = (SELECT wall_city()) AND t.organisation_id = (SELECT wall_organisation())))));

-- What is over goes at night: answers that nobody waits for any more, links that have expired, attempts that
-- count no longer.
CREATE POLICY outlived ON kept_answers USING ((SELECT wall_reach()) = 'system')
  WITH CHECK (false);
CREATE POLICY outlived ON address_changes USING ((SELECT wall_reach()) = 'system')
  WITH CHECK (false);
CREATE POLICY outlived ON password_resets USING ((SELECT wall_reach()) = 'system')
  WITH CHECK (false);

-- A city's own row and its plan are written by whoever sees the whole of it; an organisation of it reads them.
CREATE POLICY written_from_above ON cities AS RESTRICTIVE FOR UPDATE TO machimori_app
  USING ((SELECT wall_reach()) NOT IN ('organisation', 'seen', 'self'));
CREATE POLICY added_from_above ON cities AS RESTRICTIVE FOR INSERT TO machimori_app
  WITH CHECK ((SELECT wall_reach()) NOT IN ('organisation', 'seen', 'self'));
CREATE POLICY written_from_above ON plans AS RESTRICTIVE FOR UPDATE TO machimori_app
  USING ((SELECT wall_reach()) = 'city');
CREATE POLICY added_from_above ON plans AS RESTRICTIVE FOR INSERT TO machimori_app
  WITH CHECK ((SELECT wall_reach()) = 'city');
