import { defineUseCase, hashOf, newToken } from '@machimori/application';
import { Failure, readName, takeEmailAddress, text } from '@machimori/kernel';
import type { GovernancePorts } from '../approval/ports.ts';
import { expectFewLetters } from '../letters/expect-few-letters.ts';
import { letterEvent } from './outside-letters.ts';
import { type Addressee, endAfter, expectRoom, readMessage } from './outside-link-rules.ts';
import { countOpenLinks, insertOutsideLink } from './outside-link-store.ts';
import { letterhead, type OutsideLinkSent, seatOf } from './send-answer-link.ts';

const messages = {
  address: text(
    '確認コードを送るには、メールアドレスが要ります。',
    'A code needs an address to go to.',
  ),
  addressNext: text(
    'メールアドレスを書くか、確認コードなしにしてください。',
    'Write the address, or do without the code.',
  ),
};

/** Behind the #, so that no log on the way has it: nothing but this secret stands before the figures. */
export const progressUrl = (origin: string, token: string): string => `${origin}/progress#${token}`;

export interface ShareProgress extends Addressee {
  readonly days: number;
  readonly message: string;
  /** A code goes to the address before anything is seen. */
  readonly withCode: boolean;
  /** What stands in accepted answers may be read, too; else figures alone. */
  readonly withStatements: boolean;
}

/**
 * Lets somebody outside, such as a member of the council, see how far the city has come, in figures alone. Without an
 * address the link is handed over.
 */
export const shareProgress = defineUseCase<ShareProgress, OutsideLinkSent, GovernancePorts>({
  name: 'share-progress',
  action: 'sheet:share-progress',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { scope, ids, chance, now, ports } = context;
    const name = readName(input.name);
    const office = readName(input.office);
    const email = input.email.trim() === '' ? '' : takeEmailAddress(input.email).shown;
    const { withCode } = input;
    if (withCode && email === '')
      throw new Failure('input-invalid', messages.address, {
        next: messages.addressNext,
        field: 'email',
      });
    const message = readMessage(input.message, 'message');
    const expiresAt = endAfter(input.days, now);
    const organisation = seatOf(context);
    expectRoom(await countOpenLinks(context, organisation, now));
    await expectFewLetters(context, email === '' ? 0 : 1);
    const link = ids.next('outsideLink');
    const token = newToken(chance);
    await insertOutsideLink(context, {
      link,
      organisation,
      kind: 'progress',
      tokenHash: hashOf(token),
      name,
      office,
      email,
      withCode,
      message,
      withStatements: input.withStatements,
      createdBy: scope.person,
      createdAt: now,
      expiresAt,
    });
    const url = progressUrl(ports.origin, token);
    const letter = {
      of: 'progress',
      to: email,
      name,
      office,
      ...(await letterhead(context)),
      url,
      lines: 0,
      message,
      until: expiresAt.toISOString(),
      withCode,
    } as const;
    return {
      output: { link, expiresAt, url },
      subjects: [link],
      content: {
        sentTo: { name, office, email },
        withCode,
        withStatements: input.withStatements,
        expiresAt: expiresAt.toISOString(),
      },
      events: email === '' || !ports.mail ? [] : [letterEvent(context, link, letter)],
    };
  },
});
