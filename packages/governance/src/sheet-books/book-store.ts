import { gunzipSync, gzipSync } from 'node:zlib';
import { type Act, nameOf } from '@machimori/application';
import type { BookReading } from '@machimori/documents/sheet-books';
import type { Day, Id, Locale } from '@machimori/kernel';
import type { SheetTables } from '../sheet/sheet-tables.ts';

/** Tables of packages/database/migrations/0031-sheet-books.sql; meanings stand there. */
interface BookTables {
  readonly sheet_books: {
    city_id: string;
    number: string;
    answered_by: string;
    answerer_id: string | null;
    organisation_id: string;
    made_by: string;
    made_at: Date;
    locale: Locale;
    edition: string | null;
    lines: number;
    said: Buffer;
  };
  readonly sheet_books_received: {
    city_id: string;
    file_id: string;
    organisation_id: string;
    kind: BookKind;
    answered_by: string | null;
    received_by: string;
    received_at: Date;
    reading: Buffer | null;
    merged_at: Date | null;
    merged_by: string | null;
    written: number;
    signed_by: string | null;
    signed_key: string | null;
    signed_on: string | null;
  };
  readonly evidence_files: { city_id: string; file_id: string; name: string; digest: string };
  readonly persons: { person_id: string; name: string };
  readonly sheet_lines: SheetTables['sheet_lines'];
}

const tablesOf = ({ transaction }: Act) => transaction.tables<BookTables>();

/** For which organisation somebody handles books: whoever may has a seat. */
export function actingFor({ scope: { organisation } }: Act): string {
  if (organisation === undefined) throw new TypeError('whoever handles books has a seat');
  return organisation;
}

/** A book of ours, a row a line; the official sheet, a row a check item; answers that a vendor has signed. */
export type BookKind = 'lines' | 'official' | 'answer-book';

/** By whom an answer book was signed. */
export interface BookSignature {
  /** As the vendor calls itself. */
  readonly by: string;
  /** Of its key, as people compared it. */
  readonly fingerprint: string;
  readonly on: Day;
}

/** What the cells of a line said: state, planned, statement. */
export type SaidCells = readonly [state: string, planned: string, statement: string];
export type SaidLines = Readonly<Record<string, SaidCells>>;

const packed = (value: unknown): Buffer => gzipSync(JSON.stringify(value), { level: 6 });
const unpacked = (bytes: Buffer): unknown => JSON.parse(gunzipSync(bytes).toString('utf8'));

/** A book that went out. */
export interface IssuedBook {
  readonly number: string;
  /** Key of the organisation whose lines it has. */
  readonly answeredBy: string;
  readonly madeAt: Date;
  /** Empty where the person is not known here. */
  readonly madeByName: string;
  readonly locale: Locale;
  readonly edition: string | undefined;
  readonly lines: number;
}

