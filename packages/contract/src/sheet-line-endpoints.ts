import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, version as numbered, typed, words } from './fields.ts';
import { checkGroup, named } from './plan-shape.ts';
import { lineState } from './sheet-endpoints.ts';

const lineId = typed(300).min(1);
const elementKey = typed(200).min(1);
const version = z.number().int().nonnegative();
const shareId = z.string().regex(/^shr_[0-9a-f]{32}$/);

export const sheetLineEndpoints = {
  listAddedLines: endpoint({
    method: 'GET',
    path: '/sheet/added-lines',
    summary: {
      ja: '手で加えた行と、加えるときに選ぶもの',
      en: 'Lines added by hand, and what one chooses from who adds more',
    },
    response: z.object({
      lines: z.array(
        z.object({
          line: z.string(),
          label: words,
          heading: words,
          subject: named,
          performer: named,
          answeredBy: named,
          verifier: named.optional().describe('Absent: the promoting body'),
          at: instant,
          byName: z.string(),
          reason: z.string(),
          joined: z.boolean().describe('The plan asks it too by now'),
          removed: z.boolean(),
          may: z.object({ remove: z.boolean() }),
        }),
      ),
      items: z.array(z.object({ id: z.string(), label: words, heading: words })),
      elements: z.array(z.object({ key: z.string(), kind: z.string(), name: words })),
      own: z.string().optional().describe('Key of one’s own organisation, once it is described'),
      forOthers: z.boolean().describe('One may add lines that other organisations answer'),
    }),
  }),
  addLine: endpoint({
    method: 'POST',
    path: '/sheet/added-lines',
    summary: { ja: 'チェックシートに行を手で加える', en: 'Add a line to the check sheet by hand' },
    body: z.object({
      checkItem: typed(60).min(1).optional().describe('Of the guideline; else words of one’s own'),
      own: z
        .object({ heading: typed(400), asks: typed(4_000), group: checkGroup })
        .optional()
        .describe('An item of the city’s own'),
      subject: elementKey.describe('Key of what it is asked of'),
      performer: elementKey.optional(),
      answeredBy: elementKey.optional(),
      verifier: elementKey.optional(),
      reason: typed(2_000),
    }),
    response: z.object({ line: z.string() }),
  }),
  removeLine: endpoint({
    method: 'DELETE',
    path: '/sheet/added-lines/:line',
    summary: {
      ja: '手で加えた行を外す（回答と履歴は残る）',
      en: 'Take a line away that was added by hand; answers and history stay',
    },
    params: z.object({ line: lineId }),
  }),
  readSheetSettings: endpoint({
    method: 'GET',
    path: '/sheet/settings',
    summary: { ja: 'チェックシートの決まり', en: 'What the city has settled about its sheet' },
    response: z.object({
      reviewMonths: z.number().int().describe('After so long an accepted answer is confirmed'),
      version,
    }),
  }),
  changeReviewPeriod: endpoint({
    method: 'PUT',
    path: '/sheet/settings',
    summary: {
      ja: '認められた回答を確かめ直すまでの月数を決める（3〜36）',
      en: 'Settle after how many months an accepted answer is confirmed: 3 to 36',
    },
    body: z.object({ reviewMonths: z.number().int().min(3).max(36), version }),
  }),
  readShared: endpoint({
    method: 'GET',
    path: '/sheet/lines/:line/shared',
    summary: {
      ja: '同じことを尋ねられた、同じ役割の組織が分かち合う回答',
      en: 'What organisations of the same role, asked the same, share of their answers',
    },
    params: z.object({ line: lineId }),
    response: z.object({
      answers: z.array(
        z.object({
          share: shareId,
          organisationName: z.string().describe('Empty where it is shared without the name'),
          state: lineState,
          statement: z.string(),
          acceptedAt: instant,
        }),
      ),
      own: z.boolean().describe('One’s own organisation answers the line'),
      sharing: z.object({
        line: z.object({ named: z.boolean() }).optional(),
        all: z.object({ named: z.boolean() }).optional(),
      }),
    }),
  }),
  takeShared: endpoint({
    method: 'POST',
    path: '/sheet/lines/:line/shared',
    summary: {
      ja: '分かち合われた回答を、自分の下書きとして写す',
      en: 'Take a shared answer over as a draft of one’s own',
    },
    params: z.object({ line: lineId }),
    body: z.object({ share: shareId, seen: version.describe('Of the statement, as it was seen') }),
    response: z.object({ version: numbered }),
  }),
  shareAnswers: endpoint({
    method: 'PUT',
    path: '/sheet/sharings/:line',
    summary: {
      ja: '自分の組織の認められた回答を、同じ役割の組織と分かち合う（`all` はすべて）',
      en: 'Share accepted answers of one’s own with organisations of the same role; `all`: every one',
    },
    params: z.object({ line: lineId }),
    body: z.object({ named: z.boolean().describe('Others see whose it is') }),
  }),
  unshareAnswers: endpoint({
    method: 'DELETE',
    path: '/sheet/sharings/:line',
    summary: { ja: '分かち合いをやめる', en: 'No longer share' },
    params: z.object({ line: lineId }),
  }),
} as const;
