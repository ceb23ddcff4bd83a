import type { Act } from '@machimori/application';
import { type Anchor, type CheckGroup, type Day, type Text, text } from '@machimori/kernel';
import type { SheetFacts, SheetLine } from '@machimori/planning';
import { sql } from 'kysely';
import type { PlanNumber } from '../plan-change-store.ts';
import { oneOf, type SheetTables, tablesOf } from './sheet-tables.ts';

/** An act, and the moment at which it is done. */
type ActNow = Act & { readonly now: Date };

/** Of which plan the lines are. */
export interface SheetHead extends PlanNumber {
  readonly asOf: Day;
}

/** `hold`: nobody else who holds it goes on until the act is over, nor do the lines become those of another plan. */
export async function readSheetHead(act: Act, hold = false): Promise<SheetHead | undefined> {
  const row = await tablesOf(act)
    .selectFrom('sheet_heads')
    .select(['revision', 'yardstick', 'as_of'])
    .where('city_id', '=', act.scope.inCity)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && { revision: row.revision, yardstick: row.yardstick, asOf: row.as_of };
}

export async function writeSheetHead(act: Act, head: SheetHead): Promise<void> {
  const values = { revision: head.revision, yardstick: head.yardstick, as_of: head.asOf };
  await tablesOf(act)
    .insertInto('sheet_heads')
    .values({ city_id: act.scope.inCity, ...values })
    .onConflict((conflict) => conflict.column('city_id').doUpdateSet(values))
    .execute();
}

/** A line as it is kept: of the plan, with the seats of who answers and who verifies. */
export interface KeptLine extends Omit<SheetFacts, 'verifier' | 'per'> {
  /** What its element is; undefined where no plan has touched it since that is kept. */
  readonly per: Anchor | undefined;
  readonly answerer: string | undefined;
  readonly verifier: string | undefined;
  /** False: fell away from the plan, kept for what was answered. */
  readonly inPlan: boolean;
  /** Somebody added it, and the plan does not ask it. */
  readonly added: boolean;
}

export const lineColumns = [
  'line_id',
  'check_item',
  'check_group',
  'subject',
  'answered_by',
  'answerer_id',
  'verifier_id',
  'level',
  'priority',
  'state',
  'planned_raw',
  'planned_by',
  'planned_origin',
  'statement',
  'control_key',
  'in_plan',
  'per',
  'added',
] as const;
type LineRow = Pick<SheetTables['sheet_lines'], (typeof lineColumns)[number]>;

const rowOf = (line: KeptLine): LineRow => ({
  line_id: line.id,
  check_item: line.checkItem,
  check_group: line.group,
  subject: line.subject,
  answered_by: line.answeredBy,
  answerer_id: line.answerer ?? null,
  verifier_id: line.verifier ?? null,
  level: line.level ?? null,
  priority: line.priority,
  state: line.state,
  planned_raw: line.planned.raw,
  planned_by: line.planned.by,
  planned_origin: line.planned.origin,
  statement: line.statement,
  control_key: line.control ?? null,
  in_plan: line.inPlan,
  per: line.per ?? null,
  added: line.added,
});

export const lineOf = (row: LineRow): KeptLine => ({
  id: row.line_id,
  checkItem: row.check_item,
  group: row.check_group as CheckGroup,
  subject: row.subject,
  answeredBy: row.answered_by,
  answerer: row.answerer_id ?? undefined,
  verifier: row.verifier_id ?? undefined,
  level: (row.level as SheetLine['level'] | null) ?? undefined,
  priority: row.priority,
  state: row.state as SheetLine['state'],
  planned: {
    raw: row.planned_raw,
    by: row.planned_by,
    origin: row.planned_origin as SheetLine['planned']['origin'],
  },
  statement: row.statement,
  control: row.control_key ?? undefined,
  inPlan: row.in_plan,
  per: (row.per as Anchor | null) ?? undefined,
  added: row.added,
});

/** So many rows go and come in one statement: requests of others come in between. */
const rowsAtOnce = 200;

/**
 * Puts the lines of a plan in the place of those before; only what differs is written. A line that fell away goes,
 * unless somebody has answered it or written about it. Returns how many were written or went.
 */
export async function writeLines(act: ActNow, lines: readonly KeptLine[]): Promise<number> {
  const city = act.scope.inCity;
  const tables = tablesOf(act);
  let written = 0;
  for (let at = 0; at < lines.length; at += rowsAtOnce) {
    const rows = lines.slice(at, at + rowsAtOnce).map(rowOf);
    const known = await tables
      .selectFrom('sheet_lines')
      .select(lineColumns)
      .where('city_id', '=', city)
      .where(
        'line_id',
        'in',
        rows.map(({ line_id }) => line_id),
      )
      .execute();
    const before = new Map(known.map((row) => [row.line_id, row]));
    const differing = rows.filter((row) => {
      const was = before.get(row.line_id);
      return was === undefined || lineColumns.some((name) => was[name] !== row[name]);
    });
    if (differing.length > 0) await upsert(act, differing);
    written += differing.length;
  }
  const present = new Set(lines.map(({ id }) => id));
  const kept = await tables
    .selectFrom('sheet_lines')
    .select('line_id')
    .where('city_id', '=', city)
    .where('in_plan', '=', true)
    .execute();
  const gone = kept.flatMap(({ line_id }) => (present.has(line_id) ? [] : [line_id]));
  for (let at = 0; at < gone.length; at += rowsAtOnce) {
    const ids = gone.slice(at, at + rowsAtOnce);
    await tables
      .deleteFrom('sheet_lines')
      .where('city_id', '=', city)
      .where('line_id', 'in', ids)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('sheet_answers')
              .select('sheet_answers.line_id')
              .whereRef('sheet_answers.city_id', '=', 'sheet_lines.city_id')
              .whereRef('sheet_answers.line_id', '=', 'sheet_lines.line_id'),
          ),
        ),
      )
      // Nor does a line that was talked about.
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('sheet_comments')
              .select('sheet_comments.line_id')
              .whereRef('sheet_comments.city_id', '=', 'sheet_lines.city_id')
              .whereRef('sheet_comments.line_id', '=', 'sheet_lines.line_id'),
          ),
        ),
      )
      .execute();
    await tables
      .updateTable('sheet_lines')
      .set({ in_plan: false, control_key: null })
      .where('city_id', '=', city)
      .where('line_id', 'in', ids)
      .where('in_plan', '=', true)
      .execute();
  }
  return written + gone.length;
}

