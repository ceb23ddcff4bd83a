import { runUseCase } from '@machimori/application';
import type { LinkActor } from '@machimori/authorisation';
import type { Edition } from '@machimori/catalogue';
import {
  type AnswersByLink,
  answerByLink,
  askCode,
  enterCode,
  handBackByLink,
  readAnswersByLink,
  readGivenByLink,
} from '@machimori/governance';
import { Failure } from '@machimori/kernel';
import { adviceOn } from '@machimori/planning';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { guideline, withOwnItems } from '../guideline.ts';
import { styleSheets } from '../page-frame.ts';
import { problemOf } from '../problem-of.ts';
import type { ServerWorld } from '../server-world.ts';
import { answerCookiesOf } from './answer-cookies.ts';
import { type LineShown, linePage } from './answer-line-page.ts';
import {
  answerPath,
  codePage,
  failedPage,
  type Items,
  languageLink,
  leftPage,
  linesPage,
  openingPage,
  type Typed,
} from './answer-page.ts';
import {
  actorWithin,
  againThere,
  expectToken,
  heldBy,
  localeOfVisit,
  noneThere,
  tokenOf,
  type Visit,
  visitOf,
  withoutRights,
} from './answer-visit.ts';
import { outsideWords } from './answer-words.ts';
import { evidenceByLink } from './evidence-routes.ts';
import { outsidePages } from './outside-pages.ts';
import { shownAddress } from './shown-address.ts';
import { changedCells, typedIn } from './typed-cells.ts';

/** A person opens, writes, goes on; a machine that guesses does it all day. */
const often = { rateLimit: { max: 120, timeWindow: 60_000 } };
/** Codes are tried and asked for by hand. */
const seldom = { rateLimit: { max: 30, timeWindow: 60_000 } };
const page = { schema: { hide: true }, config: { ...often, form: true } };
const door = { schema: { hide: true }, config: { ...seldom, form: true } };

/**
 * The pages on which somebody outside answers lines of the check sheet: made by the server, without any script. No
 * session of a member counts here. Opening a page changes nothing and sends nothing, whoever opens it.
 */
