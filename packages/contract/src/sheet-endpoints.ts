import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, id, instant, typed, words } from './fields.ts';
import { checkGroup, named, riskLevel } from './plan-shape.ts';

const lineId = typed(300).min(1).describe('Check item and what it is asked of: `service-2-3@kawa`');
export const lineState = z.enum([
  'not-started',
  'planned',
  'in-progress',
  'implemented',
  'not-applicable',
]);
export const answerStage = z
  .enum(['draft', 'submitted', 'changes-requested', 'accepted'])
  .describe('How far the answer has come: being written, handed in, sent back, accepted');
const moveDeed = z.enum([
  'submitted',
  'confirmed',
  'accepted',
  'self-checked',
  'changes-requested',
  'reopened',
  'assigned',
  'unassigned',
  'asked-for',
  'added',
  'removed',
  'withdrawn',
  'control-tied',
  'control-untied',
]);
const stage = answerStage;
const field = z.enum(['state', 'planned', 'statement']);
const version = z.number().int().nonnegative();

export const byOrganisation = z
  .string()
  .describe('Of which organisation, where one sees that, and not the person');
export const byProgram = z.boolean().describe('The program did it by itself');

const owner = z
  .object({ person: z.string(), name: z.string() })
  .describe('Who of the organisation that answers has it in hand, where one may know');

const line = z.object({
  line: z.string(),
  checkItem: z.object({ id: z.string(), label: words, heading: words, asks: words }),
  group: checkGroup,
  subject: named,
  answeredBy: named,
  level: riskLevel.optional(),
  plannedBy: day,
  state: lineState.describe('As the plan knows it: what was accepted'),
  stage: stage.optional().describe('Absent where nobody has begun, or one may not know'),
  owner: owner.optional(),
});

const staleReason = z.enum([
  'review-due',
  'described-otherwise',
  'subject-changed',
  'fell-away',
  'evidence-expired',
  'evidence-changed',
  'check-failed',
  'control-changed',
  'control-review-due',
  'control-removed',
]);

/** A line among up to tens of thousands: what many share is named once beside them. */
const listedLine = z.object({
  line: z.string(),
  checkItem: z.string().describe('Id; its words stand in `checkItems`'),
  group: checkGroup,
  subject: z.string().describe('Key; its name stands in `names`'),
  answeredBy: z.string().describe('The same; `*`: an organisation that one does not see'),
  level: riskLevel.optional(),
  plannedBy: day,
  stage: stage.optional(),
  version: version.describe('Of the answer; 0: nobody has begun'),
  state: lineState.describe('As people say it now, accepted or not'),
  planned: z.string(),
  statement: z.string(),
  cells: z
    .object({ state: version, planned: version, statement: version })
    .describe('Versions of the cells; 0: nobody has written'),
  stale: z.array(staleReason).optional(),
  owner: owner.optional(),
  added: z.literal(true).optional().describe('Added by hand; the plan does not ask it'),
  byControl: z
    .literal(true)
    .optional()
    .describe('An applied control answers it, where one may know'),
  may: z.array(z.enum(['answer', 'decide'])).describe('What one’s organisation may do about it'),
});

export const lineOrder = z.enum([
  'checkItem',
  'subject',
  'answeredBy',
  'group',
  'state',
  'planned',
  'statement',
  'due',
  'stage',
  'level',
]);

const seen = z.object({ line: lineId, version: version.describe('Of the answer, as it was seen') });
const several = z.array(seen).min(1).max(2_000);
const severalBytes = 1024 * 1024;

/** Why one of several was left as it was. */
const problemOfOne = z.object({ code: z.string(), text: words, next: words.optional() });

/** What is written into the cells of a line. */
const writtenCells = z
  .array(
    z.object({
      field,
      seen: version.describe('Of the cell, as it was seen; 0: nobody had written'),
      value: typed(8_000).describe('Empty: nothing stands there any more'),
    }),
  )
  .min(1)
  .max(field.options.length);

const moved = z.object({
  moved: z.array(
    z.object({
      line: z.string(),
      version: z.number().int().optional().describe('Where it moved'),
      problem: problemOfOne.optional().describe('Why it did not'),
    }),
  ),
});

