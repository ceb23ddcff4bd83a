import { utils, write } from '@e965/xlsx';
import { columnWords, formerColumnWords, levelWords, stageWords, text } from '@machimori/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BookLine,
  readAnyBook,
  readSheetBook,
  writeSheetBook,
} from '../../src/sheet-books/index.ts';
import { book, rows } from '../sheet/build-book.ts';
import { cellsOf, openElsewhere, partsOf } from '../sheet/other-reader.ts';

const number = 'BK-7QHM2T9F';
const states = ['not-started', 'planned', 'in-progress', 'implemented', 'not-applicable'] as const;
const line = (of: Partial<BookLine>): BookLine => ({
  line: 'service-2-3@kawa',
  item: {
    label: text('サービス②-3', 'Service 2-3'),
    heading: text('見出し', 'Heading'),
    asks: text('していますか。', 'Is it done?'),
  },
  subject: text('河川の見守り', 'River watch'),
  answeredBy: text('星渡町', 'Hoshiwatari'),
  level: 'high',
  due: '2027-09-30',
  state: 'not-started',
  planned: '',
  statement: '',
  stage: 'none',
  ...of,
});
const written = (lines: readonly BookLine[], locale: 'ja' | 'en' = 'ja'): Promise<Uint8Array> =>
  writeSheetBook(
    {
      locale,
      city: text('星渡町', 'Hoshiwatari'),
      organisation: text('ほしの交通', 'Hoshino Transit'),
      madeOn: '2026-11-22',
      edition: { version: '2.0-draft', draft: true },
      number,
    },
    lines,
  );
const valuesIn = (bytes: Uint8Array) =>
  readSheetBook(bytes).rows.map((row) => [
    row.line,
    row.number,
    row.cells.state?.value,
    row.cells.planned?.value,
    row.cells.statement?.value,
  ]);

/** A book with this table alone, as another program would write it. */
const table = (values: Parameters<typeof rows>[0], more: readonly string[] = []): Uint8Array =>
  book({ 回答: rows([...more.map((each) => [each]), ...values]) });
const headings = ['行ID', 'ファイル番号', '状況', 'いつまでに', 'どのように行っているか'];

