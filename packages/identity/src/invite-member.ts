import { defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { listOrganisations, readCityRow } from './city-store.ts';
import { readEmailAddress } from './email-address.ts';
import { insertInvitation } from './invitation-store.ts';
import type { IdentityPorts } from './ports.ts';
import { readRoles } from './role-rules.ts';
import { hashOf, newToken } from './secret-token.ts';

const messages = {
  organisation: text('その組織は見つかりません。', 'There is no such organisation.'),
  organisationNext: text('一覧から選び直してください。', 'Choose again from the list.'),
};

export const invitationDays = 14;

export interface Invite {
  readonly organisation: string;
  readonly email: string;
  readonly roles: readonly string[];
}

export interface Invited {
  readonly invitation: Id<'invitation'>;
  readonly expiresAt: Date;
  /** The way in, to hand over where there is no mail. Shown once. */
  readonly link: string;
}

/** Invites somebody into an organisation: a link that ends after two weeks, by mail or by hand. */
export const inviteMember = defineUseCase<Invite, Invited, IdentityPorts>({
  name: 'invite-member',
  action: 'member:invite',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { scope, ids, chance, now, ports } = context;
    const organisation = (await listOrganisations(context)).find(
      (each) =>
        each.organisation === input.organisation &&
        (scope.reach === 'city' || each.organisation === scope.organisation),
    );
    if (organisation === undefined)
      throw new Failure('not-found', messages.organisation, { next: messages.organisationNext });
    const email = readEmailAddress(input.email);
    const roles = readRoles(input.roles, scope, organisation);
    const token = newToken(chance);
    const invitation = ids.next('invitation');
    const expiresAt = new Date(now.getTime() + invitationDays * 86_400_000);
    await insertInvitation(context, {
      invitation,
      organisation: organisation.organisation,
      email: email.shown,
      roles,
      tokenHash: hashOf(token),
      invitedBy: scope.person,
      now,
      expiresAt,
    });
    // Behind the #, so that neither a server's log nor a referrer ever has it.
    const link = `${ports.origin}/invitation#${token}`;
    const { name: city } = await readCityRow(context);
    const letter = JSON.stringify({
      to: email.shown,
      link,
      organisation: organisation.name,
      city,
      until: expiresAt.toISOString(),
    });
    const sealed = ports.vault.seal(Buffer.from(letter), `letter/${invitation}`);
    return {
      output: { invitation, expiresAt, link },
      subjects: [invitation, organisation.organisation],
      content: { email: email.shown, roles },
      events: [
        {
          type: 'member.invited',
          aggregate: invitation,
          payload: { invitation, letter: Buffer.from(sealed).toString('base64') },
        },
      ],
    };
  },
});
