import { defineUseCase, type LetterFate, letterFates } from '@machimori/application';
import { type InvitationRow, listOpenInvitations } from './invitation-store.ts';
import type { IdentityPorts } from './ports.ts';

export interface InvitationListed extends InvitationRow {
  /** What became of its letter; undefined where it was handed over without one. */
  readonly letter: LetterFate | undefined;
}

/** Who has been invited into the organisations that one may see and has not yet come. */
export const listInvitations = defineUseCase<null, readonly InvitationListed[], IdentityPorts>({
  name: 'list-invitations',
  action: 'member:list',
  kind: 'query',
  async handle(context) {
    const rows = await listOpenInvitations(context);
    const letters = await letterFates(context, {
      kind: 'invitation',
      about: rows.map(({ invitation }) => invitation),
      mail: context.ports.mail,
    });
    return { output: rows.map((row) => ({ ...row, letter: letters.get(row.invitation) })) };
  },
});
