import type { EndpointName } from '@machimori/contract';
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
  receiveAnswerBook: {
    as: vendor,
    send: async (town) => {
      const { bytes, fingerprint } = await signedBook(town);
      return { file: bytes, query: { answeredBy, fingerprint, fileName: '回答集.json' } };
    },
  },
};
