import { defineUseCase } from '@machimori/application';
import type { SheetEdition } from '@machimori/documents/sheet';
import type { AnyBookReading, BookReading } from '@machimori/documents/sheet-books';
import { Failure, type Id, text } from '@machimori/kernel';
import { type KeyStanding, keyStandingOf } from '../answer-books/key-standing.ts';
import type { FilePorts } from '../files/file-ports.ts';
import { keepFile, openFile } from '../files/keep-file.ts';
import { findKeptFile } from '../files/kept-file-store.ts';
import { readNames } from '../sheet/line-store.ts';
import { readLineIds } from './book-line-store.ts';
import {
  actingFor,
  type BookKind,
  findReceivedBook,
  forgetReadings,
  insertReceivedBook,
  numbersIn,
  type ReceivedBook,
  readIssuedBooks,
} from './book-store.ts';
import { type JudgedBook, judgeBook } from './judged-book.ts';
import { type EditionBefore, moveRows } from './move-rows.ts';
import { openReading } from './open-reading.ts';
import { spreadItems } from './spread-items.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  whose: text(
    '公式のチェックシートです。どの組織の回答かを選んで、もう一度送ってください。',
    'This is the official sheet. Choose whose answers these are, and send it again.',
  ),
  nobody: text(
    'この組織が答える行は見つかりません。何も取り込んでいません。',
    'There is no line that this organisation answers. Nothing was taken in.',
  ),
};

/** What Excel writes. */
export const bookMedia = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface ReceiveBook {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly read: AnyBookReading;
  /** Key of whose answers the official sheet has. */
  readonly answeredBy: string | undefined;
  /** What its rows name. */
  readonly edition: SheetEdition;
  /** Its id, and what became in it of the items of other editions, by their ids. */
  readonly by: string;
  readonly before: ReadonlyMap<string, EditionBefore>;
}

/** What would come of a book that came. */
export interface BookPreview extends JudgedBook, Pick<BookReading, 'strays' | 'notes'> {
  readonly received: ReceivedBook;
  /** Of an answer book. */
  readonly key: KeyStanding | undefined;
}

/** What was read is there to be merged for so long. */
const keptMs = 7 * 86_400_000;

/** Takes in a file that came back: it is kept sealed, to be compared and merged. Nothing is written into any line. */
export const receiveBook = defineUseCase<ReceiveBook, { readonly file: Id<'file'> }, FilePorts>({
  name: 'receive-book',
  action: 'sheet:answer',
  kind: 'command',
  async handle(context, { fileName, bytes, read, answeredBy, edition, by, before }) {
    const { now } = context;
    const organisation = actingFor(context);
    if (read.kind === 'official' && answeredBy === undefined)
      throw new Failure('input-invalid', messages.whose, { field: 'answeredBy' });
    const whose = read.kind === 'official' ? answeredBy : undefined;
    // Whom one does not see, one cannot ask either: the same answer as for one that does not exist.
    if (whose !== undefined && (await readLineIds(context, { answeredBy: whose })).length === 0)
      throw new Failure('input-invalid', messages.nobody, { field: 'answeredBy' });
    const reading: BookReading =
      read.kind === 'lines'
        ? { ...(await movedIn(context, read.reading, before)), by }
        : {
            ...joined(
              read.reading,
              await spreadItems(context, read.items, {
                answeredBy: whose ?? '',
                edition,
                besides: new Set(read.reading.rows.map(({ line }) => line)),
              }),
            ),
            by,
          };
    await forgetReadings(context, new Date(now.getTime() - keptMs));
    const { file, digest } = await keepFile(context, {
      organisation,
      name: fileName,
      media: bookMedia,
      bytes,
    });
    const kind: BookKind = read.kind;
    await insertReceivedBook(context, {
      file,
      organisation,
      kind,
      answeredBy: whose,
      reading,
      now,
    });
    return {
      output: { file },
      subjects: [file],
      content: {
        kind,
        ...(whose === undefined ? {} : { answeredBy: whose }),
        bytes: bytes.length,
        sha256: digest,
        rows: reading.rows.length,
        books: [...new Set(reading.rows.flatMap(({ number }) => number ?? []))].slice(0, 50),
      },
    };
  },
});

const joined = (
  of: BookReading,
  { rows, strays }: Pick<BookReading, 'rows' | 'strays'>,
): BookReading => ({
  ...of,
  rows: [...of.rows, ...rows],
  strays: [...of.strays, ...strays],
});

/** Its rows, by the edition by which each went out. */
async function movedIn(
  context: Parameters<typeof readIssuedBooks>[0],
  reading: BookReading,
  before: ReadonlyMap<string, EditionBefore>,
): Promise<BookReading> {
  if (before.size === 0) return reading;
  const books = await readIssuedBooks(context, numbersIn(reading.rows));
  return moveRows(reading, { editionOf: (number) => books.get(number)?.edition, before });
}

async function previewOf(
  context: Parameters<typeof judgeBook>[0],
  file: string,
): Promise<BookPreview> {
  const received = await findReceivedBook(context, file);
  if (received === undefined) throw new Failure('not-found', messages.none);
  const reading = await openReading(context, received);
  const judged = await judgeBook(context, reading);
  const whose = await readNames(context, received.answeredBy ? [received.answeredBy] : []);
  return {
    ...judged,
    names: new Map([...judged.names, ...whose]),
    received,
    key: await keyStandingOf(context, received),
    strays: reading.strays,
    notes: reading.notes,
  };
}

/** The same again, as the lines stand by now. */
export const previewBook = defineUseCase<{ readonly file: string }, BookPreview>({
  name: 'preview-book',
  action: 'sheet:answer',
  kind: 'query',
  async handle(context, { file }) {
    return { output: await previewOf(context, file) };
  },
});

/** The file as it came. */
export const readReceivedFile = defineUseCase<
  { readonly file: string },
  { readonly file: Id<'file'>; readonly kind: BookKind; readonly bytes: Uint8Array },
  FilePorts
>({
  name: 'read-received-file',
  action: 'sheet:answer',
  kind: 'sensitive-query',
  async handle(context, { file }) {
    const received = await findReceivedBook(context, file);
    const row = received && (await findKeptFile(context, file));
    if (row === undefined) throw new Failure('not-found', messages.none);
    return {
      output: {
        file: row.file,
        kind: received?.kind ?? 'lines',
        bytes: await openFile(context, row),
      },
      subjects: [row.file],
      content: { read: 'book' },
    };
  },
});
