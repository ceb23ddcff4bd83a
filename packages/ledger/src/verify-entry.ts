import { utf8 } from './bytes.ts';
import { epochOf, readCheckpoint } from './checkpoint.ts';
import { KeyChain } from './hand-over.ts';
import { leafHash } from './hashing.ts';
import { readLeaf } from './leaf.ts';
import { verifyInclusion } from './tree.ts';
import { requireKey, type VerifierKey, verifyEd25519 } from './verifier-key.ts';
import type { KeyOptions } from './verify-growth.ts';

/** One entry, the way from it to the root, and the checkpoint of that root. */
export interface ProvedEntry {
  /** The entry's line, as it was hashed. */
  readonly leaf: string;
  /** Its place in the tree, from 0. */
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: string;
}

/** Says, from a proof alone, whether an entry stands in the log as it is shown. */
export async function verifyEntry(
  { leaf: line, index, hashes, checkpoint: given }: ProvedEntry,
  publicKey: string | VerifierKey,
  { handOvers = [], verifySignature = verifyEd25519 }: KeyOptions = {},
): Promise<'holds' | 'unreadable' | 'not-signed' | 'broken'> {
  const key = requireKey(publicKey);
  const chain = await KeyChain.of(key, handOvers, verifySignature);
  const [leaf, checkpoint] = [readLeaf(line), readCheckpoint(given)];
  if (leaf === undefined || checkpoint === undefined) return 'unreadable';
  const { origin, note, size, root } = checkpoint;
  const epoch = epochOf(key.name, origin);
  if (chain === undefined || epoch !== leaf.epoch) return 'not-signed';
  if (!(await chain.signed(note, epoch, size, verifySignature))) return 'not-signed';
  return verifyInclusion(leafHash(utf8(line)), index, size, hashes, root) ? 'holds' : 'broken';
}
