import { type Act, nameOf } from '@machimori/application';
import type { Day } from '@machimori/kernel';
import { sql } from 'kysely';
import { tablesOf } from './request-tables.ts';

/** Lines that an organisation is asked to answer together, and how far it has come. */
export interface AnswerRequest {
  readonly request: string;
  readonly organisation: string;
  readonly organisationName: string;
  readonly words: string;
  readonly due: Day;
  readonly askedAt: Date;
  readonly askedByName: string;
  /** Of the plan as it is now. */
  readonly lines: number;
  /** Handed in or accepted. */
  readonly answered: number;
  readonly accepted: number;
  /** A line that waits for its answer, where there is one. */
  readonly next: string | undefined;
}

export async function insertRequest(
  act: Act,
  of: {
    readonly request: string;
    readonly organisation: string;
    readonly words: string;
    readonly due: Day;
    readonly byName: string;
    readonly lines: readonly string[];
    readonly now: Date;
  },
): Promise<void> {
  const city = act.scope.inCity;
  const tables = tablesOf(act);
  await tables
    .insertInto('sheet_requests')
    .values({
      city_id: city,
      request_id: of.request,
      organisation_id: of.organisation,
      words: of.words,
      due: of.due,
      asked_at: of.now,
      asked_by: nameOf(act.scope.actor),
      asked_by_name: of.byName,
    })
    .execute();
  await tables
    .insertInto('sheet_request_lines')
    .values(of.lines.map((line) => ({ city_id: city, request_id: of.request, line_id: line })))
    .execute();
}

/** Requests that stand, as far as one sees them, the most urgent first; those that are answered whole come last. */
export async function readRequests(
  act: Act,
  of: { readonly most: number; readonly only?: string },
): Promise<readonly AnswerRequest[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_requests as r')
    .innerJoin('sheet_request_lines as l', (join) =>
      join.onRef('l.city_id', '=', 'r.city_id').onRef('l.request_id', '=', 'r.request_id'),
    )
    .innerJoin('sheet_lines as k', (join) =>
      join.onRef('k.city_id', '=', 'l.city_id').onRef('k.line_id', '=', 'l.line_id'),
    )
    .leftJoin('sheet_answers as a', (join) =>
      join.onRef('a.city_id', '=', 'l.city_id').onRef('a.line_id', '=', 'l.line_id'),
    )
    .leftJoin('organisations as o', (join) =>
      join
        .onRef('o.city_id', '=', 'r.city_id')
        .onRef('o.organisation_id', '=', 'r.organisation_id'),
    )
    .select([
      'r.request_id',
      'r.organisation_id',
      'o.name',
      'r.words',
      'r.due',
      'r.asked_at',
      'r.asked_by_name',
      sql<string>`count(*)`.as('lines'),
      sql<string>`count(*) filter (where a.stage in ('submitted', 'accepted'))`.as('answered'),
      sql<string>`count(*) filter (where a.stage = 'accepted')`.as('accepted'),
      sql<string | null>`(array_agg(l.line_id order by k.priority, l.line_id) filter (where
        coalesce(a.stage, 'draft') not in ('submitted', 'accepted')))[1]`.as('next'),
    ])
    .where('r.city_id', '=', act.scope.inCity)
    .where('r.withdrawn_at', 'is', null)
    .where('k.in_plan', '=', true)
    .$if(of.only !== undefined, (query) => query.where('r.request_id', '=', of.only ?? ''))
    .groupBy([
      'r.request_id',
      'r.organisation_id',
      'o.name',
      'r.words',
      'r.due',
      'r.asked_at',
      'r.asked_by_name',
    ])
    .orderBy(sql`count(*) filter (where a.stage in ('submitted', 'accepted')) = count(*)`)
    .orderBy('r.due')
    .orderBy('r.request_id')
    .limit(of.most)
    .execute();
  return rows.map((row) => ({
    request: row.request_id,
    organisation: row.organisation_id,
    organisationName: row.name ?? '',
    words: row.words,
    due: row.due as Day,
    askedAt: row.asked_at,
    askedByName: row.asked_by_name,
    lines: Number(row.lines),
    answered: Number(row.answered),
    accepted: Number(row.accepted),
    next: row.next ?? undefined,
  }));
}

/** Takes a request back; false where there is none that stands. */
export async function withdrawRequestRow(act: Act, request: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('sheet_requests')
    .set({ withdrawn_at: now })
    .where('city_id', '=', act.scope.inCity)
    .where('request_id', '=', request)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
