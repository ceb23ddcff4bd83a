import { sha256 } from '@noble/hashes/sha2.js';

/**
 * The two hashes of an RFC 6962 tree, many at once: hashing one by one costs more in calls than in hashing.
 * The program may bring a faster one than `plainHashing`; the results are the same.
 */
export interface Hashing {
  /** SHA-256(0x00 ‖ leaf) of each leaf, end to end. */
  leaves(leaves: readonly Uint8Array[]): Uint8Array;
  /** SHA-256(0x01 ‖ left ‖ right) of each pair in a row of hashes that lies end to end. */
  nodes(pairs: Uint8Array): Uint8Array;
}

const leafPrefix = Uint8Array.of(0);

export const plainHashing: Hashing = {
  leaves(leaves) {
    const hashes = new Uint8Array(leaves.length * 32);
    leaves.forEach((leaf, i) => {
      hashes.set(sha256.create().update(leafPrefix).update(leaf).digest(), i * 32);
    });
    return hashes;
  },
  nodes(pairs) {
    const hashes = new Uint8Array(pairs.length / 2);
    const node = new Uint8Array(65);
    node[0] = 1;
    for (let at = 0; at < pairs.length; at += 64) {
      node.set(pairs.subarray(at, at + 64), 1);
      hashes.set(sha256(node), at / 2);
    }
    return hashes;
  },
};

/** The hash of one leaf (RFC 6962, 2.1). */
export const leafHash = (leaf: Uint8Array): Uint8Array => plainHashing.leaves([leaf]);

/** The hash of two nodes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const pair = new Uint8Array(64);
  pair.set(left);
  pair.set(right, 32);
  return plainHashing.nodes(pair);
}

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot = (): Uint8Array => sha256(new Uint8Array());
