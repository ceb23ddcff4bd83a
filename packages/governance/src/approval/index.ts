export type { ApprovalLinkRow } from './approval-link-store.ts';
export { standingOfLink } from './approval-link-store.ts';
export { type ApprovalListed, type ApprovalOutcome, selfCheckMark } from './approval-outcome.ts';
export * from './approval-policy.ts';
export {
  type ApprovalDecision,
  type ApprovalRow,
  type ApprovalState,
  type ApprovalWay,
  approvalStates,
} from './approval-store.ts';
export type { ApprovalSubject, Shown, ShownLine, SubjectSeen } from './approval-subject.ts';
export * from './decide-approval.ts';
export * from './decide-by-link.ts';
export * from './list-revision-standings.ts';
export * from './ports.ts';
export * from './read-approvals.ts';
export * from './record-signed-paper.ts';
export * from './request-approval.ts';
export { revisionKind, revisionSubject } from './revision-subject.ts';
export * from './self-check.ts';
export * from './send-approval-link.ts';
export type { Validity } from './to-decide.ts';
export * from './withdraw-approval.ts';
