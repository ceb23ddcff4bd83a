import { Readable } from 'node:stream';
import type { Edition } from '@machimori/catalogue';
import { endpoints } from '@machimori/contract';
import { sheetEdition } from '@machimori/documents/sheet';
import type { BookLine } from '@machimori/documents/sheet-books';
import {
  answerBookMedia,
  type BookPreview,
  bookMedia,
  type IssuedBook,
  issueBook,
  type JudgedCell,
  type LineNow,
  listBooks,
  mergeBook,
  officialPlan,
  previewBook,
  type ReceivedBook,
  readAnswerersSheet,
  readIssuedBook,
  readReceivedFile,
  readWholeSheet,
  receiveBook,
} from '@machimori/governance';
import { dayInJapan, type Locale, type Text, text } from '@machimori/kernel';
import { itemLabel } from '@machimori/planning';
import type { FastifyReply } from 'fastify';
import { currentEdition } from '../../edition-file.ts';
import { fillOfficialGuarded, readBookGuarded } from '../../guarded-reading.ts';
import { editionsBefore } from '../editions-before.ts';
import { guideline, sheetGuidelineFor } from '../guideline.ts';
import { type BookPiece, makeBook } from '../make-book.ts';
import { type Pace, Reading, slowestPace } from '../reading-pace.ts';
import { bookRoute, route, uploadRoute } from '../route.ts';
import { saved } from './saved-as.ts';

const messages = {
  somebodyElse: text('ほかの組織', 'another organisation'),
  unseen: text('見えないもの', 'something that you do not see'),
  book: text('チェックシート', 'check-sheet'),
  whole: text('チェックシート一覧', 'check-sheet-list'),
  official: text('公式チェックシート', 'official-check-sheet'),
};

type Names = ReadonlyMap<string, Text>;

const words = ({ ja, en }: Text) => ({ ja, en });
const named = (key: string, names: Names) => ({
  key,
  name: words(names.get(key) ?? messages.somebodyElse),
});

const issuedShown = (book: IssuedBook, names: Names) => ({
  number: book.number,
  answeredBy: named(book.answeredBy, names),
  at: book.madeAt.toISOString(),
  byName: book.madeByName,
  lines: book.lines,
});

const receivedShown = (book: ReceivedBook, names: Names) => ({
  file: book.file,
  name: book.name,
  sha256: book.digest,
  kind: book.kind,
  answeredBy: book.answeredBy === undefined ? undefined : named(book.answeredBy, names),
  at: book.receivedAt.toISOString(),
  byName: book.receivedByName,
  mergedAt: book.mergedAt?.toISOString(),
  written: book.written,
  open: book.open,
  signed: book.signed && { ...book.signed },
});

/** Of each outcome so many are shown; what is counted is all. */
const mostShown = 1_000;
/** What is not taken in is recognised by its beginning. */
const mostOfRefused = 300;
const cut = (value: string): string =>
  value.length > mostOfRefused ? `${value.slice(0, mostOfRefused)}…` : value;
const outcomes = ['new', 'cleared', 'conflict', 'refused'] as const;

/** A preview as the page is told, whatever kind of file it is of. */
export function previewShown(preview: BookPreview, edition: Edition) {
  const { cells, unchanged, books, lines, names, received, key, strays, notes } = preview;
  const items = new Map(edition.checkItems.map((item) => [item.id, item]));
  const labelOf = (id: string): Text => {
    const item = items.get(id);
    return item === undefined ? text(id, id) : itemLabel(item);
  };
  const cellShown = (cell: JudgedCell) => {
    const kept = lines.get(cell.line)?.kept;
    return {
      line: cell.line,
      checkItem: kept && words(labelOf(kept.checkItem)),
      subject: kept && words(names.get(kept.subject) ?? messages.unseen),
      field: cell.field,
      outcome: cell.outcome,
      place: `${cell.sheet} ${cell.at}`.trim(),
      value: cell.outcome === 'refused' ? cut(cell.value) : cell.value,
      present: cell.present,
      base: cell.base,
      seen: cell.seen,
      reopens: cell.reopens,
      spread: cell.spread && { ...cell.spread },
      moved: cell.moved && {
        key: cell.moved.key,
        edition: words(cell.moved.edition),
        label: words(cell.moved.label),
      },
      why: cell.why && words(cell.why),
    };
  };
  const of = (outcome: JudgedCell['outcome']) => cells.filter((cell) => cell.outcome === outcome);
  const spreads = new Map(
    cells.flatMap((cell) =>
      cell.spread === undefined || cell.outcome === 'refused'
        ? []
        : [[cell.spread.checkItem, { ...cell.spread, value: cell.value }] as const],
    ),
  );
  return {
    received: receivedShown(received, names),
    books: books.map((book) => ({
      ...issuedShown(book, names),
      otherEdition: (book.edition ?? currentEdition) !== edition.id,
    })),
    key: key && { ...key, comparedAt: key.comparedAt.toISOString() },
    counts: {
      new: of('new').length,
      cleared: of('cleared').length,
      conflict: of('conflict').length,
      refused: of('refused').length,
      unchanged,
      reopens: new Set(cells.flatMap(({ reopens, line }) => (reopens ? [line] : []))).size,
    },
    cells: outcomes.flatMap((outcome) => of(outcome).slice(0, mostShown).map(cellShown)),
    spreads: [...spreads.values()].map((each) => ({
      ...each,
      label: words(labelOf(each.checkItem)),
    })),
    moves: movesIn(cells).map(({ moved, lines: those }) => ({
      key: moved.key,
      edition: words(moved.edition),
      label: words(moved.label),
      to: words(labelOf(moved.checkItem ?? '')),
      lines: those.size,
      reworded: moved.reworded === true,
    })),
    strays: strays.map(({ sheet, at, words: said }) => ({ place: `${sheet} ${at}`, words: said })),
    notes: notes.map(({ sheet, at, what }) => ({
      place: `${sheet} ${at}`.trim(),
      what: words(what),
    })),
  };
}

