import type { Act } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import { sql } from 'kysely';
import { type EvidenceKind, tablesOf } from '../evidence/evidence-tables.ts';

/** A piece of evidence that proves a line now, by reference: neither its words nor its file. */
export interface LineProof {
  readonly evidence: string;
  readonly title: string;
  readonly kind: EvidenceKind;
  readonly effectiveOn: Day;
  readonly expiresOn: Day | undefined;
  /** SHA-256 of its file, in hexadecimal. */
  readonly digest: string | undefined;
  readonly addedAt: Date;
}

/** What proves each of these lines, as far as one sees it; a line without evidence is not among them. */
export async function readProofs(
  act: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, readonly LineProof[]>> {
  const proofs = new Map<string, LineProof[]>();
  if (lines.length === 0) return proofs;
  const rows = await tablesOf(act)
    .selectFrom('evidence_lines as el')
    .innerJoin('evidence as e', (join) =>
      join.onRef('e.city_id', '=', 'el.city_id').onRef('e.evidence_id', '=', 'el.evidence_id'),
    )
    .innerJoin('evidence_revisions as r', (join) =>
      join
        .onRef('r.city_id', '=', 'e.city_id')
        .onRef('r.evidence_id', '=', 'e.evidence_id')
        .onRef('r.number', '=', 'e.revision'),
    )
    .distinctOn(['el.line_id', 'e.evidence_id'])
    .select([
      'el.line_id',
      'e.evidence_id',
      'e.title',
      'e.kind',
      'r.effective_on',
      'r.expires_on',
      'r.digest',
      'r.added_at',
    ])
    .where('el.city_id', '=', act.scope.inCity)
    .where(sql<boolean>`el.line_id = any(${[...lines]}::text[])`)
    .where('el.ended_at', 'is', null)
    .where('e.removed_at', 'is', null)
    .orderBy('el.line_id')
    .orderBy('e.evidence_id')
    .execute();
  for (const row of rows) {
    const proof: LineProof = {
      evidence: row.evidence_id,
      title: row.title,
      kind: row.kind,
      effectiveOn: row.effective_on,
      expiresOn: row.expires_on ?? undefined,
      digest: row.digest ?? undefined,
      addedAt: row.added_at,
    };
    const known = proofs.get(row.line_id);
    if (known === undefined) proofs.set(row.line_id, [proof]);
    else known.push(proof);
  }
  return proofs;
}
