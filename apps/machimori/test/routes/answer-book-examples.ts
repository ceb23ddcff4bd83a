import type { EndpointName } from '@machimori/contract';
import { digestOf } from '@machimori/governance';
import type { Example } from './example.ts';
import { acceptedLine, vendorsLine } from './sheet-examples.ts';
import type { Town } from './town.ts';

const vendor = 'one/contributor';
const answeredBy = 'gyosha-a';

/** A signed book of the vendor's one accepted answer, and the fingerprint of its key. */
export async function signedBook(town: Town, of?: string) {
  const line = await acceptedLine(town, of);
  const { fingerprint } = await town.done(vendor, 'POST', '/sheet/answer-book/key', { body: {} });
  const { bytes } = await town.ask(vendor, 'POST', '/sheet/answer-book/file', {
    body: { lines: [line], evidence: true },
  });
  return { line, bytes, fingerprint: String(fingerprint) };
}

/** What is sent to the routes of answer books when all is right. */
export const answerBookExamples: Partial<Record<EndpointName, Example>> = {
  listOwnAnswers: {
    as: vendor,
    send: async (town) => {
      await vendorsLine(town);
      return {};
    },
  },
  makeAnswerBookKey: { as: vendor, send: async () => ({}) },
  signAnswerBook: {
    as: vendor,
    send: async (town) => {
      const { line } = await signedBook(town);
      return { body: { lines: [line], evidence: false } };
    },
  },
  signAnswerBookCopy: {
    as: vendor,
    send: async (town) => {
      const { line, bytes } = await signedBook(town);
      return { body: { lines: [line], evidence: true, sha256: digestOf(bytes), language: 'ja' } };
    },
  },
  readAnswerBookCopy: {
    as: vendor,
    send: async (town) => {
      const { bytes, fingerprint } = await signedBook(town);
      const { received } = await town.done(vendor, 'POST', '/sheet/answer-books/received', {
        file: bytes,
        query: { answeredBy, fingerprint, fileName: '回答集.json' },
      });
      const { file } = received as { file: string };
      return { params: { file }, query: { language: 'en' } };
    },
  },
  receiveAnswerBook: {
    as: vendor,
    send: async (town) => {
      const { bytes, fingerprint } = await signedBook(town);
      return { file: bytes, query: { answeredBy, fingerprint, fileName: '回答集.json' } };
    },
  },
};
