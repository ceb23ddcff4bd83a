export {
  type AssignedLine,
  type AssignLines,
  assignLines,
  listAssignable,
} from './assign-lines.ts';
export { type HandOverLines, handOverLines } from './hand-over-lines.ts';
export { listOwnLines, type OwnLines } from './list-own-lines.ts';
export type { LineInHand, LineOwner } from './owner-store.ts';
