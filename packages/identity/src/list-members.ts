import { defineUseCase } from '@machimori/application';
import { type InvitationRow, listOpenInvitations } from './invitation-store.ts';
import { listMembers, type MemberRow } from './member-store.ts';

export interface Members {
  readonly members: readonly MemberRow[];
  readonly invitations: readonly InvitationRow[];
}

/** Who belongs to the organisations that one may see, and who has been invited. */
export const listMembersAndInvitations = defineUseCase<null, Members>({
  name: 'list-members',
  action: 'member:list',
  kind: 'query',
  async handle(context) {
    const members = await listMembers(context);
    const invitations = await listOpenInvitations(context);
    return { output: { members, invitations } };
  },
});
