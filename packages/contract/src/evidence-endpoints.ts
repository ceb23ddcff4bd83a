import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, id, instant, typed, words } from './fields.ts';
import { named } from './plan-shape.ts';

const evidenceId = id('evd');
const lineId = typed(300).min(1).describe('Check item and what it is asked of: `service-2-3@kawa`');
const kind = z.enum(['file', 'link', 'note', 'check']);
const written = z.enum(['link', 'note']);
const number = z.number().int().positive();
const maxBytes = 20 * 1024 * 1024;

const said = {
  title: typed(200),
  effectiveOn: typed(10).describe(
    'The day from which on it holds: of the paper, not of its upload',
  ),
  expiresOn: typed(10).optional().describe('The last day on which it holds'),
};
const cadence = z.number().int().min(1).max(120).describe('Looked at again after so many months');
const body = { ...said, note: typed(8_000), cadenceMonths: cadence.optional() };
const query = {
  ...said,
  note: typed(1_000).optional(),
  cadenceMonths: z.coerce.number().int().min(1).max(120).optional(),
  fileName: typed(400),
};

const revision = z.object({
  number,
  file: z
    .object({
      name: z.string(),
      media: z.string(),
      bytes: z.number().int(),
      shown: z.boolean().describe('A browser shows it in its place'),
    })
    .optional()
    .describe('Absent where it is no file, or the file was destroyed'),
  digest: z.string().optional().describe('SHA-256 of the file'),
  url: z.string().optional(),
  note: z.string(),
  effectiveOn: day,
  expiresOn: day.optional(),
  check: z
    .object({
      outcome: z.enum(['passed', 'failed', 'unknown']),
      text: words,
      at: instant,
    })
    .optional()
    .describe('What an automatic check came to'),
  addedAt: instant,
  addedBy: z.string(),
  byLink: z
    .string()
    .optional()
    .describe('From whom it came by a link from outside; empty once that is forgotten'),
});

/** A piece of evidence with what it says now. */
export const evidencePiece = z.object({
  evidence: evidenceId,
  kind,
  title: words,
  organisation: z.string(),
  standing: z
    .enum(['good', 'due', 'expired', 'failed', 'unknown', 'removed'])
    .describe('`due`: over within thirty days, or to be looked at again by then'),
  reviewBy: day.optional(),
  cadenceMonths: z.number().int().optional(),
  lines: z.number().int().describe('How many lines it proves, as far as one sees them'),
  own: z.boolean().describe('One’s organisation keeps it up'),
  latest: revision,
});

const one = z.object({ evidence: evidenceId });
const added = z.object({ evidence: evidenceId });
const revised = z.object({ revision: number });
const fileOf = z.object({
  evidence: evidenceId,
  number: z.coerce.number().int().min(1).max(99_999),
});

