import { type Act, nameOf } from '@machimori/application';
import { behindWall } from '@machimori/database';
import type { Day } from '@machimori/kernel';
import { sql } from 'kysely';
import { letLookAnew, momentOfChange } from '../sheet/answer-store.ts';
import type { EvidenceRow } from './evidence-store.ts';
import { tablesOf } from './evidence-tables.ts';

/** A line that a piece proves. */
export interface ProvedLine {
  readonly line: string;
  /** Undefined where one does not see the line itself. */
  readonly checkItem: string | undefined;
  readonly subject: string | undefined;
  readonly answeredBy: string | undefined;
  readonly linkedAt: Date;
}

/** Lines that a piece proves now. */
export async function readProvedLines(
  act: Act,
  evidence: string,
  most: number,
): Promise<readonly ProvedLine[]> {
  const rows = await tablesOf(act)
    .selectFrom('evidence_lines as el')
    .leftJoin('sheet_lines as l', (join) =>
      join.onRef('l.city_id', '=', 'el.city_id').onRef('l.line_id', '=', 'el.line_id'),
    )
    .select(['el.line_id', 'l.check_item', 'l.subject', 'l.answered_by'])
    .select(({ fn }) => fn.min('el.linked_at').as('linked_at'))
    .where('el.city_id', '=', act.scope.inCity)
    .where('el.evidence_id', '=', evidence)
    .where('el.ended_at', 'is', null)
    .groupBy(['el.line_id', 'l.check_item', 'l.subject', 'l.answered_by'])
    .orderBy('el.line_id')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    line: row.line_id,
    checkItem: row.check_item ?? undefined,
    subject: row.subject ?? undefined,
    answeredBy: row.answered_by ?? undefined,
    linkedAt: row.linked_at,
  }));
}

/** Pieces that prove a line through its applied control, and not by themselves. */
export async function provedByControl(act: Act, line: string): Promise<ReadonlySet<string>> {
  const rows = await tablesOf(act)
    .selectFrom('evidence_lines')
    .select('evidence_id')
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', '=', line)
    .where('ended_at', 'is', null)
    .groupBy('evidence_id')
    .having(({ fn }) => fn.min('via'), '<>', '')
    .execute();
  return new Set(rows.map(({ evidence_id }) => evidence_id));
}

