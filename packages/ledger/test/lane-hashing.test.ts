import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { laneHashing, plainHashing } from '../src/index.ts';

const node = (prefix: number, bytes: Uint8Array): Buffer =>
  createHash('sha256').update(Uint8Array.of(prefix)).update(bytes).digest();

it('is at work here, and not the plain way', () => {
  expect(laneHashing()).not.toBe(plainHashing);
});

it('gives what two other implementations give, for every length around the edges of blocks', () => {
  const leaves = Array.from({ length: 700 }, (_, n) => new Uint8Array(n).map((_, i) => i * 7 + n));
  const row = laneHashing().leaves(leaves);
  expect(Buffer.from(row)).toEqual(Buffer.from(plainHashing.leaves(leaves)));
  expect(Buffer.from(row)).toEqual(Buffer.concat(leaves.map((leaf) => node(0, leaf))));
});

it('and for any leaves, in any order, few or many, short or long', () => {
  const long = fc.integer({ min: 0, max: 40_000 }).map((n) => new Uint8Array(n).fill(n));
  const short = fc.uint8Array({ maxLength: 600 });
  const leaf = fc.oneof({ weight: 9, arbitrary: short }, { weight: 1, arbitrary: long });
  fc.assert(
    fc.property(fc.array(leaf, { maxLength: 30 }), (leaves) => {
      const row = laneHashing().leaves(leaves);
      expect(Buffer.from(row)).toEqual(Buffer.concat(leaves.map((each) => node(0, each))));
    }),
  );
});

it('and for any row of nodes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.nat(255), (count, seed) => {
      const pairs = new Uint8Array(count * 64).map((_, i) => i * 31 + seed);
      const parts = Array.from({ length: count }, (_, i) =>
        node(1, pairs.subarray(i * 64, i * 64 + 64)),
      );
      expect(Buffer.from(laneHashing().nodes(pairs))).toEqual(Buffer.concat(parts));
    }),
  );
});
