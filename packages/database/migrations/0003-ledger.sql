-- The log of each city, and of the installation: what was done, chained, hashed into a tree and signed.
-- A log's id is its city's, or 'installation'; it leads every key as city_id.
--
-- An act inserts its entry; the sequencer, a system actor, later gives it its place once and for all. What
-- has its place can be neither changed nor deleted by the role that works: policies say so, not triggers.

-- One row a log, locked by whoever places entries: places come from here, never from a sequence.
create table ledger_heads (
  city_id text not null primary key check (city_id <> ''),
  -- The name that its keys bear: machimori/<log>.
  name text not null,
  epoch integer not null check (epoch >= 1),
  -- Entries of this epoch, and the roots of the whole subtrees they stand on, end to end.
  size bigint not null check (size >= 0),
  range bytea not null,
  opened_at timestamptz not null
);

create table ledger_keys (
  city_id text not null references ledger_heads,
  -- sign: signs checkpoints, one after the other. pseudonym: makes pseudonyms of persons, the one of the log.
  purpose text not null check (purpose in ('sign', 'pseudonym')),
  number integer not null check (number >= 1),
  -- The verifier key that is handed out; only of a key that signs.
  public_key text,
  -- The note by which the key before handed over; none for the first.
  hand_over text,
  sealed bytea not null,
  created_at timestamptz not null,
  primary key (city_id, purpose, number)
);

create table ledger_entries (
  city_id text not null references ledger_heads,
  entry_id text not null,
  stream text not null,
  at timestamptz not null,
  action text not null,
  -- A pseudonym, a system actor, a token, or anonymous; who a pseudonym is stands in ledger_pseudonyms.
  actor text not null,
  organisation_id text,
  subjects text[] not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  commitment text,
  -- Null until the sequencer has given the entry its place.
  epoch integer,
  leaf_index bigint,
  counter bigint,
  -- The bytes that were hashed: canonical JSON, exported as they are.
  leaf bytea,
  primary key (city_id, entry_id),
  unique (city_id, epoch, leaf_index),
  check ((leaf is null) = (epoch is null) and (leaf is null) = (leaf_index is null)
    and (leaf is null) = (counter is null))
);
create index ledger_entries_waiting on ledger_entries (city_id, at, entry_id) where leaf is null;
create index ledger_entries_by_time on ledger_entries (city_id, at desc, entry_id desc);
create index ledger_entries_by_stream on ledger_entries (city_id, stream, counter);

-- What an entry committed to. Deleting a row here destroys the content and its salt, and leaves the log whole.
create table ledger_contents (
  city_id text not null,
  entry_id text not null,
  -- Canonical JSON, as text: jsonb would not keep it to the byte.
  content text not null,
  salt bytea not null,
  primary key (city_id, entry_id),
  foreign key (city_id, entry_id) references ledger_entries
);

-- Who a pseudonym is. Deleting a row here erases the person from the log, as far as we can tell who it was.
create table ledger_pseudonyms (
  city_id text not null references ledger_heads,
  pseudonym text not null,
  person_id text not null,
  primary key (city_id, pseudonym)
);

-- The last entry of each stream.
create table ledger_streams (
  city_id text not null references ledger_heads,
  stream text not null,
  counter bigint not null,
  hash bytea not null,
  primary key (city_id, stream)
);

-- Hashes of the tree, in tiles of C2SP tlog-tiles; one that has 256 is whole and stays as it is.
create table ledger_tiles (
  city_id text not null references ledger_heads,
  epoch integer not null,
  level integer not null,
  number bigint not null,
  hashes bytea not null check (octet_length(hashes) between 32 and 8192),
  primary key (city_id, epoch, level, number)
);

create table ledger_checkpoints (
  city_id text not null references ledger_heads,
  epoch integer not null,
  size bigint not null,
  note text not null,
  at timestamptz not null,
  primary key (city_id, epoch, size)
);

-- What is left of a log that was removed: its last checkpoint, and its key's word on when and why.
create table ledger_removals (
  city_id text not null primary key,
  stub text not null,
  removed_at timestamptz not null
);

alter table ledger_heads enable row level security;
alter table ledger_heads force row level security;
alter table ledger_keys enable row level security;
alter table ledger_keys force row level security;
alter table ledger_entries enable row level security;
alter table ledger_entries force row level security;
alter table ledger_contents enable row level security;
alter table ledger_contents force row level security;
alter table ledger_pseudonyms enable row level security;
alter table ledger_pseudonyms force row level security;
alter table ledger_streams enable row level security;
alter table ledger_streams force row level security;
alter table ledger_tiles enable row level security;
alter table ledger_tiles force row level security;
alter table ledger_checkpoints enable row level security;
alter table ledger_checkpoints force row level security;
alter table ledger_removals enable row level security;
alter table ledger_removals force row level security;

-- Heads, tiles and checkpoints say nothing of anybody: whoever acts in a city may read its own.
create policy reading on ledger_heads for select using (
  (select wall_reach()) = 'system' or ((select wall_reach()) <> 'none' and city_id = (select wall_city()))
  or ((select wall_reach()) = 'installation' and city_id = 'installation'));
