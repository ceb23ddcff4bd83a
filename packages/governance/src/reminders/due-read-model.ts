import type { Act } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import { sql } from 'kysely';
import { tablesOf } from './reminder-tables.ts';

/** How many lines somebody should look at. */
export interface DueLines {
  /** Their day has passed. */
  readonly overdue: number;
  /** Their day comes within the next weeks. */
  readonly soon: number;
  /** Sent back to be changed, whenever their day is. */
  readonly sentBack: number;
}

/** Lines that are due, by who has them in hand for the organisation that answers; nobody: `undefined`. */
export interface DueInHand extends DueLines {
  /** Of the organisation that answers. */
  readonly organisation: string;
  readonly person: string | undefined;
}

/** Lines of the plan that are to be answered until `until`, or were sent back. */
export async function readDue(
  act: Act,
  { today, until }: { readonly today: Day; readonly until: Day },
): Promise<readonly DueInHand[]> {
  const sentBack = sql<boolean>`a.stage IS NOT DISTINCT FROM 'changes-requested'`;
  const isOpen = sql<boolean>`(l.state NOT IN ('implemented', 'not-applicable') OR a.stage = 'changes-requested')`;
  const rows = await tablesOf(act)
    .selectFrom('sheet_lines as l')
    .leftJoin('sheet_answers as a', (join) =>
      join.onRef('a.city_id', '=', 'l.city_id').onRef('a.line_id', '=', 'l.line_id'),
    )
    .leftJoin('sheet_owners as o', (join) =>
      join
        .onRef('o.city_id', '=', 'l.city_id')
        .onRef('o.line_id', '=', 'l.line_id')
        .onRef('o.organisation_id', '=', 'l.answerer_id'),
    )
    .select(['l.answerer_id', 'o.person_id'])
    .select([
      sql<string>`count(*) FILTER (WHERE l.planned_by < ${today} AND NOT ${sentBack})`.as(
        'overdue',
      ),
      sql<string>`count(*) FILTER (WHERE l.planned_by >= ${today} AND NOT ${sentBack})`.as('soon'),
      sql<string>`count(*) FILTER (WHERE ${sentBack})`.as('sent_back'),
    ])
    .where('l.city_id', '=', act.scope.inCity)
    .where('l.in_plan', '=', true)
    .where('l.answerer_id', 'is not', null)
    .where(isOpen)
    // What is handed in waits for somebody else.
    .where(sql<boolean>`a.stage IS DISTINCT FROM 'submitted'`)
    .where((eb) => eb.or([eb('l.planned_by', '<=', until), sentBack]))
    .groupBy(['l.answerer_id', 'o.person_id'])
    .execute();
  return rows.map((row) => ({
    organisation: row.answerer_id ?? '',
    person: row.person_id ?? undefined,
    overdue: Number(row.overdue),
    soon: Number(row.soon),
    sentBack: Number(row.sent_back),
  }));
}

/** How many answers wait to be accepted, by the organisation that verifies them; none: the promoting body. */
export async function readWaiting(act: Act): Promise<ReadonlyMap<string | undefined, number>> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_answers as a')
    .innerJoin('sheet_lines as l', (join) =>
      join.onRef('l.city_id', '=', 'a.city_id').onRef('l.line_id', '=', 'a.line_id'),
    )
    .select(['l.verifier_id', ({ fn }) => fn.countAll<string>().as('lines')])
    .where('a.city_id', '=', act.scope.inCity)
    .where('a.stage', '=', 'submitted')
    .where('l.in_plan', '=', true)
    .groupBy('l.verifier_id')
    .execute();
  return new Map(rows.map(({ verifier_id, lines }) => [verifier_id ?? undefined, Number(lines)]));
}
