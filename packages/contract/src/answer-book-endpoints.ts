import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, typed, words } from './fields.ts';
import { bookPreview } from './sheet-book-endpoints.ts';

const fingerprint = z.string().describe('Of the key that signs: eight groups of four signs');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const chosen = {
  lines: z.array(typed(300)).min(1).max(2_000),
  evidence: z.boolean().describe('With SHA-256 of the files that prove the answers'),
};

export const answerBookEndpoints = {
  listOwnAnswers: endpoint({
    method: 'GET',
    path: '/sheet/answer-book',
    summary: {
      ja: '回答集に入れられる、自分の組織の認められた回答',
      en: 'Accepted answers of one’s own organisation that an answer book can have',
    },
    response: z.object({
      fingerprint: fingerprint.optional(),
      answers: z.array(
        z.object({
          line: z.string(),
          checkItem: words,
          subject: words,
          state: z.enum(['not-started', 'planned', 'in-progress', 'implemented', 'not-applicable']),
          planned: z.string(),
          statement: z.string(),
          acceptedOn: day,
          tells: z.array(z.string()).describe('Names of this town that stand in the answer'),
        }),
      ),
    }),
  }),
  makeAnswerBookKey: endpoint({
    method: 'POST',
    path: '/sheet/answer-book/key',
    summary: {
      ja: '回答集に署名する鍵をつくる（あれば、そのまま）',
      en: 'Make the key that signs answer books; one that is there stays',
    },
    response: z.object({ fingerprint }),
  }),
  signAnswerBook: endpoint({
    method: 'POST',
    path: '/sheet/answer-book/file',
    summary: { ja: '署名した回答集', en: 'A signed answer book' },
    body: z.object(chosen),
    bodyBytes: 1024 * 1024,
    media: 'application/json',
  }),
  signAnswerBookCopy: endpoint({
    method: 'POST',
    path: '/sheet/answer-book/workbook',
    summary: {
      ja: '署名した回答集を読むためのExcel（同じ回答を選んで）',
      en: 'The workbook in which that signed answer book is read: of the same answers',
    },
    body: z.object({
      ...chosen,
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe('Of the signed file, as `machimori-sha256` told it'),
      language: z.enum(['ja', 'en']).optional(),
    }),
    bodyBytes: 1024 * 1024,
    media: xlsx,
  }),
  readAnswerBookCopy: endpoint({
    method: 'GET',
    path: '/sheet/answer-books/received/:file/workbook',
    summary: {
      ja: '届いた回答集を読むためのExcel（署名を確かめてから）',
      en: 'The workbook in which a received answer book is read, once its signature was verified',
    },
    params: z.object({ file: id('fil') }),
    query: z.object({ language: z.enum(['ja', 'en']).optional() }),
    media: xlsx,
  }),
  receiveAnswerBook: endpoint({
    method: 'POST',
    path: '/sheet/answer-books/received',
    summary: {
      ja: '業者の回答集を送り、何が変わるかを見る（まだ何も書かない）',
      en: 'Send a vendor’s answer book and see what would change; nothing is written',
    },
    query: z.object({
      fileName: typed(255).optional(),
      answeredBy: typed(200).min(1).describe('Key of the organisation whose lines are answered'),
      fingerprint: typed(200).optional().describe('As the vendor told it; the first time'),
      keyChanged: z.enum(['true']).optional().describe('The vendor told that its key is another'),
    }),
    upload: { maxBytes: 4 * 1024 * 1024 },
    response: bookPreview,
  }),
} as const;
