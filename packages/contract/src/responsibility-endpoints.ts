import { roleIds } from '@machimori/kernel';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, typed, words } from './fields.ts';
import { checkGroup, dutyState, named, planList, riskLevel } from './plan-shape.ts';
import { firstAction } from './work-endpoints.ts';

const count = z.number().int();
const subjectKind = z.enum([
  'component',
  'flow',
  'contract',
  'organisation',
  'city',
  'dataSet',
  'externalSystem',
]);
const states = ['not-started', 'planned', 'in-progress', 'implemented', 'not-applicable'] as const;
const body = z.record(z.string(), z.unknown());
const remedyEdit = z.discriminatedUnion('change', [
  z.object({
    change: z.literal('set'),
    kind: z.enum(['organisations', 'contracts', 'components']),
    key: z.string(),
    was: body,
    now: body,
  }),
  z.object({ change: z.literal('add'), kind: z.literal('contracts'), key: z.string(), body }),
]);

/** Who answers for what, where that is not right, and where the city stands. */
export const responsibilityEndpoints = {
  readResponsibilities: endpoint({
    method: 'GET',
    path: '/plan/responsibilities',
    summary: {
      ja: '担当が決まっていないところなど、責任の分け方で直すことと、直し方',
      en: 'What is wrong with who does what, and the changes that would close it',
    },
    response: z.object({
      counts: z.object({ gap: count, overlap: count, 'self-check': count, presumed: count }),
      requirements: count,
      problems: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(['gap', 'overlap', 'self-check', 'presumed']),
          place: named.optional().describe('None: the whole city'),
          contract: named.optional(),
          performers: z.array(named),
          level: riskLevel.optional(),
          demanded: count.describe('Requirements that a risk demands'),
          asked: count.describe('Requirements that the category alone asks'),
          requirements: z.array(z.object({ id: z.string(), heading: words })),
          reason: words,
          closes: words,
          recorded: z
            .object({ kind: z.enum(['other-department', 'signed']), by: z.string(), on: day })
            .optional(),
          remedies: z.array(
            z.object({
              id: z.string(),
              kind: z.enum(['boundary', 'clause', 'settle', 'operator', 'contract', 'self-check']),
              sentence: words,
              performs: z.string().optional(),
              edits: z.array(remedyEdit).describe('For `POST /city/changes`'),
            }),
          ),
        }),
      ),
      notes: z.array(
        z.object({
          id: z.string(),
          kind: z.enum([
            'silent',
            'ends-before-service',
            'unknown-law',
            'no-incident-clause',
            'no-vulnerability-clause',
            'subcontracting-unstated',
            'expired',
          ]),
          contract: named,
          about: z.array(named),
          sentence: words,
          closes: words,
        }),
      ),
    }),
  }),
  readResponsibilityMatrix: endpoint({
    method: 'GET',
    path: '/plan/responsibilities/matrix',
    summary: {
      ja: '対策やチェック項目と対象ごとの、実施・確認・住民への説明',
      en: 'Who performs, verifies and answers to residents, by requirement or check item and place',
    },
    query: z.object({
      by: z.enum(['requirements', 'items']),
      of: typed(200).optional().describe('Only what this organisation has a part in'),
    }),
    response: z.object({
      by: z.enum(['requirements', 'items']),
      columns: z.array(z.object({ key: z.string(), name: words, kind: subjectKind })),
      rows: z.array(z.object({ id: z.string(), label: z.string(), heading: words })),
      parties: z.array(named),
      duties: z.array(
        z.object({
          state: dutyState,
          performers: z.array(count).describe('Numbers of parties'),
          verifier: count.optional(),
          selfCheck: z.boolean(),
          answerable: z.array(count),
          line: count
            .optional()
            .describe('Who answers the line of the check sheet, where that is nobody who performs'),
        }),
      ),
      cells: z
        .array(z.array(count))
        .describe('For each row: column, duty, column, duty … by their numbers'),
    }),
  }),
  readContactPoints: endpoint({
    method: 'GET',
    path: '/plan/contacts',
    summary: {
      ja: '各組織の連絡窓口と、外部の連絡先',
      en: 'Contact points of each organisation, and outside ones',
    },
    response: z.object({
      organisations: z.array(
        z.object({
          organisation: named,
          runs: z.array(named),
          contacts: z.array(
            z.object({
              purpose: z.enum(['incident', 'general', 'out-of-hours']),
              post: z.string(),
              phone: z.string().optional(),
              mail: z.string().optional(),
            }),
          ),
          missing: z.array(z.enum(['incident', 'general', 'out-of-hours'])),
        }),
      ),
      outside: z.array(z.object({ id: z.string(), name: words, when: words })),
    }),
  }),
  readPlanList: endpoint({
    method: 'GET',
    path: '/plan/list',
    summary: {
      ja: '計画の一覧の一つ（チェックシートの行、起こりうること、対策、弱いところ）',
      en: 'One of the plan’s lists (lines of the check sheet, risks, measures, weaknesses), a page at a time',
    },
    query: z.object({
      list: planList,
      group: checkGroup.optional(),
      state: z.enum([...states, 'open', 'overdue']).optional(),
      duty: dutyState.optional(),
      level: riskLevel.optional(),
      organisation: typed(200).optional(),
      from: z
        .string()
        .regex(/^\d{1,7}$/)
        .optional()
        .describe('Place of the first row, counted from 0'),
    }),
    response: z.object({
      list: planList,
      total: count,
      next: count.optional(),
      rows: z.array(
        z.object({
          id: z.string(),
          name: words,
          level: riskLevel.optional(),
          organisations: z.array(named),
          by: day.optional(),
          state: z.enum(states).optional(),
          duty: dutyState.optional(),
        }),
      ),
      organisations: z.array(named).describe('Who answers for anything in the whole list'),
    }),
  }),
  readStanding: endpoint({
    method: 'GET',
    path: '/plan/standing',
    summary: {
      ja: '組織ごとの確認された弱いところと、自分の組織が見るもの',
      en: 'Confirmed weaknesses by organisation, and what one’s own has to look at',
    },
    response: z.object({
      organisations: z
        .array(z.object({ organisation: named, findings: count }))
        .describe('Those that have any; the most first'),
      own: z.object({
        organisation: named.optional(),
        roles: z.array(z.enum(roleIds)),
        actions: z.array(firstAction).describe('What one’s own organisation has to do first'),
        things: z.array(
          z.object({
            element: named,
            kind: subjectKind,
            tie: z.enum(['operates', 'supplies', 'owns']),
            findings: count,
            gaps: count,
            presumed: count,
            open: count,
          }),
        ),
      }),
    }),
  }),
} as const;
