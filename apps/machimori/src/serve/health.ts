import { createHash, timingSafeEqual } from 'node:crypto';
import { transact } from '@machimori/database';
import type { FastifyPluginAsync } from 'fastify';
import type { ServerWorld } from './server-world.ts';

/** `live`: the process answers. `ready`: it can do its work. Neither says anything else to strangers. */
export const healthRoutes =
  (world: ServerWorld): FastifyPluginAsync =>
  async (server) => {
    const hidden = { schema: { hide: true } };
    server.get('/health/live', hidden, async () => ({ status: 'live' }));
    server.get('/health/ready', hidden, async (_request, reply) => {
      const ready = !world.stopping() && (await databaseAnswers(world));
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready' });
    });
    const { metricsToken } = world.settings;
    if (metricsToken !== undefined)
      server.get('/metrics', hidden, async (request, reply) => {
        if (!isSame(request.headers.authorization ?? '', `Bearer ${metricsToken}`))
          return reply.callNotFound();
        return reply.type('text/plain; version=0.0.4').send(await world.observe.metrics());
      });
  };

/** Takes as long whether or not they are the same. */
function isSame(given: string, right: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(given), digest(right));
}

async function databaseAnswers({ database }: ServerWorld): Promise<boolean> {
  try {
    const options = { readOnly: true, statementTimeoutMs: 2_000 };
    await transact(database, { reach: 'none' }, async () => undefined, options);
    return true;
  } catch {
    return false;
  }
}
