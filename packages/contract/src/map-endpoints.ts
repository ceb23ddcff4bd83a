import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, typed, words } from './fields.ts';

const named = z.object({ key: z.string(), name: words });
const ring = z.array(z.tuple([z.number(), z.number()]));

export const mapEndpoints = {
  readMap: endpoint({
    method: 'GET',
    path: '/plan/map',
    summary: { ja: 'しくみのある場所', en: 'Where components stand' },
    response: z.object({
      city: named,
      points: z.array(
        z.object({
          key: z.string(),
          name: words,
          kind: words,
          operator: named,
          devices: z.number().int().optional(),
          latitude: z.number(),
          longitude: z.number(),
          gaps: z.number().int().describe('Requirements here that nobody performs'),
        }),
      ),
      without: z
        .array(named.extend({ kind: words }))
        .describe('Components whose place is not described'),
    }),
  }),
  readOutline: endpoint({
    method: 'GET',
    path: '/city/outline',
    summary: { ja: 'まちの輪郭', en: 'The outline of the city' },
    response: z.object({
      outline: z
        .object({
          polygons: z.array(z.array(ring)).describe('Rings of [longitude, latitude]'),
          points: z.number().int(),
          keptAt: instant,
        })
        .optional(),
    }),
  }),
  keepOutline: endpoint({
    method: 'PUT',
    path: '/city/outline',
    summary: {
      ja: 'まちの輪郭を、GeoJSONのファイルから取り込む',
      en: 'Takes the outline of the city from a GeoJSON file',
    },
    query: z.object({
      name: typed(400)
        .optional()
        .describe('Where the file names municipalities (N03): only the one of this name'),
    }),
    upload: { maxBytes: 8 * 1024 * 1024 },
    response: z.object({ points: z.number().int() }),
  }),
  removeOutline: endpoint({
    method: 'DELETE',
    path: '/city/outline',
    summary: { ja: 'まちの輪郭を取り除く', en: 'Removes the outline of the city' },
  }),
} as const;
