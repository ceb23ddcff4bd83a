import {
  type Context,
  defineUseCase,
  digestMatches,
  hashOf,
  newToken,
  type World,
} from '@machimori/application';
import type { LinkActor } from '@machimori/authorisation';
import { transact } from '@machimori/database';
import { Failure, fill, text } from '@machimori/kernel';
import { readCityName } from '../approval/approval-city-store.ts';
import type { GovernancePorts } from '../approval/ports.ts';
import {
  changeCode,
  codesSince,
  holdCode,
  insertCode,
  insertOutsideSession,
} from './outside-entry-store.ts';
import { letterEvent } from './outside-letters.ts';
import { expectMail } from './outside-link-rules.ts';
import {
  changeOutsideLink,
  findOutsideLink,
  findOutsideLinkByToken,
  findOutsideSession,
  isOpen,
  type OutsideLinkRow,
} from './outside-link-store.ts';

export const outsideMessages = {
  none: text(
    'このリンクは使えません。期限が過ぎたか、取り消されたか、新しいリンクが送られたか、途中で切れています。',
    'This link cannot be used: it has expired, was revoked, was sent anew, or is not complete.',
  ),
  noneNext: text(
    '送った人に、もう一度送ってもらってください。',
    'Ask whoever sent it to send it again.',
  ),
  often: text(
    '確認コードを、短い間に何度も求めています。',
    'Codes were asked for many times in a short while.',
  ),
  oftenNext: text(
    '届いているコードを使うか、1時間ほど待ってから、もう一度お試しください。迷惑メールの中も見てください。',
    'Use a code that has arrived, or try again in an hour. Look among the junk mail, too.',
  ),
  wrong: text('確認コードが違います。', 'This is not the code.'),
  wrongNext: text(
    'あと{left}回まで試せます。いちばん新しいメールのコードを入れてください。',
    'You can try {left} more times. Use the code of the latest letter.',
  ),
  over: text(
    'この確認コードは、もう使えません。期限が過ぎたか、何度も間違えたか、もう使われています。',
    'This code is over: its time has passed, it was mistaken too often, or was used.',
  ),
  overNext: text(
    '「確認コードを送る」を押して、新しいコードを受け取ってください。',
    'Press “Send the code” to get another one.',
  ),
};

/** Digits of a code: of so many nobody finds one in the tries that there are. */
const digits = 8;
/** How long a code is good, and how often one may mistake it. */
const codeMs = 15 * 60_000;
export const codeMinutes = codeMs / 60_000;
const mostTries = 5;
/** Letters with codes that go to one mailbox in an hour, and in a day. */
const mostInAnHour = 5;
const mostInADay = 15;
const hourMs = 3_600_000;
/** From the code on, whatever is done: a working day. */
const sessionMs = 10 * hourMs;

/** Whoever holds the secret of a link, and what it opens by itself. */
export interface LinkHeld {
  readonly actor: LinkActor;
  readonly row: OutsideLinkRow;
}

type Doors = Pick<World, 'database' | 'clock'>;

const actorAt = (row: OutsideLinkRow, door: LinkActor['door']): LinkActor => ({
  kind: 'link',
  door,
  link: row.link,
  city: row.city,
  organisation: row.organisation,
});

/** Who holds this secret of a link: at the place of the code, or before the figures where none is asked for. */
export async function actorOfOutsideLink(
  { database, clock }: Doors,
  token: string,
): Promise<LinkHeld | undefined> {
  const row = await transact(
    database,
    { reach: 'sign-in' },
    (transaction) => findOutsideLinkByToken({ transaction }, hashOf(token)),
    { readOnly: true },
  );
  if (row === undefined || !isOpen(row, clock.now())) return undefined;
  return { row, actor: actorAt(row, row.withCode ? 'code' : row.kind) };
}

/**
 * Whose browser has entered a code of this link. A session that is over opens nothing, but may ask for another code:
 * `over`.
 */
export async function actorOfOutsideSession(
  { database, clock }: Doors,
  of: { readonly link: string; readonly session: string },
): Promise<(LinkHeld & { readonly over: boolean }) | undefined> {
  const found = await transact(
    database,
    { reach: 'sign-in' },
    (transaction) =>
      findOutsideSession({ transaction }, { link: of.link, sessionHash: hashOf(of.session) }),
    { readOnly: true },
  );
  const now = clock.now();
  if (found === undefined || !isOpen(found.link, now)) return undefined;
  const over = now >= found.endsAt;
  return { row: found.link, actor: actorAt(found.link, over ? 'code' : found.link.kind), over };
}

export interface CodeAsked {
  /** Secret of the browser that asked: the code is good with it alone. */
  readonly ask: string;
  readonly email: string;
}

