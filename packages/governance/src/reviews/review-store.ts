import type { Act } from '@machimori/application';
import { type CheckGroup, type Day, type Id, readId } from '@machimori/kernel';
import type { SheetLine } from '@machimori/planning';
import { sql } from 'kysely';
import type { SheetHead } from '../sheet/line-store.ts';
import { tablesOf } from './review-tables.ts';

/** A review meeting for which the sheet was kept as it stood. */
export interface SheetReview {
  readonly review: Id<'sheetReview'>;
  readonly title: string;
  readonly heldOn: Day;
  readonly note: string;
  readonly frozenAt: Date;
  /** Empty where the person is not known here. */
  readonly frozenByName: string;
}

/** The reviews of a city, the latest first. */
export async function readReviews(act: Act): Promise<readonly SheetReview[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_reviews as r')
    .leftJoin('persons as p', 'p.person_id', 'r.frozen_by')
    .select(['r.review_id', 'r.title', 'r.held_on', 'r.note', 'r.frozen_at', 'p.name'])
    .where('r.city_id', '=', act.scope.inCity)
    .orderBy('r.frozen_at', 'desc')
    .execute();
  return rows.flatMap((row) => {
    const review = readId('sheetReview', row.review_id);
    return review === undefined
      ? []
      : [
          {
            review,
            title: row.title,
            heldOn: row.held_on,
            note: row.note,
            frozenAt: row.frozen_at,
            frozenByName: row.name ?? '',
          },
        ];
  });
}

