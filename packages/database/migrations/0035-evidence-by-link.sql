-- Evidence that somebody outside gives by a link bears the link's id as who added it: how much came by one is asked
-- each time, and what came to a line is shown to whoever gave it.
CREATE INDEX evidence_revisions_added_by ON evidence_revisions (city_id, added_by);
