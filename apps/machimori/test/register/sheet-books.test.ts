import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BookLine, type BookReading, readSheetBook } from '@machimori/documents/sheet-books';
import type { Id } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepOnce } from '../../src/serve/evidence-sweep.ts';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { filledBook } from '../routes/sheet-book-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';
import { root } from '../run-program.ts';

const officer = 'promoter/contributor';
const vendor = 'one/contributor';
const stranger = 'two/contributor';
const answeredBy = 'gyosha-a';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  await planCityNow(town.world, town.world.planner, town.city as Id<'city'>);
  await keepLinesNow(town.world, town.city as Id<'city'>);
});
afterEach(() => town.close());

interface Cell {
  readonly line: string;
  readonly field: string;
  readonly outcome: string;
  readonly value: string;
  readonly present: string;
  readonly seen: number;
  readonly reopens: boolean;
  readonly why?: { readonly ja: string };
}
interface Preview {
  readonly strays: readonly { readonly words: string }[];
  readonly received: { readonly file: string; readonly sha256: string; readonly open: boolean };
  readonly counts: Readonly<Record<string, number>>;
  readonly cells: readonly Cell[];
  readonly spreads: readonly { readonly checkItem: string; readonly lines: number }[];
}

async function issue(who: AskerName = vendor, of = answeredBy): Promise<string> {
  const body = { answeredBy: of, language: 'ja' };
  return String((await town.done(who, 'POST', '/sheet/books', { body }))['number']);
}

async function download(who: AskerName, number: string): Promise<Uint8Array> {
  const { bytes, status } = await town.ask(who, 'GET', '/sheet/books/:number/file', {
    params: { number },
  });
  expect(status).toBe(200);
  return bytes;
}

const sent = (who: AskerName, file: Uint8Array, query: Readonly<Record<string, string>> = {}) =>
  town.ask(who, 'POST', '/sheet/books/received', { file, query });
async function receive(
  who: AskerName,
  file: Uint8Array,
  query: Readonly<Record<string, string>> = {},
): Promise<Preview> {
  const { status, json, text } = await sent(who, file, query);
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  return json as unknown as Preview;
}
const merge = async (who: AskerName, { received }: Preview, more: object = {}) =>
  town.done(who, 'POST', '/sheet/books/received/:file/merge', {
    params: { file: received.file },
    body: { clear: false, chosen: [], spread: [], ...more },
  });

/** Rows of a book, as lines to be written into another. */
const linesOf = ({ rows }: BookReading): readonly Partial<BookLine>[] =>
  rows.map(({ line, cells }) => ({
    line,
    state: (cells.state?.value ?? 'not-started') as BookLine['state'],
    planned: cells.planned?.value ?? '',
    statement: cells.statement?.value ?? '',
  }));

const valuesOf = async (who: AskerName, line: string) => {
  const seen = await town.done(who, 'GET', '/sheet/lines/:line', { params: { line } });
  return seen as unknown as {
    values: Record<string, string>;
    stage?: string;
    cells: { field: string; version: number }[];
  };
};
const record = (who: AskerName, line: string, field: string, value: string, seen = 0) =>
  town.done(who, 'POST', '/sheet/lines/:line/cells', {
    params: { line },
    body: { cells: [{ field, seen, value }] },
  });

