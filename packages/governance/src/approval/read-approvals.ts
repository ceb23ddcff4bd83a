import { defineUseCase } from '@machimori/application';
import { type ApprovalLinkRow, linksOf, presentSenders } from './approval-link-store.ts';
import { type ApprovalListed, listed, outcomeOf } from './approval-outcome.ts';
import { namesOf } from './approval-people-store.ts';
import { policyNow } from './approval-policy.ts';
import { type ApprovalDecision, type ApprovalState, listApprovalRows } from './approval-store.ts';
import type { GovernancePorts } from './ports.ts';
import { isOwn } from './separation-of-duties.ts';
import { approvalAtHand, type Validity } from './to-decide.ts';

export interface ApprovalSeen extends ApprovalListed {
  readonly validity: Validity;
  /** One recorded it or asked for it, so one does not decide. */
  readonly own: boolean;
  readonly selfCheckAllowed: boolean;
  readonly decision: ApprovalDecision | undefined;
  /** Who entered the decision, where that is not who decided: the paper. */
  readonly enteredBy: string | undefined;
  /** `resting`: its sender could not send it today, so it opens nothing. */
  readonly links: readonly (ApprovalLinkRow & { readonly resting: boolean })[];
}

/** Requests for approval that one may see, newest first; all of them, or those in one state. */
export const listApprovals = defineUseCase<
  { readonly state?: ApprovalState | undefined; readonly subjectKind?: string | undefined },
  readonly ApprovalListed[]
>({
  name: 'list-approvals',
  action: 'approval:read',
  kind: 'query',
  async handle(context, filter) {
    return {
      output: await listed(context, await listApprovalRows(context, { ...filter, most: 500 })),
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
    const senders = await presentSenders(context, row, links);
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
        links: links.map((link) => ({ ...link, resting: !senders.has(link.createdBy) })),
      },
    };
  },
});
