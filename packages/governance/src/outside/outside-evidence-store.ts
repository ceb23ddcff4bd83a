import type { Act } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { type EvidenceKind, tablesOf } from '../evidence/evidence-tables.ts';

/** A piece of evidence as whoever gave it by a link sees it again. */
export interface EvidenceGiven {
  readonly evidence: Id<'evidence'>;
  readonly kind: EvidenceKind;
  readonly title: string;
  readonly fileName: string | undefined;
  readonly addedAt: Date;
}

/** How many pieces have come by a link, those included that members have taken away since. */
export async function countGiven(act: Act, link: string): Promise<number> {
  const { count } = await tablesOf(act)
    .selectFrom('evidence_revisions')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('city_id', '=', act.scope.inCity)
    .where('added_by', '=', link)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** How many pieces that came by a link prove each line still; lines without any are not among them. */
export async function countGivenByLine(
  act: Act,
  link: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await given(act, link)
    .select(({ fn }) => ['el.line_id', fn.count<string>('r.evidence_id').distinct().as('count')])
    .groupBy('el.line_id')
    .execute();
  return new Map(rows.map(({ line_id, count }) => [line_id, Number(count)]));
}

/** Pieces that came by a link to a line and prove it still, the first first. */
export async function readGiven(
  act: Act,
  of: { readonly link: string; readonly line: string; readonly most: number },
): Promise<readonly EvidenceGiven[]> {
  const rows = await given(act, of.link)
    .select(['r.evidence_id', 'e.kind', 'e.title', 'r.file_name', 'r.added_at'])
    .where('el.line_id', '=', of.line)
    .orderBy('r.evidence_id')
    .limit(of.most)
    .execute();
  return rows.map((row) => ({
    evidence: row.evidence_id as Id<'evidence'>,
    kind: row.kind,
    title: row.title,
    fileName: row.file_name ?? undefined,
    addedAt: row.added_at,
  }));
}

const given = (act: Act, link: string) =>
  tablesOf(act)
    .selectFrom('evidence_revisions as r')
    .innerJoin('evidence as e', (join) =>
      join.onRef('e.city_id', '=', 'r.city_id').onRef('e.evidence_id', '=', 'r.evidence_id'),
    )
    .innerJoin('evidence_lines as el', (join) =>
      join.onRef('el.city_id', '=', 'r.city_id').onRef('el.evidence_id', '=', 'r.evidence_id'),
    )
    .where('r.city_id', '=', act.scope.inCity)
    .where('r.added_by', '=', link)
    .where('el.ended_at', 'is', null)
    .where('e.removed_at', 'is', null);
