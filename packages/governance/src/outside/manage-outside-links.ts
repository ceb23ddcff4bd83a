import {
  type Context,
  defineUseCase,
  dropLetters,
  hashOf,
  type LetterFate,
  letterFates,
  newToken,
} from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { namesOf } from '../approval/approval-people-store.ts';
import type { GovernancePorts } from '../approval/ports.ts';
import { expectFewLetters } from '../letters/expect-few-letters.ts';
import { ofPresentMakers } from '../link-makers/index.ts';
import { dropEntries } from './outside-entry-store.ts';
import { letterEvent } from './outside-letters.ts';
import { readOrganisationName } from './outside-line-store.ts';
import { endAfter, isToldByHand, readMessage } from './outside-link-rules.ts';
import {
  changeOutsideLink,
  countNamed,
  findOutsideLink,
  isOpen,
  listHandedBack,
  listOutsideLinkRows,
  makers,
  type OutsideLinkRow,
  type OutsideState,
  stateOf,
} from './outside-link-store.ts';
import { answersUrl, letterhead, type OutsideLinkSent } from './send-answer-link.ts';
import { progressUrl } from './share-progress.ts';

const messages = {
  none: text('そのリンクは見つかりません。', 'There is no such link.'),
  noneNext: text('一覧を開き直してください。', 'Open the list again.'),
  revoked: text('このリンクは、取り消されています。', 'This link was revoked.'),
  revokedNext: text('新しいリンクをつくってください。', 'Make a new link.'),
  forgotten: text(
    'このリンクの宛先は、保存期間が過ぎて消えています。',
    'Whom this link was for is forgotten: its time is over.',
  ),
  notMaker: text(
    'もう一度送れるのは、このリンクをつくった人だけです。',
    'Only whoever made this link can send it again.',
  ),
  notMakerNext: text(
    'ご自分でもう一度頼むときは、新しいリンクをつくってください。',
    'To ask yourself, make a new link.',
  ),
};

/** A link as whoever made it, or sees the whole city, sees it. */
export interface OutsideLinkListed {
  readonly row: OutsideLinkRow;
  readonly state: OutsideState;
  readonly madeBy: string;
  readonly organisation: string;
  /** Lines that it names, and into how many of them something was written by it. */
  readonly lines: number;
  readonly answered: number;
  /** Whoever made it is suspended, has left or may make none: it opens nothing. */
  readonly resting: boolean;
  /** Made by whoever asks: they may send it again. */
  readonly own: boolean;
  /** No mail is sent: a member of its organisation, as whoever asks is, tells a code of it by hand. */
  readonly codeByHand: boolean;
  readonly letter: LetterFate | undefined;
}

/** Links of one’s organisation, or of the whole city, the latest first; those that name one line, or that came back. */
export const listOutsideLinks = defineUseCase<
  { readonly line?: string | undefined; readonly handedBack: boolean },
  readonly OutsideLinkListed[],
  GovernancePorts
>({
  name: 'list-outside-links',
  action: 'sheet:read',
  kind: 'query',
  async handle(context, { line, handedBack }) {
    const { now, ports, scope } = context;
    const rows = handedBack
      ? await listHandedBack(context)
      : await listOutsideLinkRows(context, { line });
    const ids = rows.map(({ link }) => link);
    const counts = await countNamed(context, ids);
    const present = await ofPresentMakers(context, rows, ({ kind }) => makers[kind]);
    const names = await namesOf(
      context,
      rows.map(({ createdBy }) => createdBy),
    );
    const organisations = new Map<string, string>();
    for (const { organisation } of rows)
      if (!organisations.has(organisation))
        organisations.set(organisation, await readOrganisationName(context, organisation));
    const fates = await letterFates(context, { kind: 'outside', about: ids, mail: ports.mail });
    return {
      output: rows.map((row) => ({
        row,
        state: stateOf(row, now),
        madeBy: names.get(row.createdBy) ?? '',
        organisation: organisations.get(row.organisation) ?? '',
        lines: counts.get(row.link)?.lines ?? 0,
        answered: counts.get(row.link)?.answered ?? 0,
        resting: isOpen(row, now) && !present.has(row),
        own: scope.actor.kind === 'person' && row.createdBy === scope.person,
        codeByHand: isToldByHand(context, row),
        letter: fates.get(row.link),
      })),
    };
  },
});

