import { type Context, defineUseCase, sealedLetter } from '@machimori/application';
import { dayInJapan, dayText, Failure, fillText, type Id, text } from '@machimori/kernel';
import {
  listOrganisations,
  lockOrganisation,
  type OrganisationRow,
  readCityRow,
} from './city-store.ts';
import { type EmailAddress, takeEmailAddress } from './email-address.ts';
import { insertInvitation, invitationsTo, withdrawInvitationRow } from './invitation-store.ts';
import { isPresentMember } from './member-store.ts';
import { findPersonById } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { readRoles } from './role-rules.ts';
import { hashOf, newToken } from './secret-token.ts';

const messages = {
  organisation: text('その組織は見つかりません。', 'There is no such organisation.'),
  organisationNext: text('一覧から選び直してください。', 'Choose again from the list.'),
  member: text(
    'このアドレスの人は、もう「{organisation}」のメンバーです。',
    'Whoever has this address is a member of {organisation} already.',
  ),
  memberNext: text(
    '役割を変えるときは、「メンバー」の一覧で変えてください。',
    'To change what they may do, change their roles in the list of members.',
  ),
  open: text(
    'このアドレスには、もう「{organisation}」への招待を送っています（{until}まで使えます）。',
    'This address has an open invitation to {organisation} already (until {until}).',
  ),
  openNext: text(
    '届いていないか、なくしたときは、招待し直してください。前のリンクは使えなくなります。',
    'If it did not arrive or was lost, renew it. The link before ends.',
  ),
};

export const invitationDays = 14;

export interface Invite {
  readonly organisation: string;
  readonly email: string;
  readonly roles: readonly string[];
  /** In place of invitations to this address that are open: their links are worth nothing from then on. */
  readonly renew?: boolean | undefined;
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
    const organisations = await listOrganisations(context);
    const organisation = organisations.find(
      (each) =>
        each.organisation === input.organisation &&
        (scope.reach === 'city' || each.organisation === scope.organisation),
    );
    if (organisation === undefined)
      throw new Failure('not-found', messages.organisation, { next: messages.organisationNext });
    const email = takeEmailAddress(input.email);
    const roles = readRoles(input.roles, scope, organisation);
    const replaced = await makeWay(context, { organisation, email, renew: input.renew === true });
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
    const inviter = await findPersonById(context, scope.person);
    const own = organisations.find((each) => each.organisation === scope.organisation);
    const letter = {
      to: email.shown,
      link,
      organisation: organisation.name,
      city,
      roles,
      inviter: { name: inviter?.name ?? '', organisation: own?.name ?? '' },
      until: expiresAt.toISOString(),
    };
    return {
      output: { invitation, expiresAt, link },
      subjects: [invitation, organisation.organisation, ...replaced],
      content: { email: email.shown, roles, replaced: replaced.length },
      events: [
        {
          type: 'member.invited',
          aggregate: invitation,
          payload: sealedLetter(ports.vault, { invitation }, letter),
        },
      ],
    };
  },
});

/**
 * One open invitation an address, and none for whoever is there. Looks at this organisation alone: what its
 * administrator may list anyway. Whether the address has an account, or a place elsewhere, makes no difference.
 */
async function makeWay(
  context: Context,
  of: {
    readonly organisation: OrganisationRow;
    readonly email: EmailAddress;
    readonly renew: boolean;
  },
): Promise<readonly Id<'invitation'>[]> {
  const { now } = context;
  const { organisation, name } = of.organisation;
  // Of two who invite the same address at the same moment, the second sees what the first has sent.
  await lockOrganisation(context, organisation);
  const { email, renew } = of;
  if (await isPresentMember(context, { organisation, email }))
    throw new Failure('conflict', fillText(messages.member, { organisation: name }), {
      next: messages.memberNext,
    });
  const earlier = await invitationsTo(context, { organisation, email });
  const open = earlier.find(({ expiresAt }) => expiresAt > now);
  if (open !== undefined && !renew) {
    const until = dayText(dayInJapan(open.expiresAt));
    throw new Failure('conflict', fillText(messages.open, { organisation: name, until }), {
      next: messages.openNext,
    });
  }
  for (const { invitation } of earlier) await withdrawInvitationRow(context, invitation, now);
  return earlier.map(({ invitation }) => invitation);
}
