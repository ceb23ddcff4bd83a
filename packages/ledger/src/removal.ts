import { toBase64 } from './bytes.ts';
import { canonicalJson, jsonMembers, readCanonicalJson } from './canonical-json.ts';
import { epochOf, readCheckpoint } from './checkpoint.ts';
import { KeyChain } from './hand-over.ts';
import { verifyNote } from './signed-note.ts';
import { readStatement, signStatement } from './statement.ts';
import {
  readVerifierKey,
  type Signer,
  type VerifierKey,
  type VerifySignature,
  verifyEd25519,
  writeVerifierKey,
} from './verifier-key.ts';

/** Why a log was removed. */
export const removalReasons = ['sample-removed', 'city-removed', 'retention-ended'] as const;
export type RemovalReason = (typeof removalReasons)[number];

/** What is left of a removed log: its last checkpoint, and the word of its key that it was removed, when and why. */
export interface Removal {
  readonly log: string;
  /** The first verifier key; hand-overs lead from it to the one that signed the removal. */
  readonly key: VerifierKey;
  readonly handOvers: readonly string[];
  readonly checkpoint: string;
  readonly at: string;
  readonly reason: RemovalReason;
  readonly statement: string;
}

const linesOf = (
  origin: string,
  size: number,
  root: Uint8Array,
  at: string,
  reason: string,
): string[] => [origin, String(size), toBase64(root), at, reason];

/** Signs what will be left of a log that is about to be removed. */
export async function signRemoval(
  removal: Omit<Removal, 'statement'>,
  signer: Signer,
): Promise<Removal> {
  const {
    origin = '',
    size = 0,
    root = new Uint8Array(),
  } = readCheckpoint(removal.checkpoint) ?? {};
  const lines = linesOf(origin, size, root, removal.at, removal.reason);
  return { ...removal, statement: await signStatement('removal', lines, [signer]) };
}

/** The stub as it is kept and handed out: one line of canonical JSON. */
export const writeRemoval = (removal: Removal): string =>
  canonicalJson({ ...removal, key: writeVerifierKey(removal.key), record: 'removal' });

/** A stub as it was given, or undefined. Nothing is verified yet. */
export function readRemoval(given: string): Removal | undefined {
  const { log, key, handOvers, checkpoint, at, reason, statement } =
    jsonMembers(readCanonicalJson(given.trim())) ?? {};
  const first = typeof key === 'string' ? readVerifierKey(key) : undefined;
  const why = removalReasons.find((each) => each === reason);
  if (first === undefined || why === undefined || !Array.isArray(handOvers)) return undefined;
  if (typeof log !== 'string' || typeof at !== 'string') return undefined;
  if (typeof checkpoint !== 'string' || typeof statement !== 'string') return undefined;
  const notes = handOvers.filter((each): each is string => typeof each === 'string');
  return { log, key: first, handOvers: notes, checkpoint, at, reason: why, statement };
}

/** True where the key given (or one that it handed over to) signed both the last checkpoint and the removal. */
export async function verifyRemoval(
  removal: Removal,
  publicKey: VerifierKey,
  verify: VerifySignature = verifyEd25519,
): Promise<boolean> {
  const chain = await KeyChain.of(removal.key, removal.handOvers, verify);
  if (chain === undefined) return false;
  const checkpoint = readCheckpoint(removal.checkpoint);
  const said = readStatement('removal', removal.statement, 5);
  if (!chain.has(publicKey) || checkpoint === undefined || said === undefined) return false;
  if (epochOf(chain.last.name, checkpoint.origin) === undefined) return false;
  const { origin, size, root } = checkpoint;
  const lines = linesOf(origin, size, root, removal.at, removal.reason);
  if (lines.some((line, i) => said.lines[i] !== line)) return false;
  const signed = await verifyNote(checkpoint.note, chain.keys, verify);
  return signed.length > 0 && (await verifyNote(said.note, [chain.last], verify)).length > 0;
}
