import { Failure, text } from '@machimori/kernel';
import type { NewNodes } from './compact-range.ts';
import { plainHashing } from './hashing.ts';
import type { NodeReader, TreeNode } from './tree.ts';

/** Levels of the tree that one tile holds; C2SP tlog-tiles fixes them to 8. */
export const tileHeight = 8;
export const tileWidth = 2 ** tileHeight;

/** A tile's place: tile level 0 holds leaf hashes, level 1 the roots of whole tiles of level 0, and so on. */
export interface TilePlace {
  readonly level: number;
  readonly number: number;
}

/** A tile and the hashes of its bottom row so far, end to end; 256 when it is whole. */
export interface Tile extends TilePlace {
  readonly row: Uint8Array;
}

/** Its path by C2SP tlog-tiles: `tile/0/x001/234`, `tile/0/005.p/17`. */
export function tilePath({ level, number }: TilePlace, width: number = tileWidth): string {
  const digits = String(number);
  const parts = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const name = parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/');
  return `tile/${level}/${name}${width < tileWidth ? `.p/${width}` : ''}`;
}

/** Where a node's hash is found: the tile, and the first and number of hashes in its row that stand below the node. */
function placeOf({ level, index }: TreeNode): { tile: TilePlace; first: number; count: number } {
  const tileLevel = Math.floor(level / tileHeight);
  const count = 2 ** (level % tileHeight);
  const at = index * count;
  return {
    tile: { level: tileLevel, number: Math.floor(at / tileWidth) },
    first: at % tileWidth,
    count,
  };
}

const key = ({ level, number }: TilePlace): string => `${level}/${number}`;

/** Reads nodes from tiles: each tile is fetched once a call. A tile that is missing or too short is a damaged log. */
export function tileReader(
  read: (places: readonly TilePlace[]) => Promise<readonly Tile[]>,
): NodeReader {
  // A whole subtree never changes: what was computed from a tile's row is kept as long as the reader.
  const known = new Map<string, Uint8Array>();
  return async (nodes) => {
    const unknown = nodes.filter(
      (node) => !known.has(key({ level: node.level, number: node.index })),
    );
    const hashes = await hashesOf(unknown);
    unknown.forEach(({ level, index }, i) => {
      const hash = hashes[i];
      if (hash !== undefined) known.set(key({ level, number: index }), hash);
    });
    return nodes.map(
      ({ level, index }) => known.get(key({ level, number: index })) ?? new Uint8Array(),
    );
  };

  async function hashesOf(nodes: readonly TreeNode[]): Promise<readonly Uint8Array[]> {
    if (nodes.length === 0) return [];
    const wanted = nodes.map(placeOf);
    const places = new Map(wanted.map(({ tile }) => [key(tile), tile]));
    const tiles = new Map((await read([...places.values()])).map((each) => [key(each), each.row]));
    return wanted.map(({ tile, first, count }) => {
      let row = tiles.get(key(tile))?.subarray(first * 32, (first + count) * 32);
      if (row?.length !== count * 32) {
        throw new Failure(
          'not-verified',
          text(
            `記録のタイル ${tilePath(tile)} が欠けています`,
            `tile ${tilePath(tile)} of the log is missing or too short`,
          ),
        );
      }
      while (row.length > 32) row = plainHashing.nodes(row);
      return row.slice();
    });
  }
}

/** Collects, from what appending tells, the hashes to add to tiles. */
export function newTileHashes(): {
  readonly tell: NewNodes;
  readonly added: () => readonly Tile[];
} {
  const added = new Map<string, Tile & { parts: Uint8Array[] }>();
  const tell: NewNodes = (level, first, row) => {
    if (level % tileHeight !== 0) return;
    for (let from = 0; from < row.length / 32; ) {
      const number = Math.floor((first + from) / tileWidth);
      const to = Math.min(row.length / 32, (number + 1) * tileWidth - first);
      const place = { level: level / tileHeight, number };
      const tile = added.get(key(place)) ?? { ...place, row: new Uint8Array(), parts: [] };
      tile.parts.push(row.slice(from * 32, to * 32));
      added.set(key(place), tile);
      from = to;
    }
  };
  return {
    tell,
    added: () =>
      [...added.values()].map(({ level, number, parts }) => {
        const row = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
        let at = 0;
        for (const part of parts) {
          row.set(part, at);
          at += part.length;
        }
        return { level, number, row };
      }),
  };
}
