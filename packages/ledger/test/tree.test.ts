import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendHashes,
  emptyRange,
  leafHash,
  newTileHashes,
  plainHashing,
  proveConsistency,
  proveInclusion,
  rangeBytes,
  readRange,
  readRoot,
  rootOf,
  type Tile,
  tilePath,
  tileReader,
  verifyConsistency,
  verifyInclusion,
} from '../src/index.ts';

const leaves = (count: number): readonly Uint8Array[] =>
  Array.from({ length: count }, (_, i) => new TextEncoder().encode(`leaf ${i}`));

/** The definition of RFC 6962, 2.1, word for word, with another implementation of SHA-256. */
function defined(of: readonly Uint8Array[]): Buffer {
  const hash = (prefix: number, ...parts: Uint8Array[]): Buffer =>
    parts
      .reduce((h, part) => h.update(part), createHash('sha256').update(Uint8Array.of(prefix)))
      .digest();
  if (of.length === 0) return createHash('sha256').digest();
  if (of.length === 1) return hash(0, of[0] ?? new Uint8Array());
  let k = 1;
  while (k * 2 < of.length) k *= 2;
  return hash(1, defined(of.slice(0, k)), defined(of.slice(k)));
}

function grow(counts: readonly number[]) {
  const all = leaves(counts.reduce((sum, n) => sum + n, 0));
  const tiles = new Map<string, Tile>();
  let range = emptyRange;
  for (const count of counts) {
    const collect = newTileHashes();
    const row = plainHashing.leaves(all.slice(range.size, range.size + count));
    range = appendHashes(range, row, plainHashing, collect.tell);
    for (const tile of collect.added()) {
      const before = tiles.get(tilePath(tile))?.row ?? new Uint8Array();
      tiles.set(tilePath(tile), { ...tile, row: Buffer.concat([before, tile.row]) });
    }
  }
  const reader = tileReader(async (places) =>
    places.flatMap((place) => tiles.get(tilePath(place)) ?? []),
  );
  return { all, range, reader, tiles };
}

const batches = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });

describe('the tree', () => {
  it('is that of RFC 6962, however the leaves come', () => {
    fc.assert(
      fc.property(batches, (counts) => {
        const { all, range } = grow(counts);
        expect(Buffer.from(rootOf(range))).toEqual(defined(all));
        expect(readRange(range.size, rangeBytes(range))).toEqual(range);
      }),
    );
  });

  it('proves each leaf, and no other, from its tiles', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.nat(), fc.nat(), async (counts, a, b) => {
        const { all, range, reader } = grow(counts);
        if (range.size === 0) return;
        const size = (a % range.size) + 1;
        const index = b % size;
        const root = await readRoot(size, reader);
        expect(Buffer.from(root)).toEqual(defined(all.slice(0, size)));
        const proof = await proveInclusion(index, size, reader);
        const hash = leafHash(all[index] ?? new Uint8Array());
        expect(verifyInclusion(hash, index, size, proof, root)).toBe(true);
        if (size > 1)
          expect(verifyInclusion(hash, (index + 1) % size, size, proof, root)).toBe(false);
        expect(verifyInclusion(leafHash(root), index, size, proof, root)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('proves that it only grew', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.nat(), fc.nat(), async (counts, a, b) => {
        const { all, range, reader } = grow(counts);
        const newer = a % (range.size + 1);
        const older = b % (newer + 1);
        const [from, to] = [await readRoot(older, reader), await readRoot(newer, reader)];
        const proof = await proveConsistency(older, newer, reader);
        // Of the empty tree there is nothing to prove.
        expect(verifyConsistency(older, newer, proof, from, to)).toBe(older > 0);
        if (older === 0 || older === newer) return;
        const changed = defined([...all.slice(0, older - 1), new Uint8Array()]);
        expect(verifyConsistency(older, newer, proof, changed, to)).toBe(false);
        expect(verifyConsistency(older, newer, proof.slice(1), from, to)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps whole and partial tiles as C2SP lays them out', async () => {
    const { tiles, reader } = grow([70_000]);
    expect(tiles.get('tile/0/000')?.row).toHaveLength(256 * 32);
    expect(tiles.get('tile/0/273')?.row).toHaveLength((70_000 % 256) * 32);
    expect(tiles.get('tile/1/000')?.row).toHaveLength(256 * 32);
    expect(tiles.get('tile/2/000')?.row).toHaveLength(32);
    expect(Buffer.from(await readRoot(65_536, reader))).toEqual(
      Buffer.from(tiles.get('tile/2/000')?.row ?? []),
    );
    expect(tilePath({ level: 0, number: 1_234_067 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 1, number: 5 }, 17)).toBe('tile/1/005.p/17');
  });

  it('says which tile is missing', async () => {
    const reader = tileReader(async () => []);
    await expect(proveInclusion(300, 700, reader)).rejects.toMatchObject({ code: 'not-verified' });
    await expect(proveInclusion(7, 7, reader)).rejects.toMatchObject({ code: 'not-found' });
    expect(() => readRange(3, new Uint8Array(32))).toThrow(/damaged/);
  });
});
