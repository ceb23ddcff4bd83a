-- Of a sheet with tens of thousands of lines, a page in the plan's order is cut out by an index.
CREATE INDEX sheet_lines_in_order ON sheet_lines (city_id, priority, line_id) WHERE in_plan;
DROP INDEX sheet_lines_order;

-- What became of lines since a moment is asked for by everybody who has the grid open.
CREATE INDEX sheet_moves_at ON sheet_moves (city_id, moved_at);
