import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Names and rules of the three cookies: who is signed in, which devices people have used before, and what
 * an organisation's provider has been asked. All are same-site strict: the page to which a provider sends
 * the browser back hands the answer in by itself, as a request of our own.
 */
export interface Cookies {
  readonly session: (request: FastifyRequest) => string | undefined;
  readonly setSession: (reply: FastifyReply, token: string) => void;
  readonly clearSession: (reply: FastifyReply) => void;
  readonly question: (request: FastifyRequest) => string | undefined;
  readonly setQuestion: (reply: FastifyReply, question: string) => void;
  readonly clearQuestion: (reply: FastifyReply) => void;
  readonly knowsDevice: (request: FastifyRequest, email: string) => boolean;
  readonly rememberDevice: (request: FastifyRequest, reply: FastifyReply, email: string) => void;
}

const year = 365 * 24 * 3600;
/** As long as the question that is sealed in it counts. */
const questionSeconds = 15 * 60;
/** Several people share a desk's computer. */
const rememberedPeople = 8;

export function cookiesOf(secure: boolean, key: Uint8Array): Cookies {
  // The prefix makes browsers refuse the cookie from any other host or unencrypted page.
  const name = secure ? '__Host-machimori' : 'machimori';
  const deviceName = secure ? '__Host-machimori-device' : 'machimori-device';
  const questionName = secure ? '__Host-machimori-question' : 'machimori-question';
  const rules = { path: '/', httpOnly: true, secure, sameSite: 'strict' } as const;
  const markOf = (email: string): string =>
    createHmac('sha256', key)
      .update(`device\n${email.normalize('NFKC').trim().toLowerCase()}`)
      .digest('base64url');
  const marks = (request: FastifyRequest): readonly string[] =>
    (request.cookies[deviceName] ?? '').split('.').slice(0, rememberedPeople);
  return {
    session: (request) => request.cookies[name],
    setSession: (reply, token) => {
      reply.setCookie(name, token, rules);
    },
    clearSession: (reply) => {
      reply.clearCookie(name, rules);
    },
    question: (request) => request.cookies[questionName],
    setQuestion: (reply, question) => {
      reply.setCookie(questionName, question, { ...rules, maxAge: questionSeconds });
    },
    clearQuestion: (reply) => {
      reply.clearCookie(questionName, rules);
    },
    knowsDevice: (request, email) => {
      const wanted = Buffer.from(markOf(email));
      return marks(request).some((mark) => {
        const given = Buffer.from(mark);
        return given.length === wanted.length && timingSafeEqual(given, wanted);
      });
    },
    rememberDevice: (request, reply, email) => {
      const mark = markOf(email);
      const others = marks(request).filter((each) => each !== mark && each.length === mark.length);
      const kept = [mark, ...others].slice(0, rememberedPeople);
      reply.setCookie(deviceName, kept.join('.'), { ...rules, maxAge: year });
    },
  };
}
