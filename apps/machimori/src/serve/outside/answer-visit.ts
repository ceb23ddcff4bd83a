import { createHash } from 'node:crypto';
import { digestMatches } from '@machimori/application';
import type { LinkActor } from '@machimori/authorisation';
import {
  actorOfOutsideLink,
  actorOfOutsideSession,
  type LinkHeld,
  outsideMessages,
} from '@machimori/governance';
import { Failure, type Locale, readId, text } from '@machimori/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { localeAsked } from '../locale-asked.ts';
import type { PageFrame } from '../page-frame.ts';
import type { ServerWorld } from '../server-world.ts';
import type { AnswerCookies } from './answer-cookies.ts';

const messages = {
  token: text(
    'この画面は古くなっています。何も保存していません。',
    'This page is out of date. Nothing was saved.',
  ),
  tokenNext: text('画面を読み込み直してください。', 'Reload the page.'),
  again: text(
    '時間が過ぎたか、このブラウザではまだ開いていません。',
    'Your time is over, or this browser has not opened it yet.',
  ),
  againNext: text(
    '届いたメールのリンクを、もう一度開いてください。',
    'Open the link in the mail that you were sent again.',
  ),
};

/** A request of somebody outside, understood: with which link, what they typed, in which language. */
export interface Visit {
  readonly link: string;
  readonly form: URLSearchParams;
  readonly frame: PageFrame;
  readonly session: string | undefined;
}

export const formIn = (request: FastifyRequest): URLSearchParams =>
  request.body instanceof URLSearchParams ? request.body : new URLSearchParams();

/** The link that an address names. Throws `not-found` for what is none. */
export function visitOf(
  request: FastifyRequest,
  reply: FastifyReply,
  of: { readonly cookies: AnswerCookies; readonly styles: readonly string[] },
): Visit {
  const { link } = request.params as { readonly link?: unknown };
  const id = readId('outsideLink', link);
  if (id === undefined) throw noneThere();
  const { cookies, styles } = of;
  return {
    link: id,
    form: formIn(request),
    frame: { locale: localeOfVisit(request, reply, cookies), styles },
    session: cookies.session(request),
  };
}

/** What was chosen on these pages, else what the browser asks for, else Japanese. */
export function localeOfVisit(
  request: FastifyRequest,
  reply: FastifyReply,
  cookies: AnswerCookies,
): Locale {
  const { lang } = (request.query ?? {}) as { readonly lang?: unknown };
  if (lang === 'ja' || lang === 'en') {
    cookies.setLocale(reply, lang);
    return lang;
  }
  const { lang: sent } = Object.fromEntries(formIn(request));
  if (sent === 'ja' || sent === 'en') return sent;
  return cookies.locale(request) ?? localeAsked(request);
}

/** Whoever has the link's secret, or a browser that once entered a code of it; undefined where neither holds. */
export async function heldBy(
  world: ServerWorld,
  { link, session }: Visit,
  key: string,
): Promise<(LinkHeld & { readonly over: boolean }) | undefined> {
  const bySession =
    session === undefined ? undefined : await actorOfOutsideSession(world, { link, session });
  if (bySession !== undefined) return bySession;
  if (!/^[\w-]{20,200}$/.test(key)) return undefined;
  const held = await actorOfOutsideLink(world, key);
  if (held === undefined || held.row.link !== link || held.row.kind !== 'answers') return undefined;
  return { ...held, over: false };
}

/** The actor of a browser whose session holds; undefined where it has to show the link or a code first. */
export async function actorWithin(
  world: ServerWorld,
  { link, session }: Visit,
): Promise<LinkActor | undefined> {
  if (session === undefined) return undefined;
  const held = await actorOfOutsideSession(world, { link, session });
  return held?.actor.door === 'answers' ? held.actor : undefined;
}

/** What every form of a session carries: another site knows the address, not this. */
export const tokenOf = (session: string): string =>
  createHash('sha256').update(`form\n${session}`).digest('base64url');

/** Throws `forbidden` where a form is not of this session. */
export function expectToken({ form, session }: Visit): void {
  const wanted = createHash('sha256')
    .update(tokenOf(session ?? ''))
    .digest();
  if (!digestMatches(wanted, form.get('token') ?? ''))
    throw new Failure('forbidden', messages.token, { next: messages.tokenNext });
}

export const noneThere = (): Failure =>
  new Failure('not-found', outsideMessages.none, { next: outsideMessages.noneNext });

export const againThere = (): Failure =>
  new Failure('unauthenticated', messages.again, { next: messages.againNext });

/** A link whose rights have gone, its maker's or its own, is one that is not there. */
export const withoutRights = (error: unknown): never => {
  throw error instanceof Failure && error.code === 'forbidden' ? noneThere() : error;
};
