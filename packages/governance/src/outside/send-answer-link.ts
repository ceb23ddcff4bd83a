import { type Context, defineUseCase, hashOf, newToken } from '@machimori/application';
import { Failure, fill, type Id, text } from '@machimori/kernel';
import { readCityName } from '../approval/approval-city-store.ts';
import { namesOf } from '../approval/approval-people-store.ts';
import type { GovernancePorts } from '../approval/ports.ts';
import { expectFewLetters } from '../letters/expect-few-letters.ts';
import { readLineRows } from '../sheet/line-store.ts';
import { mailboxHash } from './link-writers.ts';
import { letterEvent } from './outside-letters.ts';
import { readOrganisationName } from './outside-line-store.ts';
import {
  type Addressee,
  endAfter,
  expectRoom,
  readAddressee,
  readMessage,
} from './outside-link-rules.ts';
import { countOpenLinks, insertNamedLines, insertOutsideLink } from './outside-link-store.ts';

const messages = {
  count: text(
    '頼む行は、1行から{most}行まで選んでください。',
    'Choose 1 to {most} lines to ask about.',
  ),
  none: text('見つからない行があります。', 'There is a line that was not found.'),
  noneNext: text('一覧を開き直して、選び直してください。', 'Open the list again and choose anew.'),
  notYours: text(
    'ほかの組織が答える行は、外の人に頼めません。',
    'Lines that another organisation answers cannot be given outside.',
  ),
  notYoursNext: text(
    '「答える組織」がご自分の組織の行だけを選んでください。',
    'Choose lines that your own organisation answers.',
  ),
};

/** So many lines go out with one link: more, nobody answers on a phone. */
export const mostNamed = 200;

export interface SendAnswerLink extends Addressee {
  /** Lines in the order in which they are to be answered. */
  readonly lines: readonly string[];
  readonly days: number;
  readonly message: string;
}

export interface OutsideLinkSent {
  readonly link: Id<'outsideLink'>;
  readonly expiresAt: Date;
  /** Shown once. With a code nobody but the addressee gets in by it. */
  readonly url: string;
}

/** Asks somebody outside, without an account, to answer lines: by a link, and a code that goes to their address or, where no mail is sent, is told by hand. */
export const sendAnswerLink = defineUseCase<SendAnswerLink, OutsideLinkSent, GovernancePorts>({
  name: 'send-answer-link',
  action: 'sheet:send-link',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { scope, ids, chance, now, ports } = context;
    const to = readAddressee(input);
    const message = readMessage(input.message, 'message');
    const expiresAt = endAfter(input.days, now);
    const lines = await ownLines(context, input.lines);
    const organisation = seatOf(context);
    expectRoom(await countOpenLinks(context, organisation, now));
    await expectFewLetters(context, 1);
    const link = ids.next('outsideLink');
    const token = newToken(chance);
    await insertOutsideLink(context, {
      link,
      organisation,
      kind: 'answers',
      tokenHash: hashOf(token),
      ...to,
      withCode: true,
      message,
      withStatements: false,
      createdBy: scope.person,
      createdAt: now,
      expiresAt,
    });
    await insertNamedLines(
      context,
      link,
      lines.map(({ id, checkItem, answeredBy }, at) => ({
        place: at + 1,
        line: id,
        checkItem,
        answeredBy,
      })),
      { writer: `${to.office}　${to.name}`, mailboxHash: mailboxHash(to.email) },
    );
    const url = answersUrl(ports.origin, link, token);
    const letter = {
      of: 'answers',
      to: to.email,
      name: to.name,
      office: to.office,
      ...(await letterhead(context)),
      url,
      lines: lines.length,
      message,
      until: expiresAt.toISOString(),
      withCode: true,
    } as const;
    return {
      output: { link, expiresAt, url },
      subjects: [link],
      content: {
        lines: lines.map(({ id }) => id),
        sentTo: { ...to },
        expiresAt: expiresAt.toISOString(),
      },
      events: ports.mail ? [letterEvent(context, link, letter)] : [],
    };
  },
});

/**
 * In the address, so that it opens without a script: whoever reads it in a log of somebody between still lacks the
 * code that goes to the mailbox.
 */
export const answersUrl = (origin: string, link: string, token: string): string =>
  `${origin}/answer/${link}?key=${token}`;

/** The organisation that somebody acts for. */
export function seatOf({ scope }: Pick<Context, 'scope'>): Id<'organisation'> {
  if (scope.organisation === undefined) throw new TypeError('a link is made for an organisation');
  return scope.organisation;
}

/** Who writes: city, organisation and person, as they are called. */
export async function letterhead(
  context: Context,
): Promise<{ readonly city: string; readonly organisation: string; readonly sender: string }> {
  const { person } = context.scope;
  return {
    city: await readCityName(context),
    organisation: await readOrganisationName(context, seatOf(context)),
    sender: (await namesOf(context, [person])).get(person) ?? '',
  };
}

/** The lines, each once and in order. Throws where one is not seen, fell away, or is not one's own to give. */
async function ownLines(context: Context, given: readonly string[]) {
  const wanted = [...new Set(given)];
  if (wanted.length === 0 || wanted.length > mostNamed)
    throw new Failure('input-invalid', fill(messages.count, { most: mostNamed }), {
      field: 'lines',
    });
  const rows = await readLineRows(context, wanted);
  const { reach, organisation } = context.scope;
  return wanted.map((id) => {
    const line = rows.get(id);
    if (line?.inPlan !== true)
      throw new Failure('not-found', messages.none, { next: messages.noneNext });
    if (reach !== 'city' && line.answerer !== organisation)
      throw new Failure('forbidden', messages.notYours, { next: messages.notYoursNext });
    return line;
  });
}