describe('a book', () => {
  it('goes out with the present answers, comes back, and is merged cell by cell', async () => {
    const first = linesOf(readSheetBook(await download(vendor, await issue())));
    expect(first.length).toBeGreaterThan(2);
    const [a = '', b = '', c = ''] = first.map(({ line }) => line);
    await record(vendor, a, 'statement', 'ページで書いた');
    const number = await issue();
    const bytes = await download(vendor, number);
    const out = linesOf(readSheetBook(bytes));
    expect(out.find(({ line }) => line === a)?.statement).toBe('ページで書いた');
    // As it went out, it changes nothing.
    const untouched = await receive(vendor, bytes);
    expect(untouched.counts).toMatchObject({ new: 0, cleared: 0, conflict: 0, refused: 0 });
    expect(untouched.cells).toEqual([]);
    // Meanwhile somebody writes into the same cell as the vendor's clerk.
    await record(officer, b, 'statement', '町が書いた');
    const back = await filledBook(
      number,
      out.map((line) => {
        if (line.line === a) return { ...line, statement: '' };
        if (line.line === b) return { ...line, statement: '業者が書いた', state: 'in-progress' };
        return line.line === c ? { ...line, planned: '令和9年度上期', state: 'planned' } : line;
      }),
    );
    const preview = await receive(vendor, back, { fileName: '回答.xlsx' });
    expect(preview.counts).toMatchObject({ new: 3, cleared: 1, conflict: 1, refused: 0 });
    expect(preview.cells.find(({ outcome }) => outcome === 'conflict')).toMatchObject({
      line: b,
      value: '業者が書いた',
      present: '町が書いた',
    });
    // Nothing is written by looking.
    expect((await valuesOf(vendor, c)).values['planned']).toBe('');
    expect(await merge(vendor, preview)).toMatchObject({
      written: 3,
      conflicts: 1,
      uncleared: 1,
      refused: 0,
    });
    expect((await valuesOf(vendor, b)).values).toMatchObject({
      statement: '町が書いた',
      state: 'in-progress',
    });
    expect((await valuesOf(vendor, a)).values['statement']).toBe('ページで書いた');
    // What is left is decided later; the choice counts for what was seen.
    const params = { file: preview.received.file };
    const again = (await town.done(vendor, 'GET', '/sheet/books/received/:file', {
      params,
    })) as unknown as Preview;
    const conflict = again.cells.find(({ outcome }) => outcome === 'conflict');
    const { line, field, seen } = conflict as Cell;
    await record(officer, b, 'statement', '町が書きなおした', seen);
    const chosen = [{ line, field, seen }];
    expect(await merge(vendor, again, { chosen, clear: true })).toMatchObject({
      written: 1,
      conflicts: 1,
    });
    expect((await valuesOf(vendor, a)).values['statement']).toBe('');
    expect((await valuesOf(vendor, b)).values['statement']).toBe('町が書きなおした');
    expect(await merge(vendor, again, { chosen: [{ line, field, seen: seen + 1 }] })).toMatchObject(
      { written: 1, conflicts: 0 },
    );
    expect((await valuesOf(vendor, b)).values['statement']).toBe('業者が書いた');
    // Done with: nothing of it can be merged once more; the same file again changes nothing.
    const over = await town.ask(vendor, 'GET', '/sheet/books/received/:file', { params });
    expect(over.status).toBe(409);
    expect((await receive(vendor, back)).cells).toEqual([]);
  });

  it('keeps the file that came, to be had again by those who sent it alone', async () => {
    const number = await issue();
    const back = await filledBook(number, linesOf(readSheetBook(await download(vendor, number))));
    const { received } = await receive(vendor, back);
    const params = { file: received.file };
    const path = '/sheet/books/received/:file/file';
    const same = await town.ask(vendor, 'GET', path, { params });
    expect(Buffer.compare(same.bytes, Buffer.from(back))).toBe(0);
    expect((await town.ask(stranger, 'GET', path, { params })).status).toBe(404);
    const { received: seen } = (await town.done(stranger, 'GET', '/sheet/books')) as {
      received: unknown[];
    };
    expect(seen).toEqual([]);
    // What an act that was cut short has left is swept away; what a row names stays.
    const before = town.world.ports.files;
    const lost = await before.put(
      { city: town.city, file: `fil_${'0'.repeat(32)}` },
      Buffer.from('left behind'),
    );
    expect(lost.length).toBeGreaterThan(0);
    await sweepOnce({
      ...town.world,
      clock: { now: () => new Date(Date.now() + 3 * 3_600_000) },
    } as typeof town.world);
    expect((await town.ask(vendor, 'GET', path, { params })).status).toBe(200);
  });

  it('of another organisation is as good as none', async () => {
    const number = await issue();
    const params = { number };
    expect((await town.ask(stranger, 'GET', '/sheet/books/:number/file', { params })).status).toBe(
      404,
    );
    const body = { answeredBy, language: 'ja' };
    expect((await town.ask(stranger, 'POST', '/sheet/books', { body })).status).toBe(404);
    const lines = linesOf(readSheetBook(await download(vendor, number)));
    const [line] = lines;
    const preview = await receive(
      stranger,
      await filledBook(number, [{ ...line, statement: 'よその組織が書いた' }]),
    );
    expect(preview.counts).toMatchObject({ new: 0, conflict: 0 });
    expect(preview.cells.every(({ outcome }) => outcome === 'refused')).toBe(true);
    // What is refused tells nothing of what the line says.
    expect(preview.cells.map(({ present }) => present)).not.toContain('ページで書いた');
    expect(await merge(stranger, preview)).toMatchObject({ written: 0 });
    expect((await valuesOf(vendor, line?.line ?? '')).values['statement']).toBe('');
  });

  it('offers no book of an organisation that one does not see, and makes none', async () => {
    const keysFor = async (who: AskerName): Promise<readonly string[]> => {
      const { answerers } = (await town.done(who, 'GET', '/sheet/books')) as unknown as {
        readonly answerers: readonly {
          readonly key: string;
          readonly name: { readonly ja: string };
        }[];
      };
      expect(answerers.map(({ name }) => name.ja)).not.toContain('ほかの組織');
      return answerers.map(({ key }) => key);
    };
    const offered = await keysFor(stranger);
    const hidden = (await keysFor(officer)).filter((key) => !offered.includes(key));
    expect(hidden).toContain(answeredBy);
    for (const key of hidden) {
      const body = { answeredBy: key, language: 'ja' };
      expect((await town.ask(stranger, 'POST', '/sheet/books', { body })).status).toBe(404);
    }
  });

  it('says of each cell why it is not taken in, and takes in the others', async () => {
    const number = await issue();
    const [one, two, three] = linesOf(readSheetBook(await download(vendor, number)));
    const back = await filledBook(number, [
      { ...one, state: 'in-progress', statement: 'あ'.repeat(2_001) },
      { ...two, planned: '未定\n来年' },
      { ...three, line: `${three?.line}x`, statement: '行がない' },
    ]);
    const preview = await receive(vendor, back);
    expect(preview.counts).toMatchObject({ new: 1, refused: 3 });
    expect(preview.cells.flatMap(({ why }) => why?.ja ?? []).sort()).toEqual([
      expect.stringContaining('2000文字まで'),
      expect.stringContaining('いつまでに'),
      expect.stringContaining('この行は見つかりません'),
    ]);
    expect(await merge(vendor, preview)).toMatchObject({ written: 1, refused: 3 });
  });

  it('is read where it says nothing of a number, and then asks wherever something stands here', async () => {
    const [one, two] = linesOf(readSheetBook(await download(vendor, await issue())));
    await record(vendor, one?.line ?? '', 'statement', 'もうある');
    const back = await filledBook('', [
      { ...one, statement: '番号のない本から' },
      { ...two, statement: '新しく書いた' },
    ]);
    expect((await receive(vendor, back)).counts).toMatchObject({ new: 1, conflict: 1, refused: 0 });
  });

  it('is refused where it is none, and nothing is kept of it', async () => {
    const refused = await sent(vendor, Buffer.from('PK\u0003\u0004 no book'));
    expect([refused.status, refused.json['code']]).toEqual([400, 'input-unreadable']);
    const { rows } = await town.owner.query('select 1 from sheet_books_received');
    expect(rows).toEqual([]);
  });

  it('opens an accepted answer again only where something was written into it', async () => {
    const number = await issue();
    const [one] = linesOf(readSheetBook(await download(vendor, number)));
    const line = one?.line ?? '';
    await record(vendor, line, 'state', 'implemented');
    await record(vendor, line, 'statement', '確かめている');
    const { version } = (await town.done(vendor, 'GET', '/sheet/lines/:line', {
      params: { line },
    })) as unknown as { version: number };
    await town.done(vendor, 'POST', '/sheet/submissions', {
      body: { answers: [{ line, version }] },
    });
    const second = await issue();
    const bytes = await download(vendor, second);
    await merge(vendor, await receive(vendor, bytes));
    expect((await valuesOf(vendor, line)).stage).toBe('submitted');
    const lines = linesOf(readSheetBook(bytes)).map((each) =>
      each.line === line ? { ...each, statement: '書きなおした' } : each,
    );
    const preview = await receive(vendor, await filledBook(second, lines));
    expect(preview.cells.map(({ reopens }) => reopens)).toEqual([true]);
    await merge(vendor, preview);
    expect((await valuesOf(vendor, line)).stage).toBe('draft');
  });
});

