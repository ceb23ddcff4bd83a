export * from './accept-invitation.ts';
export type { AccessLine } from './access-lines.ts';
export { type Decision, decisions, type ReviewLine } from './access-review-rules.ts';
export type { ReviewRow } from './access-review-store.ts';
export { type AccessMark, accessMarkGroups, accessMarks } from './access-rules.ts';
export * from './add-organisation.ts';
export {
  longestTokenDays,
  type TokenAction,
  tokenActions,
  tokenActionTexts,
} from './api-token-rules.ts';
export type { TokenRow } from './api-token-store.ts';
export * from './ask-address-change.ts';
export * from './ask-password-reset.ts';
export * from './change-address.ts';
export * from './change-city.ts';
export * from './change-member.ts';
export * from './change-member-address.ts';
export * from './change-password.ts';
export {
  type ChangeProvider,
  changeProvider,
  keepProviderSettings,
  type ProviderSeen,
  readProvider,
  releaseProviderPerson,
  removeProvider,
} from './change-provider.ts';
export * from './check-accounts.ts';
export * from './choose-seat.ts';
export type { CityRow, OrganisationRow } from './city-store.ts';
export * from './close-access-review.ts';
export * from './close-all-sessions.ts';
export * from './close-other-sessions.ts';
export * from './close-session.ts';
export * from './confirm-address-change.ts';
export * from './confirm-session.ts';
export * from './create-api-token.ts';
export * from './decide-access.ts';
export type { HandedOver } from './departure.ts';
export * from './end-membership.ts';
export * from './enrol-authenticator.ts';
export * from './enrol-passkey.ts';
export type { FirstFactor } from './first-factor.ts';
export type { InvitationRow } from './invitation-store.ts';
export * from './invite-member.ts';
export * from './list-access.ts';
export * from './list-api-tokens.ts';
export * from './list-cities.ts';
export * from './list-invitations.ts';
export * from './list-members.ts';
export * from './list-second-factors.ts';
export * from './look-at-invitation.ts';
export * from './look-at-password-reset.ts';
export * from './make-password-reset.ts';
export type { MemberFilter, MemberRow, SeatRow } from './member-store.ts';
export * from './open-city.ts';
export * from './open-sample-session.ts';
export * from './open-session.ts';
export * from './open-session-by-passkey.ts';
export { openSessionByProvider, proveByProvider } from './open-session-by-provider.ts';
export type { OpenedSession } from './open-session-for.ts';
export { PasswordQueue } from './password-queue.ts';
export type { MadeReset } from './password-reset-rules.ts';
export { anybodyThere } from './person-store.ts';
export * from './ports.ts';
export { openProviderGate, type ProviderGate } from './provider-exchange.ts';
export {
  beginProviderProof,
  beginSignIn,
  findProviderToProve,
  finishProviderSignIn,
} from './provider-sign-in.ts';
export * from './prune-lapsed.ts';
export * from './read-access-reviews.ts';
export * from './read-account.ts';
export * from './read-city.ts';
export * from './read-removals.ts';
export * from './remove-sample-city.ts';
export * from './remove-second-factor.ts';
export * from './rename-person.ts';
export * from './renew-recovery-codes.ts';
export * from './reset-member-password.ts';
export * from './reset-member-second-factor.ts';
export * from './reset-password.ts';
export * from './reset-second-factor.ts';
export * from './resolve-actor.ts';
export * from './revoke-api-token.ts';
export { identitySeals } from './sealed-places.ts';
export * from './seat-sample-people.ts';
export * from './send-password-reset.ts';
export { deviceLabel } from './session-rules.ts';
export type { SessionRow } from './session-store.ts';
export * from './set-up-installation.ts';
export { standings } from './standing-store.ts';
export * from './start-access-review.ts';
export type { Answer } from './verify-answer.ts';
export * from './withdraw-invitation.ts';
