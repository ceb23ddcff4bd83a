import { Failure } from '@machimori/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failureOf } from '../failure-of.ts';
import { problemOf } from '../problem-of.ts';
import type { ServerWorld } from '../server-world.ts';

const formBytes = 64 * 1024;

/** What all pages for people without an account have in common: forms, no copy anywhere, failures as pages. */
export function outsidePages(
  server: FastifyInstance,
  world: ServerWorld,
  failed: (request: FastifyRequest, reply: FastifyReply, failure: Failure) => string,
): void {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: formBytes },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  server.addHook('onSend', async (_request, reply, payload) => {
    reply.header('cache-control', 'no-store');
    // The default would hide from ourselves that our own form sends it; an address may hold a link's secret.
    reply.header('referrer-policy', 'strict-origin');
    return payload;
  });
  server.setErrorHandler((error, request, reply) => {
    const known = failureOf(error);
    const problem = problemOf(known, request.id, 'ja');
    world.observe.failed(problem.code, known instanceof Failure ? undefined : error, request);
    const failure = new Failure('internal', problem.text, {
      ...(problem.next === undefined ? {} : { next: problem.next }),
    });
    const page = failed(request, reply, failure);
    return reply.code(problem.status).type('text/html; charset=utf-8').send(page);
  });
}
