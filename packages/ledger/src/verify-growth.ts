import { sameBytes } from './bytes.ts';
import { epochOf, readCheckpoint } from './checkpoint.ts';
import { KeyChain } from './hand-over.ts';
import { emptyRoot } from './hashing.ts';
import { verifyConsistency } from './tree.ts';
import {
  requireKey,
  type VerifierKey,
  type VerifySignature,
  verifyEd25519,
} from './verifier-key.ts';

/** How a later checkpoint stands to an earlier one. */
export type Growth =
  | 'grew'
  | 'same'
  /** One of them is no checkpoint. */
  | 'unreadable'
  /** Not signed by the key in force, or of another log or epoch. */
  | 'not-signed'
  /** The later one is not a continuation: the log was rewritten or cut short. */
  | 'broken';

/** What leads from the key that is known to the one that signed. */
export interface KeyOptions {
  /** Signed hand-overs after the key, oldest first. */
  readonly handOvers?: readonly string[];
  readonly verifySignature?: VerifySignature;
}

/** Says, from two checkpoints and a proof alone, whether the log only grew between them. */
export async function verifyGrowth(
  older: string,
  newer: string,
  proof: readonly Uint8Array[],
  publicKey: string | VerifierKey,
  { handOvers = [], verifySignature = verifyEd25519 }: KeyOptions = {},
): Promise<Growth> {
  const key = requireKey(publicKey);
  const chain = await KeyChain.of(key, handOvers, verifySignature);
  const [from, to] = [readCheckpoint(older), readCheckpoint(newer)];
  if (from === undefined || to === undefined) return 'unreadable';
  const epoch = epochOf(key.name, from.origin);
  if (chain === undefined || epoch === undefined || from.origin !== to.origin) return 'not-signed';
  for (const { note, size } of [from, to]) {
    if (!(await chain.signed(note, epoch, size, verifySignature))) return 'not-signed';
  }
  // Every log grew out of the empty one.
  const fromNothing = from.size === 0 && sameBytes(from.root, emptyRoot());
  if (!fromNothing && !verifyConsistency(from.size, to.size, proof, from.root, to.root)) {
    return 'broken';
  }
  return from.size === to.size ? 'same' : 'grew';
}
