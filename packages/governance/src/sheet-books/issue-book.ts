import { defineUseCase } from '@machimori/application';
import { numberSigns } from '@machimori/documents/sheet-books';
import { type Chance, Failure, type Locale, type Text, text } from '@machimori/kernel';
import { readCityName } from '../approval/approval-city-store.ts';
import { readNames } from '../sheet/line-store.ts';
import { readYardstick } from '../yardstick-store.ts';
import { type LineNow, namesOfLines, readLineIds, readLinesNow } from './book-line-store.ts';
import {
  actingFor,
  type IssuedBook,
  insertIssuedBook,
  readIssuedBooks,
  type SaidCells,
  type SaidLines,
} from './book-store.ts';

const messages = {
  none: text(
    'この組織が答える行は見つかりません。',
    'There is no line that this organisation answers.',
  ),
  noBook: text('見つかりません。', 'Not found.'),
  many: text(
    'この組織の行は多すぎて、一つのファイルにできません（2万行まで）。',
    'This organisation has too many lines for one book (20,000 at most).',
  ),
  manyNext: text(
    '画面の一覧でしぼり込んで答えるか、まち全体の一覧をダウンロードしてください。',
    'Answer on the page, or download the list of the whole city.',
  ),
};

/** A reader takes no more. */
const mostLines = 20_000;

/** What a book is made of: its lines as they stood when it went out, and what people call them. */
export interface BookContent {
  readonly city: string;
  readonly lines: readonly LineNow[];
  readonly names: ReadonlyMap<string, Text>;
}

/** `BK-` and eight signs: forty bits, so that no two books of a city have the same. */
const newNumber = (chance: Chance): string =>
  `BK-${[...chance.bytes(8)].map((byte) => numberSigns[byte % numberSigns.length]).join('')}`;

const saidBy = ({ values: { state, planned, statement } }: LineNow): SaidCells => [
  state,
  planned,
  statement,
];

/**
 * Makes a book of the lines that an organisation answers, as far as one sees them: its number, and what its cells
 * say, are kept, so that it can be told later what was written into it.
 */
export const issueBook = defineUseCase<
  { readonly answeredBy: string; readonly locale: Locale },
  { readonly number: string; readonly lines: number }
>({
  name: 'issue-book',
  action: 'sheet:issue-book',
  kind: 'command',
  async handle(context, { answeredBy, locale }) {
    const { chance, now } = context;
    // Whom one does not see, one cannot ask either: the same answer as for one that does not exist.
    const known = await readNames(context, [answeredBy]);
    const ids = known.has(answeredBy) ? await readLineIds(context, { answeredBy }) : [];
    if (ids.length === 0) throw new Failure('not-found', messages.none);
    if (ids.length > mostLines)
      throw new Failure('limit-exceeded', messages.many, { next: messages.manyNext });
    const lines = await readLinesNow(
      context,
      ids.map(({ line }) => line),
    );
    const said: SaidLines = Object.fromEntries(
      [...lines].map(([line, each]) => [line, saidBy(each)]),
    );
    const number = newNumber(chance);
    const { edition } = await readYardstick(context);
    await insertIssuedBook(context, {
      number,
      answeredBy,
      answerer: [...lines.values()][0]?.kept.answerer,
      organisation: actingFor(context),
      madeAt: now,
      locale,
      edition,
      said,
    });
    return {
      output: { number, lines: lines.size },
      content: { book: number, answeredBy, lines: lines.size },
    };
  },
});

/** The lines of a book that went out, as its cells said then. */
export const readIssuedBook = defineUseCase<
  { readonly number: string },
  BookContent & { readonly book: IssuedBook }
>({
  name: 'read-issued-book',
  action: 'sheet:issue-book',
  kind: 'sensitive-query',
  async handle(context, { number }) {
    const book = (await readIssuedBooks(context, [number])).get(number);
    if (book === undefined) throw new Failure('not-found', messages.noBook);
    const present = await readLinesNow(context, Object.keys(book.said));
    const lines = [...present.values()].map((line): LineNow => {
      const [state, planned, statement] = book.said[line.kept.id] ?? saidBy(line);
      return {
        ...line,
        values: { state: state as LineNow['values']['state'], planned, statement },
      };
    });
    return {
      output: {
        book,
        city: await readCityName(context),
        lines,
        names: await namesOfLines(context, lines),
      },
      content: { book: number, lines: lines.length },
    };
  },
});

/** All lines that one sees, as they stand now: the list of the whole city. */
export const readWholeSheet = defineUseCase<null, BookContent>({
  name: 'read-whole-sheet',
  action: 'sheet:issue-book',
  kind: 'sensitive-query',
  async handle(context) {
    const ids = await readLineIds(context, {});
    const lines = [
      ...(
        await readLinesNow(
          context,
          ids.map(({ line }) => line),
        )
      ).values(),
    ];
    return {
      output: {
        city: await readCityName(context),
        lines,
        names: await namesOfLines(context, lines),
      },
      content: { book: 'whole', lines: lines.length },
    };
  },
});

/** The lines that an organisation answers, as far as one sees them, for a copy of the official sheet. */
export const readAnswerersSheet = defineUseCase<{ readonly answeredBy: string }, BookContent>({
  name: 'read-answerers-sheet',
  action: 'sheet:issue-book',
  kind: 'sensitive-query',
  async handle(context, { answeredBy }) {
    const ids = await readLineIds(context, { answeredBy });
    if (ids.length === 0) throw new Failure('not-found', messages.none);
    const lines = [
      ...(
        await readLinesNow(
          context,
          ids.map(({ line }) => line),
        )
      ).values(),
    ];
    return {
      output: {
        city: await readCityName(context),
        lines,
        names: await namesOfLines(context, lines),
      },
      content: { book: 'official', answeredBy, lines: lines.length },
    };
  },
});
