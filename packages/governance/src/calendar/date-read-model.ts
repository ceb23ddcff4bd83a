import type { Act } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import { sql } from 'kysely';
import { tablesOf } from './calendar-tables.ts';

/** Lines of the plan that somebody has in hand for this organisation and has not handed in. */
export async function readLinesOf(
  act: Act,
  person: string,
  most: number,
): Promise<readonly string[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_owners as o')
    .innerJoin('sheet_lines as l', (join) =>
      join
        .onRef('l.city_id', '=', 'o.city_id')
        .onRef('l.line_id', '=', 'o.line_id')
        .onRef('l.answerer_id', '=', 'o.organisation_id'),
    )
    .leftJoin('sheet_answers as a', (join) =>
      join.onRef('a.city_id', '=', 'l.city_id').onRef('a.line_id', '=', 'l.line_id'),
    )
    .select('l.line_id')
    .where('o.city_id', '=', act.scope.inCity)
    .where('o.organisation_id', '=', act.scope.organisation ?? '')
    .where('o.person_id', '=', person)
    .where('l.in_plan', '=', true)
    .where((eb) =>
      eb.or([eb('a.stage', 'is', null), eb('a.stage', 'in', ['draft', 'changes-requested'])]),
    )
    .orderBy('l.planned_by')
    .orderBy('l.line_id')
    .limit(most)
    .execute();
  return rows.map(({ line_id }) => line_id);
}

/** Days on which evidence of the own organisation is over, or is to be looked at again, from a day on. */
export async function readDatedEvidence(
  act: Act,
  { from, most }: { readonly from: Day; readonly most: number },
): Promise<
  readonly {
    readonly kind: 'evidence-expires' | 'evidence-review';
    readonly id: string;
    readonly day: Day;
    readonly title: string;
  }[]
> {
  const reviewBy = sql<string | null>`(coalesce(e.reviewed_on, r.effective_on)
    + make_interval(months => e.cadence_months))::date::text`;
  const rows = await tablesOf(act)
    .selectFrom('evidence as e')
    .innerJoin('evidence_revisions as r', (join) =>
      join
        .onRef('r.city_id', '=', 'e.city_id')
        .onRef('r.evidence_id', '=', 'e.evidence_id')
        .onRef('r.number', '=', 'e.revision'),
    )
    .select(['e.evidence_id', 'e.title', 'r.expires_on', reviewBy.as('review_by')])
    .where('e.city_id', '=', act.scope.inCity)
    .where('e.organisation_id', '=', act.scope.organisation ?? '')
    .where('e.removed_at', 'is', null)
    .where(sql<boolean>`(r.expires_on >= ${from} or e.cadence_months is not null)`)
    .orderBy('e.evidence_id')
    .limit(most)
    .execute();
  return rows.flatMap((row) =>
    (
      [
        ['evidence-expires', row.expires_on],
        ['evidence-review', row.review_by],
      ] as const
    ).flatMap(([kind, day]) =>
      day === null || day < from ? [] : [{ kind, id: row.evidence_id, day, title: row.title }],
    ),
  );
}

/**
 * Days on which answers of the own organisation were accepted, and after how many months each answer is confirmed anew:
 * one day may hold hundreds of them.
 */
export async function readAcceptedDays(
  act: Act,
  of: { readonly from: Day; readonly months: number; readonly most: number },
): Promise<readonly { readonly acceptedOn: Day; readonly day: Day; readonly lines: number }[]> {
  const accepted = sql<string>`(a.decided_at at time zone 'Asia/Tokyo')::date`;
  const due = sql<string>`(${accepted} + make_interval(months => ${of.months}))::date`;
  const rows = await tablesOf(act)
    .selectFrom('sheet_answers as a')
    .innerJoin('sheet_lines as l', (join) =>
      join.onRef('l.city_id', '=', 'a.city_id').onRef('l.line_id', '=', 'a.line_id'),
    )
    .select([
      sql<Day>`${accepted}::text`.as('accepted_on'),
      sql<Day>`${due}::text`.as('due_on'),
      sql<string>`count(*)`.as('lines'),
    ])
    .where('a.city_id', '=', act.scope.inCity)
    .where('a.stage', '=', 'accepted')
    .where('l.in_plan', '=', true)
    .where('l.answerer_id', '=', act.scope.organisation ?? '')
    .where(sql<boolean>`${due} >= ${of.from}`)
    .groupBy(sql`1`)
    .groupBy(sql`2`)
    .orderBy(sql`1`)
    .limit(of.most)
    .execute();
  return rows.map(({ accepted_on, due_on, lines }) => ({
    acceptedOn: accepted_on,
    day: due_on,
    lines: Number(lines),
  }));
}

/** Links to people outside that somebody made and that are still open. */
export async function readDatedLinks(
  act: Act,
  { by, now, most }: { readonly by: string; readonly now: Date; readonly most: number },
): Promise<readonly { readonly link: string; readonly expiresAt: Date }[]> {
  const rows = await tablesOf(act)
    .selectFrom('outside_links')
    .select(['link_id', 'expires_at'])
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', act.scope.organisation ?? '')
    .where('created_by', '=', by)
    .where('revoked_at', 'is', null)
    .where('handed_back_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('expires_at')
    .limit(most)
    .execute();
  return rows.map(({ link_id, expires_at }) => ({ link: link_id, expiresAt: expires_at }));
}
