-- Addresses outside that are told, signed, of what happens in the check sheet (docs/webhooks.md).

CREATE TABLE webhooks (
  city_id text NOT NULL REFERENCES cities,
  webhook_id text NOT NULL,
  address text NOT NULL,
  -- What it is told of.
  types text[] NOT NULL,
  -- What signs, sealed; and what signed before it, as long as that signs beside it.
  secret bytea NOT NULL,
  former_secret bytea,
  former_until timestamptz,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  -- Told nothing since: somebody turned it off, it said that it is gone, or nothing arrived for long.
  stopped_at timestamptz,
  stopped_why text CHECK (stopped_why IN ('person', 'gone', 'failing')),
  version integer NOT NULL,
  PRIMARY KEY (city_id, webhook_id),
  CHECK ((former_secret IS NULL) = (former_until IS NULL)),
  CHECK ((stopped_at IS NULL) = (stopped_why IS NULL))
);

-- What was told to each; how its sending went is known to the outbox, by the message's id.
CREATE TABLE webhook_messages (
  city_id text NOT NULL,
  message_id text NOT NULL,
  webhook_id text NOT NULL,
  -- The event that it tells of; of a test, its own id.
  event_id text NOT NULL,
  type text NOT NULL,
  -- As it is signed and sent, each time the same.
  body text NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (city_id, message_id),
  -- An event that is handed over twice is told once.
  UNIQUE (city_id, webhook_id, event_id),
  FOREIGN KEY (city_id, webhook_id) REFERENCES webhooks
);

ALTER TABLE webhooks ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhooks FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON webhooks
  USING ((city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city')
    -- Secrets that sign no more, and what is finished, are pruned in every city.
    OR (SELECT wall_reach()) = 'system');

ALTER TABLE webhook_messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_messages FORCE ROW LEVEL SECURITY;
CREATE POLICY whole ON webhook_messages
  USING ((city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city')
    OR (SELECT wall_reach()) = 'system')
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

GRANT SELECT, INSERT, DELETE ON webhooks, webhook_messages TO machimori_app;
GRANT UPDATE (address, types, secret, former_secret, former_until, stopped_at, stopped_why, version)
  ON webhooks TO machimori_app;
