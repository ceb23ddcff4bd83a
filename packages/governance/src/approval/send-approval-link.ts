import { defineUseCase, dropLetters, hashOf, newToken, sealedLetter } from '@machimori/application';
import { Failure, type Id, readName, takeEmailAddress, text } from '@machimori/kernel';
import {
  insertLink,
  type LinkDelivery,
  linksOf,
  opens,
  revokeLinkRow,
} from './approval-link-store.ts';
import type { GovernancePorts } from './ports.ts';
import { expectOtherAddress, expectOtherName } from './separation-of-duties.ts';
import { decided, toDecide } from './to-decide.ts';

const messages = {
  days: text('リンクの期限は、1日から30日までです。', 'A link is good for 1 to 30 days.'),
  many: text(
    'まだ使えるリンクが、もう5つあります。',
    'There are five links already that still work.',
  ),
  manyNext: text(
    '使わないリンクを取り消してから、もう一度お試しください。',
    'Revoke those that are not needed, then try again.',
  ),
  noLink: text(
    'そのリンクは見つからないか、もう使われています。',
    'There is no such link, or it was used already.',
  ),
};

const longestDays = 30;
/** So that nobody sends the same matter to everybody until one presses a button. */
const mostLinks = 5;

export interface SendApprovalLink {
  readonly approval: string;
  /** Whose decision it is. */
  readonly name: string;
  readonly office: string;
  readonly email: string;
  readonly days: number;
}

export interface ApprovalLinkSent {
  readonly link: Id<'approvalLink'>;
  readonly delivery: LinkDelivery;
  readonly expiresAt: Date;
  /** To hand over, where there is no mail; shown once. With mail nobody but the addressee sees it. */
  readonly url: string | undefined;
}

/** Lets somebody outside decide by a link that works once: the mayor, the deputy, a neighbouring town. */
export const sendApprovalLink = defineUseCase<SendApprovalLink, ApprovalLinkSent, GovernancePorts>({
  name: 'send-approval-link',
  action: 'approval:send-link',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { scope, ids, chance, now, ports } = context;
    const { row, by } = await toDecide(context, input.approval);
    const name = readName(input.name);
    const office = readName(input.office);
    const email = takeEmailAddress(input.email);
    expectOtherAddress(email.shown, by);
    expectOtherName(name, by);
    if (!Number.isInteger(input.days) || input.days < 1 || input.days > longestDays)
      throw new Failure('input-invalid', messages.days);
    const others = await linksOf(context, [row.approval]);
    if (others.filter((each) => each.usedAt === undefined && opens(each, now)).length >= mostLinks)
      throw new Failure('limit-exceeded', messages.many, { next: messages.manyNext });
    const link = ids.next('approvalLink');
    const token = newToken(chance);
    const delivery: LinkDelivery = ports.mail ? 'mail' : 'by-hand';
    const expiresAt = new Date(now.getTime() + input.days * 86_400_000);
    await insertLink(context, {
      link,
      approval: row.approval,
      organisation: row.organisation,
      tokenHash: hashOf(token),
      name,
      office,
      email: email.shown,
      delivery,
      createdBy: scope.person,
      createdAt: now,
      expiresAt,
    });
    // Behind the #, so that neither a server's log nor a referrer ever has it.
    const url = `${ports.origin}/decide#${token}`;
    const letter = {
      to: email.shown,
      name,
      office,
      url,
      title: row.shown.title,
      expiresAt: expiresAt.toISOString(),
    };
    return {
      output: { link, delivery, expiresAt, url: ports.mail ? undefined : url },
      subjects: [row.approval, link],
      content: {
        ...decided(row),
        sentTo: { name, office, email: email.shown },
        delivery,
        expiresAt: expiresAt.toISOString(),
      },
      // The aggregate is the link: where one letter is stuck, the next to somebody else does not wait behind it.
      events: ports.mail
        ? [
            {
              type: 'approval.link-sent',
              aggregate: link,
              payload: sealedLetter(ports.vault, { link }, letter),
            },
          ]
        : [],
    };
  },
});

/** Makes a link useless that nobody has used. */
export const revokeApprovalLink = defineUseCase<
  { readonly approval: string; readonly link: string },
  null
>({
  name: 'revoke-approval-link',
  action: 'approval:request',
  kind: 'command',
  async handle(context, { approval, link }) {
    if (!(await revokeLinkRow(context, { approval, link, now: context.now })))
      throw new Failure('not-found', messages.noLink);
    const { inCity: city } = context.scope;
    await dropLetters(context, { kind: 'approval', city, about: [link], now: context.now });
    return { output: null, subjects: [approval, link], content: { revoked: link } };
  },
});
