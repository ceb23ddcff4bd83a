import { type Act, type Context, nameOf } from '@machimori/application';
import { type Selectable, sql } from 'kysely';
import { actedBy } from './acted-by.ts';
import { noteStage } from './move-store.ts';
import {
  type AnswerField,
  type AnswerStage,
  type CellOrigin,
  oneOf,
  type SheetTables,
  tablesOf,
} from './sheet-tables.ts';

/** How far the answer to a line has come, and by whom. Persons as the log names them. */
export interface AnswerProgress {
  /** Undefined: nobody has begun, or it was taken back before anybody handed it in. */
  readonly stage: AnswerStage | undefined;
  /** Each move has the next. */
  readonly version: number;
  readonly submittedAt: Date | undefined;
  readonly submittedBy: string | undefined;
  readonly decidedAt: Date | undefined;
  readonly decidedBy: string | undefined;
  readonly selfChecked: boolean;
  readonly note: string;
  readonly carriedRevision: number | undefined;
}

/** What stands in a cell; nobody has written into it where there is none. */
export interface Cell {
  readonly field: AnswerField;
  readonly version: number;
  /** Undefined: emptied. */
  readonly value: string | undefined;
  readonly writtenAt: Date;
  readonly writtenBy: string;
  /** Empty where the person is not known here. */
  readonly writtenByName: string;
  /** In a history, for which organisation, where the person is not told and one sees that organisation. */
  readonly writtenForName: string | undefined;
  readonly origin: CellOrigin;
  /** Written back to what the description says: it follows that, whatever was written. */
  readonly asDescribed: boolean;
}

/** What stands in the cells of a line now. */
export type LatestCells = Readonly<Partial<Record<AnswerField, Cell>>>;

const progressOf = (
  row: Pick<Selectable<SheetTables['sheet_answers']>, (typeof progressColumns)[number]>,
): AnswerProgress => ({
  stage: row.stage ?? undefined,
  version: row.version,
  submittedAt: row.submitted_at ?? undefined,
  submittedBy: row.submitted_by ?? undefined,
  decidedAt: row.decided_at ?? undefined,
  decidedBy: row.decided_by ?? undefined,
  selfChecked: row.self_checked,
  note: row.note,
  carriedRevision: row.carried_revision ?? undefined,
});

const progressColumns = [
  'stage',
  'version',
  'submitted_at',
  'submitted_by',
  'decided_at',
  'decided_by',
  'self_checked',
  'note',
  'carried_revision',
] as const;

export async function readProgress(act: Act, line: string): Promise<AnswerProgress | undefined> {
  const row = await tablesOf(act)
    .selectFrom('sheet_answers')
    .select(progressColumns)
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', '=', line)
    .executeTakeFirst();
  return row && progressOf(row);
}

