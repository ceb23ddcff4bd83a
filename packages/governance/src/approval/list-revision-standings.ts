import { defineUseCase } from '@machimori/application';
import { listRevisionRows, type RevisionRow } from '@machimori/register';
import { type ApprovalListed, listed } from './approval-outcome.ts';
import { namesOf } from './approval-people-store.ts';
import { listApprovalRows } from './approval-store.ts';
import { revisionKind } from './revision-subject.ts';

/** A revision of the city's description, and how it stands. */
export interface RevisionStanding extends RevisionRow {
  /** Empty where the program did it, or the person is not known here. */
  readonly actorName: string;
  /** The latest request for its approval. */
  readonly latest: ApprovalListed | undefined;
}

const mostRevisions = 100;

/** What changed the city's description, newest first, and who approved it; for whoever sees the whole city. */
export const listRevisionStandings = defineUseCase<null, readonly RevisionStanding[]>({
  name: 'list-revision-standings',
  action: 'register:read',
  kind: 'query',
  async handle(context) {
    const rows = await listRevisionRows(context, mostRevisions);
    if (rows.length === 0) return { output: [] };
    const names = await namesOf(
      context,
      rows.map(({ actor }) => actor),
    );
    // Newest first: the first of each revision is its latest.
    const filter = { subjectKind: revisionKind, most: 1_000 };
    const latest = new Map<string, ApprovalListed>();
    for (const each of await listed(context, await listApprovalRows(context, filter)))
      if (!latest.has(each.row.subject)) latest.set(each.row.subject, each);
    return {
      output: rows.map((row) => ({
        ...row,
        actorName: names.get(row.actor) ?? '',
        latest: latest.get(String(row.revision)),
      })),
    };
  },
});
