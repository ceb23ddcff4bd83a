import type { Act } from '@machimori/application';
import { type Day, dayInJapan, type Id } from '@machimori/kernel';
import { sql } from 'kysely';
import type { Shown } from './approval-subject.ts';
import { tablesOf } from './approval-tables.ts';

export const approvalStates = [
  'waiting',
  'approved',
  'sent-back',
  'self-checked',
  'withdrawn',
] as const;
/** Self-checked is a state of its own: nothing that asks for `approved` ever gets it. */
export type ApprovalState = (typeof approvalStates)[number];
export type ApprovalWay = 'member' | 'link' | 'paper' | 'self-check';

export interface ApprovalRow {
  readonly approval: Id<'approval'>;
  readonly organisation: Id<'organisation'>;
  readonly subjectKind: string;
  readonly subject: string;
  /** SHA-256 of what is approved, in hexadecimal. */
  readonly digest: string;
  readonly shown: Shown;
  readonly note: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly state: ApprovalState;
  readonly decision: ApprovalDecision | undefined;
}

export interface ApprovalDecision {
  readonly way: ApprovalWay;
  /** The person who decided or entered the paper, or the link. */
  readonly by: string;
  readonly at: Date;
  readonly on: Day;
  readonly name: string;
  readonly office: string;
  readonly reason: string;
  readonly file: Id<'file'> | undefined;
}

