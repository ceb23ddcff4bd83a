import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EndpointName } from '@machimori/contract';
import { type BookLine, readSheetBook, writeSheetBook } from '@machimori/documents/sheet-books';
import { text } from '@machimori/kernel';
import { root } from '../run-program.ts';
import { answerBookExamples } from './answer-book-examples.ts';
import type { Example } from './example.ts';
import { vendorsLine } from './sheet-examples.ts';
import type { AskerName, Town } from './town.ts';

const vendor = 'one/contributor';
const answeredBy = 'gyosha-a';

/** The number of a book of the vendor's. */
async function issued(town: Town): Promise<string> {
  await vendorsLine(town);
  const { number } = await town.done(vendor, 'POST', '/sheet/books', {
    body: { answeredBy, language: 'ja' },
  });
  return String(number);
}

/** A book with so many lines, as it comes back filled in. */
export const filledBook = (
  number: string,
  lines: readonly Partial<BookLine>[],
): Promise<Uint8Array> =>
  writeSheetBook(
    {
      locale: 'ja',
      city: text('まち', 'Town'),
      organisation: text('事業者', 'Vendor'),
      madeOn: '2026-11-22',
      edition: { version: '2.0-draft', draft: true },
      number,
    },
    lines.map((line) => ({
      line: 'service-2-2@nothing',
      item: { label: text('項目', 'Item'), heading: text('', ''), asks: text('', '') },
      subject: text('対象', 'Subject'),
      answeredBy: text('事業者', 'Vendor'),
      level: undefined,
      due: '2027-03-31',
      state: 'not-started',
      planned: '',
      statement: '',
      stage: 'none',
      ...line,
    })),
  );

let written = 0;

/** The vendor's book, with something written into its first line. */
async function filled(town: Town): Promise<Uint8Array> {
  const number = await issued(town);
  const { bytes } = await town.ask(vendor, 'GET', '/sheet/books/:number/file', {
    params: { number },
  });
  const [row] = readSheetBook(bytes).rows;
  written += 1;
  return filledBook(number, [
    { line: row?.line ?? '', state: 'implemented', statement: `Excelで書いた（${written}）` },
  ]);
}

async function received(town: Town, who: AskerName): Promise<string> {
  const { received: book } = (await town.done(who, 'POST', '/sheet/books/received', {
    file: await filled(town),
  })) as { received: { file: string } };
  return book.file;
}

const official = (): Uint8Array =>
  readFileSync(join(root, 'packages/documents/test/fixtures/official-imitation.xlsx'));

/** What is sent to the routes of books when all is right. */
export const sheetBookExamples: Partial<Record<EndpointName, Example>> = {
  ...answerBookExamples,
  listBooks: {
    as: vendor,
    send: async (town) => {
      await issued(town);
      return {};
    },
  },
  issueBook: {
    as: vendor,
    send: async (town) => {
      await vendorsLine(town);
      return { body: { answeredBy, language: 'ja' } };
    },
  },
  readIssuedBook: {
    as: vendor,
    send: async (town) => ({ params: { number: await issued(town) } }),
  },
  readWholeSheet: {
    as: 'promoter/auditor',
    send: async (town) => {
      await vendorsLine(town);
      return { query: { language: 'ja' } };
    },
  },
  receiveBook: {
    as: vendor,
    send: async (town) => ({ file: await filled(town), query: { fileName: '回答.xlsx' } }),
  },
  previewBook: {
    as: vendor,
    send: async (town) => ({ params: { file: await received(town, vendor) } }),
  },
  mergeBook: {
    as: vendor,
    send: async (town) => ({
      params: { file: await received(town, vendor) },
      body: { clear: false, chosen: [], spread: [] },
    }),
  },
  readReceivedFile: {
    as: vendor,
    send: async (town) => ({ params: { file: await received(town, vendor) } }),
  },
  fillOfficialSheet: {
    as: vendor,
    send: async (town) => {
      await vendorsLine(town);
      return { file: official(), query: { answeredBy } };
    },
  },
};
