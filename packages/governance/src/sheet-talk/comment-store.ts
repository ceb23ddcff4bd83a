import { type Act, nameOf } from '@machimori/application';
import { tablesOf } from './talk-tables.ts';

/** What somebody said about a line. */
export interface Comment {
  readonly comment: string;
  readonly line: string;
  /** The comment that began the talk; its own id where it is that. */
  readonly thread: string;
  readonly organisation: string;
  /** Empty where it is not seen under its name. */
  readonly organisationName: string;
  readonly at: Date;
  readonly by: string;
  readonly byName: string;
  readonly words: string;
  /** Of the comment that began the talk: since when it is settled. */
  readonly resolvedAt: Date | undefined;
}

const comments = (act: Act) =>
  tablesOf(act)
    .selectFrom('sheet_comments as c')
    .leftJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'c.city_id')
        .onRef('o.organisation_id', '=', 'c.organisation_id'),
    )
    .select([
      'c.comment_id',
      'c.line_id',
      'c.thread_id',
      'c.organisation_id',
      'o.name',
      'c.written_at',
      'c.written_by',
      'c.written_by_name',
      'c.words',
      'c.resolved_at',
    ])
    .where('c.city_id', '=', act.scope.inCity);

type CommentRow = Awaited<ReturnType<ReturnType<typeof comments>['execute']>>[number];

const commentOf = (row: CommentRow): Comment => ({
  comment: row.comment_id,
  line: row.line_id,
  thread: row.thread_id,
  organisation: row.organisation_id,
  organisationName: row.name ?? '',
  at: row.written_at,
  by: row.written_by,
  byName: row.written_by_name,
  words: row.words,
  resolvedAt: row.resolved_at ?? undefined,
});

/** Everything that was said about a line, as far as one sees it, the first said first. */
export async function readComments(act: Act, line: string): Promise<readonly Comment[]> {
  const rows = await comments(act)
    .where('c.line_id', '=', line)
    .orderBy('c.written_at')
    .orderBy('c.comment_id')
    .execute();
  return rows.map(commentOf);
}

export async function readComment(act: Act, comment: string): Promise<Comment | undefined> {
  const row = await comments(act).where('c.comment_id', '=', comment).executeTakeFirst();
  return row && commentOf(row);
}

export async function insertComment(
  act: Act,
  of: {
    readonly comment: string;
    readonly line: string;
    readonly thread: string;
    readonly organisation: string;
    readonly byName: string;
    readonly words: string;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('sheet_comments')
    .values({
      city_id: act.scope.inCity,
      comment_id: of.comment,
      line_id: of.line,
      thread_id: of.thread,
      organisation_id: of.organisation,
      written_at: of.now,
      written_by: nameOf(act.scope.actor),
      written_by_name: of.byName,
      words: of.words,
    })
    .execute();
}

/** What a talk is about, and whether it is settled; undefined where there is none that one sees. */
export async function findThread(
  act: Act,
  thread: string,
): Promise<{ readonly line: string; readonly resolved: boolean } | undefined> {
  const row = await tablesOf(act)
    .selectFrom('sheet_comments')
    .select(['line_id', 'resolved_at'])
    .where('city_id', '=', act.scope.inCity)
    .where('comment_id', '=', thread)
    .where('thread_id', '=', thread)
    .executeTakeFirst();
  return row && { line: row.line_id, resolved: row.resolved_at !== null };
}

/** Settles a talk, or takes it up again. */
export async function markThread(
  act: Act,
  thread: string,
  resolvedAt: Date | undefined,
): Promise<void> {
  await tablesOf(act)
    .updateTable('sheet_comments')
    .set({
      resolved_at: resolvedAt ?? null,
      resolved_by: resolvedAt === undefined ? null : nameOf(act.scope.actor),
    })
    .where('city_id', '=', act.scope.inCity)
    .where('comment_id', '=', thread)
    .execute();
}

/** The name by which a person signs. */
export async function readOwnName(act: Act): Promise<string> {
  const row = await tablesOf(act)
    .selectFrom('persons')
    .select('name')
    .where('person_id', '=', act.scope.person)
    .executeTakeFirstOrThrow();
  return row.name;
}