/** Items of other editions whose rows can be written into the lines of the present. */
function movesIn(cells: readonly JudgedCell[]) {
  const found = new Map<
    string,
    { readonly moved: NonNullable<JudgedCell['moved']>; readonly lines: Set<string> }
  >();
  for (const { moved, outcome, line } of cells) {
    if (moved?.line === undefined || outcome === 'refused') continue;
    const its = found.get(moved.key) ?? { moved, lines: new Set() };
    its.lines.add(line);
    found.set(moved.key, its);
  }
  return [...found.values()];
}

/** How a line stands, as the row of a book says it. */
export function rowsIn(
  edition: Edition,
  names: Names,
): (line: Pick<LineNow, 'kept' | 'values' | 'stage'>) => BookLine {
  const items = new Map(
    edition.checkItems.map((item) => [
      item.id,
      { label: itemLabel(item), heading: item.heading, asks: item.asks },
    ]),
  );
  const unknown = (id: string) => ({
    label: text(id, id),
    heading: text('', ''),
    asks: text('', ''),
  });
  return ({ kept, values, stage }) => ({
    line: kept.id,
    item: items.get(kept.checkItem) ?? unknown(kept.checkItem),
    subject: names.get(kept.subject) ?? messages.unseen,
    answeredBy: names.get(kept.answeredBy) ?? messages.somebodyElse,
    level: kept.level,
    due: kept.planned.by,
    ...values,
    stage: stage ?? 'none',
  });
}

export const editionShown = ({ version, status }: Edition) => ({
  version,
  draft: status === 'draft',
});

/** After so many lines it is known about how large the whole will be. */
const triedLines = 2_000;

/**
 * Sends a book while it is written, to whoever takes it no slower than the pace. What is not known before is told as near as the first lines tell it: about how
 * many bytes will come.
 */
export async function sendBook(
  reply: FastifyReply,
  pieces: AsyncGenerator<BookPiece>,
  all: number,
  pace: Pace = slowestPace,
): Promise<FastifyReply> {
  const first: Uint8Array[] = [];
  let [bytes, lines] = [0, 0];
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) break;
    first.push(next.value.bytes);
    bytes += next.value.bytes.length;
    lines = next.value.lines;
    if (lines >= triedLines) break;
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    for (const each of first) yield* taken(each);
    for await (const { bytes } of pieces) yield* taken(bytes);
  }
  const reading = new Reading(pace);
  const endIt = (): void => void sent.destroy(new Error('somebody takes the book too slowly'));
  function* taken(bytes: Uint8Array): Iterable<Uint8Array> {
    const isTaken = reading.offer(bytes.length);
    const late = setTimeout(endIt, Math.max(0, Math.min(pace.graceMs, reading.leftMs)));
    try {
      yield bytes;
    } finally {
      clearTimeout(late);
      isTaken();
    }
    if (reading.leftMs <= 0) endIt();
  }
  const sent = Readable.from(whole(), { objectMode: false });
  const expected = lines === 0 ? bytes : Math.ceil((bytes * Math.max(all, lines)) / lines);
  return reply.type(bookMedia).header('machimori-expected-bytes', String(expected)).send(sent);
}

