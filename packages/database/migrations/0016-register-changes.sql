-- Changes that an organisation puts before the promoting body, since they touch what others answer for; and what
-- one takes part in alone takes effect by itself, from here too, so that nobody needs the whole city's reach for it.

CREATE TABLE proposals (
  city_id text NOT NULL,
  proposal_id text NOT NULL,
  organisation_id text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  note text NOT NULL,
  -- What changes, element by element, with what the proposer saw before (packages/register/src/edit.ts).
  edits jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'accepted', 'own-part', 'declined', 'withdrawn')),
  decided_by text,
  decided_at timestamptz,
  reason text NOT NULL DEFAULT '',
  -- Of the description that it became.
  revision integer,
  PRIMARY KEY (city_id, proposal_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations,
  CHECK ((state = 'waiting') = (decided_at IS NULL)),
  CHECK ((state IN ('accepted', 'own-part')) = (revision IS NOT NULL))
);
CREATE INDEX proposals_waiting ON proposals (city_id, proposed_at) WHERE state = 'waiting';

ALTER TABLE proposals ENABLE ROW LEVEL SECURITY;
ALTER TABLE proposals FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON proposals
  USING (city_id = (SELECT wall_city()) AND (
    (SELECT wall_reach()) = 'city'
    OR ((SELECT wall_reach()) IN ('organisation', 'seen')
      AND organisation_id = (SELECT wall_organisation()))));

GRANT SELECT, INSERT, UPDATE, DELETE ON proposals TO machimori_app;

-- What one element said over time.
CREATE INDEX element_revisions_element
  ON element_revisions (city_id, kind, element_key, revision);
