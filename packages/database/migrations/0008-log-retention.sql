-- How long contents of the log are kept, by kind of record, where a city has decided otherwise than the
-- program does by itself. What an entry says of who, what and when stays for ever: only contents go.

create table log_retention (
  city_id text not null references cities,
  kind text not null check (kind <> ''),
  -- Null: for ever. Never under a year, so that nobody hides what they have just done.
  months integer check (months between 12 and 1200),
  changed_at timestamptz not null,
  primary key (city_id, kind)
);

alter table log_retention enable row level security;
alter table log_retention force row level security;
create policy seen on log_retention for select using (
  city_id = (select wall_city()) and (select wall_reach()) in ('organisation', 'seen', 'city'));
create policy changed on log_retention
  using (city_id = (select wall_city()) and (select wall_reach()) = 'city');

grant select, insert, update, delete on log_retention to machimori_app;
