import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, typed, words } from './fields.ts';
import { planChange } from './plan-change-endpoints.ts';

/** As many characters as criteria may have (packages/kernel/src/limits.ts), as JSON and with room for signs. */
const criteriaBytes = 256 * 1024;

const edition = z.object({ id: z.string(), name: words, provenance: words });
const criteriaHead = z.object({
  id: z.string(),
  title: words,
  own: z.boolean().describe('The city’s own, in place of the edition’s'),
});

const wish = z.object({
  edition: typed(200).min(1).describe('Id of the edition: `mic-smart-city-security/2.0-draft`'),
  criteria: typed(32 * 1024)
    .optional()
    .describe('Criteria in place of the edition’s own, as YAML or JSON'),
  keepCriteria: z
    .boolean()
    .optional()
    .describe('With the criteria that the city goes by now; without either, the edition’s own'),
});

export const yardstickEndpoints = {
  readYardstick: endpoint({
    method: 'GET',
    path: '/plan/yardstick',
    summary: {
      ja: '計画をつくる、ガイドラインの版と評価基準',
      en: 'The edition of the guideline and the criteria that the city plans by',
    },
    response: z.object({
      revision: z.number().int(),
      present: z.object({
        yardstick: z.number().int(),
        edition,
        criteria: criteriaHead,
      }),
      editions: z.array(edition).describe('All that there are'),
      adopted: z.array(
        z.object({
          yardstick: z.number().int(),
          edition: z.string(),
          ownCriteria: z.boolean(),
          revision: z.number().int(),
          at: instant,
          byName: z.string(),
        }),
      ),
    }),
  }),
  readCriteria: endpoint({
    method: 'GET',
    path: '/plan/yardstick/criteria',
    summary: {
      ja: 'いまの評価基準のファイル（写して直せる）',
      en: 'The present criteria as a file, to be copied and changed',
    },
    media: 'application/json',
  }),
  tryYardstick: endpoint({
    method: 'POST',
    path: '/plan/yardstick/preview',
    summary: {
      ja: '別の版や評価基準で、計画の何が変わるかを試す（まだ採らない）',
      en: 'Tries another edition or other criteria: what would change; adopts nothing',
    },
    bodyBytes: criteriaBytes,
    body: wish,
    response: z.object({
      revision: z.number().int().describe('What it was tried on; send it along to adopt'),
      yardstick: z.number().int(),
      diagnostics: z
        .array(z.object({ place: words, text: words, expected: words.optional() }))
        .describe('Why it cannot be adopted; none: it can'),
      difference: planChange.optional(),
      endedAnswers: z
        .number()
        .int()
        .describe('Answers to check items that the new edition does not have any more'),
      endedRequirements: z.array(z.string()).describe('Named in contracts, and gone in it'),
    }),
  }),
  adoptYardstick: endpoint({
    method: 'POST',
    path: '/plan/yardstick',
    summary: {
      ja: '試した版と評価基準を採る',
      en: 'Adopts an edition and criteria that were tried',
    },
    bodyBytes: criteriaBytes,
    body: wish.extend({ baseRevision: z.number().int(), baseYardstick: z.number().int() }),
    response: z.object({ revision: z.number().int(), yardstick: z.number().int() }),
  }),
} as const;