create policy reading on ledger_tiles for select using (
  (select wall_reach()) = 'system' or ((select wall_reach()) <> 'none' and city_id = (select wall_city()))
  or ((select wall_reach()) = 'installation' and city_id = 'installation'));
create policy reading on ledger_checkpoints for select using (
  (select wall_reach()) = 'system' or ((select wall_reach()) <> 'none' and city_id = (select wall_city()))
  or ((select wall_reach()) = 'installation' and city_id = 'installation'));
-- The stub of a removed log is for everybody.
create policy reading on ledger_removals for select using ((select wall_reach()) <> 'none');

-- Entries are read by who sees the whole city; an organisation reads what its own people did.
create policy reading on ledger_entries for select using (
  (select wall_reach()) = 'system'
  or (city_id = (select wall_city()) and ((select wall_reach()) = 'city'
    or ((select wall_reach()) in ('organisation', 'seen') and organisation_id = (select wall_organisation()))))
  or ((select wall_reach()) = 'installation' and city_id = 'installation'));
-- A policy on entries holds for their contents too: the subquery goes through it.
create policy reading on ledger_contents for select using (
  (select wall_reach()) in ('system', 'city', 'installation', 'organisation', 'seen')
  and exists (select 1 from ledger_entries e
    where e.city_id = ledger_contents.city_id and e.entry_id = ledger_contents.entry_id));
create policy reading on ledger_pseudonyms for select using (
  (select wall_reach()) = 'system'
  or (city_id = (select wall_city()) and (select wall_reach()) in ('city', 'organisation', 'seen'))
  or ((select wall_reach()) = 'installation' and city_id = 'installation'));

-- Any act adds its entry to the log it belongs in; nobody adds one that has a place already.
create policy adding on ledger_entries for insert with check (
  leaf is null and ((select wall_reach()) in ('system', 'sign-in')
    or ((select wall_reach()) <> 'none' and city_id = (select wall_city()))
    or ((select wall_reach()) in ('installation', 'self') and city_id = 'installation')));
create policy adding on ledger_contents for insert with check (
  (select wall_reach()) in ('system', 'sign-in')
    or ((select wall_reach()) <> 'none' and city_id = (select wall_city()))
    or ((select wall_reach()) in ('installation', 'self') and city_id = 'installation'));
create policy adding on ledger_pseudonyms for insert with check (
  (select wall_reach()) in ('system', 'sign-in')
    or ((select wall_reach()) <> 'none' and city_id = (select wall_city()))
    or ((select wall_reach()) in ('installation', 'self') and city_id = 'installation'));

-- The sequencer gives a place to what has none. What has one is out of its reach.
create policy giving_places on ledger_entries for update
  using ((select wall_reach()) = 'system' and leaf is null)
  with check (leaf is not null);
create policy opening on ledger_heads for insert with check ((select wall_reach()) = 'system');
create policy moving on ledger_heads for update using ((select wall_reach()) = 'system');
create policy keys on ledger_keys using ((select wall_reach()) = 'system');
create policy streams on ledger_streams using ((select wall_reach()) = 'system');
create policy adding on ledger_tiles for insert with check ((select wall_reach()) = 'system');
create policy growing on ledger_tiles for update
  using ((select wall_reach()) = 'system' and octet_length(hashes) < 8192)
  with check ((select wall_reach()) = 'system');
create policy adding on ledger_checkpoints for insert with check ((select wall_reach()) = 'system');
create policy adding on ledger_removals for insert with check ((select wall_reach()) = 'system');

-- A content may be destroyed, and who a pseudonym is; by use cases that leave their own entry.
create policy destroying on ledger_contents for delete
  using ((select wall_reach()) in ('system', 'city'));
create policy destroying on ledger_pseudonyms for delete
  using ((select wall_reach()) in ('system', 'city'));

-- A log goes as a whole, and only once its stub is there.
create policy removing on ledger_heads for delete using ((select wall_reach()) = 'system'
  and exists (select 1 from ledger_removals r where r.city_id = ledger_heads.city_id));
create policy removing on ledger_entries for delete using ((select wall_reach()) = 'system'
  and exists (select 1 from ledger_removals r where r.city_id = ledger_entries.city_id));
create policy removing on ledger_tiles for delete using ((select wall_reach()) = 'system'
  and exists (select 1 from ledger_removals r where r.city_id = ledger_tiles.city_id));
create policy removing on ledger_checkpoints for delete using ((select wall_reach()) = 'system'
  and exists (select 1 from ledger_removals r where r.city_id = ledger_checkpoints.city_id));

grant select, insert, delete on ledger_heads, ledger_keys, ledger_streams, ledger_tiles, ledger_checkpoints,
  ledger_contents, ledger_pseudonyms to machimori_app;
grant select, insert on ledger_removals to machimori_app;
grant update (epoch, size, range) on ledger_heads to machimori_app;
grant update (counter, hash) on ledger_streams to machimori_app;
grant update (hashes) on ledger_tiles to machimori_app;
grant select, delete on ledger_entries to machimori_app;
grant insert (city_id, entry_id, stream, at, action, actor, organisation_id, subjects, outcome, commitment)
  on ledger_entries to machimori_app;
grant update (epoch, leaf_index, counter, leaf) on ledger_entries to machimori_app;
