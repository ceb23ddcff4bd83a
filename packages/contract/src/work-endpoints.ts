import { z } from 'zod';
import { approvalOutcome } from './approval-endpoints.ts';
import { endpoint } from './endpoint.ts';
import { day, id, instant, typed, words } from './fields.ts';

const elementChange = z.object({
  kind: z.string(),
  key: z.string(),
  name: words,
  change: z.enum(['added', 'changed', 'removed']),
  details: z
    .array(words)
    .describe(
      'What changed: each field with what it was → what it will be; of new ones what stands there',
    ),
});

const cityNames = z.object({ key: z.string(), name: z.string() });

const fileName = typed(255)
  .optional()
  .describe('What the person’s file is called: for what is wrong in it, and for the log');

const diagnostic = z.object({
  severity: z.enum(['error', 'warning']),
  place: z.string(),
  text: words,
  expected: words.optional(),
  nearest: z.string().optional(),
});

/** One of the first things to do. */
export const firstAction = z.object({
  rank: z.number().int(),
  id: z.string(),
  title: words,
  firstStep: words.optional(),
  why: words,
  organisationName: z.string(),
  organisationNameEn: z.string().optional().describe('Where it is another one'),
  horizon: z.enum(['week', 'month', 'half', 'year']),
  by: day,
  level: z.string().optional(),
});

export const workEndpoints = {
  readHome: endpoint({
    method: 'GET',
    path: '/home',
    summary: { ja: 'はじめにすること', en: 'The first things to do' },
    response: z.object({
      described: z.boolean().describe('The city has been described'),
      outdated: z.boolean().describe('The plan of the new description is still being made'),
      asOf: day.optional(),
      actions: z
        .array(firstAction)
        .describe('Of the whole city; whoever sees a share finds its own at /plan/standing'),
      counts: z
        .object({
          lines: z.number().int(),
          scenarios: z.number().int(),
          findings: z.number().int(),
          gaps: z.number().int().describe('Measures with nobody in charge'),
          presumed: z
            .number()
            .int()
            .describe('Measures that somebody is presumed to take, unagreed'),
        })
        .optional(),
    }),
  }),
  previewCityFile: endpoint({
    method: 'POST',
    path: '/city-file/preview',
    summary: {
      ja: '都市のファイルを読み、何が変わるかを見る（まだ書かない）',
      en: 'Reads a city file and says what would change; writes nothing',
    },
    upload: { maxBytes: 16 * 1024 * 1024 },
    query: z.object({ fileName }),
    response: z.object({
      ok: z.boolean(),
      cityName: z.string().optional(),
      digest: z.string().describe('Of the file; send it along to import just this'),
      baseRevision: z.number().int().describe('What the difference is from'),
      diagnostics: z.array(diagnostic),
      changes: z.array(elementChange),
      otherCity: z
        .object({ now: cityNames, given: cityNames })
        .optional()
        .describe('The file names another city than the one that is described'),
      renamed: z
        .array(z.object({ before: z.string(), after: z.string() }))
        .describe('Organisations that have people here and are called otherwise in the file'),
    }),
  }),
  importCityFile: endpoint({
    method: 'POST',
    path: '/city-file',
    summary: { ja: '都市のファイルを取り込む', en: 'Imports a city file' },
    upload: { maxBytes: 16 * 1024 * 1024 },
    query: z.object({
      digest: z.string().length(64),
      baseRevision: z.coerce.number().int(),
      fileName,
      otherCity: z
        .enum(['true', 'false'])
        .optional()
        .describe('`true`: one knows that the file is another city’s'),
    }),
    response: z.object({ revision: z.number().int(), changes: z.number().int() }),
  }),
  exportCityFile: endpoint({
    method: 'GET',
    path: '/city-file',
    summary: {
      ja: '都市のファイルを書き出す（記述がまだなければ、xlsx は書き込むためのひな形）',
      en: 'The city as a file; as xlsx, before anything is described, the one to fill in',
    },
    query: z.object({
      format: z.enum(['yaml', 'xlsx']),
      at: z.coerce.number().int().min(1).max(1_000_000_000).optional().describe('Of this revision'),
      on: day.optional().describe('In place of `at`: as it stood at the end of that day'),
    }),
    media: 'application/octet-stream',
  }),
  listRevisions: endpoint({
    method: 'GET',
    path: '/city-file/revisions',
    summary: { ja: 'まちの内容の版', en: 'Revisions of the city’s description' },
    query: z.object({ cursor: typed(200).optional() }),
    response: z.object({
      revisions: z.array(
        z.object({
          revision: z.number().int(),
          at: instant,
          actor: z.string(),
          actorName: z.string(),
          source: z.string(),
          added: z.number().int(),
          changed: z.number().int(),
          removed: z.number().int(),
          approval: id('apr').optional().describe('The latest request for its approval'),
          outcome: approvalOutcome.optional(),
        }),
      ),
      total: z.number().int().describe('Of all pages together'),
      approved: z.number().int().optional().describe('The latest that others approved'),
      next: z.string().optional(),
    }),
  }),
} as const;
