-- Deliveries of one lane (a receiver outside) are tried one at a time, and the receiver rests after it did not answer:
-- whoever never answers keeps nobody else waiting. Rows are made as deliveries are taken up; only system actors do that.

ALTER TABLE outbox_deliveries ADD COLUMN lane text;

CREATE TABLE outbox_lanes (
  city_id text NOT NULL,
  lane text NOT NULL,
  -- One of its deliveries is under way until then.
  busy_until timestamptz,
  -- None is tried before that.
  rest_until timestamptz,
  -- When one was last taken up: who was served longest ago comes first.
  served_at timestamptz NOT NULL,
  -- How often nobody answered since somebody last did.
  silences integer NOT NULL DEFAULT 0,
  PRIMARY KEY (city_id, lane)
);
CREATE INDEX outbox_lanes_age ON outbox_lanes (served_at);

ALTER TABLE outbox_lanes ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_lanes FORCE ROW LEVEL SECURITY;
-- Of its own accord the program alone; with its city each goes.
CREATE POLICY whole ON outbox_lanes
  USING ((SELECT wall_reach()) = 'system'
    OR ((SELECT wall_reach()) = 'city' AND city_id = (SELECT wall_city())));
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox_lanes TO machimori_app;
