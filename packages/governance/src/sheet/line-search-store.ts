import type { Act } from '@machimori/application';
import {
  type CheckGroup,
  categories,
  type Day,
  foldedPattern,
  type Text,
  text,
  views,
} from '@machimori/kernel';
import type { SheetLine } from '@machimori/planning';
import { type RawBuilder, sql } from 'kysely';
import { type KeptLine, lineColumns, lineOf } from './line-store.ts';
import { type AnswerField, type AnswerStage, type SheetTables, tablesOf } from './sheet-tables.ts';

/** What one narrows the sheet to. */
export interface LineSearch {
  readonly group?: CheckGroup | undefined;
  /** Key of who answers. */
  readonly answeredBy?: string | undefined;
  /** `none`: nobody has begun. */
  readonly stage?: AnswerStage | 'none' | undefined;
  readonly subject?: string | undefined;
  readonly checkItem?: string | undefined;
  /** What people say of it now, accepted or not. */
  readonly state?: SheetLine['state'] | undefined;
  readonly level?: NonNullable<SheetLine['level']> | undefined;
  /** Its day was before this one, and nobody says that it is done. */
  readonly overdueOn?: Day | undefined;
  /** Id of who has it in hand; `none`: nobody has. */
  readonly owner?: string | undefined;
  /** Asked for by this request. */
  readonly request?: string | undefined;
  /** Answered by this applied control. */
  readonly control?: string | undefined;
  /** Named by this link to somebody outside, where one sees the link. */
  readonly link?: string | undefined;
  /** Something became of its answer since that instant. */
  readonly since?: Date | undefined;
  /** These alone, in the plan or fallen from it. */
  readonly only?: readonly string[] | undefined;
}

/** One word that somebody looks for, folded, with the check items and the elements that it names. */
export interface SoughtWord {
  readonly word: string;
  readonly checkItems: readonly string[];
  readonly keys: readonly string[];
}

/** By what lines can be put in order; ties stand in the plan's order. */
export const lineOrders = [
  'checkItem',
  'subject',
  'answeredBy',
  'group',
  'state',
  'planned',
  'statement',
  'due',
  'stage',
  'level',
] as const;
export type LineOrder = (typeof lineOrders)[number];

/** Places of values in an order that the database does not know, such as that of Japanese names. */
export type Ranks = ReadonlyMap<string, number>;

export interface OrderedBy {
  readonly by: LineOrder;
  readonly descending: boolean;
  /** Of check items, keys of elements or wordings of dates; for the other orders none are asked for. */
  readonly ranks?: Ranks | undefined;
}

/** A line with how far its answer has come, where one may know. */
export interface FoundLine extends KeptLine {
  readonly stage: AnswerStage | undefined;
  /** Of the answer; 0: nobody has ever begun. */
  readonly version: number;
  readonly carriedRevision: number | undefined;
  readonly decidedAt: Date | undefined;
}

/** Lines into which somebody wrote, or of which something became, since that instant. */
const changedSince = (city: string, since: Date): RawBuilder<unknown> => sql`(
  select w.line_id from sheet_cells w where w.city_id = ${city} and w.written_at >= ${since}
  union select m.line_id from sheet_moves m where m.city_id = ${city} and m.moved_at >= ${since})`;

const cellOf = (act: Act, field: AnswerField): RawBuilder<unknown> => sql`(
  select distinct on (line_id) line_id, value, as_described from sheet_cells
  where city_id = ${act.scope.inCity} and field = ${field}
  order by line_id, field, version desc)`;

/** What stands in a cell now: what people wrote, else the description. */
const present: Readonly<Record<AnswerField, RawBuilder<string>>> = {
  state: sql`case when cs.as_described is not false then l.state
    else coalesce(nullif(cs.value, ''), 'not-started') end`,
  planned: sql`case when cp.as_described is false then coalesce(cp.value, '')
    when l.planned_origin = 'stated' then l.planned_raw else '' end`,
  statement: sql`case when ct.as_described is not false then l.statement else coalesce(ct.value, '') end`,
};
const shorts = { state: 'cs', planned: 'cp', statement: 'ct' } as const;

