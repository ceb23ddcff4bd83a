import {
  defineUseCase,
  type LetterFate,
  letterFates,
  readPageCursor,
  writePageCursor,
} from '@machimori/application';
import { ofPresentMakers } from '../link-makers/index.ts';
import { type ApprovalLinkRow, linksOf, senders } from './approval-link-store.ts';
import { type ApprovalListed, listed, outcomeOf } from './approval-outcome.ts';
import { namesOf } from './approval-people-store.ts';
import { policyNow } from './approval-policy.ts';
import {
  type ApprovalDecision,
  type ApprovalFilter,
  countApprovals,
  listApprovalRows,
} from './approval-store.ts';
import type { GovernancePorts } from './ports.ts';
import { isOwn } from './separation-of-duties.ts';
import { approvalAtHand, type Validity } from './to-decide.ts';

export interface ApprovalLinkSeen extends ApprovalLinkRow {
  /** Its sender could not send it today, so it opens nothing. */
  readonly resting: boolean;
  /** What became of its letter; undefined where it was handed over without one. */
  readonly letter: LetterFate | undefined;
}

export interface ApprovalSeen extends ApprovalListed {
  readonly validity: Validity;
  /** One recorded it or asked for it, so one does not decide. */
  readonly own: boolean;
  readonly selfCheckAllowed: boolean;
  readonly decision: ApprovalDecision | undefined;
  /** Who entered the decision, where that is not who decided: the paper. */
  readonly enteredBy: string | undefined;
  readonly links: readonly ApprovalLinkSeen[];
}

export interface ApprovalPage {
  readonly approvals: readonly ApprovalListed[];
  /** Of all pages together. */
  readonly total: number;
  readonly next: string | undefined;
}

const pageApprovals = 50;

/** Requests for approval that one may see, newest first, a page at a time; all of them, or those in one state. */
export const listApprovals = defineUseCase<
  ApprovalFilter & { readonly cursor?: string | undefined },
  ApprovalPage
>({
  name: 'list-approvals',
  action: 'approval:read',
  kind: 'query',
  async handle(context, { cursor, ...filter }) {
    const after = cursor === undefined ? undefined : readPageCursor('approval', cursor);
    const most = pageApprovals + 1;
    const rows = await listApprovalRows(context, { ...filter, after, most });
    const page = rows.slice(0, pageApprovals);
    const end = rows.length > pageApprovals ? page.at(-1) : undefined;
    return {
      output: {
        approvals: await listed(context, page),
        total: await countApprovals(context, filter),
        next: end && writePageCursor({ at: end.requestedAt, id: end.approval }),
      },
    };
  },
});

export const readApproval = defineUseCase<
  { readonly approval: string },
  ApprovalSeen,
  GovernancePorts
>({
  name: 'read-approval',
  action: 'approval:read',
  kind: 'query',
  async handle(context, { approval }) {
    const { row, validity, by } = await approvalAtHand(context, approval);
    const { actor } = context.scope;
    const links = await linksOf(context, [row.approval]);
    const present = await ofPresentMakers(context, links, () => senders);
    const letters = await letterFates(context, {
      kind: 'approval',
      about: links.map(({ link }) => link),
      mail: context.ports.mail,
    });
    const enterer = row.decision?.way === 'paper' ? row.decision.by : undefined;
    const names = await namesOf(context, [row.requestedBy, enterer ?? '']);
    return {
      output: {
        row,
        validity,
        outcome: outcomeOf(row, links),
        requestedBy: names.get(row.requestedBy) ?? '',
        own: actor.kind === 'person' && isOwn(actor.person, by),
        selfCheckAllowed: (await policyNow(context)).selfCheck,
        decision: row.decision,
        enteredBy: enterer && names.get(enterer),
        links: links.map((link) => ({
          ...link,
          resting: !present.has(link),
          letter: letters.get(link.link),
        })),
      },
    };
  },
});
