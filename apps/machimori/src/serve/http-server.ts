import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import { Failure, text } from '@machimori/kernel';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { version } from '../version.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { expectOwnPage } from './cross-site.ts';
import { decidePages } from './decide-pages.ts';
import { exampleOf, securitySchemes } from './describe-api.ts';
import { failureOf } from './failure-of.ts';
import { healthRoutes } from './health.ts';
import { localeAsked } from './locale-asked.ts';
import { answerRoutes } from './outside/answer-routes.ts';
import { calendarFeed } from './outside/calendar-feed.ts';
import { progressRoutes } from './outside/progress-routes.ts';
import { expectOwnHost } from './own-host.ts';
import { problemOf } from './problem-of.ts';
import { limitRequests, type RequestLimits, requestLimits } from './request-limits.ts';
import { routes } from './routes/index.ts';
import { expectThisMachine, sampleSession } from './sample/sample-session.ts';
import type { ServerWorld } from './server-world.ts';
import { webFiles } from './web-files.ts';

const messages = {
  unknown: text('そのページや機能はありません。', 'There is no such page or function.'),
  unknownNext: text('はじめのページからたどってください。', 'Start from the first page.'),
};

const bodyBytes = 256 * 1024;
const headerBytes = 16 * 1024;
/** Whoever sends slowly on purpose holds a connection so long and no longer. */
const patience = {
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 5_000,
};

/** Authenticated encryption with forward secrecy alone, the strongest first. */
const cipherSuites = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
].join(':');

/** The HTTP side of the program: everything that every request passes, then the routes. */
export async function createHttpServer(
  world: ServerWorld,
  limits: RequestLimits = requestLimits,
): Promise<FastifyInstance> {
  const { settings } = world;
  const tls =
    settings.tlsCertificate === undefined || settings.tlsKey === undefined
      ? undefined
      : {
          cert: readFileSync(settings.tlsCertificate),
          key: readFileSync(settings.tlsKey),
          minVersion: 'TLSv1.2' as const,
          ciphers: cipherSuites,
          honorCipherOrder: true,
        };
  const server = Fastify({
    ...(tls === undefined
      ? { http: { ...patience, maxHeaderSize: headerBytes } }
      : { https: { ...tls, ...patience, maxHeaderSize: headerBytes } }),
    requestTimeout: patience.requestTimeout,
    trustProxy: settings.trustedProxy ?? false,
    bodyLimit: bodyBytes,
    genReqId: () => `req_${randomUUID()}`,
    // What goes to the log is written by our own hook: no address, no path with ids, no person.
    logger: false,
    routerOptions: { ignoreTrailingSlash: false, caseSensitive: true },
    forceCloseConnections: 'idle',
    // An address that no router can read: no hook runs for it, so the little it says is said here.
    frameworkErrors(error, request, reply) {
      reply.header('x-content-type-options', 'nosniff');
      reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
      reply.header('cache-control', 'no-store');
      return answerFailure(world, error, request as FastifyRequest, reply as FastifyReply);
    },
  }) as unknown as FastifyInstance;
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);

  server.setErrorHandler((error, request, reply) => answerFailure(world, error, request, reply));

  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: contentSecurityPolicy(world.secure),
    },
    crossOriginEmbedderPolicy: true,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: world.secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  });
  server.addHook('onSend', async (request, reply, payload) => {
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    // The last answer on this connection: whoever asks again opens another, to whoever serves then.
    if (world.stopping()) reply.header('connection', 'close');
    return payload;
  });
  server.addHook('onResponse', async (request, reply) => {
    world.observe.answered(request, reply);
  });
  await server.register(cookie);
  const counting = await limitRequests(server, world, limits);
  server.addHook('onRequest', async (request) => expectOwnHost(request, world.origin));
  server.addHook('onRequest', async (request) => expectOwnPage(request, world.origin));
  if (world.sample !== undefined) server.addHook('onRequest', expectThisMachine);

  server.removeContentTypeParser('text/plain');
  for (const type of ['application/octet-stream', 'text/yaml', 'application/yaml'])
    server.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '街守り / Machimori',
        version,
        description: '使い方は docs/api.md にあります。 How to use it stands in docs/api.md.',
      },
      servers: [{ url: '/' }],
      components: { securitySchemes },
    },
    transform: (of) => {
      const transformed = jsonSchemaTransform(of) as {
        schema: Record<string, unknown>;
        url: string;
      };
      const { body } = transformed.schema;
      return body === undefined || body === null
        ? transformed
        : {
            ...transformed,
            schema: { ...transformed.schema, body: { ...body, examples: [exampleOf(body)] } },
          };
    },
    transformObject: jsonSchemaTransformObject,
  });
  await server.register(async (scope) => {
    for (const each of routes) each.register(scope, counting);
    // Without --sample there is no such route, not one that refuses.
    if (world.sample !== undefined) sampleSession.register(scope, counting);
    scope.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => server.swagger());
  });
  await server.register(healthRoutes(world));
  for (const pages of [decidePages, answerRoutes, progressRoutes, calendarFeed])
    await server.register(pages(counting));
  await server.register(webFiles(world));
  server.setNotFoundHandler(async () => {
    throw new Failure('not-found', messages.unknown, { next: messages.unknownNext });
  });
  return server;
}

/** The one way in which a failure leaves the program. */
function answerFailure(
  world: ServerWorld,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const failure = failureOf(error);
  const problem = problemOf(failure, request.id, localeAsked(request));
  world.observe.failed(problem.code, failure instanceof Failure ? undefined : error, request);
  const retryAfter = problem.retryAfter ?? (problem.status === 429 ? 60 : undefined);
  if (retryAfter !== undefined && !reply.hasHeader('retry-after'))
    reply.header('retry-after', String(retryAfter));
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}
