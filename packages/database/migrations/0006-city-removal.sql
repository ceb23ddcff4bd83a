-- A sample city goes as a whole: every row of it, in one transaction, and only once the stub of its log
-- stands there. Whoever may delete rows below may do it to a city that is being removed, and to no other.

grant delete on outbox_heads, cities, organisations, memberships, invitations, api_tokens, access_reviews,
  access_review_lines, register_heads, change_sets, element_revisions, plans, parties to machimori_app;

create policy only_with_its_city on outbox_heads as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = outbox_heads.city_id));
create policy only_with_its_city on cities as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = cities.city_id));
create policy only_with_its_city on organisations as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = organisations.city_id));
create policy only_with_its_city on memberships as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = memberships.city_id));
create policy only_with_its_city on invitations as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = invitations.city_id));
create policy only_with_its_city on api_tokens as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = api_tokens.city_id));
create policy only_with_its_city on access_reviews as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = access_reviews.city_id));
create policy only_with_its_city on access_review_lines as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = access_review_lines.city_id));
create policy only_with_its_city on register_heads as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = register_heads.city_id));
create policy only_with_its_city on change_sets as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = change_sets.city_id));
create policy only_with_its_city on element_revisions as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = element_revisions.city_id));
create policy only_with_its_city on plans as restrictive for delete to machimori_app using (
  exists (select 1 from ledger_removals r where r.city_id = plans.city_id));
