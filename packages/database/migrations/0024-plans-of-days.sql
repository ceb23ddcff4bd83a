-- A plan changes with the calendar alone too: a contract ends, support for a device ends. Such a plan has the number
-- of the one before it, and another day.

-- The day of the plan before; none: the same day, as all were compared until now.
ALTER TABLE plan_changes ADD COLUMN from_as_of date;

ALTER TABLE plan_changes DROP CONSTRAINT plan_changes_pkey;
ALTER TABLE plan_changes ADD PRIMARY KEY (city_id, revision, yardstick, as_of, organisation_id);
