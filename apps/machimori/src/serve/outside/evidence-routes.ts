import { finished } from 'node:stream';
import { runUseCase } from '@machimori/application';
import { evidenceBytes, type GivenEvidence, giveEvidenceByLink } from '@machimori/governance';
import { Failure, isDay } from '@machimori/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServerWorld } from '../server-world.ts';
import type { Typed } from './answer-page.ts';
import { actorWithin, againThere, expectToken, noneThere, type Visit } from './answer-visit.ts';
import { formWithFile } from './form-with-file.ts';

/** A file, and what a form says beside it. */
const formBytes = evidenceBytes + 256 * 1024;

export interface EvidencePages {
  readonly path: string;
  readonly options: object;
  visit(request: FastifyRequest, reply: FastifyReply): Visit;
  placeOf(request: FastifyRequest): number;
  /** The page of the line again, with what was refused. */
  refused(
    reply: FastifyReply,
    at: Visit,
    place: number,
    of: { readonly failure: Failure; readonly given: Typed },
  ): Promise<FastifyReply>;
  given(reply: FastifyReply, at: Visit, place: number): FastifyReply;
}

/**
 * Where a form with a file goes. Whoever may not give anything is refused before the body is read, and few files are
 * on their way at once.
 */
export function evidenceByLink(
  server: FastifyInstance,
  world: ServerWorld,
  pages: EvidencePages,
): void {
  void server.register(async (inner) => {
    // Here alone: no other page takes in so much.
    inner.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit: formBytes },
      (_request, body, done) => done(null, body),
    );
    inner.post(
      pages.path,
      {
        ...pages.options,
        async preParsing(request, reply) {
          const at = pages.visit(request, reply);
          if ((await actorWithin(world, at)) === undefined) throw againThere();
          const leave = world.uploads.take(at.link);
          finished(reply.raw, leave);
        },
      },
      async (request, reply) => {
        const type = request.headers['content-type'] ?? '';
        const { form, file } = await formWithFile(request.body, type);
        const lang = form.get('lang');
        const before = pages.visit(request, reply);
        const locale = lang === 'ja' || lang === 'en' ? lang : before.frame.locale;
        const at: Visit = { ...before, form, frame: { ...before.frame, locale } };
        const actor = await actorWithin(world, at);
        if (actor === undefined) throw againThere();
        expectToken(at);
        const place = pages.placeOf(request);
        const [title, url, note, effectiveOn] = ['title', 'url', 'note', 'effectiveOn'].map(
          (name) => (form.get(name) ?? '').trim(),
        ) as [string, string, string, string];
        const typed = { title, url, note, ...(isDay(effectiveOn) ? { effectiveOn } : {}) };
        const given: GivenEvidence =
          file !== undefined
            ? { kind: 'file', fileName: file.name, bytes: file.bytes }
            : url === ''
              ? { kind: 'note' }
              : { kind: 'link', url };
        const named = title || file?.name || url || note.split('\n')[0] || 'メモ';
        try {
          await runUseCase(world, giveEvidenceByLink, actor, {
            place,
            given,
            title: [...named].slice(0, 100).join(''),
            note,
            effectiveOn,
          });
        } catch (error) {
          if (!(error instanceof Failure) || error.code === 'not-found') throw error;
          if (error.code === 'forbidden') throw noneThere();
          return pages.refused(reply, at, place, { failure: error, given: typed });
        }
        return pages.given(reply, at, place);
      },
    );
  });
}
