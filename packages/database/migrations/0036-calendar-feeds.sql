-- Addresses under which a calendar program, which cannot sign in, reads the dates of one person.

CREATE TABLE calendar_feeds (
  city_id text NOT NULL REFERENCES cities,
  feed_id text NOT NULL,
  -- Whose dates, in the seat in which they asked for it.
  organisation_id text NOT NULL,
  person_id text NOT NULL,
  -- SHA-256 of its secret.
  token_hash bytea NOT NULL UNIQUE,
  -- True: what lines and evidence are called stands in it; else numbers of check items alone.
  with_names boolean NOT NULL,
  locale text NOT NULL CHECK (locale IN ('ja', 'en')),
  made_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (city_id, feed_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);

ALTER TABLE calendar_feeds ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_feeds FORCE ROW LEVEL SECURITY;
-- Whoever shows an address is nobody yet: it is found by its secret. What reads by it is no person either.
CREATE POLICY seen ON calendar_feeds FOR SELECT
  USING ((SELECT wall_reach()) = 'sign-in'
    OR (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city')
      AND organisation_id = (SELECT wall_organisation())
      AND (person_id = (SELECT wall_person()) OR (SELECT wall_person()) = '')));
CREATE POLICY own ON calendar_feeds
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city')
    AND organisation_id = (SELECT wall_organisation()) AND person_id = (SELECT wall_person()));

GRANT SELECT, INSERT, DELETE ON calendar_feeds TO machimori_app;
GRANT UPDATE (revoked_at) ON calendar_feeds TO machimori_app;
