-- The outline of a city, drawn behind its map: what everybody may see of it anyhow, so in clear. Each city has one
-- or none; whoever sees any of the city sees it, and whoever sees the whole city puts it there.

CREATE TABLE city_outlines (
  city_id text PRIMARY KEY REFERENCES cities,
  -- Polygons of rings of [longitude, latitude], already thinned out to what a map shows (packages/city/src/outline.ts).
  polygons jsonb NOT NULL,
  points integer NOT NULL,
  -- SHA-256 of the file it came from, in hexadecimal.
  digest text NOT NULL,
  kept_at timestamptz NOT NULL
);

ALTER TABLE city_outlines ENABLE ROW LEVEL SECURITY;
ALTER TABLE city_outlines FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON city_outlines FOR SELECT
  USING (city_id = (SELECT wall_city())
    AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city'));
CREATE POLICY putting ON city_outlines FOR INSERT
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY changing ON city_outlines FOR UPDATE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY removing ON city_outlines FOR DELETE
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

GRANT SELECT, INSERT, UPDATE, DELETE ON city_outlines TO machimori_app;