export const evidenceEndpoints = {
  listEvidence: endpoint({
    method: 'GET',
    path: '/evidence',
    summary: { ja: '証跡の一覧（見える分）', en: 'Evidence, as far as one sees it' },
    query: z.object({
      words: typed(200).optional(),
      kind: kind.optional(),
      standing: z.enum(['expired', 'soon', 'unused']).optional(),
      cursor: z.string().max(60).optional(),
    }),
    response: z.object({ evidence: z.array(evidencePiece), next: evidenceId.optional() }),
  }),
  askForChecks: endpoint({
    method: 'POST',
    path: '/evidence/checks',
    summary: {
      ja: '街守りについての自動の確認を、いま行う',
      en: 'Has the automatic checks of the program itself run now',
    },
  }),
  readFileRoom: endpoint({
    method: 'GET',
    path: '/evidence/room',
    summary: {
      ja: '自分の組織のファイルの量と、置ける量',
      en: 'How much one’s organisation keeps in files, and how much it may',
    },
    response: z.object({
      usedBytes: z.number().int().nonnegative(),
      mostBytes: z.number().int().nonnegative(),
    }),
  }),
  readEvidence: endpoint({
    method: 'GET',
    path: '/evidence/:evidence',
    summary: {
      ja: '一つの証跡と、これまでの版、使われている行',
      en: 'One piece, its revisions, and the lines that it proves',
    },
    params: one,
    response: evidencePiece.extend({
      revisions: z.array(revision),
      proves: z.array(
        z.object({
          line: z.string(),
          checkItem: words.optional(),
          subject: named.optional(),
        }),
      ),
    }),
  }),
  listLineEvidence: endpoint({
    method: 'GET',
    path: '/sheet/lines/:line/evidence',
    summary: { ja: '一つの行の証跡', en: 'What proves one line' },
    params: z.object({ line: lineId }),
    response: z.object({
      evidence: z.array(
        evidencePiece.extend({
          byControl: z
            .literal(true)
            .optional()
            .describe('It proves the line through its applied control alone'),
        }),
      ),
      may: z.boolean().describe('One’s organisation may put evidence to it'),
      before: z
        .object({ count: z.number().int(), ask: z.string().describe('Organisation to ask') })
        .optional()
        .describe(
          'Pieces from before one’s organisation came to answer the line, which it does not see',
        ),
      handOver: z
        .object({
          evidence: z.array(evidenceId),
          to: named.describe('Who answers the line now'),
        })
        .optional()
        .describe('For the promoting body: pieces that whoever answers the line now does not see'),
    }),
  }),
  handOverEvidence: endpoint({
    method: 'POST',
    path: '/sheet/lines/:line/evidence/handovers',
    summary: {
      ja: '前の組織のときの証跡を、いま答える組織に引き渡す（推進主体だけ）',
      en: 'Hands evidence of before over to the organisation that answers a line now; the promoting body alone',
    },
    params: z.object({ line: lineId }),
    body: z.object({
      evidence: z.array(evidenceId).min(1).max(200),
      to: typed(200).describe('Key of who answers the line, as one saw it'),
    }),
  }),
  addEvidence: endpoint({
    method: 'POST',
    path: '/evidence',
    summary: { ja: 'リンクかメモを証跡として加える', en: 'Adds a link or a note' },
    body: z.object({
      ...body,
      kind: written,
      url: typed(2_000).optional().describe('Of a link'),
      line: lineId.optional(),
    }),
    response: added,
  }),
  addEvidenceFile: endpoint({
    method: 'POST',
    path: '/evidence/files',
    summary: {
      ja: 'ファイルを証跡として加える（種類は中身で確かめる）',
      en: 'Adds a file, whose kind is told by its content',
    },
    query: z.object({ ...query, line: lineId.optional() }),
    upload: { maxBytes },
    response: added,
  }),
  reviseEvidence: endpoint({
    method: 'POST',
    path: '/evidence/:evidence/revisions',
    summary: {
      ja: '証跡の内容を新しい版にする（前の版は残る）',
      en: 'Renews a piece: a new revision; the old one stays',
    },
    params: one,
    body: z.object({
      ...body,
      seen: number,
      url: typed(2_000).optional().describe('Of a link that is another now'),
    }),
    response: revised,
  }),
  reviseEvidenceFile: endpoint({
    method: 'POST',
    path: '/evidence/:evidence/files',
    summary: { ja: '証跡のファイルを差しかえる', en: 'Renews the file of a piece' },
    params: one,
    query: z.object({ ...query, seen: z.coerce.number().int().positive() }),
    upload: { maxBytes },
    response: revised,
  }),
  linkEvidence: endpoint({
    method: 'POST',
    path: '/evidence/:evidence/lines',
    summary: {
      ja: '証跡を、ほかの行にも使う',
      en: 'Puts a piece to further lines',
    },
    params: one,
    body: z.object({ lines: z.array(lineId).min(1).max(200) }),
    response: z.object({ linked: z.array(z.string()), left: z.array(z.string()) }),
  }),
  unlinkEvidence: endpoint({
    method: 'DELETE',
    path: '/evidence/:evidence/lines/:line',
    summary: { ja: '証跡を行から外す', en: 'Takes a piece away from a line' },
    params: z.object({ evidence: evidenceId, line: lineId }),
  }),
  reviewEvidence: endpoint({
    method: 'POST',
    path: '/evidence/:evidence/reviews',
    summary: {
      ja: '証跡がいまも有効だと確かめた',
      en: 'Says that a piece was looked at and still holds',
    },
    params: one,
    body: z.object({ seen: number }),
  }),
  removeEvidence: endpoint({
    method: 'DELETE',
    path: '/evidence/:evidence',
    summary: {
      ja: '証跡を取り除く（ファイルは消え、記録は残る）',
      en: 'Removes a piece: its files are destroyed, the log stays',
    },
    params: one,
  }),
  downloadEvidence: endpoint({
    method: 'GET',
    path: '/evidence/:evidence/revisions/:number/file',
    summary: { ja: '証跡のファイルを保存する', en: 'The file, to be saved' },
    params: fileOf,
    media: 'application/octet-stream',
  }),
  viewEvidence: endpoint({
    method: 'GET',
    path: '/evidence/:evidence/revisions/:number/view',
    summary: {
      ja: '証跡のファイルをその場で見る（PDFと写真）',
      en: 'The file, to be looked at in its place: PDF and pictures',
    },
    params: fileOf,
    media: 'application/octet-stream',
  }),
} as const;
