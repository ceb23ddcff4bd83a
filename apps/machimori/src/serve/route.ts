import { createHmac } from 'node:crypto';
import { finished } from 'node:stream';
import { expectAllowed, type Repeat, runUseCase, type UseCase } from '@machimori/application';
import type { Actor } from '@machimori/authorisation';
import {
  type Answered,
  type Asked,
  type Endpoint,
  problemSchema,
  type ReadOnly,
} from '@machimori/contract';
import type { Asker } from '@machimori/identity';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodType } from 'zod';
import { describedRoute } from './describe-api.ts';
import type { Ports, ServerWorld } from './server-world.ts';

/** One request, understood: who asks, what for, and the means to answer. */
export interface Ask<E extends Endpoint> {
  readonly input: Asked<E>;
  readonly asker: Asker;
  readonly actor: Actor;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly world: ServerWorld;
  /** Bytes of an upload. */
  readonly file: Uint8Array;
  /** Runs the act; safe to be sent twice where the caller gave a key. */
  run<Input, Output>(useCase: UseCase<Input, Output, Ports>, input: Input): Promise<Output>;
  /** Whoever is signed in already signs in anew: the session before is not looked at. */
  runAsNobody<Input, Output>(useCase: UseCase<Input, Output, Ports>, input: Input): Promise<Output>;
}

export interface Route {
  readonly endpoint: Endpoint;
  register(server: FastifyInstance, world: ServerWorld): void;
}

type Handler<E extends Endpoint> = (ask: Ask<E>) => Promise<ReadOnly<Answered<E>> | FastifyReply>;

/** Ties an endpoint of the contract to what answers it. */
export function route<const E extends Endpoint>(endpoint: E, handle: Handler<E>): Route {
  return routeOf(endpoint, handle);
}

/**
 * An endpoint that takes a file for this act. Whoever may not do it is refused before a byte of the file
 * is read, and nobody holds more than their places for files that are on their way.
 */
export function uploadRoute<const E extends Endpoint>(
  endpoint: E,
  act: Pick<UseCase<never, never, Ports>, 'action'>,
  handle: Handler<E>,
): Route {
  return routeOf(endpoint, handle, inPlace('uploads', act));
}

/**
 * An endpoint that sends a book or a report, made of as many lines as somebody sees: nobody has more than their places
 * for such until they have been taken.
 */
export function bookRoute<const E extends Endpoint>(
  endpoint: E,
  act: Pick<UseCase<never, never, Ports>, 'action'>,
  handle: Handler<E>,
): Route {
  return routeOf(endpoint, handle, inPlace('books', act));
}

const inPlace =
  (places: 'uploads' | 'books', act: Pick<UseCase<never, never, Ports>, 'action'>): Before =>
  async (world, request, reply) => {
    const { actor } = await world.askerOf(request);
    await expectAllowed(world, act, actor);
    const leave = world[places].take(placeOf(actor));
    finished(reply.raw, leave);
  };

type Before = (world: ServerWorld, request: FastifyRequest, reply: FastifyReply) => Promise<void>;

function routeOf<const E extends Endpoint>(
  endpoint: E,
  handle: Handler<E>,
  beforeBody?: Before,
): Route {
  return {
    endpoint,
    register(server, world) {
      server.route({
        method: endpoint.method,
        url: `/api/v1${endpoint.path}`,
        schema: schemaOf(endpoint),
        ...bodyLimitOf(endpoint),
        ...(beforeBody === undefined
          ? {}
          : {
              preParsing: async (request: FastifyRequest, reply: FastifyReply) => {
                await beforeBody(world, request, reply);
              },
            }),
        async handler(request, reply) {
          const asker = await world.askerOf(request);
          const input = {
            params: request.params,
            query: request.query,
            body: request.body,
          } as Asked<E>;
          const repeat = repeatOf(world, request, endpoint);
          const answer = await handle({
            input,
            asker,
            actor: asker.actor,
            request,
            reply,
            world,
            file: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
            run: (useCase, given) =>
              runUseCase(
                world,
                useCase,
                asker.actor,
                given,
                useCase.kind === 'command' ? repeat : undefined,
              ),
            runAsNobody: (useCase, given) =>
              runUseCase(world, useCase, { kind: 'anonymous' }, given),
          });
          if (answer === reply) return reply;
          if (endpoint.response === undefined) return reply.code(204).send();
          return answer;
        },
      });
    },
  };
}

function bodyLimitOf({ upload, bodyBytes }: Endpoint): { readonly bodyLimit?: number } {
  const bodyLimit = upload?.maxBytes ?? bodyBytes;
  return bodyLimit === undefined ? {} : { bodyLimit };
}

/** What is on its way is counted for the organisation that one acts for. */
const placeOf = (actor: Actor): string => {
  if (actor.kind === 'token') return actor.organisation;
  return actor.kind === 'person' ? (actor.seat?.organisation ?? actor.person) : actor.kind;
};

function schemaOf(endpoint: Endpoint): Record<string, unknown> {
  const { params, query, body, response, summary, media, upload } = endpoint;
  return {
    ...describedRoute(endpoint),
    summary: summary.ja,
    description: summary.en,
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    ...(upload ? { consumes: ['application/octet-stream'] } : {}),
    ...(media ? { produces: [media] } : {}),
    response: {
      ...(response ? { 200: response as ZodType } : {}),
      default: { content: { 'application/problem+json': { schema: problemSchema } } },
    },
  };
}

/**
 * `Idempotency-Key`: the same write sent twice is done once. The digest that is kept is keyed: by a plain one of
 * a password, whoever reads the database could try words by the thousand million.
 */
function repeatOf(
  { repeatKey }: ServerWorld,
  request: FastifyRequest,
  { body, upload }: Endpoint,
): Repeat | undefined {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string') return undefined;
  const asked = createHmac('sha256', repeatKey).update(`${request.method}\n${request.url}\n`);
  if (upload && Buffer.isBuffer(request.body)) asked.update(request.body);
  // What no schema has looked at is not looked at here either: it could be of any depth.
  else if (body) asked.update(JSON.stringify(request.body ?? null));
  return { key, fingerprint: asked.digest('hex') };
}
