import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import { readSheetBook } from '@machimori/documents/sheet-books';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  endedItem as ended,
  fixtureEdition,
  presentEdition,
  renumberedItem as renumbered,
} from '../fixture-edition.ts';
import { vendorsLine } from '../routes/sheet-examples.ts';
import { makeTown, type Town } from '../routes/town.ts';
import { bookHeadings, rawBook, rawRows } from './raw-book.ts';

// A book went out, the city goes by another edition since, and the book comes back.

const vendor = 'one/contributor';
const administrator = 'promoter/cityAdministrator';
const answeredBy = 'gyosha-a';
const subject = 's-gyosha-a';
const later: Edition = { ...fixtureEdition, id: 'mic-smart-city-security/10.0' };

let catalogue: string;
let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  catalogue = mkdtempSync(join(tmpdir(), 'machimori-editions-'));
  for (const edition of [presentEdition, later]) {
    mkdirSync(join(catalogue, edition.id), { recursive: true });
    writeFileSync(join(catalogue, edition.id, 'edition.json'), JSON.stringify(edition));
  }
  made = await makeTown(undefined, catalogue);
}, 480_000);
afterAll(async () => {
  await made?.drop();
  rmSync(catalogue, { recursive: true, force: true });
});
beforeEach(async () => {
  town = await made.copy();
  await vendorsLine(town);
});
afterEach(() => town.close());

async function adopt(edition: Edition): Promise<void> {
  const body = { edition: edition.id };
  const tried = await town.done(administrator, 'POST', '/plan/yardstick/preview', { body });
  await town.done(administrator, 'POST', '/plan/yardstick', {
    body: { ...body, baseRevision: tried['revision'], baseYardstick: tried['yardstick'] },
  });
  await vendorsLine(town);
}

interface Preview {
  readonly received: { readonly file: string };
  readonly books: readonly { readonly number: string; readonly otherEdition: boolean }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly cells: readonly {
    readonly line: string;
    readonly field: string;
    readonly outcome: string;
    readonly seen: number;
    readonly moved?: { readonly key: string; readonly edition: { readonly ja: string } };
    readonly why?: { readonly ja: string };
  }[];
  readonly moves: readonly {
    readonly key: string;
    readonly edition: { readonly ja: string };
    readonly label: { readonly ja: string };
    readonly to: { readonly ja: string };
    readonly lines: number;
  }[];
  readonly notes: readonly { readonly what: { readonly ja: string } }[];
}

async function issued() {
  const { number } = await town.done(vendor, 'POST', '/sheet/books', {
    body: { answeredBy, language: 'ja' },
  });
  const { bytes } = await town.ask(vendor, 'GET', '/sheet/books/:number/file', {
    params: { number },
  });
  return { number: String(number), lines: readSheetBook(bytes).rows.map(({ line }) => line) };
}

/** The book with the same words in each of these lines. */
async function back(number: string, lines: readonly string[], also: readonly string[] = []) {
  const rows = lines.map((line) => [line, number, '実施中', '', '前の版の本に書いた']);
  for (const line of also) rows.push([line, '', '実施中', '', '番号のない行に書いた']);
  return (await town.done(vendor, 'POST', '/sheet/books/received', {
    file: rawBook(rawRows([bookHeadings, ...rows])),
  })) as unknown as Preview;
}
const merged = async ({ received: { file } }: Preview, body: object = {}) =>
  town.done(vendor, 'POST', '/sheet/books/received/:file/merge', {
    params: { file },
    body: { clear: false, chosen: [], spread: [], ...body },
  });
const statementAt = async (line: string): Promise<unknown> =>
  (
    (await town.done(vendor, 'GET', '/sheet/lines/:line', { params: { line } })) as unknown as {
      values: { statement: string };
    }
  ).values.statement;
const keysOf = ({ moves }: Preview): readonly string[] => moves.map(({ key }) => key);

const between = [
  ['older', presentEdition, later, renumbered.from, renumbered.to],
  ['newer', later, presentEdition, renumbered.to, renumbered.from],
] as const;

it.each(between)(
  'a row of a book of the %s edition goes to the line that asks the same, once somebody chose it',
  async (_, of, to, was, is) => {
    if (of !== presentEdition) await adopt(of);
    const { number, lines } = await issued();
    expect(lines).toContain(`${was}@${subject}`);
    await adopt(to);
    const preview = await back(number, lines);
    expect(preview.books).toEqual([expect.objectContaining({ number, otherEdition: true })]);
    const gone = of === presentEdition ? [`${ended}@${subject}`] : [];
    const refused = preview.cells.filter(({ outcome }) => outcome === 'refused');
    expect(new Set(refused.map(({ line }) => line))).toEqual(new Set(gone));
    for (const { why } of refused) expect(why?.ja).toMatch(/^版2.0（案）.+移していません。$/);

    // Of which edition, and from what to what, is said; in the cells as well.
    const target = `${is}@${subject}`;
    expect(preview.moves).toEqual([expect.objectContaining({ key: `${of.id} ${was}`, lines: 1 })]);
    expect(preview.moves[0]?.edition.ja).toMatch(/^版/);
    const moved = preview.cells.filter((cell) => cell.moved !== undefined);
    expect(moved.filter(({ outcome }) => outcome !== 'refused')).toEqual([
      expect.objectContaining({ line: target, field: 'state', outcome: 'new' }),
      expect.objectContaining({ line: target, field: 'statement', outcome: 'new' }),
    ]);

    // What nobody chose is not written; what names no item of it is nobody's choice.
    const stay = lines.length - gone.length - 1;
    const none = await merged(preview, { moved: ['', 'x', was, target, `nowhere/1 ${was}`] });
    expect(none).toMatchObject({ written: stay * 2, unmoved: 2, conflicts: 0 });
    expect(await statementAt(target)).toBe('');
    expect(await merged(preview, { moved: keysOf(preview) })).toMatchObject({
      written: 2,
      unmoved: 0,
    });
    expect(await statementAt(target)).toBe('前の版の本に書いた');
  },
  120_000,
);

