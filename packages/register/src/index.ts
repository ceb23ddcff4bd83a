export * from './change-in-words.ts';
export * from './change-register.ts';
export type { CheckedEdits, EditDiagnostic } from './check-edits.ts';
export * from './decide-proposal.ts';
export * from './difference.ts';
export * from './edit.ts';
export * from './element.ts';
export {
  countRevisions,
  holdRevision,
  listRevisionRows,
  type RevisionRow,
  readElements,
  readKeys,
  readRevision,
} from './element-store.ts';
export { type Fitted, fitEdits } from './fit-edits.ts';
export * from './guided-start.ts';
export * from './import-city.ts';
export type { OtherCity } from './other-city.ts';
export * from './outline.ts';
export { isOwnPart } from './own-part.ts';
export * from './plan-removal.ts';
export type { RegisterPorts } from './ports.ts';
export { type Proposal, type ProposalState, proposersOf } from './proposal-store.ts';
export * from './read-history.ts';
export * from './read-proposals.ts';
export * from './read-register.ts';
export * from './revision-store.ts';
export { readOwnKey, readSeats, type Seat, type SeatRenamed } from './seat-store.ts';
export * from './settle-proposal.ts';
export * from './undo-change.ts';
export * from './visible-contracts.ts';
export { writeDescription } from './write-description.ts';
