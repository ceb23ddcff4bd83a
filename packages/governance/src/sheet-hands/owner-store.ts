import type { Act } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import { tablesOf } from './hands-tables.ts';

/** Who has a line in hand. */
export interface LineOwner {
  readonly person: string;
  readonly name: string;
}

/** Who has lines in hand, of the organisation that answers each now, by line. */
export async function readOwners(
  act: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, LineOwner>> {
  if (lines.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('sheet_owners as o')
    .innerJoin('sheet_lines as l', (join) =>
      join
        .onRef('l.city_id', '=', 'o.city_id')
        .onRef('l.line_id', '=', 'o.line_id')
        .onRef('l.answerer_id', '=', 'o.organisation_id'),
    )
    .leftJoin('persons as p', 'p.person_id', 'o.person_id')
    .select(['o.line_id', 'o.person_id', 'p.name'])
    .where('o.city_id', '=', act.scope.inCity)
    .where('o.line_id', 'in', lines)
    .execute();
  return new Map(
    rows.map(({ line_id, person_id, name }) => [line_id, { person: person_id, name: name ?? '' }]),
  );
}

/** Puts lines into somebody's hands, whoever had them before. */
export async function giveLines(
  act: Act,
  lines: readonly { readonly line: string; readonly organisation: string }[],
  person: string,
  now: Date,
): Promise<void> {
  if (lines.length === 0) return;
  await tablesOf(act)
    .insertInto('sheet_owners')
    .values(
      lines
        .toSorted((a, b) => (a.line < b.line ? -1 : 1))
        .map(({ line, organisation }) => ({
          city_id: act.scope.inCity,
          line_id: line,
          organisation_id: organisation,
          person_id: person,
          given_at: now,
        })),
    )
    .onConflict((conflict) =>
      conflict.columns(['city_id', 'line_id']).doUpdateSet((eb) => ({
        organisation_id: eb.ref('excluded.organisation_id'),
        person_id: eb.ref('excluded.person_id'),
        given_at: eb.ref('excluded.given_at'),
      })),
    )
    .execute();
}

/** Takes lines out of whoever's hands. */
export async function takeLines(act: Act, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  await tablesOf(act)
    .deleteFrom('sheet_owners')
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', 'in', lines)
    .execute();
}

/** Lines that somebody has in hand for an organisation. */
export async function linesOf(
  act: Act,
  of: { readonly person: string; readonly organisation: string },
): Promise<readonly string[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_owners')
    .select('line_id')
    .where('city_id', '=', act.scope.inCity)
    .where('person_id', '=', of.person)
    .where('organisation_id', '=', of.organisation)
    .orderBy('line_id')
    .execute();
  return rows.map(({ line_id }) => line_id);
}

/** Whose seat a membership is, or was, and whether they have left it. */
export async function readSeatOf(
  act: Act,
  membership: string,
): Promise<
  { readonly person: string; readonly organisation: string; readonly ended: boolean } | undefined
> {
  const row = await tablesOf(act)
    .selectFrom('memberships')
    .select(['person_id', 'organisation_id', 'ended_at'])
    .where('city_id', '=', act.scope.inCity)
    .where('membership_id', '=', membership)
    .executeTakeFirst();
  return (
    row && {
      person: row.person_id,
      organisation: row.organisation_id,
      ended: row.ended_at !== null,
    }
  );
}

/** Holds somebody's seats until the act is over: whoever leaves at this moment has left before it, or leaves after. */
export async function holdSeatsOf(act: Act, person: string): Promise<void> {
  await tablesOf(act)
    .selectFrom('memberships')
    .select('membership_id')
    .where('city_id', '=', act.scope.inCity)
    .where('person_id', '=', person)
    .orderBy('membership_id')
    .forShare()
    .execute();
}

/** A line that whoever reads this has in hand and has not handed in. */
export interface LineInHand {
  readonly line: string;
  readonly checkItem: string;
  readonly subject: string;
  readonly answeredBy: string;
  readonly plannedBy: Day;
  readonly stage: string | undefined;
}

/** Lines that this person has in hand and has not handed in, the most urgent first, and how many there are. */
export async function openLinesInHand(
  act: Act,
  of: { readonly today: Day; readonly most: number },
): Promise<{
  readonly lines: readonly LineInHand[];
  readonly total: number;
  readonly overdue: number;
}> {
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
    .select([
      'l.line_id',
      'l.check_item',
      'l.subject',
      'l.answered_by',
      'l.planned_by',
      'a.stage',
      ({ fn }) => fn.countAll<string>().over().as('total'),
      ({ fn }) =>
        fn.countAll<string>().filterWhere('l.planned_by', '<', of.today).over().as('overdue'),
    ])
    .where('o.city_id', '=', act.scope.inCity)
    .where('o.person_id', '=', act.scope.person)
    .where('o.organisation_id', '=', act.scope.organisation ?? '')
    .where('l.in_plan', '=', true)
    .where((eb) =>
      eb.or([eb('a.stage', 'is', null), eb('a.stage', 'in', ['draft', 'changes-requested'])]),
    )
    .orderBy('l.planned_by')
    .orderBy('l.line_id')
    .limit(of.most)
    .execute();
  return {
    lines: rows.map((row) => ({
      line: row.line_id,
      checkItem: row.check_item,
      subject: row.subject,
      answeredBy: row.answered_by,
      plannedBy: row.planned_by as Day,
      stage: row.stage ?? undefined,
    })),
    total: Number(rows[0]?.total ?? 0),
    overdue: Number(rows[0]?.overdue ?? 0),
  };
}