it('what somebody wrote into the line meanwhile is asked about, though the item was chosen', async () => {
  const { number } = await issued();
  await adopt(later);
  const preview = await back(number, [`${renumbered.from}@${subject}`]);
  const line = `${renumbered.to}@${subject}`;
  await town.done(vendor, 'POST', '/sheet/lines/:line/cells', {
    params: { line },
    body: { cells: [{ field: 'statement', seen: 0, value: '画面で書いた' }] },
  });
  const first = await merged(preview, { moved: keysOf(preview) });
  expect(first).toMatchObject({ written: 1, conflicts: 1, unmoved: 0 });
  expect(await statementAt(line)).toBe('画面で書いた');
  const chosen = [{ line, field: 'statement', seen: 1 }];
  // The conflict is settled, and the item not chosen: it stays.
  expect(await merged(preview, { chosen })).toMatchObject({ written: 0, unmoved: 1 });
  expect(await merged(preview, { chosen, moved: keysOf(preview) })).toMatchObject({ written: 1 });
  expect(await statementAt(line)).toBe('前の版の本に書いた');
}, 120_000);

it('a line for which other rows are as well gets none that is moved there', async () => {
  const { number } = await issued();
  await adopt(later);
  const line = `${renumbered.to}@${subject}`;
  const preview = await back(number, [`${renumbered.from}@${subject}`], [line]);
  expect(preview.moves).toEqual([]);
  const refused = preview.cells.filter(({ outcome }) => outcome === 'refused');
  expect(new Set(refused.map(({ line: of }) => of))).toEqual(
    new Set([`${renumbered.from}@${subject}`]),
  );
  expect(refused[0]?.why?.ja).toContain('ほかの行のことばも');
  await merged(preview, { moved: [`${presentEdition.id} ${renumbered.from}`] });
  expect(await statementAt(line)).toBe('番号のない行に書いた');
}, 120_000);

it('a merge that ends half-way has moved nothing, and can be done again', async () => {
  const { number } = await issued();
  await adopt(later);
  const preview = await back(number, [`${renumbered.from}@${subject}`]);
  const line = `${renumbered.to}@${subject}`;
  await town.owner.query(
    `create function break_off() returns trigger language plpgsql as $$ begin raise exception 'broken off'; end $$;
     create trigger break_off before update on sheet_books_received for each row execute function break_off()`,
  );
  const { status } = await town.ask(vendor, 'POST', '/sheet/books/received/:file/merge', {
    params: { file: preview.received.file },
    body: { clear: false, chosen: [], spread: [], moved: keysOf(preview) },
  });
  expect(status).toBe(500);
  expect(await statementAt(line)).toBe('');
  await town.owner.query('drop trigger break_off on sheet_books_received');
  expect(await merged(preview, { moved: keysOf(preview) })).toMatchObject({ written: 2 });
  expect(await statementAt(line)).toBe('前の版の本に書いた');
}, 120_000);

it('a book that came before the city went by another edition is not merged by numbers of the old', async () => {
  const { number, lines } = await issued();
  const preview = await back(number, lines);
  await adopt(later);
  const { file } = preview.received;
  for (const [method, path, body] of [
    ['GET', '/sheet/books/received/:file', undefined],
    ['POST', '/sheet/books/received/:file/merge', { clear: true, chosen: [], spread: [] }],
  ] as const) {
    const { json } = await town.ask(vendor, method, path, {
      params: { file },
      ...(body === undefined ? {} : { body }),
    });
    expect(json).toMatchObject({ code: 'conflict' });
    expect(JSON.stringify(json)).toContain('もう一度選んでください');
  }
  expect(await statementAt(`${renumbered.to}@${subject}`)).toBe('');
}, 120_000);

it.each(['mic-smart-city-security/0.1', 'mic-smart-city-security/99.0', '../../etc', 'x'])(
  'a book that names the edition %s, which nobody has, is read by its lines alone',
  async (forged) => {
    const { number, lines } = await issued();
    await town.owner.query('update sheet_books set edition = $1', [forged]);
    const preview = await back(number, lines.slice(0, 2));
    expect(preview.books).toEqual([expect.objectContaining({ number, otherEdition: true })]);
    expect(preview.counts).toMatchObject({ new: 4, refused: 0 });
    expect(preview.moves).toEqual([]);
  },
  120_000,
);
