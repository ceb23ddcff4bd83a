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
    readonly outcome: string;
    readonly why?: { readonly ja: string };
  }[];
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
async function back(number: string, lines: readonly string[]): Promise<Preview> {
  const rows = lines.map((line) => [line, number, '実施中', '', '前の版の本に書いた']);
  return (await town.done(vendor, 'POST', '/sheet/books/received', {
    file: rawBook(rawRows([bookHeadings, ...rows])),
  })) as unknown as Preview;
}
const merged = async ({ received: { file } }: Preview) =>
  town.done(vendor, 'POST', '/sheet/books/received/:file/merge', {
    params: { file },
    body: { clear: false, chosen: [], spread: [] },
  });

it.each([
  ['older', presentEdition, later, renumbered.from, renumbered.to],
  ['newer', later, presentEdition, renumbered.to, renumbered.from],
])(
  'a book of the %s edition says so, and writes into the lines that there still are',
  async (_, of, to, was, is) => {
    if (of !== presentEdition) await adopt(of);
    const { number, lines } = await issued();
    expect(lines).toContain(`${was}@${subject}`);
    await adopt(to);
    const preview = await back(number, lines);
    expect(preview.books).toEqual([expect.objectContaining({ number, otherEdition: true })]);
    const gone = of === presentEdition ? [was, ended] : [was];
    const refused = preview.cells.filter(({ outcome }) => outcome === 'refused');
    expect(new Set(refused.map(({ line }) => line))).toEqual(
      new Set(gone.map((item) => `${item}@${subject}`)),
    );
    for (const { why } of refused) expect(why?.ja).toMatch(/。$/);
    const stay = lines.length - gone.length;
    expect(preview.counts).toMatchObject({ new: stay * 2, conflict: 0, cleared: 0 });
    expect(await merged(preview)).toMatchObject({ written: stay * 2 });
    // Nothing went into a line that asks something else by now.
    const seen = await town.done(vendor, 'GET', '/sheet/lines/:line', {
      params: { line: `${is}@${subject}` },
    });
    expect(seen['values']).toMatchObject({ statement: '' });
  },
  120_000,
);

it('a book that names an edition that nobody has is read by its lines alone', async () => {
  const { number, lines } = await issued();
  await town.owner.query(`update sheet_books set edition = 'mic-smart-city-security/0.1'`);
  const preview = await back(number, lines.slice(0, 2));
  expect(preview.books).toEqual([expect.objectContaining({ number, otherEdition: true })]);
  expect(preview.counts).toMatchObject({ new: 4, refused: 0 });
}, 120_000);
