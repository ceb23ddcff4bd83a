import { type Act, nameOf } from '@machimori/application';
import { behindWall } from '@machimori/database';
import type { Day } from '@machimori/kernel';
import { sql } from 'kysely';
import type { AnswerValues } from '../sheet/answer-cells.ts';
import { letLookAnew, momentOfChange } from '../sheet/answer-store.ts';
import { type ControlRow, reviewDay } from './control-store.ts';
import { tablesOf } from './control-tables.ts';

/** A line that a control answers. */
export interface Tie {
  readonly control: string;
  readonly line: string;
  readonly organisation: string;
  /** The line went to another organisation since, whose control this is not. */
  readonly ofBefore: boolean;
}

const live = (act: Act) =>
  tablesOf(act)
    .selectFrom('applied_control_lines as t')
    .select(['t.control_id', 't.line_id', 't.organisation_id'])
    .select(
      sql<boolean>`exists (select from sheet_lines l where l.city_id = t.city_id
        and l.line_id = t.line_id and t.tied_at < l.answered_since
        and t.organisation_id is distinct from l.answerer_id)`.as('of_before'),
    )
    .where('t.city_id', '=', act.scope.inCity)
    .where('t.ended_at', 'is', null)
    .orderBy('t.line_id');

const tieOf = (row: {
  readonly control_id: string;
  readonly line_id: string;
  readonly organisation_id: string;
  readonly of_before: boolean;
}): Tie => ({
  control: row.control_id,
  line: row.line_id,
  organisation: row.organisation_id,
  ofBefore: row.of_before,
});

/** Lines that a control answers, in one order. `hold`: nobody takes one of them away until the act is over. */
export async function readTies(act: Act, control: string, hold = false): Promise<readonly Tie[]> {
  const rows = await live(act)
    .where('t.control_id', '=', control)
    .$if(hold, (query) => query.forUpdate('t'))
    .execute();
  return rows.map(tieOf);
}

/** What answers each of these lines, as far as one sees it. */
export async function readTiesOf(
  act: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, Tie>> {
  if (lines.length === 0) return new Map();
  const rows = await live(act)
    .where(sql<boolean>`t.line_id = any(${[...lines]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.line_id, tieOf(row)]));
}

/** Ties lines to a control; says which were tied, and leaves those that one answers already. */
export async function insertTies(
  act: Act,
  { control, organisation }: Pick<ControlRow, 'control' | 'organisation'>,
  lines: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  if (lines.length === 0) return [];
  const rows = await tablesOf(act)
    .insertInto('applied_control_lines')
    .values(
      lines.map((line) => ({
        city_id: act.scope.inCity,
        control_id: control,
        line_id: line,
        organisation_id: organisation,
        tied_at: now,
        tied_by: nameOf(act.scope.actor),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['city_id', 'line_id']).where('ended_at', 'is', null).doNothing(),
    )
    .returning('line_id')
    .execute();
  return rows.map(({ line_id }) => line_id);
}

/** Ends ties; says which there were. `withControl`: because the control is removed. */
export async function endTies(
  act: Act,
  control: string,
  of: { readonly lines?: readonly string[]; readonly withControl?: true; readonly now: Date },
): Promise<readonly string[]> {
  const rows = await tablesOf(act)
    .updateTable('applied_control_lines')
    .set({
      ended_at: of.now,
      ended_by: nameOf(act.scope.actor),
      with_control: of.withControl === true,
    })
    .where('city_id', '=', act.scope.inCity)
    .where('control_id', '=', control)
    .where('ended_at', 'is', null)
    .$if(of.lines !== undefined, (query) => query.where('line_id', 'in', of.lines ?? []))
    .returning('line_id')
    .execute();
  return rows.map(({ line_id }) => line_id);
}

/**
 * A control that is held is about to say something else, or to go: all lines that it answers are held from here on, and
 * nobody accepts one by what they saw before. Gives the moment at which that is.
 */
export function letLookAnewAt(act: Act, control: string, now: Date): Promise<Date> {
  // A line may have gone to an organisation that whoever keeps the control does not see.
  return behindWall(act.transaction, { reach: 'city', city: act.scope.inCity }, async () => {
    const lines = (await readTies(act, control)).map(({ line }) => line);
    const at = await momentOfChange(act, lines, now);
    await letLookAnew(act, lines);
    return at;
  });
}

/** Why what answers a line makes its accepted answer worth another look. */
export interface ControlStanding {
  /** What the control answers with now, where that is another since the line was accepted. */
  readonly saidSince: AnswerValues | undefined;
  /** Somebody was to look whether it still works. */
  readonly reviewDue: boolean;
  /** It was removed since the line was accepted. */
  readonly removed: boolean;
}

/** The same for many lines at once; a line that no control answers, or answered, is not among them. */
export async function controlStandings(
  act: Act,
  lines: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, ControlStanding>> {
  if (lines.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('applied_control_lines as t')
    .innerJoin('sheet_answers as a', (join) =>
      join.onRef('a.city_id', '=', 't.city_id').onRef('a.line_id', '=', 't.line_id'),
    )
    .leftJoin('applied_controls as c', (join) =>
      join
        .onRef('c.city_id', '=', 't.city_id')
        .onRef('c.control_id', '=', 't.control_id')
        .on('t.ended_at', 'is', null),
    )
    .select([
      't.line_id',
      'c.state',
      'c.planned',
      'c.statement',
      sql<boolean>`coalesce(c.said_at > a.decided_at, false)`.as('since'),
      sql<boolean>`coalesce(${reviewDay} < ${today}, false)`.as('due'),
      sql<boolean>`coalesce(t.with_control and t.ended_at > a.decided_at, false)`.as('removed'),
    ])
    .where('t.city_id', '=', act.scope.inCity)
    .where(sql<boolean>`t.line_id = any(${[...lines]}::text[])`)
    .execute();
  const standings = new Map<string, ControlStanding>();
  for (const row of rows) {
    const known = standings.get(row.line_id);
    standings.set(row.line_id, {
      saidSince:
        row.since && row.state !== null
          ? { state: row.state, planned: row.planned ?? '', statement: row.statement ?? '' }
          : known?.saidSince,
      reviewDue: row.due || known?.reviewDue === true,
      removed: row.removed || known?.removed === true,
    });
  }
  return standings;
}
