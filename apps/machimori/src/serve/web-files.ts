import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import statics from '@fastify/static';
import type { FastifyPluginAsync } from 'fastify';
import { partOfPages } from './request-limits.ts';
import type { ServerWorld } from './server-world.ts';

/** The browser application: its files by their hashed names, and its one page for every path of its own. */
export const webFiles =
  ({ webFolder }: ServerWorld): FastifyPluginAsync =>
  async (server) => {
    if (webFolder === undefined) return;
    await server.register(async (parts) => {
      parts.addHook('onRoute', (route) => {
        route.config = { ...route.config, ...partOfPages };
      });
      await parts.register(statics, {
        root: join(webFolder, 'assets'),
        prefix: '/assets/',
        // A route for each file that is there, and none for what else is asked below this path.
        wildcard: false,
        immutable: true,
        maxAge: '1y',
        index: false,
        dotfiles: 'deny',
      });
    });
    const page = await readFile(join(webFolder, 'index.html'), 'utf8');
    server.get('/*', { schema: { hide: true } }, async (request, reply) => {
      const [wanted = ''] = request.url.split(/[?#]/);
      // A page of the application has no dot and is not below /api: all else is not here.
      if (/\.|%|\\|\/\/|^\/(api|health|metrics|assets)(\/|$)/.test(wanted))
        return reply.callNotFound();
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
    });
  };
