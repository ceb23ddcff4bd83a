import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, typed, words } from './fields.ts';
import { named } from './plan-shape.ts';

const field = z.enum(['state', 'planned', 'statement']);
const number = z
  .string()
  .regex(/^BK-[0-9A-HJKMNP-TV-Z]{8}$/)
  .describe('As it stands in every row of the book');
const answeredBy = typed(200).min(1).describe('Key of the organisation that answers');
const fileName = typed(255).optional();
const count = z.number().int().nonnegative();
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const upload = { maxBytes: 16 * 1024 * 1024 };

const cell = z.object({
  line: z.string(),
  checkItem: words.optional().describe('Absent where the line is not seen'),
  subject: words.optional(),
  field,
  outcome: z
    .enum(['new', 'cleared', 'conflict', 'refused'])
    .describe(
      'Written in the book; emptied there; written there and here; cannot be taken in, and why',
    ),
  place: z.string().describe('Sheet and cell in the book'),
  value: z.string().describe('What the book says; of a state its identifier'),
  present: z.string().describe('What the cell says here'),
  base: z.string().optional().describe('What it said when the book was made'),
  seen: count.describe('Version of the cell, for the choice'),
  reopens: z.boolean().describe('It had been handed in or accepted, and opens again'),
  spread: z
    .object({ checkItem: z.string(), lines: count })
    .optional()
    .describe('Of the official sheet: one row for so many lines'),
  moved: z
    .object({ key: z.string(), edition: words, label: words })
    .optional()
    .describe('The row came out by another edition, for this item of it'),
  why: words.optional(),
});

const received = z.object({
  file: id('fil'),
  name: z.string(),
  sha256: z.string(),
  kind: z.enum(['lines', 'official', 'answer-book']),
  answeredBy: named
    .optional()
    .describe('For whose answers it was taken; of the official sheet and of answer books'),
  at: instant,
  byName: z.string(),
  mergedAt: instant.optional(),
  written: count.describe('Cells that were written from it'),
  open: z.boolean().describe('It can still be merged'),
  signed: z
    .object({ by: z.string(), fingerprint: z.string(), on: z.string() })
    .optional()
    .describe('Of an answer book: who signed it, by which key, and when'),
});

const issued = z.object({
  number,
  answeredBy: named,
  at: instant,
  byName: z.string(),
  lines: count,
});

/** What would come of a file that came. */
export const bookPreview = z.object({
  received,
  books: z.array(
    issued.extend({
      otherEdition: z.boolean().describe('Made by another edition than the present'),
    }),
  ),
  key: z
    .object({
      standing: z
        .enum(['first', 'known', 'replaced'])
        .describe('Compared for this book; known from one before; another counts by now'),
      comparedAt: instant,
      comparedByName: z.string(),
    })
    .optional()
    .describe('Of an answer book: how the key that signed it stands with what people compared'),
  counts: z.object({
    new: count,
    cleared: count,
    conflict: count,
    refused: count,
    unchanged: count,
    reopens: count.describe('Lines that had been handed in or accepted'),
  }),
  cells: z.array(cell).describe('Of each outcome the first 1,000'),
  spreads: z.array(
    z.object({ checkItem: z.string(), label: words, lines: count, value: z.string() }),
  ),
  moves: z
    .array(
      z.object({
        key: z.string().describe('For the choice'),
        edition: words,
        label: words.describe('The item in that edition'),
        to: words.describe('What it is in the present one'),
        lines: count,
        reworded: z.boolean().describe('It is asked in other words now'),
      }),
    )
    .describe('Items of other editions whose rows go to other lines, once somebody chose them'),
  strays: z
    .array(z.object({ place: z.string(), words: z.string() }))
    .describe('Rows whose words belong to no line of the organisation that answers'),
  notes: z.array(z.object({ place: z.string(), what: words })),
});

const one = z.object({ file: id('fil') });

export const sheetBookEndpoints = {
  listBooks: endpoint({
    method: 'GET',
    path: '/sheet/books',
    summary: {
      ja: 'Excelを出せる組織と、出したもの・戻ってきたもの',
      en: 'For whom books can be made, and those that went out and came back',
    },
    response: z.object({
      answerers: z.array(named.extend({ lines: count, own: z.boolean() })),
      issued: z.array(issued),
      received: z.array(received),
    }),
  }),
  issueBook: endpoint({
    method: 'POST',
    path: '/sheet/books',
    summary: {
      ja: '組織の回答用Excelをつくる（いまの回答入り）',
      en: 'Make the book of an organisation, with its present answers',
    },
    body: z.object({ answeredBy, language: z.enum(['ja', 'en']) }),
    response: z.object({ number, lines: count }),
  }),
  readIssuedBook: endpoint({
    method: 'GET',
    path: '/sheet/books/:number/file',
    summary: { ja: '出した回答用Excel', en: 'A book that was made' },
    params: z.object({ number }),
    media: xlsx,
  }),
  readWholeSheet: endpoint({
    method: 'GET',
    path: '/sheet/whole',
    summary: {
      ja: 'チェックシートの一覧（見える行のすべて）',
      en: 'The check sheet as a list: all lines that one sees',
    },
    query: z.object({ language: z.enum(['ja', 'en']).optional() }),
    media: xlsx,
  }),
  receiveBook: endpoint({
    method: 'POST',
    path: '/sheet/books/received',
    summary: {
      ja: '戻ってきたExcelを送り、何が変わるかを見る（まだ何も書かない）',
      en: 'Send a book that came back and see what would change; nothing is written',
    },
    query: z.object({ fileName, answeredBy: answeredBy.optional() }),
    upload,
    response: bookPreview,
  }),
  previewBook: endpoint({
    method: 'GET',
    path: '/sheet/books/received/:file',
    summary: { ja: '何が変わるか（もう一度）', en: 'What would change, once more' },
    params: one,
    response: bookPreview,
  }),
  mergeBook: endpoint({
    method: 'POST',
    path: '/sheet/books/received/:file/merge',
    summary: {
      ja: '戻ってきたExcelを取り込む',
      en: 'Merge a book that came back',
    },
    params: one,
    body: z.object({
      clear: z.boolean().describe('Empty what was emptied in the book'),
      chosen: z
        .array(z.object({ line: typed(300), field, seen: count }))
        .max(3_000)
        .describe('Conflicts in which the book is right; the others stay as they are here'),
      spread: z
        .array(typed(60))
        .max(300)
        .describe('Check items of the official sheet that are written into all their lines'),
      moved: z
        .array(typed(200))
        .max(500)
        .optional()
        .describe('Items of other editions whose rows are written into the lines of the present'),
    }),
    bodyBytes: 1024 * 1024,
    response: z.object({
      written: count,
      reopened: count,
      conflicts: count,
      refused: count,
      uncleared: count,
      unspread: count,
      unmoved: count,
    }),
  }),
  readReceivedFile: endpoint({
    method: 'GET',
    path: '/sheet/books/received/:file/file',
    summary: { ja: '戻ってきたファイルそのもの', en: 'The file as it came' },
    params: one,
    media: xlsx,
  }),
  fillOfficialSheet: endpoint({
    method: 'POST',
    path: '/sheet/official',
    summary: {
      ja: '公式のシートの写しに、いまの回答を書き入れる',
      en: 'Fill a copy of the official sheet with the present answers',
    },
    query: z.object({ answeredBy, language: z.enum(['ja', 'en']).optional() }),
    upload,
    media: xlsx,
  }),
} as const;
