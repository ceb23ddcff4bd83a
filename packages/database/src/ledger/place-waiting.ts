import {
  type LeafDraft,
  originOf,
  placeEntries,
  rootOf,
  type Signer,
  signCheckpoint,
} from '@machimori/ledger';
import type { Transaction } from '../transaction.ts';
import { storePlaces } from './entry-store.ts';
import {
  growTiles,
  insertCheckpoint,
  type LogHead,
  moveHead,
  type StoredCheckpoint,
  storeStreamEnds,
  streamEnds,
} from './head-store.ts';

/**
 * Gives these entries their places after a head that is locked, in one transaction with everything that follows
 * from it: leaves, ends of streams, tiles, a signed checkpoint, and last the head.
 */
export async function placeWaiting(
  transaction: Transaction,
  from: LogHead,
  head: LogHead,
  entries: readonly (LeafDraft & { readonly entryId: string })[],
  signers: readonly Signer[],
  at: Date,
): Promise<StoredCheckpoint> {
  const { log, name, epoch } = head;
  const streams = [...new Set(entries.map(({ stream }) => stream))];
  const ends = await streamEnds(transaction, log, streams);
  const placed = placeEntries(entries, epoch, head.range, ends);
  const ids = entries.map(({ entryId }) => entryId);
  await storePlaces(transaction, log, epoch, ids, placed.entries);
  await storeStreamEnds(transaction, log, placed.streams);
  await growTiles(transaction, log, epoch, placed.tiles);
  const { range } = placed;
  const signed = { origin: originOf(name, epoch), size: range.size, root: rootOf(range) };
  const note = await signCheckpoint(signed, signers);
  const checkpoint = { epoch, size: range.size, note };
  await insertCheckpoint(transaction, log, checkpoint, at);
  await moveHead(transaction, from, { ...head, range });
  return checkpoint;
}
