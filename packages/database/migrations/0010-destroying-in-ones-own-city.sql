-- Contents and pseudonyms of a log are destroyed by whoever sees that city, and no other: a statement that
-- forgot to name its city would have destroyed those of all.

alter policy destroying on ledger_contents
  using ((select wall_reach()) = 'system'
    or ((select wall_reach()) = 'city' and city_id = (select wall_city())));
alter policy destroying on ledger_pseudonyms
  using ((select wall_reach()) = 'system'
    or ((select wall_reach()) = 'city' and city_id = (select wall_city())));
