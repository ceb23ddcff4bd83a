import { readFileSync } from 'node:fs';
import { read, utils, type WorkBook, write } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersByLine } from '../../src/sheet/answers-by-line.ts';
import { fillSheet } from '../../src/sheet/fill-sheet.ts';
import { mergeSheets } from '../../src/sheet/merge-sheets.ts';
import { type ReadReport, readSheet, type SheetAnswer } from '../../src/sheet/read-sheet.ts';
import { writeCheckSheet } from '../../src/sheet/write-check-sheet.ts';
import { book, rows } from './build-book.ts';
import { cellsOf } from './other-reader.ts';
import { edition, makePlan, plan } from './plan-fixture.ts';

const vendor = await writeCheckSheet(plan, edition, { locale: 'ja', organisation: 'shimase' });
const official = new Uint8Array(
  readFileSync(new URL('../fixtures/official-imitation.xlsx', import.meta.url)),
);

/** A sanitiser as towns have them: drop-downs, hidden sheets, styles and print set-up go; words stay. */
function sanitise(bytes: Uint8Array, change: (book: WorkBook) => void = () => {}): Uint8Array {
  const opened = read(bytes, { type: 'buffer' });
  change(opened);
  const hidden = new Set(
    opened.Workbook?.Sheets?.filter((s) => (s.Hidden ?? 0) > 0).map((s) => s.name),
  );
  const clean = utils.book_new();
  for (const name of opened.SheetNames) {
    const sheet = opened.Sheets[name];
    if (sheet && !hidden.has(name)) utils.book_append_sheet(clean, sheet, name);
  }
  return new Uint8Array(write(clean, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}

function cellBeside(opened: WorkBook, sheet: string, key: string, column: string): string {
  const found = cellsOf(opened, sheet).find(([, c]) => c.v === key);
  if (!found) throw new Error(`no key ${key}`);
  return `${column}${/\d+/.exec(found[0])?.[0]}`;
}

function set(opened: WorkBook, sheet: string, cell: string, value: string): void {
  const at = opened.Sheets[sheet];
  if (at) at[cell] = { t: 's', v: value };
}

const answerOf = (report: ReadReport, key: string): SheetAnswer | undefined =>
  report.answers.find((a) => a.key === key);

describe('our own book, brought back', () => {
  test('as it was written: every row is known, nothing counts as an answer', () => {
    const report = readSheet(vendor, edition, plan);
    expect(report.diagnostics).toEqual([]);
    expect(report.unmatched).toEqual([]);
    expect(report.answers.filter((a) => a.scope === 'line').length).toBeGreaterThanOrEqual(
      plan.lines.filter((l) => l.answeredBy === 'shimase').length,
    );
    expect(answersByLine(report.answers)).toEqual([]);
  });

  test('with an answer beside a heading: nothing that somebody wrote is passed over in silence', () => {
    const bytes = sanitise(vendor, (opened) => {
      const sheet = opened.Sheets['チェックシート'] ?? {};
      const [heading = ''] =
        Object.entries(sheet).find(([, cell]) => /^[①-⑨]　/.test(String(cell?.v ?? ''))) ?? [];
      // Only where the merged cells were taken apart can anybody write there.
      sheet['!merges'] = [];
      set(opened, 'チェックシート', heading.replace('A', 'C'), '規則を年2回見直す');
    });
    const report = readSheet(bytes, edition, plan);
    expect(report.diagnostics.map((d) => d.code)).toEqual(['unmatched-row']);
    expect(report.unmatched).toMatchObject([{ statement: '規則を年2回見直す' }]);
  });

  test('without the plan, too: keys stand in visible cells', () => {
    const answer = answerOf(readSheet(vendor, edition), 'service-2-3@river-watch');
    expect(answer).toMatchObject({
      scope: 'line',
      checkItem: 'service-2-3',
      subject: 'river-watch',
      lines: ['service-2-3@river-watch'],
      statement: { value: '職員の認証を二要素にした。住民は閲覧のみで認証しない。' },
      state: { value: 'in-progress' },
    });
  });

  const edited = (opened: WorkBook): void => {
    const at = (column: string): string =>
      cellBeside(opened, 'チェックシート', 'service-2-3#shimase', column);
    set(opened, 'チェックシート', at('B'), '令和９年３月');
    set(opened, 'チェックシート', at('C'), '多要素認証を導入する。\n管理者から始める。');
    set(opened, 'チェックシート', at('G'), '実施済');
    set(opened, '明細', cellBeside(opened, '明細', 'service-2-3@bus', 'C'), '委託先が実施');
  };

  test('edited, and stripped by a sanitiser: dates by their wording, a row for all its lines, a line before its row', () => {
    const report = readSheet(sanitise(vendor, edited), edition, plan);
    expect(report.diagnostics).toEqual([]);
    const row = answerOf(report, 'service-2-3#shimase');
    expect(row).toMatchObject({
      scope: 'row',
      organisation: 'shimase',
      lines: ['service-2-3@river-watch', 'service-2-3@bus', 'service-2-3@coin'],
      planned: { value: { raw: '令和９年３月', by: '2027-03-31' }, unchanged: false },
      statement: { value: '多要素認証を導入する。\n管理者から始める。' },
      state: { value: 'implemented' },
    });
    expect(row?.planned?.place).toMatchObject({ sheet: 'チェックシート' });
    const lines = new Map(answersByLine(report.answers).map((a) => [a.line, a]));
    expect([...lines.keys()]).toEqual([
      'service-2-3@bus',
      'service-2-3@coin',
      'service-2-3@river-watch',
    ]);
    expect(lines.get('service-2-3@bus')?.statement?.value).toBe('委託先が実施');
    expect(lines.get('service-2-3@coin')?.statement?.value).toContain('多要素認証');
  });

  test('rows sorted by hand are read by their keys', () => {
    const shuffled = sanitise(vendor, (opened) => {
      edited(opened);
      const sheet = opened.Sheets['明細'];
      if (!sheet) return;
      const all = utils.sheet_to_json<string[]>(sheet, { header: 1, blankrows: true });
      const turned = [...all.slice(0, 6), ...all.slice(6).reverse()];
      opened.Sheets['明細'] = utils.aoa_to_sheet(turned);
    });
    expect(
      answersByLine(readSheet(shuffled, edition, plan).answers).map((a) => a.line),
    ).toHaveLength(3);
  });

  test('a state in words that nobody knows, a key that is broken or at odds, a reason that is missing', () => {
    const bytes = sanitise(vendor, (opened) => {
      set(opened, '明細', cellBeside(opened, '明細', 'service-1-1@bus', 'G'), 'たぶん');
      set(opened, '明細', cellBeside(opened, '明細', 'service-2-1@bus', 'G'), '対象外');
      set(opened, '明細', cellBeside(opened, '明細', 'service-2-2@bus', 'I'), 'service-2-9@bus');
      set(opened, '明細', cellBeside(opened, '明細', 'service-2-4@bus', 'I'), 'service-4-1@bus');
      set(opened, '明細', cellBeside(opened, '明細', 'service-3-1@bus', 'I'), 'service-3-1@tram');
      set(opened, '明細', cellBeside(opened, '明細', 'service-3-2@bus', 'B'), 'そのうち');
    });
    const report = readSheet(bytes, edition, plan);
    expect(report.diagnostics.map((d) => d.code).sort()).toEqual([
      'bad-date',
      'bad-key',
      'inconsistent',
      'missing-field',
      'unknown-key',
      'unknown-word',
    ]);
    expect(
      report.diagnostics.every((d) => d.place.sheet === '明細' && d.place.cell !== undefined),
    ).toBe(true);
    expect(report.unmatched).toHaveLength(2);
    expect(answerOf(report, 'service-3-2@bus')?.planned?.value).toEqual({ raw: 'そのうち' });
  });

  test('the book of the city and the English one read the same way', async () => {
    for (const locale of ['ja', 'en'] as const) {
      const report = readSheet(await writeCheckSheet(plan, edition, { locale }), edition, plan);
      expect(report.diagnostics).toEqual([]);
      expect(report.answers.filter((a) => a.scope === 'item')).toHaveLength(55);
      expect(answersByLine(report.answers)).toEqual([]);
    }
  });
});

describe('a copy of the official sheet, brought back', () => {
  test('filled by us and left alone, it answers nothing but what people had written', () => {
    const report = readSheet(fillSheet(official, plan, edition).bytes, edition, plan);
    expect(report.answers).toHaveLength(26);
    const changed = report.answers.filter(
      (a) => a.planned?.unchanged === false || a.statement?.unchanged === false,
    );
    expect(changed.map((a) => [a.checkItem, a.planned?.value.raw])).toEqual([
      ['service-1-1', '令和8年度上期'],
    ]);
  });

  test('a formula is refused with its cell, the hidden sheet is left, the odd row is kept', () => {
    const report = readSheet(official, edition, plan);
    expect(report.diagnostics.map((d) => [d.code, d.place.sheet, d.place.cell])).toEqual([
      ['formula-refused', '別紙1', 'D9'],
      ['unmatched-row', '別紙1', 'B34'],
      ['inconsistent', '集計', undefined],
    ]);
    expect(report.unmatched).toMatchObject([{ label: '独自③-4：庁内の追加項目' }]);
  });

  test('phonetic guides are no part of the words', () => {
    const report = readSheet(official, edition);
    expect(report.answers.map((a) => a.checkItem)).toContain('city-os-1-2');
    expect(JSON.stringify(report)).not.toContain('トシ');
  });

  test('items that share a cell get their own words back', () => {
    const report = readSheet(fillSheet(official, plan, edition).bytes, edition, plan);
    expect(answerOf(report, 'service-4-2')?.planned?.value.raw).toBe('令和9年度上期');
    expect(answerOf(report, 'service-4-1')?.planned?.value.raw).toMatch(/^令和8年度下期（/);
  });

  test('dates that the spreadsheet made of what was typed are read as dates', () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="176" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;;@"/></numFmts><fonts><font><sz val="11"/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="2"/></cellXfs></styleSheet>`;
    const table = rows([
      ['項目', '実装予定時期', '実装方法'],
      ['サービス①-1', { xml: '<c s="1"><v>46295</v></c>' }, 'a'],
      ['サービス②-1', { xml: '<c s="2"><v>46266</v></c>' }, 'b'],
      ['サービス②-2', { xml: '<c s="3"><v>99999</v></c>' }, { xml: '<c t="e"><v>#REF!</v></c>' }],
    ]);
    const report = readSheet(book({ 表: table }, { 'xl/styles.xml': styles }), edition);
    expect(report.answers.map((a) => a.planned?.value)).toEqual([
      { raw: '2026年9月30日', by: '2026-09-30' },
      { raw: '2026年9月', by: '2026-09-30' },
      { raw: '99999' },
    ]);
    expect(report.diagnostics.map((d) => d.code)).toEqual(['wrong-type', 'bad-date']);
  });
});

describe('a state where a date is asked', () => {
  const read = (planned: string, state = '', statement = '実施'): ReadReport =>
    readSheet(
      book({
        表: rows([
          ['項目', '実装予定時期', '実装方法', '状態'],
          ['サービス①-1', planned, statement, state],
        ]),
      }),
      edition,
      plan,
    );

  test.each([
    ['済', 'implemented'],
    ['実施済', 'implemented'],
    ['実施済み', 'implemented'],
    ['完了', 'implemented'],
    ['対応済', 'implemented'],
    ['対応 済み', 'implemented'],
    ['導入済み（令和7年度）', 'implemented'],
    ['令和7年9月に実施済み', 'implemented'],
    ['実施済み\n実施済み', 'implemented'],
    ['未着手', 'not-started'],
    ['これから', 'not-started'],
    ['進行中', 'in-progress'],
    ['対象外（機器を置いていないため）', 'not-applicable'],
  ])('「%s」 is the state %s, and stands as it was written', (planned, state) => {
    const report = read(planned);
    expect(report.diagnostics).toEqual([]);
    const [answer] = answersByLine(report.answers);
    expect(answer).toMatchObject({
      planned: { value: { raw: planned }, place: { cell: 'B2' } },
      state: { value: state, place: { cell: 'B2' }, unchanged: false },
    });
  });

  test.each(['令和8年度に完了', '完了（予定）', '実施済み（一部）', '令和8年度末まで'])(
    '「%s」 is none',
    (planned) => expect(read(planned).answers[0]?.state).toBeUndefined(),
  );

  test('the state column counts before it, and both are told', () => {
    const report = read('実施済み', '実施中');
    expect(report.answers[0]?.state?.value).toBe('in-progress');
    expect(report.diagnostics).toMatchObject([{ code: 'inconsistent', place: { cell: 'B2' } }]);
    expect(read('実施済み', '完了').diagnostics).toEqual([]);
  });

  test('left as the plan had it, the state column does not stand against it', () => {
    const report = read('実施済み', '未着手');
    expect(report.answers[0]?.state).toMatchObject({ value: 'implemented', unchanged: false });
  });

  test('a reason behind 対象外 is a reason; without one it is asked for', () => {
    expect(read('', '対象外（機器がない）', '').diagnostics).toEqual([]);
    expect(read('対象外', '', '').diagnostics).toMatchObject([{ code: 'missing-field' }]);
  });

  test('a year that depends on the day of writing is kept as it was written, and said to depend on it', () => {
    const report = read('来年度末まで');
    expect(report.answers[0]?.planned?.value).toEqual({ raw: '来年度末まで' });
    expect(report.diagnostics).toMatchObject([
      {
        code: 'bad-date',
        message: { ja: expect.stringContaining('いつ書いたか') },
        expected: { ja: expect.stringContaining('令和8年度末') },
      },
    ]);
  });
});

describe('books of two organisations, merged', () => {
  const mine = (change: (opened: WorkBook) => void): ReadReport =>
    readSheet(sanitise(vendor, change), edition, plan);
  const put =
    (column: string, value: string) =>
    (opened: WorkBook): void =>
      set(
        opened,
        'チェックシート',
        cellBeside(opened, 'チェックシート', 'service-2-1#shimase', column),
        value,
      );

  test('what one wrote fills what the other left; the same words twice are one answer', () => {
    const merged = mergeSheets([
      { name: 'a.xlsx', report: mine(put('C', 'WAFを置く')) },
      {
        name: 'b.xlsx',
        report: mine((o) => {
          put('B', '令和8年12月')(o);
          put('C', 'ＷＡＦを置く')(o);
        }),
      },
    ]);
    expect(merged.conflicts).toEqual([]);
    expect(merged.answers.find((a) => a.key === 'service-2-1#shimase')).toMatchObject({
      statement: { value: 'WAFを置く' },
      planned: { value: { raw: '令和8年12月', by: '2026-12-31' } },
      books: ['a.xlsx', 'b.xlsx'],
    });
  });

  test('different words in one cell are a conflict that shows both', () => {
    const merged = mergeSheets([
      { name: 'a.xlsx', report: mine(put('C', 'WAFを置く')) },
      { name: 'b.xlsx', report: mine(put('C', 'IPSを置く')) },
    ]);
    expect(merged.conflicts).toMatchObject([
      {
        key: 'service-2-1#shimase',
        column: 'statement',
        values: [
          { book: 'a.xlsx', text: 'WAFを置く', place: { file: 'a.xlsx', sheet: 'チェックシート' } },
          { book: 'b.xlsx', text: 'IPSを置く' },
        ],
      },
    ]);
    expect(merged.answers.find((a) => a.key === 'service-2-1#shimase')?.unsettled).toEqual([
      'statement',
    ]);
    expect(answersByLine(merged.answers)).toEqual([]);
  });

  test('two organisations that answer different rows lose nothing', async () => {
    const other = readSheet(
      await writeCheckSheet(plan, edition, { locale: 'ja', organisation: 'hiyori' }),
      edition,
      plan,
    );
    const own = readSheet(vendor, edition, plan);
    const merged = mergeSheets([
      { name: 'a', report: own },
      { name: 'b', report: other },
    ]);
    expect(merged.conflicts).toEqual([]);
    expect(new Set(merged.answers.map((a) => a.key))).toEqual(
      new Set([...own.answers, ...other.answers].map((a) => a.key)),
    );
  });

  const words = fc.constantFrom('', 'WAFを置く', 'IPSを置く', '令和8年度下期', '対象外');
  test('every word written is in the answers or in the conflicts, whatever the order of books', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(words, words, words), { minLength: 1, maxLength: 4 }),
        (given) => {
          const reports = given.map(([planned, statement, state], i) => ({
            name: `book-${i}`,
            report: readSheet(
              book({
                表: rows([
                  ['項目', '実装予定時期', '実装方法', '状態'],
                  ['サービス①-1', planned, statement, state],
                ]),
              }),
              edition,
            ),
          }));
          const seen = (books: typeof reports): ReadonlySet<string> => {
            const merged = mergeSheets(books);
            const found = merged.answers.flatMap((a) => [
              a.planned?.value.raw ?? '',
              a.statement?.value ?? '',
            ]);
            for (const conflict of merged.conflicts)
              found.push(...conflict.values.map((v) => v.text));
            return new Set(found);
          };
          const forwards = seen(reports);
          for (const [planned, statement] of given) {
            expect(forwards).toContain(planned === '' ? [...forwards][0] : planned);
            expect(forwards).toContain(statement === '' ? [...forwards][0] : statement);
          }
          expect([...seen([...reports].reverse())].filter((w) => w !== '').sort()).toEqual(
            [...forwards].filter((w) => w !== '').sort(),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('a new plan of the same city still takes the old book in: keys outlive priorities and dates', () => {
  const later = makePlan((lines) =>
    [...lines].reverse().map((l) => ({
      ...l,
      priority: 1,
      planned: { raw: '令和10年度上期', by: '2028-09-30', origin: 'proposed' as const },
    })),
  );
  const report = readSheet(vendor, edition, later);
  expect(report.diagnostics).toEqual([]);
  expect(report.answers.every((a) => a.lines.length > 0)).toBe(true);
});