/** How many lines of a review one sees. */
export async function countReviewLines(act: Act, review: string): Promise<number> {
  const { count } = await tablesOf(act)
    .selectFrom('review_lines')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('city_id', '=', act.scope.inCity)
    .where('review_id', '=', review)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Keeps the lines of the plan as they stand; says how many. */
export async function freezeLines(
  act: Act,
  review: Pick<SheetReview, 'review' | 'title' | 'heldOn' | 'note' | 'frozenAt'>,
  head: SheetHead,
  by: string,
): Promise<number> {
  const city = act.scope.inCity;
  const tables = tablesOf(act);
  await tables
    .insertInto('sheet_reviews')
    .values({
      city_id: city,
      review_id: review.review,
      title: review.title,
      held_on: review.heldOn,
      note: review.note,
      revision: head.revision,
      yardstick: head.yardstick,
      frozen_at: review.frozenAt,
      frozen_by: by,
    })
    .execute();
  const { numInsertedOrUpdatedRows } = await tables
    .insertInto('review_lines')
    .columns(['city_id', 'review_id', ...frozen, 'stage'])
    .expression((eb) =>
      eb
        .selectFrom('sheet_lines as l')
        .leftJoin('sheet_answers as a', (join) =>
          join.onRef('a.city_id', '=', 'l.city_id').onRef('a.line_id', '=', 'l.line_id'),
        )
        .select(['l.city_id', sql<string>`${review.review}`.as('review_id')])
        .select(frozen.map((name) => `l.${name}` as const))
        .select('a.stage')
        .where('l.city_id', '=', city)
        .where('l.in_plan', '=', true),
    )
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

const frozen = [
  'line_id',
  'check_item',
  'check_group',
  'subject',
  'answered_by',
  'answerer_id',
  'verifier_id',
  'priority',
  'state',
  'planned_raw',
  'planned_by',
  'statement',
] as const;

/** How a line stood at a moment. */
export interface LineThen {
  readonly state: SheetLine['state'];
  readonly plannedBy: Day;
  readonly statement: string;
  readonly answeredBy: string;
}

/** A line that differs between two moments; one side is missing where it was not in the plan then. */
export interface LineDifference {
  readonly line: string;
  readonly checkItem: string;
  readonly group: CheckGroup;
  readonly subject: string;
  readonly before: LineThen | undefined;
  readonly after: LineThen | undefined;
}

/** In how many lines two moments differ, by what. A line may count for several. */
export interface DifferenceCounts {
  readonly lines: number;
  readonly appeared: number;
  readonly fellAway: number;
  /** Became done, or not applicable. */
  readonly done: number;
  /** Was done, and is open again. */
  readonly reopened: number;
  readonly postponed: number;
}

/**
 * The lines that differ between a review and another, or the present where none is named; in the order of the plan,
 * from place `from`. An organisation compares what it answered or verified at either moment.
 */
export async function compareLines(
  act: Act,
  before: string,
  after: string | undefined,
  { from, most }: { readonly from: number; readonly most: number },
): Promise<{ readonly counts: DifferenceCounts; readonly lines: readonly LineDifference[] }> {
  const city = act.scope.inCity;
  const side = sql.raw(
    'line_id, check_item, check_group, subject, answered_by, priority, state, planned_by, statement',
  );
  const then = (review: string) =>
    sql`SELECT ${side} FROM review_lines WHERE city_id = ${city} AND review_id = ${review}`;
  const now = sql`SELECT ${side} FROM sheet_lines WHERE city_id = ${city} AND in_plan
    AND (${act.scope.reach === 'city'} OR ${act.scope.organisation ?? ''} IN (answerer_id, verifier_id))`;
  const differing = sql`
    WITH b AS (${then(before)}), a AS (${after === undefined ? now : then(after)}),
    d AS (
      SELECT coalesce(b.line_id, a.line_id) AS line_id,
        coalesce(a.check_item, b.check_item) AS check_item,
        coalesce(a.check_group, b.check_group) AS check_group,
        coalesce(a.subject, b.subject) AS subject,
        coalesce(a.priority, b.priority) AS priority,
        b.state AS b_state, b.planned_by AS b_by, b.statement AS b_said, b.answered_by AS b_who,
        a.state AS a_state, a.planned_by AS a_by, a.statement AS a_said, a.answered_by AS a_who,
        b.state IN ('implemented', 'not-applicable') AS b_done,
        a.state IN ('implemented', 'not-applicable') AS a_done
      FROM b FULL JOIN a ON a.line_id = b.line_id
      WHERE (b.state, b.planned_by, b.statement, b.answered_by)
        IS DISTINCT FROM (a.state, a.planned_by, a.statement, a.answered_by))`;
  const executor = tablesOf(act);
  const counted = await sql<Record<keyof DifferenceCounts, string>>`${differing}
    SELECT count(*) AS lines,
      count(*) FILTER (WHERE b_state IS NULL) AS appeared,
      count(*) FILTER (WHERE a_state IS NULL) AS "fellAway",
      count(*) FILTER (WHERE a_done AND NOT coalesce(b_done, false)) AS done,
      count(*) FILTER (WHERE b_done AND NOT a_done) AS reopened,
      count(*) FILTER (WHERE a_by > b_by AND NOT a_done) AS postponed
    FROM d`.execute(executor);
  const { rows } = await sql<DifferenceRow>`${differing}
    SELECT line_id, check_item, check_group, subject, b_state, b_by, b_said, b_who, a_state, a_by, a_said, a_who
    FROM d ORDER BY priority, line_id OFFSET ${from} LIMIT ${most}`.execute(executor);
  const [counts] = counted.rows;
  const number = (name: keyof DifferenceCounts): number => Number(counts?.[name] ?? 0);
  return {
    counts: {
      lines: number('lines'),
      appeared: number('appeared'),
      fellAway: number('fellAway'),
      done: number('done'),
      reopened: number('reopened'),
      postponed: number('postponed'),
    },
    lines: rows.map((row) => ({
      line: row.line_id,
      checkItem: row.check_item,
      group: row.check_group as CheckGroup,
      subject: row.subject,
      before: thenOf(row.b_state, row.b_by, row.b_said, row.b_who),
      after: thenOf(row.a_state, row.a_by, row.a_said, row.a_who),
    })),
  };
}

interface DifferenceRow {
  readonly line_id: string;
  readonly check_item: string;
  readonly check_group: string;
  readonly subject: string;
  readonly b_state: string | null;
  readonly b_by: string | null;
  readonly b_said: string | null;
  readonly b_who: string | null;
  readonly a_state: string | null;
  readonly a_by: string | null;
  readonly a_said: string | null;
  readonly a_who: string | null;
}

const thenOf = (
  state: string | null,
  by: string | null,
  said: string | null,
  who: string | null,
): LineThen | undefined =>
  state === null
    ? undefined
    : {
        state: state as SheetLine['state'],
        plannedBy: by ?? '',
        statement: said ?? '',
        answeredBy: who ?? '',
      };