/** The same of several lines, held until the act is over: whoever writes to a line waits for whoever is at it. */
export async function holdAnswers(
  act: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, AnswerProgress>> {
  if (lines.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('sheet_answers')
    .select(['line_id', ...progressColumns])
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', 'in', oneOf(lines))
    // In one order: two who move many lines never wait for each other.
    .orderBy('line_id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.line_id, progressOf(row)]));
}

/** Makes room for answers where there is none yet, and holds all. */
export async function beginAnswers(
  act: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, AnswerProgress>> {
  if (lines.length === 0) return new Map();
  await tablesOf(act)
    .insertInto('sheet_answers')
    .values(
      lines.toSorted().map((line) => ({
        city_id: act.scope.inCity,
        line_id: line,
        stage: null,
        version: 0,
        self_checked: false,
        note: '',
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return holdAnswers(act, lines);
}

/** Where answers go; what is left out stays. */
export interface Move extends Pick<AnswerProgress, 'stage'> {
  readonly submitted?: { readonly at: Date; readonly by: string };
  /** The answer is last year's, and holds. */
  readonly confirmed?: true;
  /** `null`: nobody has decided (any more). */
  readonly decided?: { readonly at: Date; readonly by: string; readonly note: string } | null;
  readonly selfChecked?: boolean;
}

/** Moves answers that are held on their way, all to the same place. What is accepted waits for being carried. */
export async function moveAnswers(
  act: Pick<Context, 'scope' | 'transaction' | 'now'>,
  lines: readonly string[],
  { stage, submitted, decided, selfChecked, confirmed }: Move,
): Promise<void> {
  if (lines.length === 0) return;
  if (stage !== undefined) {
    const deed = stage === 'draft' ? 'reopened' : stage;
    await noteStage(
      act,
      lines,
      stage,
      confirmed ? 'confirmed' : selfChecked === true ? 'self-checked' : deed,
    );
  }
  await tablesOf(act)
    .updateTable('sheet_answers')
    .set(({ eb }) => ({
      stage: stage ?? null,
      version: eb('version', '+', 1),
      ...(submitted === undefined
        ? {}
        : { submitted_at: submitted.at, submitted_by: submitted.by }),
      ...(decided === undefined
        ? {}
        : {
            decided_at: decided?.at ?? null,
            decided_by: decided?.by ?? null,
            note: decided?.note ?? '',
          }),
      ...(selfChecked === undefined ? {} : { self_checked: selfChecked }),
      ...(stage === 'accepted' ? { carried_revision: null, to_carry: versionsNow } : {}),
    }))
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', 'in', oneOf(lines))
    .execute();
}

/**
 * What proves these lines is another now: where an answer waits for somebody's word it has another version, so that
 * nobody accepts it by what they saw before.
 */
export async function letLookAnew(act: Act, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  await holdAnswers(act, [...new Set(lines)]);
  await tablesOf(act)
    .updateTable('sheet_answers')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', 'in', lines)
    .where('stage', '=', 'submitted')
    .execute();
}

/**
 * The moment at which what proves these lines changes, by an act that began at `now`; they are held from here on. An
 * answer that was accepted while the act waited was accepted before it, whatever the clock said when it began.
 */
export async function momentOfChange(act: Act, lines: readonly string[], now: Date): Promise<Date> {
  const held = await holdAnswers(act, lines);
  const decided = [...held.values()].map(({ decidedAt }) => decidedAt?.getTime() ?? 0);
  return new Date(Math.max(now.getTime(), ...decided.map((at) => at + 1)));
}

/** Versions of a line's cells at this moment, by field. */
const versionsNow = sql<string>`coalesce((
  SELECT jsonb_object_agg(c.field, c.version) FROM (
    SELECT s.field, max(s.version) AS version FROM sheet_cells s
      WHERE s.city_id = sheet_answers.city_id AND s.line_id = sheet_answers.line_id
      GROUP BY s.field) c), '{}')`;

const cellColumns = [
  'c.field',
  'c.version',
  'c.value',
  'c.written_at',
  'c.written_by',
  'c.origin',
  'c.origin_id',
  'c.as_described',
  'p.name',
] as const;
type CellRow = Pick<
  Selectable<SheetTables['sheet_cells']>,
  | 'field'
  | 'version'
  | 'value'
  | 'written_at'
  | 'written_by'
  | 'origin'
  | 'origin_id'
  | 'as_described'
> & { readonly name: string | null; readonly organisation_name?: string | null };

const cellOf = (row: CellRow): Cell => ({
  field: row.field,
  version: row.version,
  value: row.value ?? undefined,
  writtenAt: row.written_at,
  writtenBy: row.written_by,
  writtenByName: row.name ?? '',
  writtenForName: actedBy(row.written_by, row.name, row.organisation_name ?? null).byOrganisation,
  origin: row.origin === 'page' ? { way: 'page' } : { way: row.origin, id: row.origin_id ?? '' },
  asDescribed: row.as_described,
});

/** What was written into the cells of a line, since then where that is given; the latest first, at most so many times. */
export async function readHistory(
  act: Act,
  line: string,
  { since, most }: { readonly since: Date | undefined; readonly most: number },
): Promise<readonly Cell[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_cells as c')
    .leftJoin('persons as p', 'p.person_id', 'c.written_by')
    .leftJoin('organisations as o', (join) =>
      join.onRef('o.city_id', '=', 'c.city_id').onRef('o.organisation_id', '=', 'c.written_for'),
    )
    .select([...cellColumns, 'o.name as organisation_name'])
    .where('c.city_id', '=', act.scope.inCity)
    .where('c.line_id', '=', line)
    .$if(since !== undefined, (query) => query.where('c.written_at', '>=', since ?? new Date(0)))
    .orderBy('c.written_at', 'desc')
    .orderBy('c.version', 'desc')
    .orderBy('c.field')
    .limit(most)
    .execute();
  return rows.map(cellOf);
}

/** What stands in the cells of several lines now, by line; none for a line that nobody has written into. */
export async function readLatestCells(
  act: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, LatestCells>> {
  if (lines.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('sheet_cells as c')
    .leftJoin('persons as p', 'p.person_id', 'c.written_by')
    .distinctOn(['c.line_id', 'c.field'])
    .select(['c.line_id', ...cellColumns])
    .where('c.city_id', '=', act.scope.inCity)
    .where('c.line_id', 'in', oneOf(lines))
    .orderBy('c.line_id')
    .orderBy('c.field')
    .orderBy('c.version', 'desc')
    .execute();
  return byLine(rows);
}

function byLine(
  rows: readonly (CellRow & { readonly line_id: string })[],
): ReadonlyMap<string, LatestCells> {
  const cells = new Map<string, Partial<Record<AnswerField, Cell>>>();
  for (const row of rows) {
    const known = cells.get(row.line_id) ?? {};
    known[row.field] = cellOf(row);
    cells.set(row.line_id, known);
  }
  return cells;
}

/** A cell that is written: of which line, and after which version. */
export interface NewCell extends Pick<Cell, 'field' | 'version' | 'value' | 'asDescribed'> {
  readonly line: string;
}

/** So many rows come in one statement: each has eleven values, and a statement takes 65,535. */
const rowsAtOnce = 1_000;

/** Writes into cells, each after what stood there; their lines are held. */
export async function writeCells(
  act: Act,
  cells: readonly NewCell[],
  origin: CellOrigin,
  now: Date,
): Promise<void> {
  for (let at = 0; at < cells.length; at += rowsAtOnce)
    await tablesOf(act)
      .insertInto('sheet_cells')
      .values(
        cells.slice(at, at + rowsAtOnce).map(({ line, field, version, value, asDescribed }) => ({
          city_id: act.scope.inCity,
          line_id: line,
          field,
          version,
          value: value ?? null,
          written_at: now,
          written_by: nameOf(act.scope.actor),
          written_for: act.scope.organisation ?? null,
          origin: origin.way,
          origin_id: origin.way === 'page' ? null : origin.id,
          as_described: asDescribed,
        })),
      )
      .execute();
}

/**
 * Lines whose accepted answers the description does not say yet, with their cells as they were accepted: of the plan,
 * or of those that people added and it does not ask.
 */
export async function readToCarry(
  act: Act,
  { added, most }: { readonly added: boolean; readonly most: number },
): Promise<ReadonlyMap<string, LatestCells>> {
  const waiting = await tablesOf(act)
    .selectFrom('sheet_answers as a')
    .innerJoin('sheet_lines as l', (join) =>
      join.onRef('l.city_id', '=', 'a.city_id').onRef('l.line_id', '=', 'a.line_id'),
    )
    .select(['a.line_id', 'a.to_carry'])
    .where('a.city_id', '=', act.scope.inCity)
    .where('a.to_carry', 'is not', null)
    // A line that fell away is nothing that the description could say.
    .where('l.in_plan', '=', true)
    .where('l.added', '=', added)
    .orderBy('a.line_id')
    .limit(most)
    .forUpdate('a')
    .execute();
  if (waiting.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('sheet_cells as c')
    .innerJoin('sheet_answers as a', (join) =>
      join.onRef('a.city_id', '=', 'c.city_id').onRef('a.line_id', '=', 'c.line_id'),
    )
    .leftJoin('persons as p', 'p.person_id', 'c.written_by')
    .select(['c.line_id', ...cellColumns])
    .where('c.city_id', '=', act.scope.inCity)
    .where(
      'c.line_id',
      'in',
      waiting.map(({ line_id }) => line_id),
    )
    .where(sql<boolean>`c.version = (a.to_carry ->> c.field)::integer`)
    .execute();
  const accepted = byLine(rows);
  return new Map(waiting.map(({ line_id }) => [line_id, accepted.get(line_id) ?? {}]));
}

/** The description says since that revision what was accepted of these lines. */
export async function markCarried(
  act: Act,
  lines: readonly string[],
  revision: number,
): Promise<void> {
  if (lines.length === 0) return;
  await tablesOf(act)
    .updateTable('sheet_answers')
    .set({ carried_revision: revision, to_carry: null })
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', 'in', oneOf(lines))
    .execute();
}
