-- Of which organisation somebody acted: another organisation sees no person, but may see that it was this one. None for
-- what the program did, and for what was done before this is kept.
ALTER TABLE sheet_cells ADD COLUMN written_for text;
ALTER TABLE sheet_moves ADD COLUMN moved_for text;
ALTER TABLE applied_control_moves ADD COLUMN moved_for text;