export const answerRoutes =
  (world: ServerWorld): FastifyPluginAsync =>
  async (server) => {
    const styles = await styleSheets(world.webFolder);
    const cookies = answerCookiesOf(world.secure);
    outsidePages(server, world, (request, reply, failure) =>
      failedPage(
        { locale: localeOfVisit(request, reply, cookies), styles },
        failure,
        typedIn(request.body instanceof URLSearchParams ? request.body : new URLSearchParams()),
      ),
    );
    const visit = (request: Parameters<typeof visitOf>[0], reply: FastifyReply): Visit =>
      visitOf(request, reply, { cookies, styles });
    const send = (reply: FastifyReply, body: string, status = 200): FastifyReply =>
      reply.code(status).type('text/html; charset=utf-8').send(body);
    const go = (reply: FastifyReply, link: string, below: string): FastifyReply =>
      reply.code(303).header('location', answerPath(link, below)).send();

    /** Where a code is asked for; what was typed and is not saved goes along. */
    async function opening(
      reply: FastifyReply,
      at: Visit,
      key: string,
      more: { readonly typed?: Typed; readonly wrong?: Failure } = {},
    ): Promise<FastifyReply> {
      const held = await heldBy(world, at, key);
      if (held === undefined) throw more.typed === undefined ? noneThere() : againThere();
      const query = key === '' ? '' : `?key=${key}`;
      const body = openingPage(at.frame, {
        title: outsideWords.title,
        end: languageLink(at.frame, `${answerPath(at.link)}${query}`),
        post: answerPath(at.link, '/code'),
        email: sentTo(held.row.email),
        fields: key === '' ? {} : { key },
        over: held.over,
        ...more,
      });
      return send(reply, body, more.wrong && statusOf(more.wrong));
    }

    server.get('/answer/:link', page, async (request, reply) => {
      const at = visit(request, reply);
      if ((await actorWithin(world, at)) !== undefined) return go(reply, at.link, '/lines');
      const { key } = request.query as { readonly key?: unknown };
      return opening(reply, at, typeof key === 'string' ? key : '');
    });

    server.post('/answer/:link/code', door, async (request, reply) => {
      const at = visit(request, reply);
      const key = at.form.get('key') ?? '';
      const typed = typedFields(at.form);
      const held = await heldBy(world, at, key);
      if (held === undefined) throw noneThere();
      try {
        const actor = { ...held.actor, door: 'code' } as const;
        const { ask, email } = await runUseCase(world, askCode, actor, null).catch(withoutRights);
        cookies.setAsk(reply, at.link, ask, keyTyped(key));
        return send(reply, codeEntry(at, key, sentTo(email), typed));
      } catch (error) {
        if (!(error instanceof Failure) || error.code === 'not-found') throw error;
        return opening(reply, at, key, { typed, wrong: error });
      }
    });

    // A phone may drop the page while its owner looks into the mail: it is there again.
    server.get('/answer/:link/code', page, async (request, reply) => {
      const at = visit(request, reply);
      const key = cookies.ask(request)?.key;
      const held = key === undefined ? undefined : await heldBy(world, at, key);
      if (held === undefined) throw againThere();
      return send(reply, codeEntry(at, '', sentTo(held.row.email), {}));
    });

    server.post('/answer/:link/enter', door, async (request, reply) => {
      const at = visit(request, reply);
      const asked = cookies.ask(request);
      // The page may have come back without the secret: the cookie of the code has it.
      const key = keyTyped(at.form.get('key') ?? '') || (asked?.key ?? '');
      const typed = typedFields(at.form);
      if (asked === undefined) return opening(reply, at, key, { typed });
      const held = await heldBy(world, at, key);
      if (held === undefined) throw noneThere();
      const { ask } = asked;
      const code = at.form.get('code') ?? '';
      try {
        const entered = await runUseCase(
          world,
          enterCode,
          { ...held.actor, door: 'code' },
          { ask, code },
        ).catch(withoutRights);
        cookies.clear(reply, at.link);
        cookies.setSession(reply, at.link, entered.session, held.row.expiresAt);
        const place = /^\d{1,4}$/.exec(typed['place'] ?? '')?.[0];
        if (place === undefined) return go(reply, at.link, '/lines');
        return line(reply, { ...at, session: entered.session }, Number(place), {
          typed,
          restored: true,
        });
      } catch (error) {
        if (!(error instanceof Failure) || error.code === 'not-found') throw error;
        const body = codeEntry(at, key, sentTo(held.row.email), typed, error);
        return send(reply, body, statusOf(error));
      }
    });

    server.get('/answer/:link/lines', page, async (request, reply) => {
      const at = visit(request, reply);
      const { seen, items } = await within(at);
      return send(reply, linesPage(at.frame, seen, { ...listOf(at), items }));
    });

    server.get('/answer/:link/lines/:place', page, async (request, reply) => {
      const at = visit(request, reply);
      const { saved, given } = request.query as Readonly<Record<'saved' | 'given', unknown>>;
      return line(reply, at, placeIn(request), {
        ...(saved === '1' ? { saved: true } : {}),
        ...(given === '1' ? { done: true } : {}),
      });
    });

    server.post('/answer/:link/lines/:place', page, async (request, reply) => {
      const at = visit(request, reply);
      const place = placeIn(request);
      const { form } = at;
      const actor = await actorWithin(world, at);
      const typed = { ...typedFields(form), place: String(place) };
      if (actor === undefined) return opening(reply, at, '', { typed });
      expectToken(at);
      const taken = form.get('take');
      const cells = Object.fromEntries(
        Object.entries(changedCells(form)).filter(([field]) => field !== taken),
      );
      try {
        const { wrong, conflicts } = await runUseCase(world, answerByLink, actor, { place, cells });
        if (Object.keys(wrong).length > 0 || conflicts.length > 0) {
          const status = conflicts.length > 0 ? 409 : 422;
          return line(reply, at, place, { typed, wrong, conflicts }, status);
        }
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'conflict') throw gone(error);
        return line(reply, at, place, { typed, failure: error }, statusOf(error));
      }
      const to = form.get('go');
      if (to === 'list') return go(reply, at.link, '/lines');
      if (to === 'next') return go(reply, at.link, `/lines/${place + 1}`);
      if (to === 'previous') return go(reply, at.link, `/lines/${place - 1}`);
      return go(reply, at.link, `/lines/${place}?saved=1`);
    });

    evidenceByLink(server, world, {
      path: '/answer/:link/lines/:place/evidence',
      options: door,
      visit,
      placeOf: placeIn,
      refused: (reply, at, place, { failure, given }) =>
        line(reply, at, place, { failure, given }, statusOf(failure)),
      given: (reply, at, place) => go(reply, at.link, `/lines/${place}?given=1#evidence`),
    });

    server.post('/answer/:link/back', page, async (request, reply) => {
      const at = visit(request, reply);
      const actor = await actorWithin(world, at);
      if (actor === undefined) throw againThere();
      expectToken(at);
      const note = at.form.get('note') ?? '';
      try {
        await runUseCase(world, handBackByLink, actor, { note });
        return go(reply, at.link, '/lines');
      } catch (error) {
        if (!(error instanceof Failure) || !told.has(error.code)) throw gone(error);
        const { seen, items } = await within(at);
        const body = linesPage(at.frame, seen, { ...listOf(at), items, note, wrong: error });
        return send(reply, body, statusOf(error));
      }
    });

    server.post('/answer/:link/leave', page, async (request, reply) => {
      const at = visit(request, reply);
      if (at.session !== undefined) expectToken(at);
      cookies.clear(reply, at.link);
      return send(reply, leftPage(at.frame));
    });

    const codeEntry = (
      at: Visit,
      key: string,
      email: string | undefined,
      typed: Typed,
      wrong?: Failure,
    ): string =>
      codePage(at.frame, {
        end: languageLink(at.frame, answerPath(at.link, '/code')),
        enter: answerPath(at.link, '/enter'),
        again: answerPath(at.link, '/code'),
        email,
        fields: key === '' ? {} : { key },
        typed,
        ...(wrong === undefined ? {} : { wrong }),
      });

    /** Where codes of this link go to; undefined where no mail is sent and somebody tells them. */
    const sentTo = (email: string): string | undefined =>
      world.ports.mail ? shownAddress(email) : undefined;

    const listOf = ({ link, session = '' }: Visit) => ({ link, token: tokenOf(session) });

    /** What the session of this browser opens. Throws `unauthenticated` where there is none. */
    async function within(at: Visit): Promise<{
      readonly actor: LinkActor;
      readonly seen: AnswersByLink;
      readonly edition: Edition;
      readonly items: Items;
    }> {
      const actor = await actorWithin(world, at);
      if (actor === undefined) throw againThere();
      const seen = await runUseCase(world, readAnswersByLink, actor, null).catch(withoutRights);
      const edition = withOwnItems(
        await guideline(seen.head.edition, world.catalogue),
        seen.ownItems.filter(({ words }) => words !== undefined),
      );
      const items = new Map(edition.checkItems.map((item) => [item.id, item]));
      return { actor, seen, edition, items };
    }

    async function line(
      reply: FastifyReply,
      at: Visit,
      place: number,
      { given: typed, done = false, ...more }: Partial<LineShown> & LineGiven,
      status = 200,
    ): Promise<FastifyReply> {
      const { seen, edition, items, actor } = await within(at);
      const found = seen.lines.find((each) => each.place === place);
      if (found === undefined) throw noneThere();
      const shown = {
        ...listOf(at),
        head: seen.head,
        total: seen.lines.length,
        items,
        line: found,
        evidence: {
          link: at.link,
          place,
          token: tokenOf(at.session ?? ''),
          given: await runUseCase(world, readGivenByLink, actor, { place }).catch(withoutRights),
          open: found.standing === 'open',
          done,
          typed,
          now: world.clock.now(),
        },
      };
      const per = found.asked?.per;
      const advice = per === undefined ? undefined : adviceOn(edition, found.checkItem, per);
      const why =
        advice ?? edition.checkItemDuties.find(({ checkItem }) => checkItem === found.checkItem);
      const asks = advice?.asks;
      return send(reply, linePage(at.frame, { ...shown, why: why?.reason, asks, ...more }), status);
    }
  };

/** What stands on the page of a line besides: whether evidence was given just now, or what was refused of it. */
interface LineGiven {
  readonly given?: Typed;
  readonly done?: boolean;
}

const statusOf = (failure: Failure): number => problemOf(failure, '', 'ja').status;

const keyTyped = (given: string): string => /^[\w-]{20,200}$/.exec(given)?.[0] ?? '';

/** What is told on the page itself, with what was typed. */
const told: ReadonlySet<string> = new Set(['conflict', 'input-invalid', 'limit-exceeded']);

const gone = (error: unknown): unknown =>
  error instanceof Failure && error.code === 'forbidden' ? noneThere() : error;

/** What goes along until it is saved: the fields of a line, and which line they are of. */
const typedFields = (form: URLSearchParams): Typed => {
  const place = form.get('place');
  return { ...typedIn(form), ...(place === null ? {} : { place }) };
};

const placeIn = (request: { readonly params: unknown }): number => {
  const { place } = request.params as { readonly place?: unknown };
  if (typeof place !== 'string' || !/^[1-9]\d{0,3}$/.test(place)) throw noneThere();
  return Number(place);
};
