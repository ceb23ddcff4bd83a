import {
  type CompactRange,
  rangeBytes,
  readRange,
  type StreamEnd,
  type Tile,
  type TilePlace,
} from '@machimori/ledger';
import { sql } from 'kysely';
import type { Transaction } from '../transaction.ts';

/** Where a log stands: its epoch, and what its tree needs to grow. */
export interface LogHead {
  readonly log: string;
  readonly name: string;
  readonly epoch: number;
  readonly range: CompactRange;
}

interface HeadRow {
  readonly name: string;
  readonly epoch: number;
  readonly size: string;
  readonly range: Uint8Array;
}

const headOf = (log: string, { name, epoch, size, range }: HeadRow): LogHead => ({
  log,
  name,
  epoch,
  range: readRange(Number(size), range),
});

/** Opens a log. False where it is open already. */
export async function insertHead(
  { db }: Transaction,
  { log, name, epoch, range }: LogHead,
  at: Date,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into ledger_heads (city_id, name, epoch, size, range, opened_at)
    values (${log}, ${name}, ${epoch}, ${range.size}, ${Buffer.from(rangeBytes(range))}, ${at}::timestamptz)
    on conflict (city_id) do nothing`.execute(db);
  return numAffectedRows === 1n;
}

/** Every log that is open. */
export async function listLogs({ db }: Transaction): Promise<readonly string[]> {
  const { rows } = await sql<{ log: string }>`
    select city_id as log from ledger_heads order by city_id`.execute(db);
  return rows.map(({ log }) => log);
}

/** The head, locked until the commit: who holds it alone gives places. */
export async function lockHead({ db }: Transaction, log: string): Promise<LogHead | undefined> {
  const { rows } = await sql<HeadRow>`
    select name, epoch, size, range from ledger_heads where city_id = ${log} for update`.execute(
    db,
  );
  return rows[0] && headOf(log, rows[0]);
}

export async function readHead({ db }: Transaction, log: string): Promise<LogHead | undefined> {
  const { rows } = await sql<HeadRow>`
    select name, epoch, size, range from ledger_heads where city_id = ${log}`.execute(db);
  return rows[0] && headOf(log, rows[0]);
}

/** Moves the head on, from where it was read. */
export async function moveHead(
  { db }: Transaction,
  from: LogHead,
  { epoch, range }: LogHead,
): Promise<void> {
  const { numAffectedRows } = await sql`
    update ledger_heads set epoch = ${epoch}, size = ${range.size}, range = ${Buffer.from(rangeBytes(range))}
    where city_id = ${from.log} and epoch = ${from.epoch} and size = ${from.range.size}`.execute(
    db,
  );
  if (numAffectedRows !== 1n) throw new Error(`${from.log}: the head moved although it was locked`);
}

export async function streamEnds(
  { db }: Transaction,
  log: string,
  streams: readonly string[],
): Promise<ReadonlyMap<string, StreamEnd>> {
  const { rows } = await sql<{ stream: string; counter: string; hash: Uint8Array }>`
    select stream, counter, hash from ledger_streams
    where city_id = ${log} and stream = any(${[...streams]}::text[])`.execute(db);
  return new Map(
    rows.map(({ stream, counter, hash }) => [
      stream,
      { counter: Number(counter), hash: new Uint8Array(hash) },
    ]),
  );
}

export async function storeStreamEnds(
  { db }: Transaction,
  log: string,
  ends: ReadonlyMap<string, StreamEnd>,
): Promise<void> {
  const each = [...ends.values()];
  await sql`
    insert into ledger_streams (city_id, stream, counter, hash)
    select ${log}, s.stream, s.counter, s.hash from unnest(${[...ends.keys()]}::text[],
      ${each.map(({ counter }) => counter)}::bigint[], ${each.map(({ hash }) => Buffer.from(hash))}::bytea[])
      as s (stream, counter, hash)
    on conflict (city_id, stream) do update set counter = excluded.counter, hash = excluded.hash`.execute(
    db,
  );
}

/** Adds hashes at the end of tiles. */
export async function growTiles(
  { db }: Transaction,
  log: string,
  epoch: number,
  tiles: readonly Tile[],
): Promise<void> {
  await sql`
    insert into ledger_tiles (city_id, epoch, level, number, hashes)
    select ${log}, ${epoch}, t.level, t.number, t.hashes from unnest(${tiles.map(({ level }) => level)}::integer[],
      ${tiles.map(({ number }) => number)}::bigint[], ${tiles.map(({ row }) => Buffer.from(row))}::bytea[])
      as t (level, number, hashes)
    on conflict (city_id, epoch, level, number) do update set hashes = ledger_tiles.hashes || excluded.hashes`.execute(
    db,
  );
}

export async function readTiles(
  { db }: Transaction,
  log: string,
  epoch: number,
  places: readonly TilePlace[],
): Promise<readonly Tile[]> {
  const { rows } = await sql<{ level: number; number: string; hashes: Uint8Array }>`
    select t.level, t.number, t.hashes from ledger_tiles t
    join unnest(${places.map(({ level }) => level)}::integer[], ${places.map(({ number }) => number)}::bigint[])
      as w (level, number) on w.level = t.level and w.number = t.number
    where t.city_id = ${log} and t.epoch = ${epoch}`.execute(db);
  return rows.map(({ level, number, hashes }) => ({
    level,
    number: Number(number),
    row: new Uint8Array(hashes),
  }));
}

/** A checkpoint as it was signed. */
export interface StoredCheckpoint {
  readonly epoch: number;
  readonly size: number;
  readonly note: string;
}

export async function insertCheckpoint(
  { db }: Transaction,
  log: string,
  { epoch, size, note }: StoredCheckpoint,
  at: Date,
): Promise<void> {
  await sql`
    insert into ledger_checkpoints (city_id, epoch, size, note, at)
    values (${log}, ${epoch}, ${size}, ${note}, ${at}::timestamptz)`.execute(db);
}

/** The last checkpoint of the log, or of an epoch of it, with when it was signed. */
export async function lastCheckpoint(
  { db }: Transaction,
  log: string,
  epoch?: number,
): Promise<(StoredCheckpoint & { readonly at: Date }) | undefined> {
  const { rows } = await sql<{ epoch: number; size: string; note: string; at: Date }>`
    select epoch, size, note, at from ledger_checkpoints
    where city_id = ${log} and (${epoch ?? null}::integer is null or epoch = ${epoch ?? null}::integer)
    order by epoch desc, size desc limit 1`.execute(db);
  return rows[0] && { ...rows[0], size: Number(rows[0].size) };
}

/** The last checkpoint that is not after this place. */
export async function lastCheckpointUpTo(
  { db }: Transaction,
  log: string,
  { epoch, size }: Pick<StoredCheckpoint, 'epoch' | 'size'>,
): Promise<StoredCheckpoint | undefined> {
  const { rows } = await sql<{ epoch: number; size: string; note: string }>`
    select epoch, size, note from ledger_checkpoints
    where city_id = ${log} and (epoch < ${epoch} or (epoch = ${epoch} and size <= ${size}))
    order by epoch desc, size desc limit 1`.execute(db);
  return rows[0] && { ...rows[0], size: Number(rows[0].size) };
}

/** Checkpoints of an epoch up to a size, smallest first. */
export async function checkpointsBetween(
  { db }: Transaction,
  log: string,
  { epoch, from, to }: { readonly epoch: number; readonly from: number; readonly to: number },
): Promise<readonly StoredCheckpoint[]> {
  const { rows } = await sql<{ epoch: number; size: string; note: string }>`
    select epoch, size, note from ledger_checkpoints
    where city_id = ${log} and epoch = ${epoch} and size > ${from} and size <= ${to} order by size`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

/** Every log that is open, and how far it is. */
export async function openLogs({ db }: Transaction): Promise<
  readonly {
    readonly log: string;
    readonly name: string;
    readonly epoch: number;
    readonly size: number;
    /** Of all epochs together. */
    readonly entries: number;
  }[]
> {
  const { rows } = await sql<{
    log: string;
    name: string;
    epoch: number;
    size: string;
    entries: string;
  }>`
    select h.city_id as log, h.name, h.epoch, h.size, h.size + (
        select coalesce(sum(e.size), 0) from (
          select max(size) as size from ledger_checkpoints
          where city_id = h.city_id and epoch < h.epoch group by epoch
        ) e
      ) as entries
    from ledger_heads h order by h.opened_at, h.city_id`.execute(db);
  return rows.map((row) => ({ ...row, size: Number(row.size), entries: Number(row.entries) }));
}
