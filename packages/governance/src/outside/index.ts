export {
  type AnswerByLink,
  type AnsweredByLink,
  answerByLink,
  handBackByLink,
  standingMessages,
} from './answer-by-link.ts';
export { giveCodeByHand, type ToldCode } from './code-by-hand.ts';
export {
  actorOfOutsideLink,
  actorOfOutsideSession,
  askCode,
  codeMinutes,
  enterCode,
  type LinkHeld,
  outsideMessages,
} from './enter-by-link.ts';
export { findOutsidePeople, forgetOutsidePeople } from './forget-outside-people.ts';
export {
  type GiveEvidenceByLink,
  giveEvidenceByLink,
  mostGiven,
  readGivenByLink,
} from './give-evidence-by-link.ts';
export {
  listOutsideLinks,
  noteHandedBack,
  type OutsideLinkListed,
  revokeOutsideLink,
  sendOutsideLinkAgain,
} from './manage-outside-links.ts';
export { pruneOutsideEntries } from './outside-entry-store.ts';
export type { EvidenceGiven } from './outside-evidence-store.ts';
export type { OutsideLetter } from './outside-letters.ts';
export type { AcceptedStatement } from './outside-line-store.ts';
export { linkBounds, mostMessage } from './outside-link-rules.ts';
export { type OutsideState, standingOfOutsideLink } from './outside-link-store.ts';
export type { OutsideKind } from './outside-tables.ts';
export {
  type AnswersByLink,
  type LineByLink,
  type LinkHead,
  type NamedStanding,
  readAnswersByLink,
} from './read-by-outside-link.ts';
export { type LinkLine, readLinkLines } from './read-link-lines.ts';
export { type ProgressByLink, readProgressByLink } from './read-progress-by-link.ts';
export { mostNamed, type OutsideLinkSent, sendAnswerLink } from './send-answer-link.ts';
export { type ShareProgress, shareProgress } from './share-progress.ts';
