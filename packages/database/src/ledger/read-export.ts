import { Failure, text } from '@machimori/kernel';
import {
  type ExportItem,
  type NodeReader,
  ownStream,
  proveConsistency,
  proveInclusion,
  signStreamHead,
  tileReader,
  writeExport,
  writeVerifierKey,
} from '@machimori/ledger';
import { asSystem } from '../as-system.ts';
import type { Database } from '../database.ts';
import { transact } from '../transact.ts';
import type { Transaction } from '../transaction.ts';
import type { Wall } from '../wall.ts';
import { placeOf, storedLeaves } from './entry-store.ts';
import {
  checkpointsBetween,
  type LogHead,
  lastCheckpoint,
  readHead,
  readTiles,
  type StoredCheckpoint,
  streamEnds,
} from './head-store.ts';
import { openKeys, publicKeys } from './log-keys.ts';
import type { Vault } from './vault.ts';

export interface ReadExportOptions {
  readonly log: string;
  readonly at: Date;
  /** One stream, with proofs; absent: the whole log. */
  readonly stream?: string;
  /** The entries of one organisation, each with its proof: for who sees no more of the log. */
  readonly organisation?: string;
  /** Shows contents that still exist. What the log says of itself is always shown. */
  readonly contents: boolean;
  /** The wall of who exports; the whole log needs `city`, `installation` or `system`. */
  readonly wall: Wall;
  readonly vault: Vault;
}

/** Entries read at a time, each page in a transaction of its own: placed entries never change. */
const page = 1_000;
/** Entries between checkpoints that are shown: every one was signed, but each costs a verifier a signature. */
const checkpointEvery = 256;

interface Start {
  readonly head: LogHead;
  readonly first: string;
  readonly handOvers: readonly string[];
  /** The last checkpoint of each epoch: what is exported ends there. */
  readonly ends: readonly StoredCheckpoint[];
  readonly streamHead: string | undefined;
}

const notOpen = (log: string): Failure =>
  new Failure('not-found', text(`「${log}」の記録はありません`, `there is no log of ${log}`));

async function start(transaction: Transaction, options: ReadExportOptions): Promise<Start> {
  const { log, stream, vault } = options;
  return asSystem(transaction, async () => {
    const head = await readHead(transaction, log);
    if (head === undefined) throw notOpen(log);
    const { first, handOvers } = await publicKeys(transaction, head);
    const ends: StoredCheckpoint[] = [];
    for (let epoch = 1; epoch <= head.epoch; epoch++) {
      const last = await lastCheckpoint(transaction, log, epoch);
      if (last !== undefined) ends.push(last);
    }
    const end = stream && (await streamEnds(transaction, log, [stream])).get(stream);
    const { signer } = end ? await openKeys(transaction, head, vault) : {};
    const said = { epoch: head.epoch, size: head.range.size, stream: stream ?? '' };
    const note = end && signer && (await signStreamHead({ ...said, ...end }, signer));
    return {
      head,
      first: writeVerifierKey(first),
      handOvers,
      ends,
      streamHead: note || undefined,
    };
  });
}

/** Exports a log, one stream, or one organisation's entries, as pieces of text; reads page by page, so that memory stays small. */
export async function* exportLog(
  database: Database,
  options: ReadExportOptions,
): AsyncGenerator<string> {
  const begun = await transact(database, options.wall, (t) => start(t, options), {
    // Head, ends and keys of one moment.
    readOnly: true,
  });
  const { log, at, stream, organisation } = options;
  const part = organisation === undefined ? ('whole' as const) : ('selection' as const);
  const kind = stream === undefined ? part : ('stream' as const);
  const header = {
    at: at.toISOString(),
    kind,
    stream: stream ?? null,
    log,
    name: begun.head.name,
    key: begun.first,
  };
  const items = kind === 'whole' ? whole(database, options, begun) : some(database, options, begun);
  yield* writeExport({ header, handOvers: begun.handOvers, items });
}

async function* whole(
  database: Database,
  options: ReadExportOptions,
  { ends }: Start,
): AsyncGenerator<ExportItem> {
  for (const end of ends) {
    let shown = 0;
    for (let from = 0; from < end.size; from += page) {
      const to = Math.min(end.size, from + page);
      const place = { epoch: end.epoch, from, to };
      const { leaves, checkpoints } = await transact(
        database,
        options.wall,
        async (transaction) => ({
          leaves: await storedLeaves(transaction, options.log, place, {}, page),
          checkpoints: await checkpointsBetween(transaction, options.log, place),
        }),
        { readOnly: true },
      );
      const waiting = [...checkpoints];
      for (const leaf of leaves) {
        yield entryItem(leaf, options);
        while (waiting[0] !== undefined && waiting[0].size <= leaf.index + 1) {
          const checkpoint = waiting.shift();
          if (checkpoint === undefined) break;
          if (checkpoint.size < end.size && checkpoint.size - shown < checkpointEvery) continue;
          shown = checkpoint.size;
          yield { item: 'checkpoint', note: checkpoint.note };
        }
      }
    }
  }
}

