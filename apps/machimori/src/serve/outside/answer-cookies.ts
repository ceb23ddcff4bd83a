import type { Locale } from '@machimori/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Cookies of whoever answers by link. Each is of one link's own path, so that two links never meet in one browser,
 * nor any of them with a session of a member. Lax, since the link in a mail leads back to what was begun.
 */
export interface AnswerCookies {
  readonly session: (request: FastifyRequest) => string | undefined;
  /** The secret with which a code was asked for, and the link's own, where it was asked for with that. */
  readonly ask: (
    request: FastifyRequest,
  ) => { readonly ask: string; readonly key: string } | undefined;
  readonly locale: (request: FastifyRequest) => Locale | undefined;
  readonly setSession: (reply: FastifyReply, link: string, secret: string, until: Date) => void;
  readonly setAsk: (reply: FastifyReply, link: string, ask: string, key: string) => void;
  readonly setLocale: (reply: FastifyReply, locale: Locale) => void;
  /** The browser forgets the link. */
  readonly clear: (reply: FastifyReply, link: string) => void;
}

/** As long as a code is good. */
const askSeconds = 15 * 60;

export function answerCookiesOf(secure: boolean): AnswerCookies {
  // Browsers take a cookie with this prefix from an encrypted page alone. No domain: it is this host's.
  const prefix = secure ? '__Secure-' : '';
  const [session, ask, locale] = ['answer', 'answer-ask', 'answer-lang'].map(
    (name) => `${prefix}machimori-${name}`,
  ) as [string, string, string];
  const rules = (link: string) =>
    ({ path: `/answer/${link}`, httpOnly: true, secure, sameSite: 'lax' }) as const;
  return {
    session: (request) => /^[\w-]{20,200}$/.exec(request.cookies[session] ?? '')?.[0],
    ask: (request) => {
      const found = /^([\w-]{20,200})\.([\w-]{0,200})$/.exec(request.cookies[ask] ?? '');
      return found === null ? undefined : { ask: found[1] ?? '', key: found[2] ?? '' };
    },
    locale: (request) => {
      const chosen = request.cookies[locale];
      return chosen === 'en' || chosen === 'ja' ? chosen : undefined;
    },
    setSession: (reply, link, secret, until) => {
      reply.setCookie(session, secret, { ...rules(link), expires: until });
    },
    setAsk: (reply, link, secret, key) => {
      reply.setCookie(ask, `${secret}.${key}`, { ...rules(link), maxAge: askSeconds });
    },
    setLocale: (reply, chosen) => {
      reply.setCookie(locale, chosen, { ...rules(''), path: '/answer' });
    },
    clear: (reply, link) => {
      reply.clearCookie(session, rules(link));
      reply.clearCookie(ask, rules(link));
    },
  };
}