/** Puts a line on the sheet at once, or puts it there again. */
export const putLine = (act: ActNow, line: KeptLine): Promise<void> => upsert(act, [rowOf(line)]);

/** Takes a line off the sheet; what was answered stays. */
export async function takeLine(act: Act, line: string): Promise<void> {
  await tablesOf(act)
    .updateTable('sheet_lines')
    .set({ in_plan: false })
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', '=', line)
    .where('added', '=', true)
    .execute();
}

/** A line that begins, or goes to another organisation, is theirs from this moment on. */
async function upsert(act: ActNow, rows: readonly LineRow[]): Promise<void> {
  await tablesOf(act)
    .insertInto('sheet_lines')
    // What hung on a line of that id that fell away was not its.
    .values(rows.map((row) => ({ city_id: act.scope.inCity, answered_since: act.now, ...row })))
    .onConflict((conflict) =>
      conflict.columns(['city_id', 'line_id']).doUpdateSet((eb) => ({
        ...Object.fromEntries(lineColumns.map((name) => [name, eb.ref(`excluded.${name}`)])),
        answered_since: sql<Date | null>`case
            when sheet_lines.answered_by is distinct from excluded.answered_by then ${act.now}::timestamptz
            else sheet_lines.answered_since end`,
      })),
    )
    .execute();
}

/** Lines by their ids, in the plan or out of it, as far as one sees them. */
export async function readLineRows(
  act: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, KeptLine>> {
  if (lines.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('sheet_lines')
    .select(lineColumns)
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', 'in', oneOf(lines))
    .execute();
  return new Map(rows.map((row) => [row.line_id, lineOf(row)]));
}

export const readLineRow = async (act: Act, line: string): Promise<KeptLine | undefined> =>
  (await readLineRows(act, [line])).get(line);

/**
 * For whoever answers a line since another did: since when. What was decided and drafted before is not theirs to read.
 * Undefined for whoever verifies it or sees the whole city.
 */
export async function readTheirsSince(act: Act, line: string): Promise<Date | undefined> {
  const { reach, organisation, inCity } = act.scope;
  if (reach === 'city' || organisation === undefined) return undefined;
  const row = await tablesOf(act)
    .selectFrom('sheet_lines')
    .select('answered_since')
    .where('city_id', '=', inCity)
    .where('line_id', '=', line)
    .where('answerer_id', '=', organisation)
    .where('verifier_id', 'is distinct from', organisation)
    .executeTakeFirst();
  return row?.answered_since ?? undefined;
}

/** Since which revision the description says what it says of an element; 0 where there is none that one sees. */
export async function readSubjectSince(act: Act, subject: string): Promise<number> {
  const rows = await tablesOf(act)
    .selectFrom('elements')
    .select('since_revision')
    .where('city_id', '=', act.scope.inCity)
    .where('element_key', '=', subject)
    .where('kind', '!=', 'controls')
    .execute();
  return Math.max(0, ...rows.map(({ since_revision }) => since_revision));
}

/** What kind of component an element is; undefined for any other, and for what one does not see. */
export async function readComponentKind(act: Act, subject: string): Promise<string | undefined> {
  const row = await tablesOf(act)
    .selectFrom('elements')
    .select(sql<string | null>`body ->> 'kind'`.as('component_kind'))
    .where('city_id', '=', act.scope.inCity)
    .where('element_key', '=', subject)
    .where('kind', '=', 'components')
    .executeTakeFirst();
  return row?.component_kind ?? undefined;
}

/** What people call what lines are asked of and who answers them, by key, as far as one sees them. */
export const readNamesOf = (
  act: Act,
  lines: readonly Pick<KeptLine, 'subject' | 'answeredBy'>[],
): Promise<ReadonlyMap<string, Text>> =>
  readNames(
    act,
    lines.flatMap(({ subject, answeredBy }) => [subject, answeredBy]),
  );

/** What people call elements, by key, as far as one sees them. */
export async function readNames(
  act: Act,
  wanted: Iterable<string>,
): Promise<ReadonlyMap<string, Text>> {
  const keys = [...new Set(wanted)];
  if (keys.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('elements')
    .select([
      'element_key',
      sql<string | null>`body ->> 'name'`.as('name'),
      sql<string | null>`body ->> 'nameEn'`.as('name_en'),
    ])
    .where('city_id', '=', act.scope.inCity)
    .where('element_key', 'in', oneOf(keys))
    .execute();
  return new Map(
    rows.map(({ element_key: key, name, name_en }) => [
      key,
      text(name ?? key, name_en ?? name ?? key),
    ]),
  );
}
