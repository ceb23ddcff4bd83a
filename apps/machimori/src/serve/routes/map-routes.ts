import { createHash } from 'node:crypto';
import { readOutline } from '@machimori/city';
import { endpoints } from '@machimori/contract';
import { keepOutline, readKeptOutline, removeOutline } from '@machimori/register';
import { askPlan } from '../ask-plan.ts';
import { route, uploadRoute } from '../route.ts';

export const mapRoutes = [
  route(endpoints.readMap, async ({ world, actor }) => await askPlan(world, actor, { ask: 'map' })),

  route(endpoints.readOutline, async ({ run }) => {
    const kept = await run(readKeptOutline, null);
    return {
      outline: kept && {
        polygons: kept.polygons,
        points: kept.points,
        keptAt: kept.keptAt.toISOString(),
      },
    };
  }),

  uploadRoute(endpoints.keepOutline, keepOutline, async ({ file, input, run }) => {
    const polygons = readOutline(Buffer.from(file).toString('utf8'), input.query.name);
    const digest = createHash('sha256').update(file).digest('hex');
    return run(keepOutline, { polygons, digest });
  }),

  route(endpoints.removeOutline, async ({ run }) => {
    await run(removeOutline, null);
    return undefined;
  }),
];
