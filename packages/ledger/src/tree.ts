import { Failure, text } from '@machimori/kernel';
import { sameBytes } from './bytes.ts';
import { emptyRoot, nodeHash } from './hashing.ts';

/** A node of the tree: level 0 are the leaves, and the node covers `2 ** level` of them. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** Gives the hashes of whole subtrees, in the order asked. Tiles are one; see `tileReader`. */
export type NodeReader = (nodes: readonly TreeNode[]) => Promise<readonly Uint8Array[]>;

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

/** The largest power of two below a size of at least 2. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** The whole subtrees that leaves `from` up to `to` stand on, left to right. `from` lies on the border of what covers them. */
export function subtrees(from: number, to: number): readonly TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = from; at < to; ) {
    let level = 0;
    while ((at / 2 ** level) % 2 === 0 && at + 2 ** (level + 1) <= to) level++;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** A proof before its hashes are read: each of its hashes is that of these leaves. */
type Part = readonly [from: number, to: number];

async function read(parts: readonly Part[], reader: NodeReader): Promise<readonly Uint8Array[]> {
  const nodes = parts.map(([from, to]) => subtrees(from, to));
  const hashes = await reader(nodes.flat());
  let at = 0;
  return nodes.map((of) => {
    const own = hashes.slice(at, at + of.length);
    at += of.length;
    return fold(own);
  });
}

/** One hash of subtrees that stand beside each other, the rightmost two first. */
function fold(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 0) return emptyRoot();
  return hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The root of the first `size` leaves. */
export async function readRoot(size: number, reader: NodeReader): Promise<Uint8Array> {
  return fold(await reader(subtrees(0, size)));
}

function outside(): never {
  throw new Failure('not-found', text('記録の範囲の外です', 'outside the log'));
}

/** The path from leaf `index` to the root of the first `size` leaves (RFC 6962, 2.1.1). */
export async function proveInclusion(
  index: number,
  size: number,
  reader: NodeReader,
): Promise<readonly Uint8Array[]> {
  if (!isCount(index) || !isCount(size) || index >= size) outside();
  const parts: Part[] = [];
  for (let from = 0, to = size; to - from > 1; ) {
    const middle = from + split(to - from);
    parts.push(index < middle ? [middle, to] : [from, middle]);
    if (index < middle) to = middle;
    else from = middle;
  }
  return read(parts.reverse(), reader);
}

/** Hashes by which the root at `older` and the root at `newer` show that the tree only grew (RFC 6962, 2.1.2). */
export async function proveConsistency(
  older: number,
  newer: number,
  reader: NodeReader,
): Promise<readonly Uint8Array[]> {
  if (!isCount(older) || !isCount(newer) || older > newer) outside();
  if (older === 0 || older === newer) return [];
  const parts: Part[] = [];
  let [from, to] = [0, newer];
  let known = true;
  while (older !== to) {
    const middle = from + split(to - from);
    if (older <= middle) {
      parts.push([middle, to]);
      to = middle;
    } else {
      parts.push([from, middle]);
      from = middle;
      known = false;
    }
  }
  if (!known) parts.push([from, to]);
  return read(parts.reverse(), reader);
}

/** True where the path leads from the leaf's hash at `index` to the root of `size` leaves. */
export function verifyInclusion(
  hash: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (hash.length !== 32 || proof.some((each) => each.length !== 32)) return false;
  let [node, last, reached] = [index, size - 1, hash];
  for (const step of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      reached = nodeHash(step, reached);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      reached = nodeHash(reached, step);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(reached, root);
}

/**
 * True where the proof shows that the tree of `newer` leaves begins with the tree of `older`.
 * A tree without leaves is the beginning of every tree: there is nothing to prove of it, and it is refused.
 */
export function verifyConsistency(
  older: number,
  newer: number,
  proof: readonly Uint8Array[],
  olderRoot: Uint8Array,
  newerRoot: Uint8Array,
): boolean {
  if (!isCount(older) || !isCount(newer) || older < 1 || older > newer) return false;
  if (proof.some((each) => each.length !== 32)) return false;
  if (older === newer) return proof.length === 0 && sameBytes(olderRoot, newerRoot);
  let [node, last] = [older - 1, newer - 1];
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  const steps = [...proof];
  // Where the older tree is one whole subtree, its root is the first hash and is not repeated.
  const start = node === 0 ? olderRoot : steps.shift();
  if (start === undefined || start.length !== 32) return false;
  let [toOlder, toNewer] = [start, start];
  for (const step of steps) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      toOlder = nodeHash(step, toOlder);
      toNewer = nodeHash(step, toNewer);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      toNewer = nodeHash(toNewer, step);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(toOlder, olderRoot) && sameBytes(toNewer, newerRoot);
}
