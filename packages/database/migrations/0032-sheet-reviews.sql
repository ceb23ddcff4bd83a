-- Review meetings: how the check sheet stood when people met, kept so that two moments can be compared.

CREATE TABLE sheet_reviews (
  city_id text NOT NULL REFERENCES cities,
  review_id text NOT NULL,
  title text NOT NULL,
  -- The day of the meeting, in Japan.
  held_on date NOT NULL,
  note text NOT NULL,
  -- Of which plan the lines were.
  revision integer NOT NULL,
  yardstick integer NOT NULL,
  frozen_at timestamptz NOT NULL,
  frozen_by text NOT NULL,
  PRIMARY KEY (city_id, review_id)
);
CREATE INDEX sheet_reviews_order ON sheet_reviews (city_id, frozen_at);

-- The lines of the plan as they stood then; who answered and verified then sees them, whoever does now.
CREATE TABLE review_lines (
  city_id text NOT NULL,
  review_id text NOT NULL,
  line_id text NOT NULL,
  check_item text NOT NULL,
  check_group text NOT NULL,
  subject text NOT NULL,
  answered_by text NOT NULL,
  answerer_id text,
  verifier_id text,
  priority integer NOT NULL,
  state text NOT NULL,
  planned_raw text NOT NULL,
  planned_by date NOT NULL,
  statement text NOT NULL,
  -- None: nobody had begun.
  stage text,
  PRIMARY KEY (city_id, review_id, line_id),
  FOREIGN KEY (city_id, review_id) REFERENCES sheet_reviews
);

ALTER TABLE sheet_reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet_reviews FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON sheet_reviews FOR SELECT
  USING (city_id = (SELECT wall_city())
    AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city'));
CREATE POLICY whole ON sheet_reviews
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

ALTER TABLE review_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE review_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON review_lines FOR SELECT
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) IN ('organisation', 'seen')
    AND (SELECT wall_organisation()) IN (answerer_id, verifier_id));
CREATE POLICY whole ON review_lines
  USING (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

GRANT SELECT, INSERT, DELETE ON sheet_reviews, review_lines TO machimori_app;
