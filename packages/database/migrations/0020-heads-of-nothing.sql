-- A head counts the events of one aggregate. Once all of these are delivered and pruned it orders nothing any
-- more, and goes too: whoever asks for links in vain would leave one for ever each time. Of a city's own
-- accord heads still go with their city alone.

alter policy only_with_its_city on outbox_heads using (
  exists (select 1 from ledger_removals r where r.city_id = outbox_heads.city_id)
  or (select wall_reach()) = 'system');