/** Makes a link useless at once, with every session that was opened by it. */
export const revokeOutsideLink = defineUseCase<{ readonly link: string }, null>({
  name: 'revoke-outside-link',
  action: 'sheet:revoke-link',
  kind: 'command',
  async handle(context, { link: id }) {
    const { now, scope } = context;
    const { link, revokedAt } = await linkAtHand(context, id);
    if (revokedAt === undefined) {
      await changeOutsideLink(context, link, { revokedAt: now });
      await dropEntries(context, link);
      await dropLetters(context, {
        kind: 'outside',
        city: scope.inCity,
        about: [link],
        now,
      });
    }
    return { output: null, subjects: [link], content: { revoked: link } };
  },
});

/** Somebody here has read what came back: it is not told any more. */
export const noteHandedBack = defineUseCase<{ readonly link: string }, null>({
  name: 'note-handed-back',
  action: 'sheet:revoke-link',
  kind: 'command',
  async handle(context, { link: id }) {
    const { link, notedAt, handedBackAt } = await linkAtHand(context, id);
    if (handedBackAt !== undefined && notedAt === undefined)
      await changeOutsideLink(context, link, { notedAt: context.now });
    return { output: null, subjects: [link], content: { noted: link } };
  },
});

export interface SendOutsideLinkAgain {
  readonly link: string;
  readonly days: number;
  readonly message: string;
}

/**
 * Sends a link again, with another secret and a new end: the one before opens nothing any more, nor does any session.
 * What was handed back is open again by that.
 */
export const sendOutsideLinkAgain = defineUseCase<
  SendOutsideLinkAgain,
  OutsideLinkSent,
  GovernancePorts
>({
  name: 'send-outside-link-again',
  action: 'sheet:send-link',
  kind: 'command',
  secretOutput: true,
  async handle(context, input) {
    const { scope, now, chance, ports } = context;
    const row = await linkAtHand(context, input.link);
    const { link, kind, name, office, email, withCode } = row;
    if (row.revokedAt !== undefined)
      throw new Failure('conflict', messages.revoked, { next: messages.revokedNext });
    if (row.forgottenAt !== undefined)
      throw new Failure('conflict', messages.forgotten, { next: messages.revokedNext });
    // A link stands for whoever made it: nobody lends another's name to it.
    if (row.createdBy !== scope.person || row.organisation !== scope.organisation)
      throw new Failure('forbidden', messages.notMaker, { next: messages.notMakerNext });
    const message = readMessage(input.message, 'message');
    const expiresAt = endAfter(input.days, now);
    await expectFewLetters(context, email === '' ? 0 : 1);
    const token = newToken(chance);
    await changeOutsideLink(context, link, {
      tokenHash: hashOf(token),
      message,
      sentAt: now,
      expiresAt,
      handedBackAt: null,
      notedAt: null,
    });
    await dropEntries(context, link);
    await dropLetters(context, { kind: 'outside', city: scope.inCity, about: [link], now });
    const counts = await countNamed(context, [link]);
    const url =
      kind === 'answers' ? answersUrl(ports.origin, link, token) : progressUrl(ports.origin, token);
    const letter = {
      of: kind,
      to: email,
      name,
      office,
      ...(await letterhead(context)),
      url,
      lines: counts.get(link)?.lines ?? 0,
      message,
      until: expiresAt.toISOString(),
      withCode,
    };
    return {
      output: { link, expiresAt, url },
      subjects: [link],
      content: { again: link, expiresAt: expiresAt.toISOString() },
      events: email === '' || !ports.mail ? [] : [letterEvent(context, link, letter)],
    };
  },
});

/** A link that one sees, held. */
export async function linkAtHand(context: Context, id: string): Promise<OutsideLinkRow> {
  const row = await findOutsideLink(context, id, true);
  if (row === undefined) throw new Failure('not-found', messages.none, { next: messages.noneNext });
  return row;
}