/** Sends a code to the address of the link: never to another, and no more of them than a mailbox bears. */
export const askCode = defineUseCase<null, CodeAsked, GovernancePorts>({
  name: 'ask-code',
  action: 'sheet:ask-code',
  kind: 'command',
  secretOutput: true,
  async handle(context) {
    const { now, ids, chance, ports } = context;
    expectMail(ports.mail);
    const row = await openLinkOf(context);
    const { link, email, name, office } = row;
    const asked = await codesSince(context, link, new Date(now.getTime() - 24 * hourMs));
    const anHourAgo = now.getTime() - hourMs;
    const lately = asked.filter(({ askedAt }) => askedAt.getTime() > anHourAgo);
    if (lately.length >= mostInAnHour || asked.length >= mostInADay)
      throw new Failure('rate-limited', outsideMessages.often, { next: outsideMessages.oftenNext });
    const ask = newToken(chance);
    const code = newCode(chance);
    const id = ids.next('outsideCode');
    const expiresAt = new Date(now.getTime() + codeMs);
    await insertCode(context, {
      link,
      code: id,
      askHash: hashOf(ask),
      codeHash: hashOf(`${ask}\n${code}`),
      askedAt: now,
      expiresAt,
    });
    const city = await readCityName(context);
    const until = expiresAt.toISOString();
    return {
      output: { ask, email },
      subjects: [link],
      content: { code: id },
      events: [
        letterEvent(context, id, { of: 'code', to: email, name, office, city, code, until }),
      ],
    };
  },
});

/** Eight digits, each as likely as any other. */
function newCode(chance: Context['chance']): string {
  const most = 10 ** digits;
  const fair = 2 ** 32 - (2 ** 32 % most);
  for (;;) {
    const drawn = Buffer.from(chance.bytes(4)).readUInt32BE();
    if (drawn < fair) return String(drawn % most).padStart(digits, '0');
  }
}

/** The digits that somebody typed, in whatever width and with whatever between them. */
const codeTyped = (given: string): string =>
  given
    .slice(0, 100)
    .normalize('NFKC')
    .replace(/[\s\-–—ー‐]/g, '');

/**
 * Takes a code from the browser that asked for it. What is mistaken is counted for that browser's code alone: nobody
 * locks anybody else out.
 */
export const enterCode = defineUseCase<
  { readonly ask: string; readonly code: string },
  { readonly session: string; readonly endsAt: Date },
  GovernancePorts
>({
  name: 'enter-code',
  action: 'sheet:enter-code',
  kind: 'command',
  secretOutput: true,
  async handle(context, { ask, code: given }) {
    const { now, chance } = context;
    const { link, kind, openedAt, openings } = await openLinkOf(context);
    const held = await holdCode(context, link, hashOf(ask));
    const isOver =
      held === undefined ||
      held.usedAt !== undefined ||
      held.tries >= mostTries ||
      now >= held.expiresAt;
    if (isOver)
      throw new Failure('conflict', outsideMessages.over, { next: outsideMessages.overNext });
    const tries = held.tries + 1;
    if (!digestMatches(held.codeHash, `${ask}\n${codeTyped(given)}`)) {
      await changeCode(context, link, held.code, { tries });
      const left = mostTries - tries;
      const refusal =
        left === 0
          ? new Failure('conflict', outsideMessages.over, { next: outsideMessages.overNext })
          : new Failure('input-invalid', outsideMessages.wrong, {
              next: fill(outsideMessages.wrongNext, { left }),
              field: 'code',
            });
      // The count stays, and the log says that it was tried.
      return {
        output: { session: '', endsAt: now },
        subjects: [link],
        content: { code: held.code },
        refusal,
      };
    }
    await changeCode(context, link, held.code, { tries, usedAt: now });
    // A secret that no browser had before: none can be planted beforehand.
    const session = newToken(chance);
    const endsAt = new Date(now.getTime() + sessionMs);
    await insertOutsideSession(context, {
      link,
      sessionHash: hashOf(session),
      openedAt: now,
      endsAt,
    });
    // The figures are counted as they are looked at.
    if (kind === 'answers')
      await changeOutsideLink(context, link, {
        openedAt: openedAt ?? now,
        openings: openings + 1,
      });
    return {
      output: { session, endsAt },
      subjects: [link],
      content: { code: held.code },
    };
  },
});

/** The link by which somebody acts, held. Throws `not-found` where there is none, or it is over by now. */
export async function openLinkOf(context: Context, hold = true): Promise<OutsideLinkRow> {
  const { actor } = context.scope;
  const link = actor.kind === 'link' ? await findOutsideLink(context, actor.link, hold) : undefined;
  // Whoever waited for it looks anew: it may have been revoked since they were let in.
  if (link === undefined || !isOpen(link, context.now))
    throw new Failure('not-found', outsideMessages.none, { next: outsideMessages.noneNext });
  return link;
}
