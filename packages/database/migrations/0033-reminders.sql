-- Letters once a week about what is due in the check sheet: to everybody whom it concerns, unless they want none.

CREATE TABLE reminder_refusals (
  city_id text NOT NULL REFERENCES cities,
  person_id text NOT NULL,
  refused_at timestamptz NOT NULL,
  PRIMARY KEY (city_id, person_id)
);

ALTER TABLE reminder_refusals ENABLE ROW LEVEL SECURITY;
ALTER TABLE reminder_refusals FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON reminder_refusals
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');
CREATE POLICY own ON reminder_refusals
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND person_id = (SELECT wall_person()));

GRANT SELECT, INSERT, DELETE ON reminder_refusals TO machimori_app;
