import { runUseCase } from '@machimori/application';
import type { LinkActor } from '@machimori/authorisation';
import {
  actorOfOutsideLink,
  actorOfOutsideSession,
  askCode,
  enterCode,
  type LinkHeld,
  readProgressByLink,
} from '@machimori/governance';
import { Failure, readId } from '@machimori/kernel';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { guideline } from '../guideline.ts';
import { linkOpening } from '../link-opening.ts';
import { localeAsked } from '../locale-asked.ts';
import { type PageFrame, styleSheets } from '../page-frame.ts';
import { problemOf } from '../problem-of.ts';
import type { ServerWorld } from '../server-world.ts';
import { codePage, failedPage, openingPage, type Typed } from './answer-page.ts';
import { formIn, noneThere, withoutRights } from './answer-visit.ts';
import { outsidePages } from './outside-pages.ts';
import { languageForm, progressPage, progressPath, progressWords } from './progress-page.ts';
import { shownAddress } from './shown-address.ts';

/** Somebody looks a few times; a machine that guesses does it all day. */
const seldom = { rateLimit: { max: 30, timeWindow: 60_000 } };
const door = { schema: { hide: true }, config: { ...seldom, form: true } };

/**
 * The page on which somebody outside sees how far the city has come. Its secret stands behind the # and goes in the
 * body of a form, as on the page of approvals; a code comes before it where that was chosen.
 */
export const progressRoutes =
  (world: ServerWorld): FastifyPluginAsync =>
  async (server) => {
    const styles = await styleSheets(world.webFolder);
    const frameOf = (request: FastifyRequest): PageFrame => {
      const { lang } = (request.query ?? {}) as { readonly lang?: unknown };
      const chosen = formIn(request).get('lang') ?? lang;
      const locale = chosen === 'ja' || chosen === 'en' ? chosen : localeAsked(request);
      return { locale, styles };
    };
    outsidePages(server, world, (request, _reply, failure) =>
      failedPage(frameOf(request), failure),
    );
    const send = (reply: FastifyReply, body: string, status = 200): FastifyReply =>
      reply.code(status).type('text/html; charset=utf-8').send(body);

    server.get(progressPath, { schema: { hide: true } }, async (request, reply) =>
      send(
        reply,
        linkOpening(frameOf(request), { title: progressWords.title, path: progressPath }),
      ),
    );

    server.post(progressPath, door, async (request, reply) => {
      const form = formIn(request);
      const session = form.get('pass') ?? '';
      const link = readId('outsideLink', form.get('of'));
      if (link !== undefined && /^[\w-]{20,200}$/.test(session)) {
        const held = await actorOfOutsideSession(world, { link, session });
        if (held?.actor.door !== 'progress') throw noneThere();
        return figures(request, reply, held.actor, { of: link, pass: session });
      }
      const { held, token } = await heldIn(request);
      if (held.actor.door === 'progress')
        return figures(request, reply, held.actor, { link: token });
      return opening(request, reply, held, token);
    });

    server.post(`${progressPath}/code`, door, async (request, reply) => {
      const { held, token } = await heldIn(request);
      try {
        const { ask } = await runUseCase(world, askCode, held.actor, null).catch(withoutRights);
        return send(reply, entry(frameOf(request), held, { link: token, ask }));
      } catch (error) {
        if (!(error instanceof Failure) || error.code === 'not-found') throw error;
        return opening(request, reply, held, token, error);
      }
    });

    server.post(`${progressPath}/enter`, door, async (request, reply) => {
      const { held, token } = await heldIn(request);
      const form = formIn(request);
      const given = { ask: form.get('ask') ?? '', code: form.get('code') ?? '' };
      try {
        const { session } = await runUseCase(world, enterCode, held.actor, given).catch(
          withoutRights,
        );
        const actor = { ...held.actor, door: 'progress' } as const;
        return figures(request, reply, actor, { of: held.row.link, pass: session });
      } catch (error) {
        if (!(error instanceof Failure) || error.code === 'not-found') throw error;
        const body = entry(frameOf(request), held, { link: token, ask: given.ask }, error);
        return send(reply, body, problemOf(error, request.id, 'ja').status);
      }
    });

    /** The link whose secret a form carries. Throws `not-found`. */
    async function heldIn(
      request: FastifyRequest,
    ): Promise<{ readonly held: LinkHeld; readonly token: string }> {
      const token = tokenIn(formIn(request).get('link') ?? '');
      const held = token === '' ? undefined : await actorOfOutsideLink(world, token);
      if (held?.row.kind !== 'progress') throw noneThere();
      return { held, token };
    }

    function opening(
      request: FastifyRequest,
      reply: FastifyReply,
      { row }: LinkHeld,
      token: string,
      wrong?: Failure,
    ): FastifyReply {
      const frame = frameOf(request);
      const body = openingPage(frame, {
        title: progressWords.title,
        end: languageForm(frame, { link: token }),
        post: `${progressPath}/code`,
        email: world.ports.mail ? shownAddress(row.email) : undefined,
        fields: { link: token },
        ...(wrong === undefined ? {} : { wrong }),
      });
      return send(reply, body, wrong && problemOf(wrong, request.id, 'ja').status);
    }

    const entry = (frame: PageFrame, { row }: LinkHeld, fields: Typed, wrong?: Failure): string =>
      codePage(frame, {
        end: languageForm(frame, { link: fields['link'] ?? '' }),
        enter: `${progressPath}/enter`,
        again: `${progressPath}/code`,
        email: world.ports.mail ? shownAddress(row.email) : undefined,
        fields,
        ...(wrong === undefined ? {} : { wrong }),
      });

    async function figures(
      request: FastifyRequest,
      reply: FastifyReply,
      actor: LinkActor,
      fields: Typed,
    ): Promise<FastifyReply> {
      const frame = frameOf(request);
      const seen = await runUseCase(world, readProgressByLink, actor, null).catch(withoutRights);
      const edition = await guideline(seen.edition, world.catalogue);
      const items = new Map(edition.checkItems.map((item) => [item.id, item]));
      return send(reply, progressPage(frame, seen, { items, end: languageForm(frame, fields) }));
    }
  };

/** The secret itself, or the whole link that was pasted. */
const tokenIn = (given: string): string => /(?:^|#)([\w-]{20,200})$/.exec(given.trim())?.[1] ?? '';
