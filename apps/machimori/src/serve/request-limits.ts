import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import { Failure, text } from '@machimori/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServerWorld } from './server-world.ts';

const messages = {
  often: text('短い間に、要求が多すぎます。', 'Too many requests in a short time.'),
  oftenNext: text('1分ほど待って、もう一度お試しください。', 'Wait a minute, then try again.'),
};
const tooOften = (): Failure =>
  new Failure('rate-limited', messages.often, { next: messages.oftenNext });

/**
 * How many requests a minute are answered. A town's whole office stands behind one network, so what its people ask
 * once they have signed in, and the parts that their browsers load, use up nothing of what strangers may ask there.
 */
export interface RequestLimits {
  /** Of one network, by whoever has not shown who they are. */
  readonly network: number;
  /** Of one network, by all who are signed in there: a hundred people, each once a second. */
  readonly signedIn: number;
  /** Parts of pages to one network: a hundred people who load every part that there is. */
  readonly parts: number;
  /** Of one session or token. */
  readonly session: number;
}
export const requestLimits: RequestLimits = {
  network: 1_200,
  signedIn: 6_000,
  parts: 30_000,
  session: 600,
};

/** Marks the route of one known part of the pages: a path that merely looks like one is none. */
export const partOfPages = { part: true } as const;

const windowMs = 60_000;
/** Sessions and tokens that are remembered as good; of whoever is forgotten, the next request counts as a stranger's. */
const rememberedMost = 10_000;

/**
 * Counts every request, and refuses those beyond the limits. What it returns is the world for the routes: by what they
 * find out of who asks, a session is known to be good.
 */
export async function limitRequests(
  server: FastifyInstance,
  world: ServerWorld,
  limits: RequestLimits,
): Promise<ServerWorld> {
  const open = new Set<string>();
  const countedAs = (request: FastifyRequest): Exclude<keyof RequestLimits, 'session'> => {
    if ((request.routeOptions.config as { readonly part?: true } | undefined)?.part) return 'parts';
    const key = sessionKey(world, request);
    return key !== undefined && open.has(key) ? 'signedIn' : 'network';
  };
  await server.register(rateLimit, {
    max: (request) => limits[countedAs(request)],
    timeWindow: windowMs,
    hook: 'onRequest',
    keyGenerator: (request) => `${countedAs(request)} ${world.networkOf(request)}`,
    errorResponseBuilder: tooOften,
  });
  const oneNetwork = server.createRateLimit();
  const oneSession = server.createRateLimit({
    max: limits.session,
    timeWindow: windowMs,
    keyGenerator: (request) => sessionKey(world, request) ?? '',
  });
  server.addHook('onRequest', async (request, reply) => {
    // What is not there counts like anything else, whatever the method: no route does it.
    if (request.is404) expectWithin(await oneNetwork(request), reply);
    if (sessionKey(world, request) !== undefined) expectWithin(await oneSession(request), reply);
  });
  return {
    ...world,
    async askerOf(request) {
      const asker = await world.askerOf(request);
      const key = sessionKey(world, request);
      if (key === undefined) return asker;
      open.delete(key);
      if (asker.actor.kind !== 'anonymous') open.add(key);
      const [eldest] = open;
      if (open.size > rememberedMost && eldest !== undefined) open.delete(eldest);
      return asker;
    },
  };
}

type Counted = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

/** Throws `rate-limited` beyond the limit. */
function expectWithin(counted: Counted, reply: FastifyReply): void {
  if (counted.isAllowed || !counted.isExceeded) return;
  reply.header('retry-after', String(Math.max(1, Math.ceil(counted.ttl / 1000))));
  throw tooOften();
}

/** What a session or a token is counted under: a digest, so that no secret lies in a table of counts. */
function sessionKey(world: ServerWorld, request: FastifyRequest): string | undefined {
  const secret = request.headers.authorization ?? world.cookies.session(request);
  if (secret === undefined || !request.url.startsWith('/api/')) return undefined;
  return createHash('sha256').update(secret).digest('base64url');
}
