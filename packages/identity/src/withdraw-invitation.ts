import { defineUseCase } from '@machimori/application';
import { Failure } from '@machimori/kernel';
import { withdrawInvitationRow } from './invitation-store.ts';
import { invitationMessages } from './look-at-invitation.ts';

/** Takes an open invitation back: its link is worth nothing from now on. */
export const withdrawInvitation = defineUseCase<{ readonly invitation: string }, null>({
  name: 'withdraw-invitation',
  action: 'member:invite',
  kind: 'command',
  async handle(context, { invitation }) {
    if (!(await withdrawInvitationRow(context, invitation, context.now)))
      throw new Failure('not-found', invitationMessages.none);
    return { output: null, subjects: [invitation] };
  },
});
