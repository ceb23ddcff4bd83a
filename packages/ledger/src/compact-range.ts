import { Failure, text } from '@machimori/kernel';
import { joined, parted } from './bytes.ts';
import { emptyRoot, type Hashing, plainHashing } from './hashing.ts';

/** What a tree needs to grow: how many leaves it has and the roots of its whole subtrees, largest first. */
export interface CompactRange {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export const emptyRange: CompactRange = { size: 0, hashes: [] };

/** How many whole subtrees a tree of this size stands on: its ones in binary. */
function subtreeCount(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

/** A range as it is stored: its hashes end to end. */
export const rangeBytes = ({ hashes }: CompactRange): Uint8Array => joined(hashes);

/** A stored range; refused where hashes and size do not belong together. */
export function readRange(size: number, row: Uint8Array): CompactRange {
  if (!Number.isSafeInteger(size) || size < 0 || row.length !== subtreeCount(size) * 32) {
    throw new Failure(
      'not-verified',
      text('記録の先端が壊れています', 'the head of the log is damaged'),
    );
  }
  return { size, hashes: parted(row) };
}

/** Told of every node that appending makes: its level (0 for leaves), the index of the first, and a row of hashes. */
export type NewNodes = (level: number, first: number, row: Uint8Array) => void;

/** Appends leaf hashes that lie end to end: level by level, each level hashed in one go. */
export function appendHashes(
  range: CompactRange,
  leafHashes: Uint8Array,
  hashing: Hashing = plainHashing,
  tell: NewNodes = () => undefined,
): CompactRange {
  if (leafHashes.length === 0) return range;
  const left = [...range.hashes].reverse();
  const kept: Uint8Array[] = [];
  let row = leafHashes;
  let first = range.size;
  for (let level = 0; row.length > 0 || first > 0; level++) {
    if (row.length > 0) tell(level, first, row);
    const before = first % 2 === 1 ? left.shift() : undefined;
    const whole = before === undefined ? row : joined([before, row]);
    const paired = whole.length - (whole.length % 64);
    if (paired < whole.length) kept.push(whole.slice(paired));
    row = paired === 0 ? new Uint8Array() : hashing.nodes(whole.subarray(0, paired));
    first = Math.floor(first / 2);
  }
  return { size: range.size + leafHashes.length / 32, hashes: kept.reverse() };
}

/** The root of the tree (RFC 6962, 2.1). */
export function rootOf(range: CompactRange, hashing: Hashing = plainHashing): Uint8Array {
  const rightToLeft = [...range.hashes].reverse();
  const first = rightToLeft.shift();
  if (first === undefined) return emptyRoot();
  return rightToLeft.reduce((right, left) => hashing.nodes(joined([left, right])), first);
}