/** What one narrows the sheet to, by what stands in its columns. */
export const lineFilter = {
  words: typed(200).optional().describe('All of these are to be found in a line, in any column'),
  group: checkGroup.optional(),
  answeredBy: typed(200).optional().describe('Key of the organisation that answers'),
  subject: typed(200).optional().describe('Key of what it is asked of'),
  checkItem: typed(60).optional(),
  stage: z.enum(['none', ...stage.options]).optional(),
  state: lineState.optional().describe('As people say it now'),
  level: riskLevel.optional(),
  overdue: z
    .enum(['true'])
    .optional()
    .describe('Its day has passed, and it is not said to be done'),
  stale: z.enum(['true']).optional().describe('Accepted, and to be looked at again'),
  request: typed(60).optional().describe('Asked for by this request'),
  control: typed(60).optional().describe('Answered by this applied control'),
  link: typed(60).optional().describe('Named by this link to somebody outside'),
  owner: typed(60).optional().describe('In whose hands: `mine`, `none`, or a person’s id'),
};

export const sheetEndpoints = {
  listLines: endpoint({
    method: 'GET',
    path: '/sheet/lines',
    summary: {
      ja: 'チェックシートの行（自分の組織に見える分）',
      en: 'Lines of the check sheet, as far as one’s organisation sees',
    },
    query: z.object({
      ...lineFilter,
      gather: lineOrder.optional().describe('What is the same in this column stands together'),
      order: lineOrder.optional().describe('Absent: in the plan’s order, the most urgent first'),
      descending: z.enum(['true']).optional(),
      language: z.enum(['ja', 'en']).optional().describe('In whose order names stand'),
      since: instant.optional().describe('Those alone whose answer somebody wrote or moved since'),
      most: z.coerce.number().int().min(1).max(2_000).default(50),
      cursor: z.string().max(20).optional(),
    }),
    response: z.object({
      making: z.boolean().describe('Lines of the latest change are still being made'),
      at: instant.describe('When this was so, to be asked as `since`'),
      total: z.number().int(),
      checkItems: z.array(z.object({ id: z.string(), label: words, heading: words })),
      names: z.array(named).describe('Of the subjects and organisations of these lines'),
      lines: z.array(listedLine),
      next: z.string().optional(),
    }),
  }),
  readLine: endpoint({
    method: 'GET',
    path: '/sheet/lines/:line',
    summary: {
      ja: 'チェックシートの一行と、その答え、これまでの書きかえ',
      en: 'One line, its answer, and what was written before',
    },
    params: z.object({ line: lineId }),
    response: line.extend({
      inPlan: z.boolean(),
      version: version.describe('0: nobody has begun'),
      values: z.object({ state: lineState, planned: z.string(), statement: z.string() }),
      cells: z
        .array(
          z.object({
            field,
            version,
            value: z.string(),
            at: instant,
            byName: z.string(),
            byOrganisation: byOrganisation.optional(),
            byProgram,
            byLink: z
              .string()
              .optional()
              .describe('Who wrote it from outside, by a link; empty once that is forgotten'),
            byControl: z
              .string()
              .optional()
              .describe('By which applied control it came; empty where one does not see that'),
            taken: z
              .boolean()
              .optional()
              .describe('Taken over from what another organisation shares'),
          }),
        )
        .describe('What was written, the latest first: the last 300, and what stands there now'),
      control: z
        .object({
          control: id('apc'),
          name: z.string(),
          organisation: z.string(),
          following: z
            .enum(['follows', 'behind', 'own-words'])
            .describe('It says what the control says, said before, or something of its own'),
          own: z.boolean().describe('One’s organisation keeps the control up'),
        })
        .optional()
        .describe('The applied control that answers the line'),
      moves: z
        .array(
          z.object({
            deed: moveDeed,
            at: instant,
            byName: z.string(),
            byOrganisation: byOrganisation.optional(),
            byProgram,
            personName: z.string(),
          }),
        )
        .describe(
          'What became of the line, the last 300, the latest first; names where one knows them',
        ),
      submitted: z.object({ at: instant }).optional(),
      confirmed: z.boolean().describe('Accepted before, and handed in again as it was'),
      decided: z.object({ at: instant, note: z.string(), selfChecked: z.boolean() }).optional(),
      missing: z
        .array(z.object({ field, text: words }))
        .describe('What it lacks before it can be handed in'),
      reviewMonths: z.number().int().describe('After so long an accepted answer is confirmed'),
      examples: z.array(words).describe('Our own, of what a good answer says; not the guideline’s'),
      advice: z
        .boolean()
        .describe('What the item asks besides, towards users; `asks` says it in our words'),
      added: z
        .object({
          at: instant,
          byName: z.string(),
          reason: z.string(),
          performer: named,
          joined: z.boolean().describe('The plan asks it too by now'),
          mayRemove: z.boolean(),
        })
        .optional()
        .describe('Somebody added it by hand'),
      stale: z.array(staleReason).describe('Why what was accepted is to be looked at again'),
      may: z
        .object({ answer: z.boolean(), decide: z.boolean(), selfCheck: z.boolean() })
        .describe('What one’s organisation may do about it'),
    }),
  }),
  placeOfLine: endpoint({
    method: 'GET',
    path: '/sheet/lines/:line/place',
    summary: {
      ja: 'しぼり込んだ行を順に答えるときの、この行の位置と前後の行',
      en: 'Where a line stands among those that one goes through, and its neighbours',
    },
    params: z.object({ line: lineId }),
    query: z.object({
      ...lineFilter,
      gather: lineOrder.optional(),
      order: lineOrder.optional(),
      descending: z.enum(['true']).optional(),
      language: z.enum(['ja', 'en']).optional(),
    }),
    response: z.object({
      place: z.number().int().describe('From 1; 0 where it stands nowhere'),
      total: z.number().int(),
      before: z.string().optional(),
      after: z.string().optional(),
    }),
  }),
  recordAnswer: endpoint({
    method: 'POST',
    path: '/sheet/lines/:line/cells',
    summary: {
      ja: '行の欄に書く。ほかの人が先に同じ欄を書きかえていたら、何も書かない',
      en: 'Write into cells of a line; nothing where somebody else wrote into the same one first',
    },
    params: z.object({ line: lineId }),
    body: z.object({
      cells: writtenCells,
    }),
    response: z.object({
      stage: stage.optional().describe('Absent where what was written was taken back'),
      version,
      cells: z.array(z.object({ field, version })),
    }),
  }),
  recordAnswers: endpoint({
    method: 'POST',
    path: '/sheet/cells',
    summary: {
      ja: '多くの行の欄に一度に書く（欄ごとの結果）',
      en: 'Write into cells of many lines at once; a result for each cell',
    },
    body: z.object({
      lines: z
        .array(
          z.object({
            line: lineId,
            cells: writtenCells,
          }),
        )
        .min(1)
        .max(2_000),
    }),
    bodyBytes: 8 * 1024 * 1024,
    response: z.object({
      lines: z.array(
        z.object({
          line: z.string(),
          problem: problemOfOne.optional().describe('Why nothing of the line was written'),
          stage: stage.optional(),
          version,
          cells: z.array(
            z.object({
              field,
              outcome: z.enum(['written', 'same', 'conflict', 'refused']),
              version: version.describe('Of what stands there now'),
              value: z.string().optional().describe('As it is kept, where it was written'),
              theirs: z
                .object({ value: z.string(), byName: z.string(), at: instant })
                .optional()
                .describe('What somebody else wrote there first'),
              problem: problemOfOne.optional(),
            }),
          ),
        }),
      ),
    }),
  }),
  submitAnswers: endpoint({
    method: 'POST',
    path: '/sheet/submissions',
    summary: {
      ja: '答えを提出する（行ごとの結果）',
      en: 'Hand in answers; a result for each line',
    },
    body: z.object({ answers: several }),
    bodyBytes: severalBytes,
    response: moved,
  }),
  confirmAnswers: endpoint({
    method: 'POST',
    path: '/sheet/confirmations',
    summary: {
      ja: '認められた回答が今年も同じだと提出する（行ごとの結果）',
      en: 'Hand in accepted answers again as they are; a result for each line',
    },
    body: z.object({ answers: several }),
    response: moved,
  }),
  decideAnswers: endpoint({
    method: 'POST',
    path: '/sheet/decisions',
    summary: {
      ja: '提出された答えを認めるか、直しを求める（行ごとの結果）',
      en: 'Accept answers or ask for changes; a result for each line',
    },
    body: z.object({
      answers: several,
      verdict: z.enum(['accept', 'request-changes']),
      reason: typed(8_000),
    }),
    bodyBytes: severalBytes,
    response: moved,
  }),
  selfCheckAnswers: endpoint({
    method: 'POST',
    path: '/sheet/self-checks',
    summary: {
      ja: '自分の答えを自分で確かめたと記す（自己確認。承認ではない）',
      en: 'Mark answers as checked by oneself: no acceptance by another',
    },
    body: z.object({ answers: several, reason: typed(8_000) }),
    bodyBytes: severalBytes,
    response: moved,
  }),
} as const;
