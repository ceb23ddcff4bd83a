import { defineUseCase, hashOf } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import type { GovernancePorts } from '../approval/ports.ts';
import { linkAtHand } from './manage-outside-links.ts';
import { expectFewCodes, newCode } from './outside-code.ts';
import { endToldCodes, insertCode } from './outside-entry-store.ts';
import { isToldByHand } from './outside-link-rules.ts';
import { noteTeller } from './outside-link-store.ts';

const messages = {
  mail: text(
    'メールを送れる街守りでは、確認コードを手渡せません。コードは、宛先のメールアドレスにだけ届きます。',
    'Where mail is sent, no code is told by hand: it goes to the address of the link alone.',
  ),
  mailNext: text(
    '届かないときは、「もう一度送る」でリンクを送り直してください。',
    'If it does not arrive, send the link again.',
  ),
  notYours: text(
    'ほかの組織がつくったリンクのコードは、手渡せません。',
    'Codes of a link that another organisation made are not yours to tell.',
  ),
  notYoursNext: text(
    'リンクをつくった組織の人に頼んでください。',
    'Ask somebody of the organisation that made it.',
  ),
  over: text(
    'このリンクは、もう開けないか、コードなしで開けます。',
    'This link opens nothing any more, or opens without a code.',
  ),
  overNext: text('一覧を開き直してください。', 'Open the list again.'),
};

/** How long a code is good that somebody reads out: a telephone call. */
const toldCodeMs = 10 * 60_000;

/** With what the digest of such a code is made: whoever has the tables alone cannot try out the digits. */
export const toldSecret = (vault: GovernancePorts['vault'], code: string): string =>
  vault.secretFor(`outside-code/${code}`);

export interface ToldCode {
  /** Shown once. */
  readonly code: string;
  readonly expiresAt: Date;
}

/**
 * Makes a code that a member reads out to whoever the link is for, where the program sends no mail. The one before
 * is good no more. It is kept who told one: they could have come in by it themselves, and accept nothing that did.
 */
export const giveCodeByHand = defineUseCase<{ readonly link: string }, ToldCode, GovernancePorts>({
  name: 'give-code-by-hand',
  action: 'sheet:tell-code',
  kind: 'command',
  secretOutput: true,
  async handle(context, { link: id }) {
    const { scope, now, ids, chance, ports } = context;
    const row = await linkAtHand(context, id);
    if (ports.mail) throw new Failure('conflict', messages.mail, { next: messages.mailNext });
    if (row.organisation !== scope.organisation)
      throw new Failure('forbidden', messages.notYours, { next: messages.notYoursNext });
    if (!isToldByHand(context, row))
      throw new Failure('conflict', messages.over, { next: messages.overNext });
    const { link } = row;
    await expectFewCodes(context, link, 'hand');
    await endToldCodes(context, link, now);
    const code: Id<'outsideCode'> = ids.next('outsideCode');
    const digits = newCode(chance);
    const expiresAt = new Date(now.getTime() + toldCodeMs);
    await insertCode(context, {
      link,
      code,
      askHash: undefined,
      codeHash: hashOf(`${toldSecret(ports.vault, code)}\n${digits}`),
      askedAt: now,
      expiresAt,
    });
    await noteTeller(context, link, scope.person);
    return {
      output: { code: digits, expiresAt },
      subjects: [link],
      content: { told: code, link },
    };
  },
});