const states = [
  'not-started',
  'planned',
  'in-progress',
  'implemented',
  'not-applicable',
] as const satisfies readonly SheetLine['state'][];

const placeIn = (names: readonly string[], value: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`array_position(${[...names]}::text[], ${value})`;

/** Which of its columns an order goes by, and which cells it needs to know. */
function orderOf({ by, descending, ranks }: OrderedBy): RawBuilder<unknown> {
  const rank = (value: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`(${JSON.stringify(Object.fromEntries(ranks ?? []))}::jsonb -> ${value})::int`;
  const value = ((): RawBuilder<unknown> => {
    switch (by) {
      case 'checkItem':
        return rank(sql`l.check_item`);
      case 'subject':
        return rank(sql`l.subject`);
      case 'answeredBy':
        return rank(sql`l.answered_by`);
      case 'planned':
        return rank(present.planned);
      case 'group':
        return placeIn([...categories, ...views], sql`l.check_group`);
      case 'state':
        return placeIn(states, present.state);
      case 'statement':
        return sql`nullif(${present.statement}, '') collate "C"`;
      case 'due':
        return sql`l.planned_by`;
      case 'stage':
        return placeIn(
          ['none', 'draft', 'changes-requested', 'submitted', 'accepted'],
          sql`coalesce(a.stage, 'none')`,
        );
      case 'level':
        return placeIn(['low', 'medium', 'high', 'very-high'], sql`l.level`);
    }
  })();
  return descending ? sql`${value} desc nulls last` : sql`${value} asc nulls last`;
}

/** In the hands of this person, or of nobody, of the organisation that answers now. */
function inHandsOf(owner: string): RawBuilder<unknown> {
  const owners = sql`select from sheet_owners o where o.city_id = l.city_id
    and o.line_id = l.line_id and o.organisation_id = l.answerer_id`;
  return owner === 'none'
    ? sql`not exists (${owners})`
    : sql`exists (${owners} and o.person_id = ${owner})`;
}

/** Of words that hardly any line has, the empty ones are passed by without being folded. */
const isSaid = (value: RawBuilder<string>, word: string): RawBuilder<unknown> =>
  sql`(${value} <> '' and normalize(${value}, NFKC) ~* ${foldedPattern(word)})`;

/** Nothing in them depends on the line but its own columns: what they ask of other tables is asked once. */
function conditionsOf(
  city: string,
  search: LineSearch,
  sought: readonly SoughtWord[],
): readonly RawBuilder<unknown>[] {
  const { group, answeredBy, stage, subject, checkItem, state, level } = search;
  const { overdueOn, since, only, owner, request, control, link } = search;
  const is = (column: string, value: string | undefined): readonly RawBuilder<unknown>[] =>
    value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`];
  return [
    only === undefined ? sql`l.in_plan` : sql`l.line_id = any(${[...only]}::text[])`,
    ...is('l.check_group', group),
    ...is('l.answered_by', answeredBy),
    ...is('l.subject', subject),
    ...is('l.check_item', checkItem),
    ...is('l.level', level),
    ...(stage === 'none' ? [sql`a.stage is null`] : is('a.stage', stage)),
    ...(owner === undefined ? [] : [inHandsOf(owner)]),
    ...(request === undefined
      ? []
      : [
          sql`l.line_id in (select q.line_id from sheet_request_lines q
            where q.city_id = ${city} and q.request_id = ${request})`,
        ]),
    ...(control === undefined
      ? []
      : [
          sql`l.line_id in (select t.line_id from applied_control_lines t
            where t.city_id = l.city_id and t.control_id = ${control} and t.ended_at is null)`,
        ]),
    // Who verifies a line sees that a link names it; of which link it is theirs alone to know who see the link.
    ...(link === undefined
      ? []
      : [
          sql`l.line_id in (select n.line_id from outside_link_lines n
            join outside_links k on k.city_id = n.city_id and k.link_id = n.link_id
            where n.city_id = ${city} and n.link_id = ${link})`,
        ]),
    ...(state === undefined ? [] : [sql`${present.state} = ${state}`]),
    ...(overdueOn === undefined
      ? []
      : [
          sql`l.planned_by < ${overdueOn}::date
            and ${present.state} not in ('implemented', 'not-applicable')`,
        ]),
    ...(since === undefined ? [] : [sql`l.line_id in ${changedSince(city, since)}`]),
    ...sought.map(
      ({ word, checkItems, keys }) => sql`(l.check_item = any(${[...checkItems]}::text[])
        or l.subject = any(${[...keys]}::text[]) or l.answered_by = any(${[...keys]}::text[])
        or ${isSaid(present.statement, word)} or ${isSaid(present.planned, word)})`,
    ),
  ];
}

export interface LineQuestion extends LineSearch {
  /** All of them are to be found in a line. */
  readonly sought: readonly SoughtWord[];
  readonly order: readonly OrderedBy[];
}

/**
 * Joins of those cells alone that the question needs: each is a pass through what was ever written. `besides`: a line
 * that is among them whatever it says.
 */
function fromOf(act: Act, question: LineQuestion, besides?: string): RawBuilder<unknown> {
  const { sought, order, state, stage, overdueOn } = question;
  const isOrder = (by: LineOrder): boolean => order.some((each) => each.by === by);
  const isNeeded = {
    state: isOrder('state') || state !== undefined || overdueOn !== undefined,
    planned: isOrder('planned') || sought.length > 0,
    statement: isOrder('statement') || sought.length > 0,
  };
  const cells = (Object.keys(shorts) as AnswerField[]).flatMap((field) => {
    const short = sql.ref(shorts[field]);
    return isNeeded[field]
      ? [sql`left join ${cellOf(act, field)} as ${short} on ${short}.line_id = l.line_id`]
      : [];
  });
  const answers = stage !== undefined || isOrder('stage') ? [sql`left join ${answersOf('l')}`] : [];
  const { inCity } = act.scope;
  const conditions = sql.join(conditionsOf(inCity, question, sought), sql` and `);
  return sql`from sheet_lines l ${sql.join([...answers, ...cells], sql` `)}
    where l.city_id = ${inCity} and ((${conditions})
      ${besides === undefined ? sql`` : sql`or l.line_id = ${besides}`})`;
}

const answersOf = (lines: string): RawBuilder<unknown> => sql`sheet_answers a
  on a.city_id = ${sql.ref(`${lines}.city_id`)} and a.line_id = ${sql.ref(`${lines}.line_id`)}`;

type FoundRow = Pick<SheetTables['sheet_lines'], (typeof lineColumns)[number]> &
  Pick<SheetTables['sheet_answers'], 'carried_revision' | 'decided_at'> & {
    readonly stage: AnswerStage | null;
    readonly answer_version: number | null;
  };

/**
 * Lines that one sees, from place `from` in the order asked for, at most so many. The page is cut out first, so that
 * what is joined to it is joined to its lines alone; in the plan's own order an index cuts it.
 */
export async function findLines(
  act: Act,
  question: LineQuestion,
  from: number,
  most: number,
): Promise<readonly FoundLine[]> {
  const order = [...question.order.map(orderOf), sql`l.priority`, sql`l.line_id`];
  const { rows } = await sql<FoundRow>`select
      ${sql.join(lineColumns.map((name) => sql.ref(`p.${name}`)))},
      a.stage, a.version as answer_version, a.carried_revision, a.decided_at
    from (select c.*, row_number() over () as place from (
      select l.city_id, ${sql.join(lineColumns.map((name) => sql.ref(`l.${name}`)))}
      ${fromOf(act, question)}
      order by ${sql.join(order)} offset ${from} limit ${most}) c) p
    left join ${answersOf('p')} order by p.place`.execute(tablesOf(act));
  return rows.map((row) => ({
    ...lineOf(row),
    stage: row.stage ?? undefined,
    version: row.answer_version ?? 0,
    carriedRevision: row.carried_revision ?? undefined,
    decidedAt: row.decided_at ?? undefined,
  }));
}

/** Ids of all lines that are asked for, in their order. */
export async function findLineIds(act: Act, question: LineQuestion): Promise<readonly string[]> {
  const order = [...question.order.map(orderOf), sql`l.priority`, sql`l.line_id`];
  const { rows } = await sql<{ line_id: string }>`select l.line_id
    ${fromOf(act, question)} order by ${sql.join(order)}`.execute(tablesOf(act));
  return rows.map(({ line_id }) => line_id);
}

/** Where a line stands among others, and its neighbours. */
export interface LinePlace {
  /** From 1. */
  readonly place: number;
  readonly total: number;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The place of a line among those that are asked for, in their order; undefined for a line that one does not see. */
export async function findPlace(
  act: Act,
  question: LineQuestion,
  line: string,
): Promise<LinePlace | undefined> {
  const order = sql.join([...question.order.map(orderOf), sql`l.priority`, sql`l.line_id`]);
  const { rows } = await sql<{
    place: string;
    total: string;
    before: string | null;
    after: string | null;
  }>`select * from (
    select l.line_id, row_number() over w as place, count(*) over () as total,
      lag(l.line_id) over w as before, lead(l.line_id) over w as after
    ${fromOf(act, question, line)}
    window w as (order by ${order})) placed where line_id = ${line}`.execute(tablesOf(act));
  const [row] = rows;
  return (
    row && {
      place: Number(row.place),
      total: Number(row.total),
      before: row.before ?? undefined,
      after: row.after ?? undefined,
    }
  );
}

/** How many lines there are that one sees. */
export async function countLines(act: Act, question: LineQuestion): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) as count
    ${fromOf(act, { ...question, order: [] })}`.execute(tablesOf(act));
  return Number(rows[0]?.count ?? 0);
}

/** Every wording that stands in the cell for the date, of lines that one sees. */
export async function readPlannedWordings(act: Act): Promise<readonly string[]> {
  const { rows } = await sql<{ wording: string }>`select distinct ${present.planned} as wording
    from sheet_lines l left join ${cellOf(act, 'planned')} as cp on cp.line_id = l.line_id
    where l.city_id = ${act.scope.inCity} and l.in_plan`.execute(tablesOf(act));
  return rows.map(({ wording }) => wording);
}

/** What people call everything that lines can be asked of or answered by, by key, as far as one sees it. */
export async function readAllNames(act: Act): Promise<ReadonlyMap<string, Text>> {
  const { rows } = await sql<{ key: string; name: string | null; name_en: string | null }>`
    select element_key as key, body ->> 'name' as name, body ->> 'nameEn' as name_en
    from elements where city_id = ${act.scope.inCity} and kind <> 'controls'`.execute(
    tablesOf(act),
  );
  return new Map(
    rows.map(({ key, name, name_en }) => [key, text(name ?? key, name_en ?? name ?? key)]),
  );
}

/** Since which revision the description says what it says of each element, as far as one sees them. */
export async function readSubjectsSince(
  act: Act,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; since: number }>`
    select element_key as key, max(since_revision) as since from elements
    where city_id = ${act.scope.inCity} and kind <> 'controls'
      and element_key = any(${[...new Set(subjects)]}::text[])
    group by element_key`.execute(tablesOf(act));
  return new Map(rows.map(({ key, since }) => [key, since]));
}

/** Lines that were accepted, which alone can be stale; those that fell away among them. */
export async function readAcceptedLines(act: Act): Promise<readonly string[]> {
  const { rows } = await sql<{ line_id: string }>`select a.line_id from sheet_answers a
    where a.city_id = ${act.scope.inCity} and a.stage = 'accepted'`.execute(tablesOf(act));
  return rows.map(({ line_id }) => line_id);
}
