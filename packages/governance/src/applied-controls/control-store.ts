import { type Act, nameOf } from '@machimori/application';
import { type Day, foldedPattern, type Id } from '@machimori/kernel';
import { sql } from 'kysely';
import { type ActedBy, actedBy } from '../sheet/acted-by.ts';
import { type ControlDeed, type ControlWords, tablesOf } from './control-tables.ts';

/** An applied control with what it says now. */
export interface ControlRow extends ControlWords {
  readonly control: Id<'appliedControl'>;
  readonly organisation: string;
  readonly organisationName: string;
  /** Each act on it has the next. */
  readonly version: number;
  /** When what it answers its lines with was last another. */
  readonly saidAt: Date;
  /** Empty where nobody has it in hand, or the person is not known here. */
  readonly ownerName: string;
  readonly reviewedOn: Day | undefined;
  /** The day by which somebody looks whether it still works. */
  readonly reviewBy: Day | undefined;
  readonly removedAt: Date | undefined;
  /** Lines that it answers, as far as one sees them, and how many of their answers are accepted. */
  readonly lines: number;
  readonly accepted: number;
}

export const reviewDay = sql<string | null>`(coalesce(c.reviewed_on, c.effective_on,
  (c.made_at at time zone 'Asia/Tokyo')::date) + make_interval(months => c.cadence_months))::date`;
const liveLines = sql<string>`(select count(*) from applied_control_lines t
  join sheet_lines l on l.city_id = t.city_id and l.line_id = t.line_id
  where t.city_id = c.city_id and t.control_id = c.control_id and t.ended_at is null)`;
const acceptedLines = sql<string>`(select count(*) from applied_control_lines t
  join sheet_answers a on a.city_id = t.city_id and a.line_id = t.line_id
  where t.city_id = c.city_id and t.control_id = c.control_id and t.ended_at is null
    and a.stage = 'accepted')`;

const controls = (act: Act) =>
  tablesOf(act)
    .selectFrom('applied_controls as c')
    .leftJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'c.city_id')
        .onRef('o.organisation_id', '=', 'c.organisation_id'),
    )
    .leftJoin('persons as p', 'p.person_id', 'c.owner_id')
    .selectAll('c')
    .select([
      'o.name as organisation_name',
      'p.name as owner_name',
      reviewDay.as('review_by'),
      liveLines.as('lines'),
      acceptedLines.as('accepted'),
    ])
    .where('c.city_id', '=', act.scope.inCity);

type Row = Awaited<ReturnType<ReturnType<typeof controls>['executeTakeFirstOrThrow']>>;

const controlOf = (row: Row): ControlRow => ({
  control: row.control_id as Id<'appliedControl'>,
  organisation: row.organisation_id,
  organisationName: row.organisation_name ?? '',
  version: row.version,
  name: row.name,
  kind: row.kind,
  state: row.state,
  planned: row.planned,
  statement: row.statement,
  saidAt: row.said_at,
  element: row.element_key ?? undefined,
  owner: row.owner_id ?? undefined,
  ownerName: row.owner_name ?? '',
  effectiveOn: row.effective_on ?? undefined,
  cadenceMonths: row.cadence_months ?? undefined,
  reviewedOn: row.reviewed_on ?? undefined,
  reviewBy: row.review_by ?? undefined,
  removedAt: row.removed_at ?? undefined,
  lines: Number(row.lines),
  accepted: Number(row.accepted),
});

export async function findControl(act: Act, control: string): Promise<ControlRow | undefined> {
  const row = await controls(act).where('c.control_id', '=', control).executeTakeFirst();
  return row && controlOf(row);
}

/** Holds a control until the act is over, so that two who change it, or its lines, go one after another. */
export async function holdControl(act: Act, control: string): Promise<void> {
  await tablesOf(act)
    .selectFrom('applied_controls')
    .select('control_id')
    .where('city_id', '=', act.scope.inCity)
    .where('control_id', '=', control)
    .forUpdate()
    .execute();
}

/** Controls that somebody has in hand for an organisation, and that are not removed, in one order. */
export async function controlsInHand(
  act: Act,
  of: { readonly person: string; readonly organisation: string },
): Promise<readonly string[]> {
  const rows = await tablesOf(act)
    .selectFrom('applied_controls')
    .select('control_id')
    .where('city_id', '=', act.scope.inCity)
    .where('organisation_id', '=', of.organisation)
    .where('owner_id', '=', of.person)
    .where('removed_at', 'is', null)
    .orderBy('control_id')
    .execute();
  return rows.map(({ control_id }) => control_id);
}

/** What a list of controls is narrowed to. */
export interface ControlSearch {
  /** Words in its name or statement. */
  readonly words?: string | undefined;
  readonly state?: ControlWords['state'] | undefined;
  /** To be looked at again by `soon`, or answering no line. */
  readonly standing?: 'due' | 'unused' | undefined;
  /** Of one's own organisation alone. */
  readonly own?: boolean | undefined;
}