async function* some(
  database: Database,
  options: ReadExportOptions,
  { ends, streamHead }: Start,
): AsyncGenerator<ExportItem> {
  for (const { note } of ends) yield { item: 'checkpoint', note };
  for (const { epoch, size } of ends) {
    for (let from = 0; from < size; ) {
      const items = await transact(
        database,
        options.wall,
        async (transaction) => {
          const place = { epoch, from, to: size };
          const leaves = await storedLeaves(transaction, options.log, place, options, page);
          const reader = treeOf(transaction, options.log, epoch);
          const proved: (ExportItem & { readonly index: number })[] = [];
          for (const leaf of leaves) {
            const hashes = await proveInclusion(leaf.index, size, reader);
            const inclusion = { index: leaf.index, hashes };
            proved.push({ ...entryItem(leaf, options), inclusion, index: leaf.index });
          }
          return proved;
        },
        { readOnly: true },
      );
      for (const item of items) yield item;
      from = items.length < page ? size : (items.at(-1)?.index ?? size) + 1;
    }
  }
  if (streamHead !== undefined) yield { item: 'stream-head', note: streamHead };
}

function entryItem(
  { leaf, stream, content, salt }: Awaited<ReturnType<typeof storedLeaves>>[number],
  { contents }: ReadExportOptions,
): ExportItem & { readonly item: 'entry' } {
  const shown = contents || stream === ownStream;
  const opened = shown && content !== null && salt !== null ? { content, salt } : undefined;
  return { item: 'entry', leaf, ...(opened ? { opened } : {}) };
}

/** Reads the tree of an epoch; each tile is asked for once. */
export function treeOf(transaction: Transaction, log: string, epoch: number): NodeReader {
  const known = new Map<string, Awaited<ReturnType<typeof readTiles>>[number]>();
  return tileReader(async (places) => {
    const missing = places.filter(({ level, number }) => !known.has(`${level}/${number}`));
    if (missing.length > 0) {
      for (const tile of await readTiles(transaction, log, epoch, missing)) {
        known.set(`${tile.level}/${tile.number}`, tile);
      }
    }
    return places.flatMap(({ level, number }) => known.get(`${level}/${number}`) ?? []);
  });
}

/** Proof that an entry stands in the log: its leaf, its path, and the checkpoint that the path leads to. */
export interface EntryProof {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: string;
  /** How many entries the checkpoint covers, and when it was signed. */
  readonly entries: number;
  readonly at: Date;
}

/** A proof for one entry, of this organisation where one is named; undefined where it is not there to be seen. */
export async function proveEntry(
  transaction: Transaction,
  log: string,
  entryId: string,
  organisation?: string,
): Promise<EntryProof | 'waits' | undefined> {
  const place = await placeOf(transaction, log, entryId, organisation);
  if (place === undefined) return undefined;
  const { leaf, index } = place;
  const checkpoint = await lastCheckpoint(transaction, log, place.epoch ?? undefined);
  if (leaf === null || checkpoint === undefined) return 'waits';
  const reader = treeOf(transaction, log, place.epoch);
  const hashes = await proveInclusion(index, checkpoint.size, reader);
  const { note, size, at } = checkpoint;
  return { leaf, index, hashes, checkpoint: note, entries: size, at };
}

/** A proof that the log only grew since it had `older` entries in this epoch, with the checkpoint it has now. */
export async function proveGrowth(
  transaction: Transaction,
  log: string,
  epoch: number,
  older: number,
): Promise<
  | {
      readonly checkpoint: string;
      readonly entries: number;
      readonly hashes: readonly Uint8Array[];
    }
  | undefined
> {
  const checkpoint = await lastCheckpoint(transaction, log, epoch);
  if (checkpoint === undefined || older > checkpoint.size) return undefined;
  const reader = treeOf(transaction, log, epoch);
  const hashes = await proveConsistency(older, checkpoint.size, reader);
  return { checkpoint: checkpoint.note, entries: checkpoint.size, hashes };
}

/** What of a log is handed out to everybody: its first key, the way to the one that signs now, the last checkpoint. */
export interface HandedOut {
  readonly key: string;
  readonly handOvers: readonly string[];
  readonly checkpoint: string;
  readonly epoch: number;
  /** Entries of the epoch that the checkpoint covers. */
  readonly entries: number;
  /** When the checkpoint was signed. */
  readonly at: Date;
}

/** What is handed out of a log; undefined where there is none. */
export async function handedOut(
  transaction: Transaction,
  log: string,
): Promise<HandedOut | undefined> {
  return asSystem(transaction, async () => {
    const head = await readHead(transaction, log);
    const checkpoint = await lastCheckpoint(transaction, log);
    if (head === undefined || checkpoint === undefined) return undefined;
    const { first, handOvers } = await publicKeys(transaction, head);
    const { note, epoch, size, at } = checkpoint;
    return { key: writeVerifierKey(first), handOvers, checkpoint: note, epoch, entries: size, at };
  });
}
