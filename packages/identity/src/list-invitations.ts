import { defineUseCase } from '@machimori/application';
import { type InvitationRow, listOpenInvitations } from './invitation-store.ts';

/** Who has been invited into the organisations that one may see and has not yet come. */
export const listInvitations = defineUseCase<null, readonly InvitationRow[]>({
  name: 'list-invitations',
  action: 'member:list',
  kind: 'query',
  handle: async (context) => ({ output: await listOpenInvitations(context) }),
});