describe('the official sheet', () => {
  const official = (): Uint8Array =>
    readFileSync(join(root, 'packages/documents/test/fixtures/official-imitation.xlsx'));

  it('goes out with the present answers, and comes back spread over lines as somebody says', async () => {
    const [one] = linesOf(readSheetBook(await download(vendor, await issue())));
    await record(vendor, one?.line ?? '', 'statement', '公式のシートにも出る');
    const query = { answeredBy };
    const filled = await town.ask(vendor, 'POST', '/sheet/official', { file: official(), query });
    expect(filled.status).toBe(200);
    expect((await sent(vendor, filled.bytes)).json['code']).toBe('input-invalid');
    const preview = await receive(vendor, filled.bytes, query);
    expect(preview.cells.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
    const several = preview.spreads.map(({ checkItem }) => checkItem);
    const none = await merge(vendor, preview);
    expect(none['written']).toBe(
      preview.cells.filter((cell) => !('spread' in cell) && cell.outcome === 'new').length,
    );
    expect(several.length).toBeGreaterThanOrEqual(0);
  });

  it('says for whose answers it was taken, and is taken for nobody who answers no line that one sees', async () => {
    const asked = await sent(vendor, official());
    expect(asked.json).toMatchObject({ code: 'input-invalid', errors: [{ path: 'answeredBy' }] });
    // Another organisation's, one that does not exist, and another city's are refused in the same words.
    for (const forged of ['gyosha-b', 'nobody', 'gyosha-far', '%']) {
      const { status, json } = await sent(vendor, official(), { answeredBy: forged });
      expect([status, json['text']], forged).toEqual([
        asked.status,
        expect.objectContaining({
          ja: 'この組織が答える行は見つかりません。何も取り込んでいません。',
        }),
      ]);
    }
    const preview = await receive(officer, official(), { answeredBy });
    const whose = { key: answeredBy, name: { ja: expect.any(String), en: expect.any(String) } };
    expect(preview.received).toMatchObject({ kind: 'official', answeredBy: whose });
    const { file } = preview.received;
    const again = await town.done(officer, 'GET', '/sheet/books/received/:file', {
      params: { file },
    });
    expect(again['received']).toMatchObject({ answeredBy: whose });
    const { received } = await town.done(officer, 'GET', '/sheet/books');
    expect(received).toContainEqual(expect.objectContaining({ file, answeredBy: whose }));
    // A book of ours says it by its number.
    const ours = await receive(vendor, await download(vendor, await issue()), {
      answeredBy: 'machi',
    });
    expect(ours.received).not.toHaveProperty('answeredBy');
  });

  it('says what was written for an item of which the organisation answers no line', async () => {
    // The form has a date for this item as it comes.
    const written = expect.stringMatching(/^サービス①-1 令和8年度上期/);
    const astray = async (who: AskerName, of: string) =>
      (await receive(who, official(), { answeredBy: of })).strays.map(({ words }) => words);
    expect(await astray(officer, 'machi')).toContainEqual(written);
    expect(await astray(vendor, answeredBy)).not.toContainEqual(written);
  });

  it('that nobody touched says nothing, however many lines one cell gathered', async () => {
    const query = { answeredBy: 'machi' };
    const book = linesOf(readSheetBook(await download(officer, await issue(officer, 'machi'))));
    const items = Map.groupBy(book, ({ line = '' }) => line.split('@')[0]);
    const most = Math.max(...[...items.values()].map(({ length }) => length));
    expect(most).toBeGreaterThan(2);
    for (const [at, { line = '' }] of book.entries()) {
      await record(officer, line, 'statement', `この行だけのことば ${at}`);
      if (at % 2 === 0) await record(officer, line, 'planned', `令和${9 + (at % 3)}年度上期`);
    }
    const filled = await town.ask(officer, 'POST', '/sheet/official', { file: official(), query });
    const preview = await receive(officer, filled.bytes, query);
    expect(preview.cells).toEqual([]);
    expect(preview.counts['unchanged']).toBeGreaterThan(most);
  });
});

describe('the list of the whole city', () => {
  it('has all lines that one sees, and says about how large it will be', async () => {
    const { bytes, status, headers } = await town.ask('promoter/auditor', 'GET', '/sheet/whole');
    expect(status).toBe(200);
    const all = readSheetBook(bytes).rows.length;
    expect(all).toBeGreaterThan(50);
    expect(Number(headers['machimori-expected-bytes'])).toBe(bytes.length);
    const own = await town.ask(vendor, 'GET', '/sheet/whole', { query: { language: 'en' } });
    expect(readSheetBook(own.bytes).rows.length).toBeLessThan(all);
  });
});
