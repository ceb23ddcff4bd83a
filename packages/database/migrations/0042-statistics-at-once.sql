-- Where a book with thousands of answers or the lines of another plan come in one act, statements are planned for
-- what the tables held before, until the server looks by itself, a minute later: the list of the whole city took
-- minutes. So the act itself has the server look. Only the owner of a table may ask for that before PostgreSQL 17.
-- allowed: no-way-around-the-wall: it takes nothing, returns nothing and shows nobody a row
CREATE FUNCTION know_the_sheet() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  ANALYZE public.sheet_lines, public.sheet_answers, public.sheet_cells, public.sheet_moves;
END
$$;
REVOKE ALL ON FUNCTION know_the_sheet() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION know_the_sheet() TO machimori_app;