/** False where another request for this subject came to wait at the same moment. */
export async function insertApproval(
  act: Act,
  of: Omit<ApprovalRow, 'state' | 'decision'> & { readonly recorders: Iterable<string> },
): Promise<boolean> {
  const city = act.scope.inCity;
  const { numInsertedOrUpdatedRows } = await tablesOf(act)
    .insertInto('approvals')
    .values({
      city_id: city,
      approval_id: of.approval,
      organisation_id: of.organisation,
      subject_kind: of.subjectKind,
      subject_id: of.subject,
      digest: of.digest,
      shown: JSON.stringify(of.shown),
      note: of.note,
      requested_by: of.requestedBy,
      requested_at: of.requestedAt,
      state: 'waiting',
      way: null,
      decided_by: null,
      decided_at: null,
      decided_on: null,
      file_id: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await tablesOf(act)
    .insertInto('approval_recorders')
    .values([...of.recorders].map((actor) => ({ city_id: city, approval_id: of.approval, actor })))
    .execute();
  return true;
}

/** Undefined where the scope does not reach it. Held until the act is over where it is to be decided. */
export async function findApproval(
  act: Act,
  approval: string,
  hold = false,
): Promise<ApprovalRow | undefined> {
  const row = await approvals(act)
    .where('approval_id', '=', approval)
    .$if(hold, (query) => query.forUpdate())
    .executeTakeFirst();
  return row && rowOf(row);
}

export interface ApprovalFilter {
  readonly state?: ApprovalState | undefined;
  readonly subjectKind?: string | undefined;
}

/** Newest first; `after` is the last row of the page before. */
export async function listApprovalRows(
  act: Act,
  of: ApprovalFilter & {
    readonly subjects?: readonly string[];
    readonly after?: { readonly at: Date; readonly id: string } | undefined;
    readonly most: number;
  },
): Promise<readonly ApprovalRow[]> {
  const { subjects, after } = of;
  const rows = await approvals(act)
    .where(filtered(of))
    .$if(subjects !== undefined, (query) => query.where('subject_id', 'in', subjects ?? []))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(requested_at, approval_id) < (${after?.at}, ${after?.id})`),
    )
    .orderBy('requested_at', 'desc')
    .orderBy('approval_id', 'desc')
    .limit(of.most)
    .execute();
  return rows.map(rowOf);
}

export async function countApprovals(act: Act, filter: ApprovalFilter): Promise<number> {
  const { count } = await approvals(act)
    .clearSelect()
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where(filtered(filter))
    .executeTakeFirstOrThrow();
  return Number(count);
}

const filtered = ({ state, subjectKind }: ApprovalFilter) =>
  sql<boolean>`(${state ?? null}::text IS NULL OR state = ${state ?? null})
    AND (${subjectKind ?? null}::text IS NULL OR subject_kind = ${subjectKind ?? null})`;

/** All requests about one subject, newest first. */
export async function approvalsOf(
  act: Act,
  subjectKind: string,
  subject: string,
): Promise<readonly ApprovalRow[]> {
  const rows = await approvals(act)
    .where('subject_kind', '=', subjectKind)
    .where('subject_id', '=', subject)
    .orderBy('requested_at', 'desc')
    .orderBy('approval_id', 'desc')
    .execute();
  return rows.map(rowOf);
}

/** Subjects of this kind that somebody other than their recorders approved. */
export async function approvedSubjects(act: Act, kind: string): Promise<readonly string[]> {
  const rows = await tablesOf(act)
    .selectFrom('approvals')
    .select('subject_id')
    .distinct()
    .where('city_id', '=', act.scope.inCity)
    .where('subject_kind', '=', kind)
    .where('state', '=', 'approved')
    .execute();
  return rows.map(({ subject_id }) => subject_id);
}

/** False where it was decided meanwhile. */
export async function writeDecision(
  act: Act,
  approval: string,
  state: Exclude<ApprovalState, 'waiting' | 'withdrawn'>,
  decision: ApprovalDecision,
): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('approvals')
    .set({
      state,
      way: decision.way,
      decided_by: decision.by,
      decided_at: decision.at,
      decided_on: decision.on,
      decider_name: decision.name,
      decider_office: decision.office,
      reason: decision.reason,
      file_id: decision.file ?? null,
    })
    .where('city_id', '=', act.scope.inCity)
    .where('approval_id', '=', approval)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function withdrawRow(act: Act, approval: string): Promise<boolean> {
  const { numUpdatedRows } = await tablesOf(act)
    .updateTable('approvals')
    .set({ state: 'withdrawn' })
    .where('city_id', '=', act.scope.inCity)
    .where('approval_id', '=', approval)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function recordersOf(act: Act, approval: string): Promise<readonly string[]> {
  const rows = await tablesOf(act)
    .selectFrom('approval_recorders')
    .select('actor')
    .where('city_id', '=', act.scope.inCity)
    .where('approval_id', '=', approval)
    .execute();
  return rows.map(({ actor }) => actor);
}

const approvals = (act: Act) =>
  tablesOf(act)
    .selectFrom('approvals')
    .selectAll()
    .where('city_id', '=', act.scope.inCity)
    // Row-level security says the same; this is the first wall.
    .$if(act.scope.reach !== 'city', (query) =>
      query.where('organisation_id', '=', act.scope.organisation ?? ''),
    );

const stateOf = (word: string): ApprovalState => {
  const state = approvalStates.find((each) => each === word);
  if (state === undefined) throw new TypeError(`${word} is no state of an approval`);
  return state;
};

function rowOf(
  row: Awaited<ReturnType<ReturnType<typeof approvals>['executeTakeFirstOrThrow']>>,
): ApprovalRow {
  return {
    approval: row.approval_id as Id<'approval'>,
    organisation: row.organisation_id as Id<'organisation'>,
    subjectKind: row.subject_kind,
    subject: row.subject_id,
    digest: row.digest,
    shown: row.shown as Shown,
    note: row.note,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    state: stateOf(row.state),
    decision:
      row.way === null || row.decided_at === null || row.decided_by === null
        ? undefined
        : {
            way: row.way as ApprovalWay,
            by: row.decided_by,
            at: row.decided_at,
            on: row.decided_on ?? dayInJapan(row.decided_at),
            name: row.decider_name,
            office: row.decider_office,
            reason: row.reason,
            file: (row.file_id ?? undefined) as Id<'file'> | undefined,
          },
  };
}

/** Whether these very bytes were handed in as the paper of a decision before; `digest`: their SHA-256. */
export async function isKnownPaper(act: Act, digest: string): Promise<boolean> {
  const row = await tablesOf(act)
    .selectFrom('approvals as a')
    .innerJoin('evidence_files as f', (join) =>
      join.onRef('f.city_id', '=', 'a.city_id').onRef('f.file_id', '=', 'a.file_id'),
    )
    .select('f.file_id')
    .where('a.city_id', '=', act.scope.inCity)
    .where('f.digest', '=', digest)
    .executeTakeFirst();
  return row !== undefined;
}
