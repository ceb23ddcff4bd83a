import { z } from 'zod';
import { words } from './fields.ts';

const named = z.object({ key: z.string(), name: words });
const flowClass = z.enum(['none', 'open', 'limited', 'unseen', 'closed']).meta({ id: 'FlowClass' });
const point = z.tuple([z.number(), z.number()]);
const place = { x: z.number(), y: z.number(), width: z.number(), height: z.number() };
const crossing = z
  .enum(['agreed', 'silent', 'unknown'])
  .meta({ id: 'BoundaryCrossing' })
  .describe(
    'Where data passes to another organisation: a contract names the boundary, or none does',
  );
const boundary = z
  .object({
    contract: named,
    subject: named,
    aspect: z.enum(['system', 'data']),
    performs: named,
  })
  .meta({ id: 'PictureBoundary' });

/** What `GET /plan/picture` answers: places are in pixels at full size, counted from the upper left corner. */
export const picture = z.object({
  city: named,
  choices: z.object({
    services: z.array(named),
    organisations: z.array(named),
    dataSets: z.array(named),
  }),
  all: z.number().int().describe('Components and outside systems, whatever is asked for'),
  chosen: z.number().int().describe('Of them, what is asked for'),
  tooMany: z.boolean().describe('More than a picture shows; nothing is drawn'),
  width: z.number(),
  height: z.number(),
  lanes: z.array(
    z.object({
      key: z.string(),
      name: words,
      role: words.optional(),
      y: z.number(),
      height: z.number(),
    }),
  ),
  columns: z.array(
    z.object({ name: words, outside: z.boolean(), x: z.number(), width: z.number() }),
  ),
  boxes: z.array(
    z.object({
      ...place,
      key: z.string(),
      name: words,
      kind: words,
      outside: z.boolean(),
      stage: words.optional(),
      operator: named.optional(),
      owner: named.optional(),
      supplier: named.optional(),
      standsOn: z.array(named),
      dataSets: z.array(z.object({ key: z.string(), class: flowClass })),
      contracts: z.array(named),
      boundaries: z.array(boundary),
      gaps: z.number().int().describe('Requirements here that nobody performs'),
      overlaps: z.number().int().describe('Requirements here that more than one performs'),
    }),
  ),
  lines: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      class: flowClass,
      bothWays: z.boolean(),
      flows: z.array(z.string()),
      points: z.array(point),
      mark: z.object({ at: point, boundary: crossing }).optional(),
    }),
  ),
  flows: z.array(
    z.object({
      key: z.string(),
      name: words,
      from: z.string(),
      to: z.string(),
      class: flowClass,
      dataSets: z.array(named),
      purpose: z.string(),
      boundary: crossing.optional(),
      boundaries: z.array(boundary),
    }),
  ),
});
