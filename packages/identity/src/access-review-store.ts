import type { Act } from '@machimori/application';
import { isRole, type Role } from '@machimori/authorisation';
import { type Day, dayInJapan, type Id } from '@machimori/kernel';
import { type Decision, isDecision, type ReviewLine } from './access-review-rules.ts';
import { type AccessMark, accessMarks } from './access-rules.ts';
import { tablesOf } from './tables.ts';

export interface ReviewRow {
  readonly review: Id<'accessReview'>;
  /** Undefined: of the whole city. */
  readonly organisation: Id<'organisation'> | undefined;
  readonly name: string;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly dueOn: Day;
  readonly closedAt: Date | undefined;
  readonly lines: number;
  readonly decided: number;
}

export async function insertReview(
  act: Act,
  of: {
    readonly review: Id<'accessReview'>;
    readonly organisation: string | undefined;
    readonly name: string;
    readonly startedBy: string;
    readonly now: Date;
    readonly dueOn: Day;
    readonly lines: readonly {
      readonly membership: string;
      readonly organisation: string;
      readonly roles: readonly string[];
      readonly marks: readonly string[];
    }[];
  },
): Promise<void> {
  const city = act.scope.inCity;
  await tablesOf(act)
    .insertInto('access_reviews')
    .values({
      city_id: city,
      review_id: of.review,
      organisation_id: of.organisation ?? null,
      name: of.name,
      started_by: of.startedBy,
      started_at: of.now,
      due_on: of.dueOn,
      closed_at: null,
    })
    .execute();
  // In pieces: a large city has more lines than one statement takes values.
  for (let from = 0; from < of.lines.length; from += 1000)
    await tablesOf(act)
      .insertInto('access_review_lines')
      .values(
        of.lines.slice(from, from + 1000).map((line) => ({
          city_id: city,
          review_id: of.review,
          membership_id: line.membership,
          organisation_id: line.organisation,
          roles: [...line.roles],
          marks: [...line.marks],
          decision: null,
          new_roles: null,
          decided_by: null,
          decided_at: null,
        })),
      )
      .execute();
}

/** Reviews that the scope reaches, the newest first. */
export async function listReviews(act: Act): Promise<readonly ReviewRow[]> {
  return (await reviews(act).orderBy('r.started_at', 'desc').execute()).map(reviewOf);
}

export async function findReview(act: Act, review: string): Promise<ReviewRow | undefined> {
  const row = await reviews(act).where('r.review_id', '=', review).executeTakeFirst();
  return row && reviewOf(row);
}