/** Controls that are not removed, the latest made first; after `after`, at most so many. */
export async function searchControls(
  act: Act,
  { words, state, standing, own }: ControlSearch,
  of: { readonly soon: Day; readonly after?: string | undefined; readonly most: number },
): Promise<readonly ControlRow[]> {
  const said = (name: 'c.name' | 'c.statement') =>
    sql<boolean>`normalize(${sql.ref(name)}, NFKC) ~* ${foldedPattern(words ?? '')}`;
  const rows = await controls(act)
    .where('c.removed_at', 'is', null)
    .$if(words !== undefined && words !== '', (query) =>
      query.where(({ or }) => or([said('c.name'), said('c.statement')])),
    )
    .$if(state !== undefined, (query) => query.where('c.state', '=', state ?? 'planned'))
    .$if(standing === 'due', (query) => query.where(sql<boolean>`${reviewDay} <= ${of.soon}`))
    .$if(standing === 'unused', (query) => query.where(sql<boolean>`${liveLines} = 0`))
    .$if(own === true, (query) =>
      query.where('c.organisation_id', '=', act.scope.organisation ?? ''),
    )
    .$if(of.after !== undefined, (query) => query.where('c.control_id', '<', of.after ?? ''))
    .orderBy('c.control_id', 'desc')
    .limit(of.most)
    .execute();
  return rows.map(controlOf);
}

const columnsOf = (words: ControlWords) => ({
  name: words.name,
  kind: words.kind,
  state: words.state,
  planned: words.planned,
  statement: words.statement,
  element_key: words.element ?? null,
  owner_id: words.owner ?? null,
  effective_on: words.effectiveOn ?? null,
  cadence_months: words.cadenceMonths ?? null,
});

export async function insertControl(
  act: Act,
  of: {
    readonly control: string;
    readonly organisation: string;
    readonly words: ControlWords;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('applied_controls')
    .values({
      city_id: act.scope.inCity,
      control_id: of.control,
      organisation_id: of.organisation,
      version: 0,
      ...columnsOf(of.words),
      said_at: of.now,
      made_at: of.now,
    })
    .execute();
}

/** What it says from now on; `now` where that answers its lines otherwise. */
export async function rewordControl(
  act: Act,
  control: string,
  words: ControlWords,
  now: Date | undefined,
): Promise<void> {
  await tablesOf(act)
    .updateTable('applied_controls')
    .set({ ...columnsOf(words), ...(now === undefined ? {} : { said_at: now }) })
    .where('city_id', '=', act.scope.inCity)
    .where('control_id', '=', control)
    .execute();
}

export async function changeControlRow(
  act: Act,
  control: string,
  change: { readonly reviewed_on?: Day; readonly removed_at?: Date },
): Promise<void> {
  await tablesOf(act)
    .updateTable('applied_controls')
    .set(change)
    .where('city_id', '=', act.scope.inCity)
    .where('control_id', '=', control)
    .execute();
}

/** Something that became of a control. */
export interface ControlMove extends ActedBy {
  readonly version: number;
  readonly deed: ControlDeed;
  /** How many lines, or pieces of evidence, it was done to. */
  readonly count: number;
  /** What it said of itself from then on, where that was changed. */
  readonly said: ControlWords | undefined;
  readonly at: Date;
}

/** Notes what becomes of a control that is held; it has the next version by that. */
export async function noteControlMove(
  act: Act,
  control: string,
  of: {
    readonly deed: ControlDeed;
    readonly count?: number;
    readonly said?: ControlWords;
    readonly now: Date;
  },
): Promise<number> {
  const { version } = await tablesOf(act)
    .updateTable('applied_controls')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('city_id', '=', act.scope.inCity)
    .where('control_id', '=', control)
    .returning('version')
    .executeTakeFirstOrThrow();
  await tablesOf(act)
    .insertInto('applied_control_moves')
    .values({
      city_id: act.scope.inCity,
      control_id: control,
      version,
      deed: of.deed,
      count: of.count ?? 0,
      said: of.said === undefined ? null : JSON.stringify(of.said),
      moved_at: of.now,
      moved_by: nameOf(act.scope.actor),
      moved_for: act.scope.organisation ?? null,
    })
    .execute();
  return version;
}

/** What became of a control, the latest first; nothing for whoever has it not. */
export async function readControlMoves(
  act: Act,
  control: string,
  most: number,
): Promise<readonly ControlMove[]> {
  const rows = await tablesOf(act)
    .selectFrom('applied_control_moves as m')
    .leftJoin('persons as p', 'p.person_id', 'm.moved_by')
    .leftJoin('organisations as o', (join) =>
      join.onRef('o.city_id', '=', 'm.city_id').onRef('o.organisation_id', '=', 'm.moved_for'),
    )
    .select(['m.version', 'm.deed', 'm.count', 'm.said', 'm.moved_at', 'm.moved_by', 'p.name'])
    .select('o.name as organisation_name')
    .where('m.city_id', '=', act.scope.inCity)
    .where('m.control_id', '=', control)
    .orderBy('m.version', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    deed: row.deed,
    count: row.count,
    said: (row.said as ControlWords | null) ?? undefined,
    at: row.moved_at,
    ...actedBy(row.moved_by, row.name, row.organisation_name),
  }));
}

/** Whether a key is that of a component of the city that one sees. */
export async function isComponent(act: Act, key: string): Promise<boolean> {
  const row = await tablesOf(act)
    .selectFrom('elements')
    .select('element_key')
    .where('city_id', '=', act.scope.inCity)
    .where('kind', '=', 'components')
    .where('element_key', '=', key)
    .executeTakeFirst();
  return row !== undefined;
}

/** What controls are called, by id, as far as one sees them. */
export async function readControlNames(
  act: Act,
  controlIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (controlIds.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('applied_controls')
    .select(['control_id', 'name'])
    .where('city_id', '=', act.scope.inCity)
    .where('control_id', 'in', [...new Set(controlIds)])
    .execute();
  return new Map(rows.map(({ control_id, name }) => [control_id, name]));
}