export const sheetBookRoutes = [
  route(endpoints.listBooks, async ({ run }) => {
    const { answerers, issued, received, names } = await run(listBooks, null);
    return {
      answerers: answerers.map(({ key, lines, own }) => ({ ...named(key, names), lines, own })),
      issued: issued.map((book) => issuedShown(book, names)),
      received: received.map((book) => receivedShown(book, names)),
    };
  }),

  route(endpoints.issueBook, async ({ run, input }) => {
    const { answeredBy, language } = input.body;
    return { ...(await run(issueBook, { answeredBy, locale: language })) };
  }),

  bookRoute(endpoints.readIssuedBook, readIssuedBook, async ({ run, input, reply, world }) => {
    const { book, city, lines, names } = await run(readIssuedBook, input.params);
    const edition = await guideline(book.edition, world.catalogue);
    const organisation = names.get(book.answeredBy) ?? messages.somebodyElse;
    const head = {
      locale: book.locale,
      city: text(city, city),
      organisation,
      madeOn: dayInJapan(book.madeAt),
      edition: editionShown(edition),
      number: book.number,
    };
    const name = `${messages.book[book.locale]}_${organisation[book.locale]}_${book.number}`;
    reply.header('content-disposition', saved(`check-sheet-${book.number}`, name));
    return sendBook(reply, makeBook(head, lines, rowsIn(edition, names)), lines.length);
  }),

  bookRoute(
    endpoints.readWholeSheet,
    readWholeSheet,
    async ({ run, input, reply, world, actor }) => {
      const { city, lines, names } = await run(readWholeSheet, null);
      const edition = await sheetGuidelineFor(world, actor);
      const locale: Locale = input.query.language ?? 'ja';
      const madeOn = dayInJapan(world.clock.now());
      const head = {
        locale,
        city: text(city, city),
        madeOn,
        edition: editionShown(edition),
      };
      const name = `${messages.whole[locale]}_${city}_${madeOn}`;
      reply.header('content-disposition', saved(`check-sheet-${madeOn}`, name));
      return sendBook(reply, makeBook(head, lines, rowsIn(edition, names)), lines.length);
    },
  ),

  uploadRoute(endpoints.receiveBook, receiveBook, async ({ run, input, file, world, actor }) => {
    const edition = await sheetGuidelineFor(world, actor);
    const read = await readBookGuarded(file, edition);
    const { fileName = 'check-sheet.xlsx', answeredBy } = input.query;
    const received = await run(receiveBook, {
      fileName,
      bytes: file,
      read,
      answeredBy,
      edition: sheetEdition(edition),
      by: edition.id,
      before: read.kind === 'lines' ? await editionsBefore(edition.id, world.catalogue) : new Map(),
    });
    return previewShown(await run(previewBook, received), edition);
  }),

  route(endpoints.previewBook, async ({ run, input, world, actor }) =>
    previewShown(await run(previewBook, input.params), await sheetGuidelineFor(world, actor)),
  ),

  route(endpoints.mergeBook, async ({ run, input }) => ({
    ...(await run(mergeBook, { ...input.params, ...input.body, moved: input.body.moved ?? [] })),
  })),

  // Strangers made these bytes: they are saved, never opened as a page of ours.
  route(endpoints.readReceivedFile, async ({ run, input, reply }) => {
    const { file, kind, bytes } = await run(readReceivedFile, input.params);
    const [media, ending] =
      kind === 'answer-book' ? [answerBookMedia, 'json'] : ([bookMedia, 'xlsx'] as const);
    return reply
      .type(media)
      .header('content-disposition', `attachment; filename="${file}.${ending}"`)
      .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
      .send(Buffer.from(bytes));
  }),

  uploadRoute(
    endpoints.fillOfficialSheet,
    readAnswerersSheet,
    async ({ run, input, file, reply, world, actor }) => {
      const { answeredBy, language: locale = 'ja' } = input.query;
      const edition = await sheetGuidelineFor(world, actor);
      const content = await run(readAnswerersSheet, { answeredBy });
      const plan = officialPlan(content);
      const { bytes } = await fillOfficialGuarded(
        file,
        { plan, edition: sheetEdition(edition) },
        { locale },
      );
      const organisation = content.names.get(answeredBy) ?? messages.somebodyElse;
      const name = `${messages.official[locale]}_${organisation[locale]}`;
      return reply
        .type(bookMedia)
        .header('content-disposition', saved('official-check-sheet', name))
        .send(Buffer.from(bytes));
    },
  ),
];
