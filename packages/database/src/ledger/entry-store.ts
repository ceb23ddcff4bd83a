import type { LeafDraft, Outcome, PlacedEntry } from '@machimori/ledger';
import { CompiledQuery, sql } from 'kysely';
import type { Transaction } from '../transaction.ts';

/** An entry as an act writes it: what the leaf will say, and what lies beside it. */
export interface WaitingEntry extends LeafDraft {
  readonly entryId: string;
}

/** What opens an entry's commitment. */
export interface EntryContent {
  readonly content: string;
  readonly salt: Uint8Array;
}

const insertEntryAlone = `
  insert into ledger_entries (city_id, entry_id, stream, at, action, actor, organisation_id, subjects, outcome, commitment)
  values ($1, $2, $3, $4::timestamptz, $5, $6, $7, $8::text[], $9, $10)`;
const insertContent = `
  insert into ledger_contents (city_id, entry_id, content, salt) values ($1, $2, $11, $12)`;
const insertPseudonyms = (first: number): string => `
  insert into ledger_pseudonyms (city_id, pseudonym, person_id)
  select $1, p.pseudonym, p.person
  from unnest($${first}::text[], $${first + 1}::text[]) as p (pseudonym, person)
  on conflict do nothing`;

/**
 * Inserts an entry, with its content and the persons behind new pseudonyms where there are any: one statement, no
 * lock that others wait for. What is not there is not planned either: an act pays for its entry alone. Nobody waits
 * for the answer: an entry that cannot be written fails what follows, and the commit.
 */
export function insertEntry(
  transaction: Transaction,
  entry: WaitingEntry,
  content: EntryContent | undefined,
  persons: ReadonlyMap<string, string>,
): void {
  const { log, entryId, stream, at, action, actor, organisation, subjects, outcome } = entry;
  const values: unknown[] = [log, entryId, stream, at, action, actor, organisation];
  values.push([...subjects], outcome, entry.commitment);
  const statements = [insertEntryAlone];
  if (content) {
    statements.push(insertContent);
    values.push(content.content, Buffer.from(content.salt));
  }
  if (persons.size > 0) {
    statements.push(insertPseudonyms(values.length + 1));
    values.push([...persons.keys()], [...persons.values()]);
  }
  transaction.send(CompiledQuery.raw(together(statements), values));
}

/** Several insertions as one statement. */
function together(statements: readonly string[]): string {
  const before = statements.slice(0, -1).map((each, i) => `part${i} as (${each})`);
  return `${before.length === 0 ? '' : `with ${before.join(', ')}`}${statements.at(-1)}`;
}

interface EntryRow {
  readonly entry_id: string;
  readonly stream: string;
  readonly at: Date;
  readonly action: string;
  readonly actor: string;
  readonly organisation_id: string | null;
  readonly subjects: readonly string[];
  readonly outcome: Outcome;
  readonly commitment: string | null;
}

/** Entries that have no place yet, in the order in which they will get one. */
export async function waitingEntries(
  { db }: Transaction,
  log: string,
  most: number,
): Promise<readonly WaitingEntry[]> {
  const { rows } = await sql<EntryRow>`
    select entry_id, stream, at, action, actor, organisation_id, subjects, outcome, commitment
    from ledger_entries where city_id = ${log} and leaf is null order by at, entry_id limit ${most}`.execute(
    db,
  );
  return rows.map((row) => ({
    entryId: row.entry_id,
    action: row.action,
    actor: row.actor,
    at: row.at.toISOString(),
    commitment: row.commitment,
    log,
    organisation: row.organisation_id,
    outcome: row.outcome,
    stream: row.stream,
    subjects: row.subjects,
  }));
}

/** Logs that have entries without a place. */
export async function waitingLogs({ db }: Transaction): Promise<readonly string[]> {
  const { rows } = await sql<{ log: string }>`
    select h.city_id as log from ledger_heads h where exists (
      select 1 from ledger_entries e where e.city_id = h.city_id and e.leaf is null)`.execute(db);
  return rows.map(({ log }) => log);
}

