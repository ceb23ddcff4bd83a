import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { evidencePiece } from './evidence-endpoints.ts';
import { day, id, instant, typed, words } from './fields.ts';
import { named } from './plan-shape.ts';
import { answerStage, byOrganisation, byProgram, lineState } from './sheet-endpoints.ts';

const controlId = id('apc');
const lineId = typed(300).min(1).describe('Check item and what it is asked of: `service-2-3@kawa`');
const kind = z
  .enum(['technical', 'procedure', 'people', 'physical', 'contract'])
  .describe('By what it works: a setting or device, a rule, people, a lock, what a contract says');
const version = z.number().int().nonnegative();
const one = z.object({ control: controlId });

/** What is written into every line that it answers. */
const answers = {
  state: lineState,
  planned: typed(400),
  statement: typed(8_000).describe('What is done, in plain words'),
};
const said = {
  ...answers,
  name: typed(200),
  kind,
  element: typed(200).optional().describe('Key of the component that carries it out'),
  owner: id('per').optional().describe('Who has it in hand'),
  effectiveOn: typed(10).optional().describe('From which day on it works'),
  cadenceMonths: z
    .number()
    .int()
    .min(1)
    .max(120)
    .optional()
    .describe('Looked at again after so many months'),
};

const control = z.object({
  control: controlId,
  version: version.describe('Each act on it has the next'),
  name: z.string(),
  kind,
  state: lineState,
  planned: z.string(),
  statement: z.string(),
  organisation: z.string().describe('Name of the organisation that has it'),
  element: named.optional(),
  owner: z.object({ person: z.string(), name: z.string() }).optional(),
  effectiveOn: day.optional(),
  cadenceMonths: z.number().int().optional(),
  reviewBy: day.optional(),
  review: z
    .enum(['good', 'due', 'removed'])
    .describe('`due`: to be looked at again within thirty days, or since a while'),
  lines: z.number().int().describe('How many lines it answers, as far as one sees them'),
  accepted: z.number().int(),
  own: z.boolean().describe('One’s organisation keeps it up'),
});

const following = z
  .enum(['follows', 'behind', 'own-words'])
  .describe('It says what the control says, what that said before, or something of its own');

const cells = z.object({ state: version, planned: version, statement: version });

const tied = z.array(
  z.object({
    line: z.string(),
    outcome: z
      .enum(['written', 'same', 'own-words', 'left'])
      .describe('`own-words`: it says something else and stays so; `left`: nothing came of it'),
    reopened: z.boolean().describe('It had been accepted, and is open again'),
    problem: z.object({ code: z.string(), text: words, next: words.optional() }).optional(),
  }),
);

const lines = z.array(lineId).max(1_000);
const bodyBytes = 1024 * 1024;

