-- Each file of evidence is sealed under a key of its own, and that key under the master key: so a new master
-- key, or a backup restored under another one, reaches the files by this column and never rewrites them.
-- NULL: a file that the version before this one sealed under the master key itself.
ALTER TABLE evidence_files ADD COLUMN sealed_key bytea;
