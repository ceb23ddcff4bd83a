import { Failure, text } from '@machimori/kernel';
import { fromUtf8 } from './bytes.ts';
import { readCheckpoint } from './checkpoint.ts';
import { type ExportPieces, lineBatches } from './export-lines.ts';
import { entryStart } from './export-record.ts';
import type { ExportReport } from './export-report.ts';
import { ExportVerifier } from './export-verifier.ts';
import type { Hashing } from './hashing.ts';
import { laneHashing } from './lane-hashing.ts';
import {
  requireKey,
  type VerifierKey,
  type VerifySignature,
  verifyEd25519,
} from './verifier-key.ts';

/** What a verifier may be given. */
export interface VerifyOptions {
  /** A checkpoint that was kept from before: the log must be a continuation of it. */
  readonly since?: string;
  readonly hashing?: Hashing;
  readonly verifySignature?: VerifySignature;
  /** Findings that are kept whole; the rest is counted. */
  readonly mostFindings?: number;
}

/**
 * Verifies an export with a public key alone, as a stream: every entry is hashed again, every stream followed,
 * every checkpoint compared and its signature verified. What is wrong is named; nothing wrong in the export makes it throw.
 */
export async function verifyExport(
  pieces: ExportPieces,
  publicKey: string | VerifierKey,
  options: VerifyOptions = {},
): Promise<ExportReport> {
  const since = options.since === undefined ? undefined : readCheckpoint(options.since);
  if (options.since !== undefined && since === undefined) {
    throw new Failure(
      'input-invalid',
      text('チェックポイントの形ではありません', 'this is not a checkpoint'),
      {
        next: text(
          '受け取ったチェックポイントの文を、署名の行まで渡してください',
          'Give the checkpoint as it was handed out, with its signature lines.',
        ),
      },
    );
  }
  const trust = {
    key: requireKey(publicKey),
    since,
    verify: options.verifySignature ?? verifyEd25519,
  };
  const verifier = new ExportVerifier(
    trust,
    options.hashing ?? laneHashing(),
    options.mostFindings ?? 200,
  );
  for await (const { lines, cut, long } of lineBatches(pieces)) {
    for (const bytes of lines) {
      const line = fromUtf8(bytes);
      if (line?.startsWith(entryStart)) {
        if (verifier.waits) await verifier.keysKnown();
        verifier.entry(line, bytes);
      } else if (!verifier.besideEntry(line)) await verifier.record(line);
    }
    if (cut) verifier.cut();
    if (long) verifier.long();
  }
  return verifier.finish();
}
