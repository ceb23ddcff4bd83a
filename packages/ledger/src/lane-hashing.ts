import { sha256 } from '@noble/hashes/sha2.js';
import { sameBytes } from './bytes.ts';
import { type Hashing, plainHashing } from './hashing.ts';
import { lanesModule } from './sha256-lanes.ts';

const pageBytes = 65_536;
/** Digests of four lanes, at the end of the memory. */
const digestsAt = pageBytes - 128;
const mostBlocks = Math.floor(digestsAt / 4 / 64);

interface Lanes {
  readonly memory: Uint8Array;
  hash(messages: number, blocks: number, digests: number): void;
}

/** What of WebAssembly is used here: the types of neither browser nor Node stand in a pure room. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

function openLanes(): Lanes | undefined {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly?: Engine };
  try {
    if (WebAssembly === undefined) return undefined;
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(lanesModule()));
    const { memory, hash } = exports as {
      readonly memory: { readonly buffer: ArrayBuffer };
      readonly hash: Lanes['hash'];
    };
    const opened = { memory: new Uint8Array(memory.buffer), hash };
    // An engine that computes anything else than the plain way is not used.
    const samples = [0, 64, 300, 500].map((length) => new Uint8Array(length).fill(length));
    const right = sameBytes(hashLeaves(opened, samples), plainHashing.leaves(samples));
    return right ? opened : undefined;
  } catch {
    // A page whose policy forbids it, or an engine without vectors: the plain way is slower, and the same.
    return undefined;
  }
}

let lanes: Lanes | undefined | null = null;

/** Hashes four at a time where the engine can, which is about four times as fast; else as `plainHashing`. */
export function laneHashing(): Hashing {
  if (lanes === null) lanes = openLanes();
  const open = lanes;
  if (open === undefined) return plainHashing;
  return { leaves: (leaves) => hashLeaves(open, leaves), nodes: (pairs) => hashNodes(open, pairs) };
}

/** Blocks that a message takes with its prefix, its padding and its length. */
const blocksOf = (length: number): number => Math.ceil((length + 10) / 64);

/** Lays a message into a lane: prefix, bytes, a one bit, zeros, and the length in bits. */
function lay(
  memory: Uint8Array,
  at: number,
  blocks: number,
  prefix: number,
  from: Uint8Array,
): void {
  const end = at + blocks * 64;
  memory[at] = prefix;
  memory.set(from, at + 1);
  const bits = (from.length + 1) * 8;
  memory.fill(0, at + 2 + from.length, end);
  memory[at + 1 + from.length] = 0x80;
  memory[end - 4] = bits >>> 24;
  memory[end - 3] = bits >>> 16;
  memory[end - 2] = bits >>> 8;
  memory[end - 1] = bits;
}

/** Leaves of as many blocks go together, in fours; those that are left over take lanes beside an old message. */
function hashLeaves({ memory, hash }: Lanes, leaves: readonly Uint8Array[]): Uint8Array {
  const row = new Uint8Array(leaves.length * 32);
  const waiting = new Map<number, number[]>();
  const flush = (blocks: number, which: readonly number[]): void => {
    which.forEach((i, lane) => {
      lay(memory, lane * blocks * 64, blocks, 0, leaves[i] ?? new Uint8Array());
    });
    hash(0, blocks, digestsAt);
    which.forEach((i, lane) => {
      row.set(memory.subarray(digestsAt + lane * 32, digestsAt + lane * 32 + 32), i * 32);
    });
  };
  for (let i = 0; i < leaves.length; i++) {
    const leaf = leaves[i] ?? new Uint8Array();
    const blocks = blocksOf(leaf.length);
    if (blocks > mostBlocks) {
      row.set(sha256.create().update(Uint8Array.of(0)).update(leaf).digest(), i * 32);
      continue;
    }
    const same = waiting.get(blocks) ?? [];
    if (same.length === 0) waiting.set(blocks, same);
    same.push(i);
    if (same.length < 4) continue;
    flush(blocks, same);
    same.length = 0;
  }
  for (const [blocks, which] of waiting) if (which.length > 0) flush(blocks, which);
  return row;
}

function hashNodes({ memory, hash }: Lanes, pairs: Uint8Array): Uint8Array {
  const row = new Uint8Array(pairs.length / 2);
  for (let at = 0; at < pairs.length; at += 256) {
    const count = Math.min(4, (pairs.length - at) / 64);
    for (let lane = 0; lane < count; lane++) {
      const from = at + lane * 64;
      lay(memory, lane * 128, 2, 1, pairs.subarray(from, from + 64));
    }
    hash(0, 2, digestsAt);
    row.set(memory.subarray(digestsAt, digestsAt + count * 32), at / 2);
  }
  return row;
}
