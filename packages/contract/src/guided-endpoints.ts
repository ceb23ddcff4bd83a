import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, typed, words } from './fields.ts';

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/);
const name = typed(200);
const count = z.number().int().min(0).max(1_000_000_000);
const domain = z.enum(['disaster', 'medical', 'payment', 'transport', 'tourism', 'other']);
const place = z.enum(['public', 'restricted', 'indoor', 'vehicle', 'unknown']);
const moves = z.enum(['nothing', 'things', 'vehicle', 'unknown']);
const disclosure = z.enum(['open', 'limited', 'closed', 'unknown']);
const contains = z.enum(['nothing', 'personal', 'special-care', 'financial', 'unknown']);
const yesNo = z.enum(['yes', 'no', 'unknown']);
const step = z
  .enum(['promoter', 'services', 'platform', 'devices', 'data', 'suppliers', 'contacts'])
  .meta({ id: 'GuidedStep' });

/** `unknown`: not known yet, and something to find out later. */
const answers = z
  .object({
    promoter: z.object({
      cityName: name.min(1),
      organisationName: name.min(1),
      legalForm: z.enum(['public-body', 'business', 'association']),
      population: count.optional(),
    }),
    services: z.array(z.object({ key, domain, name })).max(30),
    platform: z.object({ kind: z.enum(['own', 'hosted', 'none', 'unknown']), name }),
    devices: z
      .array(
        z.object({
          key,
          service: key,
          name,
          count: count.optional(),
          place,
          moves,
          factoryPassword: z.enum(['none', 'some', 'unknown']),
          withFactoryPassword: count.optional(),
          foundOn: day.optional().describe('Set by the server on the day of the answer'),
        }),
      )
      .max(100),
    dataSets: z
      .array(z.object({ key, service: key, name, disclosure, contains, people: count.optional() }))
      .max(100),
    suppliers: z
      .array(
        z.object({
          key,
          name,
          inJapan: yesNo,
          contract: yesNo,
          until: day.optional(),
          renewal: z.enum(['yearly-renewed', 'multi-year', 'single', 'indefinite', 'unknown']),
        }),
      )
      .max(50),
    supplied: z
      .array(
        z.object({
          component: key,
          by: key.describe('Key of a supplier; `own` or `unknown`'),
          boundary: z.enum(['supplier', 'own', 'unwritten', 'unknown']),
        }),
      )
      .max(200),
    contacts: z
      .array(
        z.object({
          of: key.describe('Key of a supplier, or `promoter`'),
          post: name,
          phone: name,
          mail: name,
          outOfHours: name,
        }),
      )
      .max(51),
  })
  .meta({ id: 'GuidedAnswers' });

const template = z.object({
  domain,
  service: z.object({ key, name: z.string() }),
  devices: z.array(z.object({ key, name: z.string(), gateway: z.boolean(), place, moves })),
  dataSets: z.array(
    z.object({
      key,
      name: z.string(),
      disclosure,
      contains,
      from: z.array(key).describe('Components that send it; none: the service itself has it'),
    }),
  ),
});

export const guidedEndpoints = {
  readGuided: endpoint({
    method: 'GET',
    path: '/guided',
    summary: {
      ja: '質問に答えて、まちの内容を書きはじめる：ここまでの答え',
      en: 'The guided way to a first description: what was answered so far',
    },
    response: z.object({
      revision: z.number().int(),
      elsewhere: z.boolean().describe('The city was described in another way'),
      answers: answers.optional(),
      finished: z.array(step),
      findOut: z
        .array(z.object({ step, question: z.string(), about: z.string().optional() }))
        .describe('What was answered with “not known yet”'),
      check: z
        .array(
          z.object({
            kind: z.enum(['components', 'contracts', 'dataSets', 'flows']),
            key: z.string(),
            name: z.string(),
            fields: z.array(z.object({ label: words, value: words })),
          }),
        )
        .describe('What was filled in without asking, and nobody has changed since'),
      templates: z.array(template),
    }),
  }),
  previewGuided: endpoint({
    method: 'POST',
    path: '/guided/preview',
    summary: {
      ja: 'この答えからできる計画（まだ書かない）',
      en: 'The plan that these answers would lead to; writes nothing',
    },
    body: z.object({ answers }),
    response: z.object({
      counts: z.object({
        organisations: z.number().int(),
        components: z.number().int(),
        devices: z.number().int(),
        findings: z.number().int(),
        scenarios: z.number().int(),
        lines: z.number().int(),
        gaps: z.number().int(),
        presumed: z.number().int().describe('Measures that somebody is presumed to take, unagreed'),
      }),
      first: z.array(z.object({ id: z.string(), step: words })).describe('At most three'),
    }),
  }),
  keepGuided: endpoint({
    method: 'PUT',
    path: '/guided',
    summary: {
      ja: '途中の答えを残す（まちの内容は変えない）',
      en: 'Keeps answers for another day; the description stays as it is',
    },
    body: z.object({ answers }),
  }),
  finishGuided: endpoint({
    method: 'POST',
    path: '/guided/steps/:step',
    summary: {
      ja: '一つの段階を終え、答えをまちの内容に入れる',
      en: 'Finishes a step: its answers enter the description',
    },
    params: z.object({ step }),
    body: z.object({ answers }),
    response: z.object({
      revision: z.number().int(),
      changes: z.number().int(),
      kept: z
        .array(z.object({ kind: z.string(), key: z.string(), field: z.string().optional() }))
        .describe('What stays as somebody changed it elsewhere'),
    }),
  }),
} as const;
