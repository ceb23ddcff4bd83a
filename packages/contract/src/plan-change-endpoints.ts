import { isDay } from '@machimori/kernel';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, instant, words } from './fields.ts';
import { checkGroup } from './plan-shape.ts';

const counted = z.object({
  appeared: z.number().int(),
  changed: z.number().int(),
  fellAway: z.number().int(),
});
const counts = z.object({
  findings: counted,
  scenarios: counted,
  requirements: counted,
  lines: counted,
});
const rows = z.array(z.object({ id: z.string(), name: words }));
const told = z.object({ appeared: rows, changed: rows, fellAway: rows });

/** What differs between two plans: how much, and the first rows of each sort. */
export const planChange = z
  .object({
    counts,
    rows: z.object({ findings: told, scenarios: told, requirements: told, lines: told }),
    groups: z.array(counted.extend({ group: checkGroup })),
    gaps: z.object({
      opened: z.number().int().describe('Measures that nobody is in charge of any more'),
      closed: z.number().int(),
      openedRows: rows,
      closedRows: rows,
    }),
    answeredFellAway: z
      .object({ count: z.number().int(), rows })
      .describe('Lines that fell away though somebody had answered them'),
  })
  .meta({ id: 'PlanChange' });

/** Rows of a change by what became of them. */
export const changeRowKinds = [
  'findings.appeared',
  'findings.changed',
  'findings.fellAway',
  'scenarios.appeared',
  'scenarios.changed',
  'scenarios.fellAway',
  'requirements.appeared',
  'requirements.changed',
  'requirements.fellAway',
  'lines.appeared',
  'lines.changed',
  'lines.fellAway',
  'gaps.opened',
  'gaps.closed',
  'answeredFellAway',
] as const;

const change = z
  .string()
  .regex(/^\d{1,9}-\d{1,9}(-\d{4}-\d{2}-\d{2})?$/)
  .refine((given) => {
    const asOf = given.split('-').slice(2).join('-');
    return asOf === '' || isDay(asOf);
  })
  .describe(
    'Of which revision, and by which adoption of edition and criteria: `12-0`; with a day where the calendar alone changed it: `12-0-2027-04-01`',
  );

const head = z.object({
  change,
  at: instant.describe('When the plan was made'),
  revision: z.number().int(),
  fromRevision: z.number().int(),
  yardstick: z.number().int().describe('Each adoption of edition and criteria has the next'),
  fromYardstick: z.number().int(),
  asOf: day.describe('The day that the plan is of'),
  fromAsOf: day,
});

export const planChangeEndpoints = {
  listPlanChanges: endpoint({
    method: 'GET',
    path: '/plan/changes',
    summary: {
      ja: '計画をつくり直すごとに、何が変わったか（自分の組織に見える分）',
      en: 'What each new plan changed, as far as one’s organisation sees',
    },
    query: z.object({ before: change.optional().describe('Older than this one') }),
    response: z.object({
      making: z
        .boolean()
        .describe('The plan of the latest change is still being made, or compared'),
      changes: z.array(
        head.extend({
          counts,
          gaps: z.object({ opened: z.number().int(), closed: z.number().int() }),
        }),
      ),
      next: change.optional(),
    }),
  }),
  readPlanChange: endpoint({
    method: 'GET',
    path: '/plan/changes/:change',
    summary: {
      ja: '一度のつくり直しで、加わったもの、変わったもの、なくなったもの',
      en: 'What appeared, changed and fell away with one new plan',
    },
    params: z.object({ change }),
    response: head.extend({ difference: planChange }),
  }),
  readPlanChangeRows: endpoint({
    method: 'GET',
    path: '/plan/changes/:change/rows',
    summary: {
      ja: '一度のつくり直しで変わった行の続き（50行ずつ）',
      en: 'Further rows of what one new plan changed, fifty at a time',
    },
    params: z.object({ change }),
    query: z.object({
      of: z.enum(changeRowKinds).describe('Which rows: `lines.appeared`'),
      from: z.coerce
        .number()
        .int()
        .min(0)
        .max(1_000_000)
        .default(0)
        .describe('Those that follow the first so many'),
    }),
    response: z.object({ rows, total: z.number().int() }),
  }),
} as const;
