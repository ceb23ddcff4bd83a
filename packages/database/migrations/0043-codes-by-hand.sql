-- Codes that a member reads out to somebody outside, where the program sends no mail.

-- A code that was told by hand is nobody's until a browser comes with the link: the first one it is.
ALTER TABLE outside_codes ALTER COLUMN ask_hash DROP NOT NULL;
-- Its digest is then of the digits with a secret of the installation's own, since the browser is not known yet.
ALTER TABLE outside_codes ADD COLUMN by_hand boolean NOT NULL DEFAULT false;
ALTER TABLE outside_codes ADD CHECK (by_hand OR ask_hash IS NOT NULL);
GRANT UPDATE (ask_hash) ON outside_codes TO machimori_app;

-- Persons who told a code of this link by hand: they could have come in by it themselves, so what came in by it is
-- not theirs to accept.
ALTER TABLE outside_links ADD COLUMN told_by text[] NOT NULL DEFAULT '{}';
GRANT UPDATE (told_by) ON outside_links TO machimori_app;
