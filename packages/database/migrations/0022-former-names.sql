-- What a person was called before, and where they were reached: whoever approves may be none of those who
-- recorded, under any name or address that these have had. Told to nobody.
ALTER TABLE persons
  ADD COLUMN former_names text[] NOT NULL DEFAULT '{}',
  ADD COLUMN former_emails text[] NOT NULL DEFAULT '{}';