/** Gives entries their places. Throws where one of them has a place already: then somebody else was at work. */
export async function storePlaces(
  { db }: Transaction,
  log: string,
  epoch: number,
  ids: readonly string[],
  placed: readonly PlacedEntry[],
): Promise<void> {
  const { numAffectedRows } = await sql`
    update ledger_entries e set epoch = ${epoch}, leaf_index = p.leaf_index, counter = p.counter, leaf = p.leaf
    from unnest(${[...ids]}::text[], ${placed.map(({ index }) => index)}::bigint[],
      ${placed.map(({ counter }) => counter)}::bigint[], ${placed.map(({ leaf }) => Buffer.from(leaf))}::bytea[])
      as p (entry_id, leaf_index, counter, leaf)
    where e.city_id = ${log} and e.entry_id = p.entry_id and e.leaf is null`.execute(db);
  if (numAffectedRows !== BigInt(ids.length)) {
    throw new Error(`${log}: of ${ids.length} entries ${numAffectedRows} could be placed`);
  }
}

/** A placed entry as it is exported. */
export interface StoredLeaf {
  readonly index: number;
  readonly stream: string;
  readonly counter: number;
  readonly leaf: Uint8Array;
  readonly content: string | null;
  readonly salt: Uint8Array | null;
}

/** Which entries of a log an export shows; absent: all. */
export interface Shown {
  readonly stream?: string;
  readonly organisation?: string;
}

/** Placed entries of an epoch from an index on. */
export async function storedLeaves(
  { db }: Transaction,
  log: string,
  place: { readonly epoch: number; readonly from: number; readonly to: number },
  { stream = null, organisation = null }: { [Name in keyof Shown]?: Shown[Name] | null },
  most: number,
): Promise<readonly StoredLeaf[]> {
  const { rows } = await sql<
    Omit<StoredLeaf, 'index' | 'counter'> & { index: string; counter: string }
  >`
    select e.leaf_index as index, e.stream, e.counter, e.leaf, c.content, c.salt
    from ledger_entries e left join ledger_contents c on c.city_id = e.city_id and c.entry_id = e.entry_id
    where e.city_id = ${log} and e.epoch = ${place.epoch} and e.leaf_index >= ${place.from}
      and e.leaf_index < ${place.to} and (${stream}::text is null or e.stream = ${stream}::text)
      and (${organisation}::text is null or e.organisation_id = ${organisation}::text)
    order by e.leaf_index limit ${most}`.execute(db);
  return rows.map((row) => ({ ...row, index: Number(row.index), counter: Number(row.counter) }));
}

/** Where an entry stands in the tree; without a leaf where it waits, undefined where it is not there to be seen. */
export async function placeOf(
  { db }: Transaction,
  log: string,
  entryId: string,
  organisation: string | undefined,
): Promise<
  { readonly epoch: number; readonly index: number; readonly leaf: Uint8Array | null } | undefined
> {
  const { rows } = await sql<{ epoch: number; index: string; leaf: Uint8Array | null }>`
    select epoch, leaf_index as index, leaf from ledger_entries
    where city_id = ${log} and entry_id = ${entryId}
      and (${organisation ?? null}::text is null or organisation_id = ${organisation ?? null}::text)`.execute(
    db,
  );
  const [row] = rows;
  return row && { ...row, index: Number(row.index) };
}

/** Entries before a day that still have a content, of these actions; up to a number of them. */
export async function countContents(
  { db }: Transaction,
  log: string,
  before: Date,
  actions: readonly string[],
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from (select 1 from ${expired(log, before, actions)} limit ${most}) as found`.execute(
    db,
  );
  return Number(rows[0]?.count ?? 0);
}

const expired = (log: string, before: Date, actions: readonly string[]) => sql`
  ledger_contents c join ledger_entries e on e.city_id = c.city_id and e.entry_id = c.entry_id
  where c.city_id = ${log} and e.stream <> 'log' and e.at < ${before}::timestamptz
    and e.action = any(${[...actions]}::text[])`;

/**
 * Destroys contents and salts of entries before a day, of actions that no longer need them, up to a number of them.
 * The entries stay. Gives how many were destroyed.
 */
export async function destroyContents(
  { db }: Transaction,
  log: string,
  before: Date,
  actions: readonly string[],
  most: number,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ledger_contents d where d.city_id = ${log} and d.entry_id = any(array(
      select c.entry_id from ${expired(log, before, actions)} limit ${most}))`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