describe('a book of lines', () => {
  it('says when it comes back what it said when it went out', async () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 60 }).map((each) =>
      each
        .replace(/[\p{C}\ufffe\uffff]/gu, '')
        .replace(/\s+/g, ' ')
        .trim(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ state: fc.constantFrom(...states), planned: words, statement: words }),
          {
            minLength: 1,
            maxLength: 20,
          },
        ),
        fc.constantFrom('ja' as const, 'en' as const),
        async (given, locale) => {
          const lines = given.map((each, at) => line({ ...each, line: `service-2-3@kawa-${at}` }));
          expect(valuesIn(await written(lines, locale))).toEqual(
            lines.map((each) => [each.line, number, each.state, each.planned, each.statement]),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('holds texts alone, whatever they begin with, and the same lines give the same bytes', async () => {
    const hostile = [
      '=1+1',
      '+81',
      '-1',
      '@SUM(A1)',
      '\t=cmd',
      '=HYPERLINK("http://x")',
      '_x003D_1',
    ];
    const lines = hostile.map((statement, at) =>
      line({ line: `service-2-3@kawa-${at}`, statement, planned: statement }),
    );
    const bytes = await written(lines);
    for (const sheet of openElsewhere(bytes).SheetNames)
      for (const [, cell] of cellsOf(openElsewhere(bytes), sheet)) {
        expect(cell.f).toBeUndefined();
        expect(['s', 'z']).toContain(cell.t);
      }
    expect(
      Object.keys(partsOf(bytes)).some((name) => /externalLink|connections|vba/i.test(name)),
    ).toBe(false);
    expect(Buffer.compare(Buffer.from(bytes), Buffer.from(await written(lines)))).toBe(0);
    expect(readSheetBook(bytes).rows.map(({ cells }) => cells.statement?.value)).toEqual(hostile);
  });

  it('has people write into coloured cells alone, and into no mark; a list that nobody fills in has none', async () => {
    const table = (bytes: Uint8Array): string => partsOf(bytes)['xl/worksheets/sheet2.xml'] ?? '';
    const filled = table(await written([line({})]));
    expect(filled).toContain('type="custom"');
    expect(filled).toMatch(/sqref="I6:J6"[^>]*errorStyle="stop"/);
    const list = await writeSheetBook(
      {
        locale: 'en',
        city: text('星渡町', 'Hoshiwatari'),
        madeOn: '2026-11-22',
        edition: { version: '2.0-draft', draft: true },
      },
      [line({})],
    );
    expect(table(list)).not.toContain('dataValidation');
    const fills = (bytes: Uint8Array) => {
      const { Answers: sheet, 回答: japanese } = openElsewhere(bytes).Sheets;
      return cellsOf({ Sheets: { one: sheet ?? japanese } } as never, 'one').flatMap(([, cell]) =>
        (cell.s as { fgColor?: { rgb?: string } } | undefined)?.fgColor?.rgb === 'FFFBE6'
          ? [1]
          : [],
      ).length;
    };
    expect(fills(await written([line({})]))).toBe(3);
    expect(fills(list)).toBe(0);
  });

  it('reads the same when another program has saved it without its looks', async () => {
    const lines = states.map((state, at) =>
      line({
        line: `service-2-3@kawa-${at}`,
        state,
        planned: '令和9年度上期',
        statement: 'する\n二行目',
      }),
    );
    const bytes = await written(lines);
    const saved = write(openElsewhere(bytes), { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
    expect(Object.keys(partsOf(saved)).join()).not.toBe(Object.keys(partsOf(bytes)).join());
    expect(valuesIn(saved)).toEqual(valuesIn(bytes));
    // Only the table is left, its columns and rows the other way round.
    const sheet = openElsewhere(bytes).Sheets['回答'];
    if (sheet === undefined) throw new Error('there is a table');
    const grid = utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '', blankrows: false });
    const at = grid.findIndex((row) => row.includes('行ID'));
    const turned = utils.book_new();
    const body = grid.slice(at + 1).reverse();
    utils.book_append_sheet(
      turned,
      utils.aoa_to_sheet([grid[at] ?? [], ...body].map((row) => [...row].reverse())),
      'Sheet1',
    );
    const again = write(turned, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
    expect(valuesIn(again)).toEqual([...valuesIn(bytes)].reverse());
  });

  it('is known by its headings however they are written, and by its number wherever that stands', () => {
    const read = readSheetBook(
      table(
        [
          ['　行ＩＤ（消さないで）', 'Ｓｔａｔｅ', '実装予定時期', 'How it is carried out'],
          ['service-2-3@kawa', '済', '2027/9', '書いた'],
        ],
        ['ファイル番号 ＢＫ−７ＱＨＭ２Ｔ９Ｆ'],
      ),
    );
    expect(read.rows).toEqual([
      expect.objectContaining({
        line: 'service-2-3@kawa',
        number,
        cells: expect.objectContaining({
          state: expect.objectContaining({ value: 'implemented' }),
          planned: expect.objectContaining({ value: '2027/9' }),
        }),
      }),
    ]);
  });

  it('calls its columns and its stages what everything else calls them', async () => {
    const bytes = await writeSheetBook(
      {
        locale: 'ja',
        city: text('星渡町', 'Hoshiwatari'),
        madeOn: '2026-11-22',
        edition: { version: '2.0-draft', draft: true },
      },
      Object.keys(stageWords).map((stage) => line({ stage: stage as keyof typeof stageWords })),
    );
    const cells = cellsOf(openElsewhere(bytes), '回答').map(([, { v }]) => String(v));
    const { item, subject, answeredBy, level, due, state, planned, statement, stage } = columnWords;
    for (const { ja } of [item, subject, answeredBy, level, due, state, planned, statement, stage])
      expect(cells).toContain(ja);
    for (const { ja } of [...Object.values(stageWords), levelWords.high])
      expect(cells).toContain(ja);
  });

  it('comes back under the names that its columns had before', () => {
    const former = [
      ['状況', 'いつまでに', 'どのように行っているか'],
      ['State', 'By when', 'How it is carried out'],
      ...formerColumnWords.state.map((each) => [each, '実装予定時期', '実装方法']),
    ];
    for (const names of former) {
      const { rows: read } = readSheetBook(
        table([
          ['行ID', 'ファイル番号', ...names],
          ['service-2-3@kawa', number, '実施済み', '令和9年度', '確かめている'],
        ]),
      );
      expect([names, read.map(({ cells }) => cells)]).toMatchObject([
        names,
        [
          {
            state: { value: 'implemented' },
            planned: { value: '令和9年度' },
            statement: { value: '確かめている' },
          },
        ],
      ]);
    }
  });

  it('says of a column that it lost nothing, and of an empty cell that it is empty', () => {
    const [row] = readSheetBook(
      table([
        ['行ID', 'どのように行っているか'],
        ['service-2-3@kawa', ''],
      ]),
    ).rows;
    expect(row?.cells).toEqual({ statement: expect.objectContaining({ value: '' }) });
  });

  it('names what cannot be taken in: formulas, errors, words that nobody knows, lines that come twice', () => {
    const { rows: read, strays } = readSheetBook(
      table([
        headings,
        [
          'a@1',
          number,
          { xml: '<c><f>1+1</f><v>2</v></c>' },
          { xml: '<c t="e"><v>#REF!</v></c>' },
          '書いた',
        ],
        ['a@2', number, '実施中み', '', ''],
        ['a@3', number, '実施中', '', 'ひとつ'],
        ['a@3', number, '実施中', '', 'べつ'],
        ['a@4', number, '', '', 'おなじ'],
        ['a@4', number, '', '', 'おなじ'],
        ['', '', '実施中', '', '行IDのない行'],
      ]),
    );
    const faults = read.map(({ line: of, cells }) => [
      of,
      cells.state?.fault,
      cells.planned?.fault,
      cells.statement?.fault,
    ]);
    expect(faults).toEqual([
      ['a@1', 'formula', 'error', undefined],
      ['a@2', 'word', undefined, undefined],
      ['a@3', undefined, undefined, 'twice'],
      ['a@4', undefined, undefined, undefined],
    ]);
    expect(read[1]?.cells.state?.nearest).toBe('実施中');
    expect(strays.map(({ words }) => words)).toEqual(['実施中 行IDのない行']);
  });

  it('of a newer format is told and not read', () => {
    const newer = table([headings, ['a@1', number, '実施中', '', '']], ['書式', '書式 ２']);
    expect(() => readSheetBook(newer)).toThrow(/newer format \(2\)/);
  });

  it('without any table is refused in words that name both sorts', async () => {
    const edition = { checkItems: [], sections: [], categories: [], requirements: [] };
    expect(() => readAnyBook(table([['なにもない']]), edition)).toThrow(/No check sheet was found/);
    const read = readAnyBook(await written([line({})]), edition);
    expect(read.kind).toBe('lines');
  });
});