export async function insertIssuedBook(
  act: Act,
  book: Omit<IssuedBook, 'madeByName' | 'lines'> & {
    readonly answerer: string | undefined;
    readonly organisation: string;
    readonly said: SaidLines;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('sheet_books')
    .values({
      city_id: act.scope.inCity,
      number: book.number,
      answered_by: book.answeredBy,
      answerer_id: book.answerer ?? null,
      organisation_id: book.organisation,
      made_by: nameOf(act.scope.actor),
      made_at: book.madeAt,
      locale: book.locale,
      edition: book.edition ?? null,
      lines: Object.keys(book.said).length,
      said: packed(book.said),
    })
    .execute();
}

const issuedColumns = [
  'b.number',
  'b.answered_by',
  'b.made_at',
  'b.locale',
  'b.edition',
  'b.lines',
  'p.name',
] as const;

const issuedOf = (row: {
  number: string;
  answered_by: string;
  made_at: Date;
  locale: Locale;
  edition: string | null;
  lines: number;
  name: string | null;
}): IssuedBook => ({
  number: row.number,
  answeredBy: row.answered_by,
  madeAt: row.made_at,
  madeByName: row.name ?? '',
  locale: row.locale,
  edition: row.edition ?? undefined,
  lines: row.lines,
});

/** Rows of so many books may be put together in one; nobody puts more. */
const mostBooks = 50;

/** The numbers of the books that rows came out in. */
export const numbersIn = (rows: BookReading['rows']): readonly string[] =>
  [...new Set(rows.flatMap(({ number }) => number ?? []))].slice(0, mostBooks);

/** Those that one sees, with what their cells said; of numbers that are not there, nothing. */
export async function readIssuedBooks(
  act: Act,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, IssuedBook & { readonly said: SaidLines }>> {
  if (numbers.length === 0) return new Map();
  const rows = await tablesOf(act)
    .selectFrom('sheet_books as b')
    .leftJoin('persons as p', 'p.person_id', 'b.made_by')
    .select([...issuedColumns, 'b.said'])
    .where('b.city_id', '=', act.scope.inCity)
    .where('b.number', 'in', numbers)
    .execute();
  return new Map(
    rows.map((row) => [row.number, { ...issuedOf(row), said: unpacked(row.said) as SaidLines }]),
  );
}

/** The latest first. */
export async function listIssuedBooks(act: Act, most: number): Promise<readonly IssuedBook[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_books as b')
    .leftJoin('persons as p', 'p.person_id', 'b.made_by')
    .select(issuedColumns)
    .where('b.city_id', '=', act.scope.inCity)
    .orderBy('b.made_at', 'desc')
    .orderBy('b.number')
    .limit(most)
    .execute();
  return rows.map(issuedOf);
}

/** A file that came back. */
export interface ReceivedBook {
  readonly file: Id<'file'>;
  /** Whose people received it. */
  readonly organisation: string;
  /** As the person's computer calls it. */
  readonly name: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
  readonly kind: BookKind;
  /** Key of the organisation for whose answers it was taken; none of a book of ours, whose number says it. */
  readonly answeredBy: string | undefined;
  readonly receivedAt: Date;
  readonly receivedByName: string;
  readonly mergedAt: Date | undefined;
  /** Cells that were written from it. */
  readonly written: number;
  readonly signed: BookSignature | undefined;
  /** What was read from it is still there to be merged. */
  readonly open: boolean;
}

export async function insertReceivedBook(
  act: Act,
  of: {
    readonly file: string;
    readonly organisation: string;
    readonly kind: BookKind;
    readonly answeredBy: string | undefined;
    readonly reading: BookReading;
    readonly signed?: BookSignature;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .insertInto('sheet_books_received')
    .values({
      city_id: act.scope.inCity,
      file_id: of.file,
      organisation_id: of.organisation,
      kind: of.kind,
      answered_by: of.answeredBy ?? null,
      received_by: nameOf(act.scope.actor),
      received_at: of.now,
      reading: packed(of.reading),
      merged_at: null,
      merged_by: null,
      written: 0,
      signed_by: of.signed?.by ?? null,
      signed_key: of.signed?.fingerprint ?? null,
      signed_on: of.signed?.on ?? null,
    })
    .execute();
}

const receivedColumns = [
  'r.file_id',
  'r.organisation_id',
  'f.name',
  'f.digest',
  'r.kind',
  'r.answered_by',
  'r.received_at',
  'p.name as received_by_name',
  'r.merged_at',
  'r.written',
  'r.signed_by',
  'r.signed_key',
  'r.signed_on',
] as const;

const receivedRows = (act: Act) =>
  tablesOf(act)
    .selectFrom('sheet_books_received as r')
    .innerJoin('evidence_files as f', (join) =>
      join.onRef('f.city_id', '=', 'r.city_id').onRef('f.file_id', '=', 'r.file_id'),
    )
    .leftJoin('persons as p', 'p.person_id', 'r.received_by')
    .select(receivedColumns)
    .where('r.city_id', '=', act.scope.inCity);

const receivedOf = (row: {
  file_id: string;
  organisation_id: string;
  name: string;
  digest: string;
  kind: BookKind;
  answered_by: string | null;
  received_at: Date;
  received_by_name: string | null;
  merged_at: Date | null;
  written: number;
  signed_by: string | null;
  signed_key: string | null;
  signed_on: string | null;
  is_open: boolean;
}): ReceivedBook => ({
  file: row.file_id as Id<'file'>,
  organisation: row.organisation_id,
  name: row.name,
  digest: row.digest,
  kind: row.kind,
  answeredBy: row.answered_by ?? undefined,
  receivedAt: row.received_at,
  receivedByName: row.received_by_name ?? '',
  mergedAt: row.merged_at ?? undefined,
  written: row.written,
  open: row.is_open,
  signed:
    row.signed_by === null || row.signed_key === null || row.signed_on === null
      ? undefined
      : { by: row.signed_by, fingerprint: row.signed_key, on: row.signed_on },
});

export async function findReceivedBook(
  act: Act,
  file: string,
): Promise<(ReceivedBook & { readonly reading: BookReading | undefined }) | undefined> {
  const row = await receivedRows(act)
    .select(['r.reading', (eb) => eb('r.reading', 'is not', null).as('is_open')])
    .where('r.file_id', '=', file)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { reading, ...rest } = row;
  return {
    ...receivedOf({ ...rest, is_open: Boolean(rest.is_open) }),
    reading: reading === null ? undefined : (unpacked(reading) as BookReading),
  };
}

/** The latest first. */
export async function listReceivedBooks(act: Act, most: number): Promise<readonly ReceivedBook[]> {
  const rows = await receivedRows(act)
    .select((eb) => eb('r.reading', 'is not', null).as('is_open'))
    .orderBy('r.received_at', 'desc')
    .orderBy('r.file_id')
    .limit(most)
    .execute();
  return rows.map((row) => receivedOf({ ...row, is_open: Boolean(row.is_open) }));
}

/** So many cells more were written from a file. Where nothing of it is left to be decided, what was read goes. */
export async function markMerged(
  act: Act,
  of: {
    readonly file: string;
    readonly written: number;
    readonly done: boolean;
    readonly now: Date;
  },
): Promise<void> {
  await tablesOf(act)
    .updateTable('sheet_books_received')
    .set((eb) => ({
      merged_at: of.now,
      merged_by: nameOf(act.scope.actor),
      written: eb('written', '+', of.written),
      ...(of.done ? { reading: null } : {}),
    }))
    .where('city_id', '=', act.scope.inCity)
    .where('file_id', '=', of.file)
    .execute();
}

/** What was read from files that nobody came back to is not kept for ever; the files are. */
export async function forgetReadings(act: Act, before: Date): Promise<void> {
  await tablesOf(act)
    .updateTable('sheet_books_received')
    .set({ reading: null })
    .where('city_id', '=', act.scope.inCity)
    .where('received_at', '<', before)
    .where('reading', 'is not', null)
    .execute();
}

/** Who answers lines that one sees, by key, with how many lines; those of one's own organisation are marked. */
export async function listAnswerers(
  act: Act,
): Promise<readonly { readonly key: string; readonly lines: number; readonly own: boolean }[]> {
  const rows = await tablesOf(act)
    .selectFrom('sheet_lines')
    .select(['answered_by', 'answerer_id', (eb) => eb.fn.countAll<string>().as('lines')])
    .where('city_id', '=', act.scope.inCity)
    .where('in_plan', '=', true)
    .groupBy(['answered_by', 'answerer_id'])
    .orderBy('answered_by')
    .execute();
  return rows.map(({ answered_by, answerer_id, lines }) => ({
    key: answered_by,
    lines: Number(lines),
    own: answerer_id !== null && answerer_id === act.scope.organisation,
  }));
}
