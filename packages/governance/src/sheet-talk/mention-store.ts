import type { Act } from '@machimori/application';
import { tablesOf } from './talk-tables.ts';

/** Whom a comment calls: a person, or whoever works for an organisation. */
export interface Called {
  readonly organisation: string;
  readonly person: string | undefined;
}

export async function insertMentions(
  act: Act,
  of: { readonly comment: string; readonly line: string; readonly called: readonly Called[] },
): Promise<void> {
  if (of.called.length === 0) return;
  await tablesOf(act)
    .insertInto('sheet_mentions')
    .values(
      of.called.map(({ organisation, person }) => ({
        city_id: act.scope.inCity,
        comment_id: of.comment,
        line_id: of.line,
        organisation_id: organisation,
        person_id: person ?? '',
      })),
    )
    .execute();
}

export async function readMentions(act: Act, comment: string): Promise<readonly Called[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_mentions')
    .select(['organisation_id', 'person_id'])
    .where('city_id', '=', act.scope.inCity)
    .where('comment_id', '=', comment)
    .execute();
  return rows.map(({ organisation_id, person_id }) => ({
    organisation: organisation_id,
    person: person_id === '' ? undefined : person_id,
  }));
}

/** A comment that waits for whoever reads this. */
export interface WaitingMention {
  readonly comment: string;
  readonly line: string;
  readonly words: string;
  readonly at: Date;
  readonly byName: string;
}

const ownMentions = (act: Act) =>
  tablesOf(act)
    .selectFrom('sheet_mentions as m')
    .where('m.city_id', '=', act.scope.inCity)
    .where('m.organisation_id', '=', act.scope.organisation ?? '')
    .where('m.person_id', 'in', [act.scope.person, '']);

/** Whether all of these comments call, or have called, this person. */
export async function allCallOne(act: Act, comments: readonly string[]): Promise<boolean> {
  const rows = await ownMentions(act)
    .select('m.comment_id')
    .distinct()
    .where('m.comment_id', 'in', comments)
    .execute();
  return rows.length === new Set(comments).size;
}

/** Comments that call this person, or whoever works for their organisation, and that nobody has settled. */
export async function waitingMentions(act: Act, most: number): Promise<readonly WaitingMention[]> {
  const rows = await ownMentions(act)
    .innerJoin('sheet_comments as c', (join) =>
      join.onRef('c.city_id', '=', 'm.city_id').onRef('c.comment_id', '=', 'm.comment_id'),
    )
    .where('m.settled_at', 'is', null)
    .select(['c.comment_id', 'c.line_id', 'c.words', 'c.written_at', 'c.written_by_name'])
    .distinct()
    .orderBy('c.written_at')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    comment: row.comment_id,
    line: row.line_id,
    words: row.words,
    at: row.written_at,
    byName: row.written_by_name,
  }));
}

/** These comments wait for this person no more; those that called the whole organisation for nobody of it. */
export async function settleMentions(
  act: Act,
  comments: readonly string[],
  now: Date,
): Promise<void> {
  if (comments.length === 0) return;
  await tablesOf(act)
    .updateTable('sheet_mentions')
    .set({ settled_at: now })
    .where('city_id', '=', act.scope.inCity)
    .where('comment_id', 'in', comments)
    .where('organisation_id', '=', act.scope.organisation ?? '')
    .where('person_id', 'in', [act.scope.person, ''])
    .where('settled_at', 'is', null)
    .execute();
}

/** Nothing in these comments waits for anybody: their talk is settled. */
export async function settleForAll(
  act: Act,
  comments: readonly string[],
  now: Date,
): Promise<void> {
  if (comments.length === 0) return;
  await tablesOf(act)
    .updateTable('sheet_mentions')
    .set({ settled_at: now })
    .where('city_id', '=', act.scope.inCity)
    .where('comment_id', 'in', comments)
    .where('settled_at', 'is', null)
    .execute();
}