/** Of these lines those of the plan, each with who answers it, as far as one sees them. */
export async function answerersOf(
  act: Act,
  lines: readonly string[],
): Promise<ReadonlyMap<string, string | undefined>> {
  if (lines.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('sheet_lines')
    .select(['line_id', 'answerer_id'])
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', 'in', lines)
    .where('in_plan', '=', true)
    .execute();
  return new Map(rows.map((row) => [row.line_id, row.answerer_id ?? undefined]));
}

/** Puts a piece to lines; where it was taken away before it proves them anew. `via`: the applied control, or empty. */
export async function linkLines(
  act: Act,
  { evidence, organisation }: Pick<EvidenceRow, 'evidence' | 'organisation'>,
  lines: readonly string[],
  of: { readonly via: string; readonly now: Date },
): Promise<void> {
  if (lines.length === 0) return;
  const by = nameOf(act.scope.actor);
  const linked = await tablesOf(act)
    .insertInto('evidence_lines')
    .values(
      lines.map((line) => ({
        city_id: act.scope.inCity,
        evidence_id: evidence,
        line_id: line,
        via: of.via,
        organisation_id: organisation,
        linked_at: of.now,
        linked_by: by,
        first_linked_at: firstLinked(act, evidence, line, of.now),
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['city_id', 'evidence_id', 'line_id', 'via'])
        .doUpdateSet({
          linked_at: of.now,
          linked_by: by,
          first_linked_at: sql`coalesce(evidence_lines.first_linked_at, evidence_lines.linked_at)`,
          ended_at: null,
          ended_by: null,
        })
        .where('evidence_lines.ended_at', 'is not', null),
    )
    .returning('line_id')
    .execute();
  await letLookAnew(
    act,
    linked.map(({ line_id }) => line_id),
  );
}

/** To be put on again, by itself or through a control, hands over nothing: the first time counts. */
const firstLinked = (act: Act, evidence: string, line: string, now: Date) => sql<Date>`coalesce(
  (select min(coalesce(f.first_linked_at, f.linked_at)) from evidence_lines f
    where f.city_id = ${act.scope.inCity} and f.evidence_id = ${evidence} and f.line_id = ${line}),
  ${now}::timestamptz)`;

/** Takes a piece away from lines; says from which it was. */
export async function unlinkLines(
  act: Act,
  evidence: string,
  lines: readonly string[],
  of: { readonly via: string; readonly now: Date },
): Promise<readonly string[]> {
  if (lines.length === 0) return [];
  const at = await momentOfChange(act, lines, of.now);
  const rows = await tablesOf(act)
    .updateTable('evidence_lines')
    .set({ ended_at: at, ended_by: nameOf(act.scope.actor) })
    .where('city_id', '=', act.scope.inCity)
    .where('evidence_id', '=', evidence)
    .where('line_id', 'in', lines)
    .where('via', '=', of.via)
    .where('ended_at', 'is', null)
    .returning('line_id')
    .execute();
  const from = rows.map(({ line_id }) => line_id);
  await letLookAnew(act, from);
  return from;
}

/**
 * A piece is about to say something else, or to go: so it is with all lines that it proves. They are held from here on.
 * Gives the moment at which that is.
 */
export function letLookAnewAt(act: Act, evidence: string, now: Date): Promise<Date> {
  // A line may have gone to an organisation that whoever keeps the piece does not see.
  const wall = { reach: 'city', city: act.scope.inCity } as const;
  return behindWall(act.transaction, wall, async () => {
    const rows = await tablesOf(act)
      .selectFrom('evidence_lines')
      .select('line_id')
      .distinct()
      .where('city_id', '=', act.scope.inCity)
      .where('evidence_id', '=', evidence)
      .where('ended_at', 'is', null)
      .execute();
    const lines = rows.map(({ line_id }) => line_id);
    const at = await momentOfChange(act, lines, now);
    await letLookAnew(act, lines);
    return at;
  });
}

/** Why what proves a line makes its accepted answer worth another look. */
export interface ProofStanding {
  /** Something that proves it is over. */
  readonly expired: boolean;
  /** Something was taken away, or says something else, since the answer was accepted. */
  readonly changed: boolean;
  /** An automatic check failed. */
  readonly failed: boolean;
}

/** The same for many lines at once; a line without evidence is not among them. */
export async function proofStandings(
  act: Act,
  lines: readonly string[],
  today: Day,
): Promise<ReadonlyMap<string, ProofStanding>> {
  if (lines.length === 0) return new Map();
  const live = sql`el.ended_at is null and e.removed_at is null`;
  const rows = await tablesOf(act)
    .selectFrom('evidence_lines as el')
    .innerJoin('evidence as e', (join) =>
      join.onRef('e.city_id', '=', 'el.city_id').onRef('e.evidence_id', '=', 'el.evidence_id'),
    )
    .innerJoin('evidence_revisions as r', (join) =>
      join
        .onRef('r.city_id', '=', 'e.city_id')
        .onRef('r.evidence_id', '=', 'e.evidence_id')
        .onRef('r.number', '=', 'e.revision'),
    )
    .leftJoin('sheet_answers as a', (join) =>
      join.onRef('a.city_id', '=', 'el.city_id').onRef('a.line_id', '=', 'el.line_id'),
    )
    .select([
      'el.line_id',
      sql<boolean>`coalesce(bool_or(${live} and r.expires_on < ${today}), false)`.as('expired'),
      sql<boolean>`coalesce(bool_or(el.linked_at <= a.decided_at and (
        el.ended_at > a.decided_at
        or (el.ended_at is null and e.removed_at > a.decided_at)
        or (${live} and e.kind <> 'check' and r.added_at > a.decided_at))), false)`.as('changed'),
      sql<boolean>`coalesce(bool_or(${live} and r.outcome = 'failed'), false)`.as('failed'),
    ])
    .where('el.city_id', '=', act.scope.inCity)
    .where(sql<boolean>`el.line_id = any(${[...lines]}::text[])`)
    .groupBy('el.line_id')
    .execute();
  return new Map(
    rows.map(({ line_id, expired, changed, failed }) => [line_id, { expired, changed, failed }]),
  );
}
