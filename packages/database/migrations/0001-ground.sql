-- The ground every later migration stands on: the outbox and the jobs.
--
-- Rows of no city carry city_id 'installation', so that city_id leads every key (it is the column a
-- distributed PostgreSQL would spread rows by). Rights are granted table by table: what a migration does
-- not grant to machimori_app, the program cannot touch.

-- One row per thing whose events stand in order. Locked by whoever adds an event, so that positions are
-- those in which the transactions committed.
create table outbox_heads (
  city_id text not null check (city_id <> ''),
  aggregate text not null,
  position bigint not null,
  primary key (city_id, aggregate)
);

create table outbox_events (
  city_id text not null check (city_id <> ''),
  event_id text not null,
  type text not null,
  aggregate text not null,
  position bigint not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  primary key (city_id, event_id),
  unique (city_id, aggregate, position)
);

create table outbox_deliveries (
  city_id text not null,
  event_id text not null,
  subscriber text not null,
  aggregate text not null,
  position bigint not null,
  state text not null check (state in ('waiting', 'done', 'dead', 'skipped')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  claimed_until timestamptz,
  ended_at timestamptz,
  last_error text,
  primary key (city_id, event_id, subscriber),
  foreign key (city_id, event_id) references outbox_events (city_id, event_id)
);
create index outbox_deliveries_due on outbox_deliveries (due_at) where state = 'waiting';
create index outbox_deliveries_order on outbox_deliveries (city_id, subscriber, aggregate, position)
  where state in ('waiting', 'dead');

create table jobs (
  city_id text not null check (city_id <> ''),
  job_id text not null,
  kind text not null,
  -- Of one kind and key there is one job that is not over: asking twice makes one.
  unique_key text,
  payload jsonb not null,
  state text not null check (state in ('waiting', 'done', 'dead')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  claimed_until timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  last_error text,
  primary key (city_id, job_id)
);
create unique index jobs_one_of_a_key on jobs (city_id, kind, unique_key) where state = 'waiting';
create index jobs_due on jobs (due_at) where state = 'waiting';

-- What lies within the wall of this transaction (packages/database/src/wall.ts). An unset wall lets
-- nothing through: city_id is never empty. Asked in a sub-select, it is asked once a statement.
create function wall_reach() returns text language sql stable parallel safe
  return coalesce(nullif(current_setting('machimori.reach', true), ''), 'none');
create function wall_city() returns text language sql stable parallel safe
  return coalesce(current_setting('machimori.city', true), '');
create function wall_organisation() returns text language sql stable parallel safe
  return coalesce(current_setting('machimori.organisation', true), '');
create function wall_person() returns text language sql stable parallel safe
  return coalesce(current_setting('machimori.person', true), '');

alter table outbox_heads enable row level security;
alter table outbox_heads force row level security;
alter table outbox_events enable row level security;
alter table outbox_events force row level security;
alter table outbox_deliveries enable row level security;
alter table outbox_deliveries force row level security;
alter table jobs enable row level security;
alter table jobs force row level security;

-- Any act may announce what happened where it happened (signing in, where an invitation was for);
-- system actors deliver; who administers the city or the installation sees what is stuck there.
create policy wall on outbox_heads
  using (
    (select wall_reach()) in ('system', 'sign-in')
    or ((select wall_reach()) <> 'none' and city_id = (select wall_city()))
    or ((select wall_reach()) in ('installation', 'self') and city_id = 'installation')
  );

create policy wall on outbox_events
  using (
    (select wall_reach()) = 'system'
    or ((select wall_reach()) = 'city' and city_id = (select wall_city()))
    or ((select wall_reach()) = 'installation' and city_id = 'installation')
  )
  with check (
    (select wall_reach()) in ('system', 'sign-in')
    or ((select wall_reach()) <> 'none' and city_id = (select wall_city()))
    or ((select wall_reach()) in ('installation', 'self') and city_id = 'installation')
  );

create policy wall on outbox_deliveries
  using (
    (select wall_reach()) = 'system'
    or ((select wall_reach()) = 'city' and city_id = (select wall_city()))
    or ((select wall_reach()) = 'installation' and city_id = 'installation')
  )
  with check (
    (select wall_reach()) in ('system', 'sign-in')
    or ((select wall_reach()) <> 'none' and city_id = (select wall_city()))
    or ((select wall_reach()) in ('installation', 'self') and city_id = 'installation')
  );

create policy wall on jobs
  using (
    (select wall_reach()) = 'system'
    or ((select wall_reach()) = 'city' and city_id = (select wall_city()))
    or ((select wall_reach()) = 'installation' and city_id = 'installation')
  )
  with check (
    (select wall_reach()) in ('system', 'sign-in')
    or ((select wall_reach()) <> 'none' and city_id = (select wall_city()))
    or ((select wall_reach()) in ('installation', 'self') and city_id = 'installation')
  );

grant select, insert, update on outbox_heads to machimori_app;
grant select, insert, delete on outbox_events to machimori_app;
grant select, insert, update, delete on outbox_deliveries to machimori_app;
grant select, insert, update, delete on jobs to machimori_app;
