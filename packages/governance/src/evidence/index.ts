export {
  type AddEvidence,
  addEvidence,
  evidenceBytes,
  type GivenEvidence,
  type ReviseEvidence,
  reviseEvidence,
} from './add-evidence.ts';
export type { ProvedLine } from './evidence-line-store.ts';
export type { EvidenceWords } from './evidence-shape.ts';
export type {
  CheckFacts,
  EvidenceRevision,
  EvidenceRow,
  EvidenceSearch,
} from './evidence-store.ts';
export {
  type CheckOutcome,
  checkOutcomes,
  type EvidenceKind,
  evidenceKinds,
} from './evidence-tables.ts';
export * from './hand-over-evidence.ts';
export * from './link-evidence.ts';
export * from './open-evidence.ts';
export * from './read-evidence.ts';
export { removeEvidence } from './remove-evidence.ts';
export { reviewEvidence } from './review-evidence.ts';
