import { createHash, timingSafeEqual } from 'node:crypto';
import type { ObjectTrouble } from '@machimori/application';
import { countDead, transact } from '@machimori/database';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { backupHealth } from '../operate/daily-backups.ts';
import { objectPlaceOf } from '../operate/evidence-place.ts';
import type { ServerWorld } from './server-world.ts';

/**
 * `live`: the process answers. `ready`: it can do its work. Neither says anything else to strangers; whoever
 * holds the token of the metrics also hears how the backups stand, what could not be delivered, and whether the store
 * of files answers.
 */
export const healthRoutes =
  (world: ServerWorld): FastifyPluginAsync =>
  async (server) => {
    const hidden = { schema: { hide: true } };
    server.get('/health/live', hidden, async () => ({ status: 'live' }));
    const { metricsToken } = world.settings;
    const watches = ({ headers }: FastifyRequest): boolean =>
      metricsToken !== undefined && sameText(headers.authorization, `Bearer ${metricsToken}`);
    server.get('/health/ready', hidden, async (request, reply) => {
      const answers = await databaseAnswers(world);
      const ready = !world.stopping() && answers;
      const watched = answers && watches(request);
      const backup = watched ? await backupHealth(world) : undefined;
      const dead = watched ? await undelivered(world) : undefined;
      const store = watched ? await fileStore(world) : undefined;
      return reply.code(ready ? 200 : 503).send({
        status: ready ? 'ready' : 'not-ready',
        ...(backup && { backup: { ...backup, lastAt: backup.lastAt ?? null } }),
        ...(dead !== undefined && { undelivered: dead }),
        ...(store !== undefined && { files: store }),
      });
    });
    if (metricsToken !== undefined)
      server.get('/metrics', hidden, async (request, reply) => {
        if (!watches(request)) return reply.callNotFound();
        const backup = await backupHealth(world).catch(() => undefined);
        if (backup !== undefined) world.observe.backup(backup);
        const dead = await undelivered(world).catch(() => undefined);
        if (dead !== undefined) world.observe.undelivered(dead);
        const store = await fileStore(world);
        if (store !== undefined) world.observe.fileStore(store === 'reached');
        return reply.type('text/plain; version=0.0.4').send(await world.observe.metrics());
      });
  };

const undelivered = ({ database }: ServerWorld): Promise<number> =>
  transact(database, { reach: 'system' }, (transaction) => countDead(transaction, 'all'), {
    readOnly: true,
  });

/** How the store of objects does; undefined where files lie on the disk. Everything but files works without it. */
async function fileStore({
  settings,
}: ServerWorld): Promise<'reached' | ObjectTrouble | undefined> {
  const objects = objectPlaceOf(settings);
  return objects && ((await objects.trouble()) ?? 'reached');
}

/** Takes as long whatever was guessed right. */
const sameText = (given: string | undefined, right: string): boolean => {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(given ?? ''), digest(right));
};

async function databaseAnswers({ database }: ServerWorld): Promise<boolean> {
  try {
    const options = { readOnly: true, statementTimeoutMs: 2_000 };
    await transact(database, { reach: 'none' }, async () => undefined, options);
    return true;
  } catch {
    return false;
  }
}
