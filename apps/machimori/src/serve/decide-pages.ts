import { runUseCase } from '@machimori/application';
import { actorOfLink, decideByLink, linkMessages, readByLink } from '@machimori/governance';
import { Failure, type Locale } from '@machimori/kernel';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import {
  decidePage,
  decidePath,
  decideScript,
  decideScriptPath,
  failurePage,
} from './decide-page.ts';
import { decideWords } from './decide-words.ts';
import { linkOpening } from './link-opening.ts';
import { outsidePages } from './outside/outside-pages.ts';
import { type PageFrame, styleSheets } from './page-frame.ts';
import { problemOf } from './problem-of.ts';
import type { ServerWorld } from './server-world.ts';

/** A person opens, chooses a language, decides; a machine that guesses does it all day. */
const often = { rateLimit: { max: 60, timeWindow: 60_000 } };

/**
 * The page on which somebody outside decides: made by the server, without any script but the one that
 * takes the link's secret out of the address. No session counts here, only the link.
 */
export const decidePages =
  (world: ServerWorld): FastifyPluginAsync =>
  async (server) => {
    const styles = await styleSheets(world.webFolder);
    const frameOf = (locale: Locale): PageFrame => ({ locale, styles });
    outsidePages(server, world, (request, _reply, failure) =>
      failurePage(frameOf(localeIn(request)), failure),
    );

    server.get(decidePath, { schema: { hide: true } }, async (request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .send(
          linkOpening(frameOf(localeIn(request)), { title: decideWords.title, path: decidePath }),
        ),
    );
    server.get(decideScriptPath, { schema: { hide: true } }, async (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').send(decideScript),
    );
    server.post(
      decidePath,
      { schema: { hide: true }, config: { ...often, form: true } },
      async (request, reply) => {
        const form = formOf(request);
        const frame = frameOf(localeIn(request));
        const token = tokenIn(form.get('link') ?? '');
        const actor = await actorOfLink(world, token);
        if (actor === undefined) throw none();
        const verdict = form.get('verdict');
        const reason = form.get('reason') ?? '';
        let wrong: Failure | undefined;
        if (verdict === 'approve' || verdict === 'send-back') {
          const asker = await world.askerOf(request);
          const signedIn = asker.actor.kind === 'person' ? asker.actor.person : undefined;
          const digest = form.get('digest') ?? '';
          try {
            if (form.get('myself') !== 'yes')
              throw new Failure('input-invalid', decideWords.notMyself);
            await runUseCase(world, decideByLink, actor, { verdict, reason, digest, signedIn });
          } catch (error) {
            if (!(error instanceof Failure) || error.code === 'not-found') throw error;
            wrong = error;
          }
        }
        const seen = await runUseCase(world, readByLink, actor, null).catch(withoutRights);
        const page = decidePage(frame, seen, {
          token,
          reason,
          ...(wrong === undefined ? {} : { wrong: wrong.text }),
        });
        const status = wrong === undefined ? 200 : problemOf(wrong, request.id, 'ja').status;
        return reply.code(status).type('text/html; charset=utf-8').send(page);
      },
    );
  };

const none = (): Failure =>
  new Failure('not-found', linkMessages.none, { next: linkMessages.noneNext });

/** A link whose rights have gone, its sender's or its own, is one that is not there. */
const withoutRights = (error: unknown): never => {
  throw error instanceof Failure && error.code === 'forbidden' ? none() : error;
};

const formOf = (request: FastifyRequest): URLSearchParams =>
  request.body instanceof URLSearchParams ? request.body : new URLSearchParams();

/** Japanese until English is chosen, by a form's button or before there is one. */
const localeIn = (request: FastifyRequest): Locale => {
  const { lang } = request.query as { readonly lang?: unknown };
  return (formOf(request).get('lang') ?? lang) === 'en' ? 'en' : 'ja';
};

/** The secret itself, or the whole link that was pasted. */
const tokenIn = (given: string): string => /(?:^|#)([\w-]{20,200})$/.exec(given.trim())?.[1] ?? '';
