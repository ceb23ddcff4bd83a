-- Of a file that does not say itself whose answers it has (the official sheet, an answer book): for which organisation
-- somebody took it. None: a book of ours, whose number says it, or a file that came before this was kept.
ALTER TABLE sheet_books_received ADD COLUMN answered_by text;
