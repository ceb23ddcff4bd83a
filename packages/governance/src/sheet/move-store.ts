import { type Act, type Context, nameOf } from '@machimori/application';
import { sql } from 'kysely';
import { type ActedBy, actedBy } from './acted-by.ts';
import { type AnswerStage, tablesOf } from './sheet-tables.ts';

/** What can become of a line, as its history tells it. */
export type MoveDeed =
  | 'submitted'
  | 'confirmed'
  | 'accepted'
  | 'self-checked'
  | 'changes-requested'
  | 'reopened'
  | 'assigned'
  | 'unassigned'
  | 'asked-for'
  | 'withdrawn'
  | 'added'
  | 'removed'
  | 'control-tied'
  | 'control-untied';

/** Something that became of a line. */
export interface LineMove extends ActedBy {
  readonly deed: MoveDeed;
  readonly at: Date;
  /** To whom it was given. */
  readonly personName: string;
}

type At = Pick<Context, 'scope' | 'transaction' | 'now'>;

/** Notes that answers go to this stage; nothing for those that are there, nor for a first draft. */
export async function noteStage(
  act: At,
  lines: readonly string[],
  stage: AnswerStage,
  deed: MoveDeed,
): Promise<void> {
  if (lines.length === 0) return;
  const by = nameOf(act.scope.actor);
  await tablesOf(act)
    .insertInto('sheet_moves')
    .columns(['city_id', 'line_id', 'deed', 'moved_at', 'moved_by', 'moved_for'])
    .expression((eb) =>
      eb
        .selectFrom('sheet_answers as a')
        .select([
          'a.city_id',
          'a.line_id',
          sql.lit(deed).as('deed'),
          sql<Date>`${act.now}::timestamptz`.as('moved_at'),
          sql<string>`${by}::text`.as('moved_by'),
          sql<string | null>`${act.scope.organisation ?? null}::text`.as('moved_for'),
        ])
        .where('a.city_id', '=', act.scope.inCity)
        .where('a.line_id', 'in', lines)
        .where('a.stage', '!=', stage)
        .$if(stage === 'draft', (query) => query.where('a.stage', '!=', 'changes-requested')),
    )
    .execute();
}

/** Notes what became of lines, the same of all. */
export async function noteMoves(
  act: At,
  lines: readonly string[],
  deed: MoveDeed,
  person?: string,
): Promise<void> {
  if (lines.length === 0) return;
  await tablesOf(act)
    .insertInto('sheet_moves')
    .values(
      lines.map((line) => ({
        city_id: act.scope.inCity,
        line_id: line,
        deed,
        moved_at: act.now,
        moved_by: nameOf(act.scope.actor),
        moved_for: act.scope.organisation ?? null,
        person_id: person ?? null,
      })),
    )
    .execute();
}

/** What became of a line, the latest first, at most so many moves. */
export async function readMoves(
  act: Act,
  line: string,
  most: number,
): Promise<readonly LineMove[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_moves as m')
    .leftJoin('persons as b', 'b.person_id', 'm.moved_by')
    .leftJoin('persons as p', 'p.person_id', 'm.person_id')
    .leftJoin('organisations as o', (join) =>
      join.onRef('o.city_id', '=', 'm.city_id').onRef('o.organisation_id', '=', 'm.moved_for'),
    )
    .select(['m.deed', 'm.moved_at', 'm.moved_by', 'b.name as by_name', 'p.name as person_name'])
    .select('o.name as organisation_name')
    .where('m.city_id', '=', act.scope.inCity)
    .where('m.line_id', '=', line)
    .orderBy('m.moved_at', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    deed: row.deed as MoveDeed,
    at: row.moved_at,
    ...actedBy(row.moved_by, row.by_name, row.organisation_name),
    personName: row.person_name ?? '',
  }));
}