export const appliedControlEndpoints = {
  listControls: endpoint({
    method: 'GET',
    path: '/applied-controls',
    summary: {
      ja: '対策の一覧（見える分）',
      en: 'Applied controls, as far as one sees them',
    },
    query: z.object({
      words: typed(200).optional(),
      state: lineState.optional(),
      standing: z.enum(['due', 'unused']).optional(),
      own: z.enum(['true']).optional().describe('Of one’s own organisation alone'),
      cursor: z.string().max(60).optional(),
    }),
    response: z.object({ controls: z.array(control), next: controlId.optional() }),
  }),
  makeControl: endpoint({
    method: 'POST',
    path: '/applied-controls',
    summary: {
      ja: '対策をつくり、答える行を結ぶ（行ごとの結果）',
      en: 'Make an applied control for the lines that it answers; a result for each line',
    },
    body: z.object({ ...said, lines }),
    bodyBytes,
    response: z.object({ control: controlId, lines: tied }),
  }),
  readControl: endpoint({
    method: 'GET',
    path: '/applied-controls/:control',
    summary: {
      ja: '一つの対策と、答えている行、証跡、これまで',
      en: 'One applied control, its lines, what proves it and its history',
    },
    params: one,
    response: control.extend({
      answers: z.array(
        z.object({
          line: z.string(),
          checkItem: words,
          subject: named,
          answeredBy: named,
          inPlan: z.boolean(),
          stage: answerStage.optional(),
          version: version.describe('Of the answer; 0: nobody has begun'),
          following: following.optional().describe('Absent where one may not see its answer'),
          says: z
            .object({ state: lineState, planned: z.string(), statement: z.string() })
            .optional()
            .describe('Where it is not what the control says'),
          cells: cells.describe('Versions of the cells; 0: nobody has written'),
          may: z.array(z.enum(['answer', 'decide'])),
        }),
      ),
      evidence: z.array(evidencePiece),
      moves: z.array(
        z.object({
          version,
          deed: z.enum([
            'made',
            'changed',
            'tied',
            'untied',
            'aligned',
            'proved',
            'unproved',
            'reviewed',
            'removed',
          ]),
          count: z.number().int().describe('To how many lines it was done'),
          said: z
            .object({
              name: z.string(),
              state: lineState,
              planned: z.string(),
              statement: z.string(),
            })
            .optional(),
          at: instant,
          byName: z.string(),
          byOrganisation: byOrganisation.optional(),
          byProgram,
        }),
      ),
    }),
  }),
  changeControl: endpoint({
    method: 'POST',
    path: '/applied-controls/:control/revisions',
    summary: {
      ja: '対策を変え、結ばれた行の回答もまとめて変える（行ごとの結果）',
      en: 'Change a control and with it the answers of its lines; a result for each line',
    },
    params: one,
    body: z.object({ ...said, seen: version }),
    response: z.object({ version, lines: tied }),
  }),
  tieLines: endpoint({
    method: 'POST',
    path: '/applied-controls/:control/lines',
    summary: {
      ja: 'ほかの行も、この対策で答える（行ごとの結果）',
      en: 'Answer further lines by a control; a result for each line',
    },
    params: one,
    body: z.object({ lines: lines.min(1) }),
    bodyBytes,
    response: z.object({ lines: tied }),
  }),
  alignLines: endpoint({
    method: 'POST',
    path: '/applied-controls/:control/alignments',
    summary: {
      ja: '行の回答を、対策のとおりに書きかえる（行ごとの結果）',
      en: 'Write what a control says over what its lines say; a result for each line',
    },
    params: one,
    body: z.object({
      lines: z
        .array(z.object({ line: lineId, cells: cells.describe('As they were seen') }))
        .min(1)
        .max(1_000),
    }),
    bodyBytes,
    response: z.object({ lines: tied }),
  }),
  releaseLine: endpoint({
    method: 'DELETE',
    path: '/applied-controls/:control/lines/:line',
    summary: {
      ja: '行を対策から外す（回答は残る）',
      en: 'Release a line from a control; its answer stays',
    },
    params: z.object({ control: controlId, line: lineId }),
  }),
  proveControl: endpoint({
    method: 'POST',
    path: '/applied-controls/:control/evidence',
    summary: {
      ja: '証跡を対策に使う（答えている行すべての証跡になる）',
      en: 'Put evidence to a control, and by it to all lines that it answers',
    },
    params: one,
    body: z.object({ evidence: id('evd') }),
  }),
  unproveControl: endpoint({
    method: 'DELETE',
    path: '/applied-controls/:control/evidence/:evidence',
    summary: { ja: '証跡を対策から外す', en: 'Take evidence away from a control' },
    params: z.object({ control: controlId, evidence: id('evd') }),
  }),
  reviewControl: endpoint({
    method: 'POST',
    path: '/applied-controls/:control/reviews',
    summary: {
      ja: '対策がいまも効いていると確かめた',
      en: 'Says that a control was looked at and still works',
    },
    params: one,
    body: z.object({ seen: version }),
    response: z.object({ version }),
  }),
  removeControl: endpoint({
    method: 'DELETE',
    path: '/applied-controls/:control',
    summary: {
      ja: '対策を取り除く（行の回答は残る）',
      en: 'Remove a control; the answers of its lines stay',
    },
    params: one,
  }),
} as const;