/** Takes turns with whoever decides about, or closes, this review; false where it is closed or not there. */
export async function lockOpenReview(act: Act, review: string): Promise<boolean> {
  const row = await tablesOf(act)
    .selectFrom('access_reviews')
    .select('review_id')
    .where('city_id', '=', act.scope.inCity)
    .where('review_id', '=', review)
    .where('closed_at', 'is', null)
    .$if(act.scope.reach !== 'city', (query) =>
      query.where('organisation_id', '=', act.scope.organisation ?? ''),
    )
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

export async function closeReviewRow(act: Act, review: string, now: Date): Promise<void> {
  await tablesOf(act)
    .updateTable('access_reviews')
    .set({ closed_at: now })
    .where('city_id', '=', act.scope.inCity)
    .where('review_id', '=', review)
    .execute();
}

export async function reviewLines(act: Act, review: string): Promise<readonly ReviewLine[]> {
  return (await lines(act, review).execute()).map(lineOf);
}

export async function findReviewLine(
  act: Act,
  review: string,
  membership: string,
): Promise<ReviewLine | undefined> {
  const row = await lines(act, review).where('l.membership_id', '=', membership).executeTakeFirst();
  return row && lineOf(row);
}

/** Writes a decision; the roles become those that were looked at now. */
export async function decideLine(
  act: Act,
  of: {
    readonly review: string;
    readonly membership: string;
    readonly roles: readonly Role[];
    readonly decision: Decision;
    readonly newRoles: readonly Role[] | undefined;
    readonly reason: string;
    readonly decidedBy: string;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .updateTable('access_review_lines')
    .set({
      roles: [...of.roles],
      decision: of.decision,
      new_roles: of.newRoles === undefined ? null : [...of.newRoles],
      reason: of.reason,
      decided_by: of.decidedBy,
      decided_at: of.now,
    })
    .where('city_id', '=', act.scope.inCity)
    .where('review_id', '=', of.review)
    .where('membership_id', '=', of.membership)
    .execute();
}

const reviews = (act: Act) =>
  tablesOf(act)
    .selectFrom('access_reviews as r')
    .select(({ selectFrom, fn }) => [
      'r.review_id',
      'r.organisation_id',
      'r.name',
      'r.started_by',
      'r.started_at',
      'r.due_on',
      'r.closed_at',
      selectFrom('access_review_lines as l')
        .select(fn.countAll<string>().as('n'))
        .whereRef('l.city_id', '=', 'r.city_id')
        .whereRef('l.review_id', '=', 'r.review_id')
        .as('lines'),
      selectFrom('access_review_lines as l')
        .select(fn.countAll<string>().as('n'))
        .whereRef('l.city_id', '=', 'r.city_id')
        .whereRef('l.review_id', '=', 'r.review_id')
        .where('l.decision', 'is not', null)
        .as('decided'),
    ])
    .where('r.city_id', '=', act.scope.inCity)
    // Row-level security says the same; this is the first wall.
    .$if(act.scope.reach !== 'city', (query) =>
      query.where('r.organisation_id', '=', act.scope.organisation ?? ''),
    );

const reviewOf = (
  row: Awaited<ReturnType<ReturnType<typeof reviews>['executeTakeFirstOrThrow']>>,
): ReviewRow => ({
  review: row.review_id as Id<'accessReview'>,
  organisation: (row.organisation_id ?? undefined) as Id<'organisation'> | undefined,
  name: row.name,
  startedBy: row.started_by,
  startedAt: row.started_at,
  dueOn: row.due_on,
  closedAt: row.closed_at ?? undefined,
  lines: Number(row.lines ?? 0),
  decided: Number(row.decided ?? 0),
});

const lines = (act: Act, review: string) =>
  tablesOf(act)
    .selectFrom('access_review_lines as l')
    .innerJoin('memberships as m', (join) =>
      join.onRef('m.city_id', '=', 'l.city_id').onRef('m.membership_id', '=', 'l.membership_id'),
    )
    .innerJoin('persons as p', 'p.person_id', 'm.person_id')
    .leftJoin('persons as d', 'd.person_id', 'l.decided_by')
    .innerJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'l.city_id')
        .onRef('o.organisation_id', '=', 'l.organisation_id'),
    )
    .select([
      'l.membership_id',
      'l.organisation_id',
      'o.name as organisation_name',
      'm.person_id',
      'p.name',
      'p.email',
      'l.roles',
      'm.roles as present_roles',
      'm.ended_at',
      'm.last_active_on',
      'l.marks',
      'l.decision',
      'l.new_roles',
      'l.reason',
      'l.decided_by',
      'd.name as decided_by_name',
      'l.decided_at',
    ])
    .where('l.city_id', '=', act.scope.inCity)
    .where('l.review_id', '=', review)
    .orderBy('l.organisation_id')
    .orderBy('l.membership_id');

const isMark = (value: string): value is AccessMark => Object.hasOwn(accessMarks, value);

function lineOf(
  row: Awaited<ReturnType<ReturnType<typeof lines>['executeTakeFirstOrThrow']>>,
): ReviewLine {
  const roles = row.roles.filter(isRole);
  const present = row.present_roles.filter(isRole);
  const same = roles.length === present.length && roles.every((role) => present.includes(role));
  return {
    membership: row.membership_id as Id<'membership'>,
    organisation: row.organisation_id as Id<'organisation'>,
    organisationName: row.organisation_name,
    person: row.person_id as Id<'person'>,
    name: row.name,
    email: row.email,
    // Nothing has been looked at yet: what is to be decided about is what they may do now.
    roles: row.decision === null && row.ended_at === null ? present : roles,
    marks: row.marks.filter(isMark),
    lastActiveOn: row.last_active_on ?? undefined,
    decision: row.decision !== null && isDecision(row.decision) ? row.decision : undefined,
    newRoles: row.new_roles?.filter(isRole),
    reason: row.reason,
    decidedBy: (row.decided_by ?? undefined) as Id<'person'> | undefined,
    decidedByName: row.decided_by_name ?? undefined,
    decidedOn: row.decided_at === null ? undefined : dayInJapan(row.decided_at),
    selfCheck: row.decided_by === row.person_id,
    now: row.ended_at !== null ? 'left' : same ? 'same' : 'changed',
  };
}
