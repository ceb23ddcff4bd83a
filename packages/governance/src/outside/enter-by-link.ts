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
import { toldSecret } from './code-by-hand.ts';
import { codeTyped, expectFewCodes, newCode } from './outside-code.ts';
import {
  bindCode,
  type CodeRow,
  changeCode,
  holdCode,
  holdToldCode,
  insertCode,
  insertOutsideSession,
} from './outside-entry-store.ts';
import { letterEvent } from './outside-letters.ts';
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
  wrong: text('確認コードが違います。', 'This is not the code.'),
  wrongNext: text(
    'あと{left}回まで試せます。いちばん新しいメールのコードを入れてください。',
    'You can try {left} more {left|time|times}. Use the code of the latest letter.',
  ),
  toldWrongNext: text(
    'あと{left}回まで試せます。聞き違いがないか、リンクを渡した人に確かめてください。',
    'You can try {left} more {left|time|times}. Ask whoever gave you the link to read it out again.',
  ),
  toldOver: text(
    '使える確認コードがありません。まだつくられていないか、期限が過ぎたか、何度も間違えたか、もう使われています。',
    'There is no code to be used: none was made yet, its time has passed, it was mistaken too often, or was used.',
  ),
  toldOverNext: text(
    'リンクを渡した人に、新しいコードを聞いてください。この画面にそのまま入れられます。',
    'Ask whoever gave you the link for a new code, and enter it here.',
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

/** How long a code is good that goes by mail, and how often one may mistake any. */
const codeMs = 15 * 60_000;
export const codeMinutes = codeMs / 60_000;
const mostTries = 5;
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

/**
 * Sends a code to the address of the link: never to another, and no more of them than a mailbox bears. Where no mail
 * is sent, a member tells it: the first browser that asks, or that enters one, is the one in which it is good.
 */
export const askCode = defineUseCase<null, CodeAsked, GovernancePorts>({
  name: 'ask-code',
  action: 'sheet:ask-code',
  kind: 'command',
  secretOutput: true,
  async handle(context) {
    const { now, ids, chance, ports } = context;
    const row = await openLinkOf(context);
    const { link, email, name, office } = row;
    const ask = newToken(chance);
    if (!ports.mail) {
      // Somebody tells the code: this browser is the one that it is for, if it is the first to come.
      const told = await holdToldCode(context, link, now);
      if (told !== undefined) await bindCode(context, link, told.code, hashOf(ask));
      return { output: { ask, email }, subjects: [link], content: { code: told?.code ?? '' } };
    }
    await expectFewCodes(context, link, 'mail');
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
    const { now, chance, ports } = context;
    const { link, kind, openedAt, openings } = await openLinkOf(context);
    const { mail, vault } = ports;
    const held = await codeFor(context, link, ask);
    const over = mail
      ? new Failure('conflict', outsideMessages.over, { next: outsideMessages.overNext })
      : new Failure('conflict', outsideMessages.toldOver, { next: outsideMessages.toldOverNext });
    if (held === undefined) throw over;
    const secret = held.byHand ? toldSecret(vault, held.code) : ask;
    const tries = held.tries + 1;
    if (!digestMatches(held.codeHash, `${secret}\n${codeTyped(given)}`)) {
      await changeCode(context, link, held.code, { tries });
      const left = mostTries - tries;
      const refusal =
        left === 0
          ? over
          : new Failure('input-invalid', outsideMessages.wrong, {
              next: fill(mail ? outsideMessages.wrongNext : outsideMessages.toldWrongNext, {
                left,
              }),
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

/** The code that this browser may enter, held; undefined where there is none that is good. */
async function codeFor(
  context: Context<GovernancePorts>,
  link: string,
  ask: string,
): Promise<CodeRow | undefined> {
  const { now, ports } = context;
  const held = await holdCode(context, link, hashOf(ask));
  // Where mail is sent a code that was told is none, and where none is sent a letter's.
  const isGood =
    held?.usedAt === undefined &&
    held !== undefined &&
    held.byHand === !ports.mail &&
    held.tries < mostTries &&
    now < held.expiresAt;
  if (isGood) return held;
  if (ports.mail) return undefined;
  const told = await holdToldCode(context, link, now);
  if (told !== undefined) await bindCode(context, link, told.code, hashOf(ask));
  return told;
}

/** The link by which somebody acts, held. Throws `not-found` where there is none, or it is over by now. */
export async function openLinkOf(context: Context, hold = true): Promise<OutsideLinkRow> {
  const { actor } = context.scope;
  const link = actor.kind === 'link' ? await findOutsideLink(context, actor.link, hold) : undefined;
  // Whoever waited for it looks anew: it may have been revoked since they were let in.
  if (link === undefined || !isOpen(link, context.now))
    throw new Failure('not-found', outsideMessages.none, { next: outsideMessages.noneNext });
  return link;
}
