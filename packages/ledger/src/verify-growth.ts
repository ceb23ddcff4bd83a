import { sameBytes } from './bytes.ts';
import { epochOf, readCheckpoint } from './checkpoint.ts';
import type { ExportPieces } from './export-lines.ts';
import type { ExportReport } from './export-report.ts';
import { emptyRoot } from './hashing.ts';
import { verifyNote } from './signed-note.ts';
import { verifyConsistency } from './tree.ts';
import { type VerifierKey, type VerifySignature, verifyEd25519 } from './verifier-key.ts';
import { requireKey, type VerifyOptions, verifyExport } from './verify-export.ts';

/** How a later checkpoint stands to an earlier one. */
export type Growth =
  | 'grew'
  | 'same'
  /** One of them is no checkpoint. */
  | 'unreadable'
  /** Not signed by this key, or of another log or epoch. */
  | 'not-signed'
  /** The later one is not a continuation: the log was rewritten or cut short. */
  | 'broken';

/** Says, from two checkpoints and a proof alone, whether the log only grew between them. Both stand under this key. */
export async function verifyGrowth(
  older: string,
  newer: string,
  proof: readonly Uint8Array[],
  publicKey: string | VerifierKey,
  verifySignature: VerifySignature = verifyEd25519,
): Promise<Growth> {
  const key = requireKey(publicKey);
  const [from, to] = [readCheckpoint(older), readCheckpoint(newer)];
  if (from === undefined || to === undefined) return 'unreadable';
  if (from.origin !== to.origin || epochOf(key.name, from.origin) === undefined)
    return 'not-signed';
  for (const { note } of [from, to]) {
    if ((await verifyNote(note, [key], verifySignature)).length === 0) return 'not-signed';
  }
  // Every log grew out of the empty one.
  const fromNothing = from.size === 0 && sameBytes(from.root, emptyRoot());
  if (!fromNothing && !verifyConsistency(from.size, to.size, proof, from.root, to.root)) {
    return 'broken';
  }
  return from.size === to.size ? 'same' : 'grew';
}

/** Verifies an export and that it continues a checkpoint kept from before: the whole log is hashed again. */
export const verifySince = (
  checkpoint: string,
  pieces: ExportPieces,
  publicKey: string | VerifierKey,
  options: Omit<VerifyOptions, 'since'> = {},
): Promise<ExportReport> => verifyExport(pieces, publicKey, { ...options, since: checkpoint });
