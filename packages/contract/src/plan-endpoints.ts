import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, typed, words } from './fields.ts';
import { picture } from './picture-shape.ts';
import { dutyState, named, riskLevel } from './plan-shape.ts';

const duty = z
  .object({
    state: dutyState,
    performers: z.array(named),
    verifier: named.optional(),
    selfCheck: z.boolean(),
    answerable: z.array(named),
    contract: named.optional(),
  })
  .meta({ id: 'NamedDuty' });

const node = z.object({
  id: z.string(),
  kind: z.string(),
  name: words,
  detail: words.optional(),
});
const linked = z.object({
  link: z.enum(['because', 'requires', 'satisfies', 'answers', 'covers', 'confirms', 'applies']),
  kind: z.string().describe('What the nodes are'),
  total: z.number().int(),
  nodes: z.array(node).describe('The first of them'),
});
const chainLink = z.object({
  id: z.string(),
  name: words,
  detail: words.optional(),
  level: riskLevel.optional(),
  at: z.array(named).describe('Elements of the city that it is about here'),
  source: z.object({ document: z.string(), section: z.string() }).optional(),
});

const counted = z.object({
  appeared: z.number().int(),
  changed: z.number().int(),
  fellAway: z.number().int(),
});
const told = z.array(z.object({ id: z.string(), name: words }));
const beforeAfter = z.object({ before: z.number().int(), after: z.number().int() });

/** What a change of the city leads to, as `POST /city/changes/preview` tells it. */
export const consequences = z
  .object({
    counts: z.object({
      findings: counted,
      scenarios: counted,
      requirements: counted,
      lines: counted,
    }),
    appeared: told,
    fellAway: told,
    answeredFellAway: told.describe('Answered already, and would fall away'),
    gaps: beforeAfter.describe('Requirements that nobody performs'),
    overlaps: beforeAfter.describe('Requirements that more than one performs'),
  })
  .meta({ id: 'Consequences' });

export const planEndpoints = {
  explain: endpoint({
    method: 'GET',
    path: '/plan/why',
    summary: {
      ja: 'なぜそこにあるのか、そこから何が続くのか',
      en: 'Why something is there, and what follows from it',
    },
    query: z.object({
      id: typed(400).min(1).describe('A key, a name, a label or the id of a row of the plan'),
    }),
    response: z.object({
      node,
      also: z.array(z.string()).describe('Others that the same word means'),
      chain: z
        .object({
          steps: z.array(
            z.object({
              step: z.enum([
                'protected',
                'traits',
                'risks',
                'requirements',
                'checkItems',
                'parties',
                'contracts',
              ]),
              total: z.number().int(),
              links: z.array(chainLink),
            }),
          ),
        })
        .optional()
        .describe('From what is protected to who is bound'),
      because: z.array(linked),
      leadsTo: z.array(linked),
    }),
  }),
  readElementPlan: endpoint({
    method: 'GET',
    path: '/plan/elements/:key',
    summary: {
      ja: '都市にあるもの一つから、何が導かれるか',
      en: 'What follows from one element of the city',
    },
    params: z.object({ key: typed(200).min(1) }),
    response: z.object({
      key: z.string(),
      traits: z.array(
        z.object({
          trait: z.string(),
          name: words,
          meaning: words,
          because: z.array(named),
          unknownCountries: z
            .array(named.extend({ kind: z.enum(['components', 'organisations']) }))
            .describe('Where its country is to be written: it rests on countries nobody knows'),
        }),
      ),
      impact: z.array(
        z.object({
          harm: z.enum(['confidentiality', 'integrity', 'availability']),
          value: z.number().int(),
          reason: words,
          from: named,
        }),
      ),
      findings: z.array(
        z.object({ id: z.string(), sentence: words, firstStep: words, level: riskLevel }),
      ),
      risks: z.array(
        z.object({
          incidentType: z.string(),
          heading: words,
          plain: words,
          level: riskLevel,
          scenarios: z.array(z.object({ id: z.string(), name: words, level: riskLevel })),
        }),
      ),
      requirements: z.array(
        z.object({
          id: z.string(),
          requirement: z.string(),
          heading: words,
          level: riskLevel.optional(),
          basis: z.enum(['risk', 'category']),
          duty,
          lines: z.array(z.string()),
        }),
      ),
      lines: z.array(
        z.object({
          id: z.string(),
          label: words,
          heading: words,
          level: riskLevel.optional(),
          answeredBy: named,
          by: day,
          state: z.string(),
          duty,
        }),
      ),
      notes: z.array(z.object({ id: z.string(), sentence: words, closes: words })),
    }),
  }),
  readPicture: endpoint({
    method: 'GET',
    path: '/plan/picture',
    summary: {
      ja: '都市の図。しくみを動かす組織ごとの帯に並べ、データの流れと責任分界点を描く',
      en: 'The city as a picture: components in lanes by who operates them, flows, boundaries, gaps',
    },
    query: z.object({
      service: typed(200).optional().describe('Only this service and what it depends on'),
      organisation: typed(200).optional().describe('Only what this organisation has to do with'),
      dataSet: typed(200).optional().describe('Only where this data set is kept and flows'),
    }),
    response: picture,
  }),
} as const;
