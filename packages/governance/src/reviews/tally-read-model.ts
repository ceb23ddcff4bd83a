import type { Act } from '@machimori/application';
import type { CheckGroup, Day } from '@machimori/kernel';
import type { SheetLine } from '@machimori/planning';
import { sql } from 'kysely';
import type { AnswerStage } from '../sheet/sheet-tables.ts';
import { tablesOf } from './review-tables.ts';

/** Lines that are alike in all of this, and how many there are. */
export interface Tally {
  readonly group: CheckGroup;
  /** Key of the organisation. */
  readonly answeredBy: string;
  readonly state: SheetLine['state'];
  /** Undefined: nobody has begun, or one may not know. */
  readonly stage: AnswerStage | undefined;
  /** Neither done nor not applicable, and its day has passed. */
  readonly overdue: boolean;
  /** Of the day by which it is (to be) done: `2027-03`. */
  readonly month: string;
  readonly lines: number;
}

/** All lines of the plan that one sees, counted in one question: from some tens of thousands come some thousands. */
export async function readTally(act: Act, today: Day): Promise<readonly Tally[]> {
  const overdue = sql<boolean>`l.planned_by < ${today}
    AND l.state NOT IN ('implemented', 'not-applicable')`;
  const month = sql<string>`to_char(l.planned_by, 'YYYY-MM')`;
  const rows = await tablesOf(act)
    .selectFrom('sheet_lines as l')
    .leftJoin('sheet_answers as a', (join) =>
      join.onRef('a.city_id', '=', 'l.city_id').onRef('a.line_id', '=', 'l.line_id'),
    )
    .select(['l.check_group', 'l.answered_by', 'l.state', 'a.stage'])
    .select([overdue.as('overdue'), month.as('month'), sql<string>`count(*)`.as('lines')])
    .where('l.city_id', '=', act.scope.inCity)
    .where('l.in_plan', '=', true)
    .groupBy(['l.check_group', 'l.answered_by', 'l.state', 'a.stage'])
    .groupBy(sql`5`)
    .groupBy(sql`6`)
    .execute();
  return rows.map((row) => ({
    group: row.check_group as CheckGroup,
    answeredBy: row.answered_by,
    state: row.state as SheetLine['state'],
    stage: row.stage ?? undefined,
    overdue: row.overdue,
    month: row.month,
    lines: Number(row.lines),
  }));
}

/** Roles of the organisations of a city, by key, as far as one sees them. */
export async function readRoles(act: Act): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tablesOf(act)
    .selectFrom('elements')
    .select(['element_key', sql<unknown>`body -> 'roles'`.as('roles')])
    .where('city_id', '=', act.scope.inCity)
    .where('kind', '=', 'organisations')
    .execute();
  return new Map(
    rows.map(({ element_key: key, roles }) => [
      key,
      Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    ]),
  );
}
