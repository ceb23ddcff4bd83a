-- Separation of duties: what was put before somebody other than whoever recorded it, fixed by its digest,
-- and what they decided.

-- What a city allows; no row: only others approve.
CREATE TABLE approval_policies (
  city_id text PRIMARY KEY REFERENCES cities,
  -- Whoever recorded may confirm their own work; it is called that wherever it is shown.
  self_check boolean NOT NULL,
  version integer NOT NULL
);

-- Files that people handed in as proof. Their bytes lie sealed below DATA/files, under city and file.
CREATE TABLE evidence_files (
  city_id text NOT NULL,
  file_id text NOT NULL,
  organisation_id text NOT NULL,
  -- As the person's computer called it.
  name text NOT NULL,
  media text NOT NULL CHECK (media IN ('application/pdf', 'image/jpeg', 'image/png')),
  bytes integer NOT NULL,
  -- SHA-256 of the unsealed bytes, in hexadecimal.
  digest text NOT NULL,
  stored_by text NOT NULL,
  stored_at timestamptz NOT NULL,
  PRIMARY KEY (city_id, file_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);

CREATE TABLE approvals (
  city_id text NOT NULL,
  approval_id text NOT NULL,
  organisation_id text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  -- SHA-256 of the subject's canonical content: another content is another matter.
  digest text NOT NULL,
  -- Its title, facts and lines in words, as they are put before whoever decides.
  shown jsonb NOT NULL,
  note text NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL,
  state text NOT NULL
    CHECK (state IN ('waiting', 'approved', 'sent-back', 'self-checked', 'withdrawn')),
  -- By whom it was decided: a member, an outsider by link, the signed paper, or the recorder alone.
  way text CHECK (way IN ('member', 'link', 'paper', 'self-check')),
  -- The person who decided or entered the paper, or the link.
  decided_by text,
  decided_at timestamptz,
  -- The day that stands on the paper; else that of the act, in Japan.
  decided_on date,
  decider_name text NOT NULL DEFAULT '',
  decider_office text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  file_id text,
  PRIMARY KEY (city_id, approval_id),
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations,
  FOREIGN KEY (city_id, file_id) REFERENCES evidence_files,
  CHECK ((state IN ('waiting', 'withdrawn')) = (way IS NULL)),
  CHECK ((state = 'self-checked') = (coalesce(way, '') = 'self-check')),
  CHECK ((file_id IS NULL) = (coalesce(way, '') <> 'paper'))
);
-- Of one subject one request is open.
CREATE UNIQUE INDEX approvals_waiting ON approvals (city_id, subject_kind, subject_id)
  WHERE state = 'waiting';

-- Who recorded what is to be approved, or asked for it: none of them decides.
CREATE TABLE approval_recorders (
  city_id text NOT NULL,
  approval_id text NOT NULL,
  -- As the log names them: a person, a token or a part of the program.
  actor text NOT NULL,
  PRIMARY KEY (city_id, approval_id, actor),
  FOREIGN KEY (city_id, approval_id) REFERENCES approvals
);

CREATE TABLE approval_links (
  city_id text NOT NULL,
  link_id text NOT NULL,
  approval_id text NOT NULL,
  organisation_id text NOT NULL,
  token_hash bytea NOT NULL,
  name text NOT NULL,
  office text NOT NULL,
  email text NOT NULL,
  -- Sent by the program, or handed over by whoever asked.
  delivery text NOT NULL CHECK (delivery IN ('mail', 'by-hand')),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  used_at timestamptz,
  PRIMARY KEY (city_id, link_id),
  UNIQUE (city_id, token_hash),
  FOREIGN KEY (city_id, approval_id) REFERENCES approvals,
  FOREIGN KEY (city_id, organisation_id) REFERENCES organisations
);
CREATE INDEX approval_links_token ON approval_links (token_hash);
CREATE INDEX approval_links_approval ON approval_links (city_id, approval_id);

ALTER TABLE approval_policies ENABLE ROW LEVEL SECURITY;
ALTER TABLE approval_policies FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON approval_policies
  USING (city_id = (SELECT wall_city())
    AND (SELECT wall_reach()) IN ('organisation', 'seen', 'city'))
  WITH CHECK (city_id = (SELECT wall_city()) AND (SELECT wall_reach()) = 'city');

ALTER TABLE evidence_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_files FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON evidence_files
  USING ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))))
    OR (SELECT wall_reach()) = 'system');

ALTER TABLE approvals ENABLE ROW LEVEL SECURITY;
ALTER TABLE approvals FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON approvals
  USING (city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))));

ALTER TABLE approval_recorders ENABLE ROW LEVEL SECURITY;
ALTER TABLE approval_recorders FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON approval_recorders
  USING (city_id = (SELECT wall_city()) AND EXISTS (
    SELECT 1 FROM approvals a WHERE a.city_id = approval_recorders.city_id
      AND a.approval_id = approval_recorders.approval_id));

ALTER TABLE approval_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE approval_links FORCE ROW LEVEL SECURITY;
-- Whoever shows a link is nobody yet: it is found by its secret.
CREATE POLICY seen ON approval_links
  USING ((city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))))
    OR (SELECT wall_reach()) = 'sign-in')
  WITH CHECK (city_id = (SELECT wall_city()) AND (
      (SELECT wall_reach()) = 'city'
      OR ((SELECT wall_reach()) IN ('organisation', 'seen') AND organisation_id = (SELECT wall_organisation()))));

-- What was put before somebody stays as it was: only its outcome is written later.
GRANT SELECT, INSERT ON approvals, approval_recorders, approval_links, evidence_files TO machimori_app;
GRANT UPDATE (state, way, decided_by, decided_at, decided_on, decider_name, decider_office, reason, file_id)
  ON approvals TO machimori_app;
GRANT UPDATE (revoked_at, used_at) ON approval_links TO machimori_app;
GRANT SELECT, INSERT, UPDATE ON approval_policies TO machimori_app;

-- They go with a city that is being removed, and only then.
GRANT DELETE ON approval_policies, evidence_files, approvals, approval_recorders, approval_links
  TO machimori_app;
CREATE POLICY only_with_its_city ON approval_policies AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = approval_policies.city_id));
CREATE POLICY only_with_its_city ON evidence_files AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = evidence_files.city_id));
CREATE POLICY only_with_its_city ON approvals AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = approvals.city_id));
CREATE POLICY only_with_its_city ON approval_recorders AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = approval_recorders.city_id));
CREATE POLICY only_with_its_city ON approval_links AS RESTRICTIVE FOR DELETE TO machimori_app USING (
  EXISTS (SELECT 1 FROM ledger_removals r WHERE r.city_id = approval_links.city_id));
