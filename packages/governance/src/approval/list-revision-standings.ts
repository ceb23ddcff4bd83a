import { defineUseCase, wrongCursor } from '@machimori/application';
import { countRevisions, listRevisionRows, type RevisionRow } from '@machimori/register';
import { type ApprovalListed, listed } from './approval-outcome.ts';
import { namesOf } from './approval-people-store.ts';
import { approvedSubjects, listApprovalRows } from './approval-store.ts';
import { revisionKind } from './revision-subject.ts';

/** A revision of the city's description, and how it stands. */
export interface RevisionStanding extends RevisionRow {
  /** Empty where the program did it, or the person is not known here. */
  readonly actorName: string;
  /** The latest request for its approval. */
  readonly latest: ApprovalListed | undefined;
}

export interface RevisionPage {
  readonly revisions: readonly RevisionStanding[];
  /** Of all pages together. */
  readonly total: number;
  /** The latest that others than its recorders approved, on whichever page it stands. */
  readonly approved: number | undefined;
  readonly next: string | undefined;
}

const pageRevisions = 50;
/** A revision is sent back and put forward again; nobody does that so often. */
const mostRequests = 1_000;

/** What changed the city's description, newest first, and who approved it; for whoever sees the whole city. */
export const listRevisionStandings = defineUseCase<
  { readonly cursor?: string | undefined },
  RevisionPage
>({
  name: 'list-revision-standings',
  action: 'register:read',
  kind: 'query',
  async handle(context, { cursor }) {
    const before = cursor === undefined ? undefined : readRevisionCursor(cursor);
    const found = await listRevisionRows(context, { before, most: pageRevisions + 1 });
    const rows = found.slice(0, pageRevisions);
    const total = await countRevisions(context);
    if (rows.length === 0)
      return { output: { revisions: [], total, approved: undefined, next: undefined } };
    const names = await namesOf(
      context,
      rows.map(({ actor }) => actor),
    );
    // Newest first: the first of each revision is its latest.
    const latest = new Map<string, ApprovalListed>();
    const subjects = rows.map(({ revision }) => String(revision));
    const filter = { subjectKind: revisionKind, subjects, most: mostRequests };
    for (const each of await listed(context, await listApprovalRows(context, filter)))
      if (!latest.has(each.row.subject)) latest.set(each.row.subject, each);
    const approved = Math.max(0, ...(await approvedSubjects(context, revisionKind)).map(Number));
    return {
      output: {
        revisions: rows.map((row) => ({
          ...row,
          actorName: names.get(row.actor) ?? '',
          latest: latest.get(String(row.revision)),
        })),
        total,
        approved: approved === 0 ? undefined : approved,
        next: found.length > pageRevisions ? String(rows.at(-1)?.revision) : undefined,
      },
    };
  },
});

function readRevisionCursor(given: string): number {
  if (!/^[1-9]\d{0,8}$/.test(given)) throw wrongCursor();
  return Number(given);
}
