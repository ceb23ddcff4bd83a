import type { Act } from '@machimori/application';
import { behindWall } from '@machimori/database';
import type { Id } from '@machimori/kernel';
import { sql } from 'kysely';
import { tablesOf } from './evidence-tables.ts';

/**
 * Pieces that prove a line and that whoever answers it does not see: they were put to it before it went to them, and
 * were not handed over. Row-level security says the same; for whoever sees the whole city.
 */
export async function evidenceBefore(act: Act, line: string): Promise<readonly Id<'evidence'>[]> {
  const rows = await tablesOf(act)
    .selectFrom('evidence_lines as el')
    .innerJoin('evidence as e', (join) =>
      join.onRef('e.city_id', '=', 'el.city_id').onRef('e.evidence_id', '=', 'el.evidence_id'),
    )
    .innerJoin('sheet_lines as l', (join) =>
      join.onRef('l.city_id', '=', 'el.city_id').onRef('l.line_id', '=', 'el.line_id'),
    )
    .select('el.evidence_id')
    .where('el.city_id', '=', act.scope.inCity)
    .where('el.line_id', '=', line)
    .where('el.ended_at', 'is', null)
    .where('e.removed_at', 'is', null)
    .groupBy('el.evidence_id')
    // By itself and through a control: where one way shows it, it is seen.
    .having(
      sql<boolean>`bool_and(l.answered_since is not null
        and coalesce(el.first_linked_at, el.linked_at) < l.answered_since
        and el.organisation_id is distinct from l.answerer_id
        and el.handed_to is distinct from l.answerer_id)`,
    )
    .orderBy('el.evidence_id')
    .execute();
  return rows.map(({ evidence_id }) => evidence_id as Id<'evidence'>);
}

/**
 * How many there are, for whoever answers the line: that there is more and whom they ask for it, and nothing of what
 * it is.
 */
export function countBefore(
  act: Act,
  line: string,
): Promise<{ readonly count: number; readonly ask: string }> {
  const wall = { reach: 'city', city: act.scope.inCity } as const;
  return behindWall(act.transaction, wall, async () => {
    const { length } = await evidenceBefore(act, line);
    const promoter = await tablesOf(act)
      .selectFrom('organisations')
      .select('name')
      .where('city_id', '=', act.scope.inCity)
      .where('promoter', '=', true)
      .executeTakeFirst();
    return { count: length, ask: promoter?.name ?? '' };
  });
}

/** Lets the organisation that answers the line see these pieces, for as long as it does. */
export async function markHandedOver(
  act: Act,
  line: string,
  evidence: readonly string[],
  of: { readonly to: string; readonly by: string; readonly now: Date },
): Promise<void> {
  await tablesOf(act)
    .updateTable('evidence_lines')
    .set({ handed_to: of.to, handed_at: of.now, handed_by: of.by })
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', '=', line)
    .where('evidence_id', 'in', [...evidence])
    .where('ended_at', 'is', null)
    .execute();
}
