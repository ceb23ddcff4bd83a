import { toBase64, utf8 } from './bytes.ts';
import { appendHashes, type CompactRange } from './compact-range.ts';
import { type Hashing, leafHash, plainHashing } from './hashing.ts';
import { type LeafDraft, writeLeaf } from './leaf.ts';
import { newTileHashes, type Tile } from './tiles.ts';

/** The last entry of a stream: its number and its leaf hash. */
export interface StreamEnd {
  readonly counter: number;
  readonly hash: Uint8Array;
}

/** An entry that has its place: bytes, hash, and where in the tree and in its stream it stands. */
export interface PlacedEntry extends StreamEnd {
  readonly index: number;
  readonly leaf: Uint8Array;
}

/** What placing entries makes of the log. */
export interface Placed {
  readonly entries: readonly PlacedEntry[];
  readonly range: CompactRange;
  /** Hashes to add to tiles, at the end of each. */
  readonly tiles: readonly Tile[];
  readonly streams: ReadonlyMap<string, StreamEnd>;
}

/** Gives drafts, in this order, their places after what the log holds. Each entry names the one before in its stream. */
export function placeEntries(
  drafts: readonly LeafDraft[],
  epoch: number,
  range: CompactRange,
  ends: ReadonlyMap<string, StreamEnd>,
  hashing: Hashing = plainHashing,
): Placed {
  const streams = new Map(ends);
  const row = new Uint8Array(drafts.length * 32);
  const entries = drafts.map((draft, i) => {
    const before = streams.get(draft.stream);
    const counter = (before?.counter ?? 0) + 1;
    const previous = before === undefined ? null : toBase64(before.hash);
    const leaf = utf8(writeLeaf({ ...draft, counter, epoch, previous }));
    const hash = leafHash(leaf);
    row.set(hash, i * 32);
    streams.set(draft.stream, { counter, hash });
    return { index: range.size + i, counter, leaf, hash };
  });
  const tiles = newTileHashes();
  const grown = appendHashes(range, row, hashing, tiles.tell);
  return { entries, range: grown, tiles: tiles.added(), streams };
}
