import { describe, expect, test } from 'vitest';
import { answersByLine } from '../../src/sheet/answers-by-line.ts';
import { readSheet } from '../../src/sheet/read-sheet.ts';
import { writeCheckSheet } from '../../src/sheet/write-check-sheet.ts';
import { cellsOf, findText, openElsewhere, partsOf, textAt } from './other-reader.ts';
import { edition, makePlan, plan } from './plan-fixture.ts';

const city = await writeCheckSheet(plan, edition, { locale: 'ja' });
const vendor = await writeCheckSheet(plan, edition, { locale: 'ja', organisation: 'shimase' });

/** Labels down the first column, in order. */
const labelsIn = (bytes: Uint8Array, sheet: string): readonly string[] =>
  cellsOf(openElsewhere(bytes), sheet)
    .filter(([name]) => /^A\d+$/.test(name))
    .flatMap(([, cell]) => /^(\S+?[①-⑳](?:-\d+)?)：/.exec(String(cell.v))?.[1] ?? []);

describe('the book of the whole city', () => {
  const book = openElsewhere(city);

  test('has the four sheets, none hidden', () => {
    expect(book.SheetNames).toEqual(['チェックシート', '明細', '項目のない対策', '使い方']);
    expect(book.Workbook?.Sheets?.every((s) => (s.Hidden ?? 0) === 0)).toBe(true);
  });

  test('lists each of the 55 items once, in the order of the guideline', () => {
    expect(labelsIn(city, 'チェックシート')).toEqual(edition.checkItems.map((i) => i.label));
  });

  test('has the columns of 別紙1 first', () => {
    const heading = findText(book, 'チェックシート', '項目');
    expect(heading.column).toBe('A');
    expect(findText(book, 'チェックシート', '実装予定時期')).toEqual({
      row: heading.row,
      column: 'B',
    });
    expect(findText(book, 'チェックシート', '実装方法')).toEqual({ row: heading.row, column: 'C' });
  });

  test('has the category bands of 別紙1, ガバナンス included', () => {
    const texts = cellsOf(book, 'チェックシート').map(([, c]) => String(c.v));
    for (const band of [
      'カテゴリ1　ガバナンス',
      'カテゴリ2　サービス',
      'カテゴリ3　都市OS',
      'カテゴリ4　アセット',
      'スマートシティ特有のセキュリティ対策',
    ]) {
      expect(texts.filter((t) => t === band)).toHaveLength(1);
    }
    expect(texts).toContain('②　外部からの攻撃等を防ぐセキュリティ対策');
    expect(texts).toContain('2　インシデント対応時の連携');
  });

  test('says of each item who answers, what it is asked of, and when by wording', () => {
    const key = cellsOf(book, 'チェックシート').find(([, c]) => c.v === 'service-2-3');
    const row = Number(/\d+/.exec(key?.[0] ?? '')?.[0]);
    expect(textAt(book, 'チェックシート', `D${row}`)).toBe(
      '川みまもり\nのりバス・除雪\nけんこう手帳\nほしコイン',
    );
    expect(textAt(book, 'チェックシート', `E${row}`)).toContain('株式会社縞瀬都市基盤（3件）');
    expect(textAt(book, 'チェックシート', `B${row}`)).toMatch(
      /^令和8年度下期（.+）\n令和9年度上期（.+）$/,
    );
    expect(textAt(book, 'チェックシート', `C${row}`)).toContain('職員の認証を二要素にした');
  });

  test('names the edition as people do', () => {
    const line = textAt(openElsewhere(city), 'チェックシート', 'A3');
    expect(line).toContain('第2.0版（案）');
    expect(line).not.toContain('mic-');
  });

  test('what is done, or does not apply, needs no draft; a bare year says that it is one', async () => {
    const done = makePlan((lines) =>
      lines.map((line) => {
        const { statement: _, ...rest } = line;
        return {
          ...rest,
          ...(line.checkItem === 'service-2-1' ? { state: 'implemented' as const } : {}),
          ...(line.checkItem === 'service-2-2' ? { state: 'not-applicable' as const } : {}),
          planned: {
            ...line.planned,
            raw: line.checkItem === 'service-2-1' ? '2021' : '令和8年度',
          },
        };
      }),
    );
    const book = openElsewhere(await writeCheckSheet(done, edition, { locale: 'ja' }));
    for (const sheet of ['チェックシート', '明細'])
      for (const [cell, { v }] of cellsOf(book, sheet)) {
        const label = /^サービス②-[123]/.exec(String(v))?.[0];
        if (label === undefined) continue;
        const row = /\d+/.exec(cell)?.[0];
        const statement = textAt(book, sheet, `C${row}`);
        if (label === 'サービス②-3') expect(statement).toContain('（案）');
        else expect(statement).toBe('');
        const planned = textAt(book, sheet, `B${row}`);
        expect(planned).toBe(label === 'サービス②-1' ? '2021年' : '令和8年度');
      }
    const back = readSheet(await writeCheckSheet(done, edition, { locale: 'ja' }), edition, done);
    expect(answersByLine(back.answers)).toEqual([]);
  });

  test('marks what nobody performs', () => {
    const texts = cellsOf(book, '明細').map(([, c]) => String(c.v));
    expect(texts.filter((t) => t.includes('担当：担当が決まっていません'))).toHaveLength(1);
  });

  test('says of a line who answers it where others perform it, and nowhere else', async () => {
    const others = makePlan((lines) =>
      lines.map((line, at) => ({
        ...line,
        answeredBy: at === 0 ? 'shimase' : (line.duty.performers[0] ?? line.answeredBy),
        duty: at === 0 ? { ...line.duty, performers: ['machi-kyogikai'] } : line.duty,
      })),
    );
    const written = openElsewhere(await writeCheckSheet(others, edition, { locale: 'ja' }));
    const told = (sheet: string): readonly string[] =>
      cellsOf(written, sheet)
        .map(([, { v }]) => String(v))
        .filter((words) => /^シートへの回答：/m.test(words));
    expect(told('明細')).toEqual([expect.stringContaining('シートへの回答：株式会社縞瀬都市基盤')]);
    expect(told('チェックシート').length).toBeLessThanOrEqual(1);
  });

  test('has every line in 明細 with its key in a visible cell', () => {
    const keys = new Set(cellsOf(book, '明細').map(([, c]) => String(c.v)));
    expect(plan.lines.filter((line) => !keys.has(line.id))).toEqual([]);
  });

  test('repeats the handling label and the line that the guideline is not exhaustive', () => {
    for (const sheet of ['チェックシート', '明細', '項目のない対策', '使い方']) {
      const texts = cellsOf(book, sheet).map(([, c]) => String(c.v));
      expect(texts.some((t) => t.includes('すべての対策を網羅したものではない'))).toBe(true);
    }
    const parts = partsOf(city);
    for (const n of [1, 2, 3, 4]) {
      const xml = parts[`xl/worksheets/sheet${n}.xml`] ?? '';
      expect(xml).toContain('関係者限り</oddHeader>');
      expect(xml).toMatch(/<oddFooter>[^<]*&amp;P \/ &amp;N[^<]*関係者限り<\/oddFooter>/);
    }
  });

  test('prints on A4 across, one page wide, headings repeated, panes frozen, drop-downs in place', () => {
    const parts = partsOf(city);
    const xml = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(xml).toContain(
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    );
    expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
    expect(xml).toMatch(/<pane xSplit="1" ySplit="6"[^>]*state="frozen"/);
    expect(xml).toContain('"未着手,予定あり,実施中,実施済み,対象外"');
    expect(parts['xl/workbook.xml']).toContain(
      '<definedName name="_xlnm.Print_Titles" localSheetId="0">チェックシート!$6:$6</definedName>',
    );
    expect(parts['xl/workbook.xml']).toContain('_xlnm.Print_Area');
    // All but the last column, which holds the keys.
    expect(parts['xl/workbook.xml']).toMatch(/チェックシート!\$A\$1:\$H\$\d+/);
    expect(parts['xl/workbook.xml']).toMatch(/明細!\$A\$1:\$I\$\d+/);
    const opened = openElsewhere(city);
    expect(textAt(opened, 'チェックシート', 'F1')).toBe('関係者限り');
    for (const { e } of opened.Sheets['チェックシート']?.['!merges'] ?? [])
      expect(e.c).toBeLessThanOrEqual(7);
  });

  test('lets the rows grow that people write in, and only those', () => {
    const xml = partsOf(city)['xl/worksheets/sheet1.xml'] ?? '';
    expect(xml).toMatch(/<row r="6" ht="32" customHeight="1">/);
    const item = findText(openElsewhere(city), 'チェックシート', 'governance-1-1').row;
    expect(xml).toMatch(new RegExp(`<row r="${item}" ht="[\\d.]+">`));
  });
});

describe('the book of one organisation', () => {
  test('holds its own rows only', () => {
    const own = new Set(
      plan.sheet.filter((r) => r.organisation === 'shimase').map((r) => r.checkItem),
    );
    expect(labelsIn(vendor, 'チェックシート')).toEqual(
      edition.checkItems.filter((i) => own.has(i.id)).map((i) => i.label),
    );
    const keys = cellsOf(openElsewhere(vendor), '明細')
      .map(([, c]) => String(c.v))
      .filter((v) => v.includes('@'));
    expect(new Set(keys)).toEqual(
      new Set(plan.lines.filter((l) => l.answeredBy === 'shimase').map((l) => l.id)),
    );
  });

  test('carries the row id in チェックシート and the line id in 明細', () => {
    const values = (sheet: string): readonly unknown[] =>
      cellsOf(openElsewhere(vendor), sheet).map(([, c]) => c.v);
    expect(values('チェックシート')).toContain('service-2-3#shimase');
    expect(values('明細')).toContain('service-2-3@river-watch');
  });

  test('says so where an organisation has nothing to answer', async () => {
    const book = openElsewhere(
      await writeCheckSheet(plan, edition, { locale: 'ja', organisation: 'nobody' }),
    );
    expect(cellsOf(book, 'チェックシート').map(([, c]) => c.v)).toContain(
      'この組織が答える項目はありません。',
    );
  });
});

describe('what comes from input', () => {
  const hostile = [
    '=1+1',
    '+cmd|calc',
    '-2+3',
    '@SUM(A1)',
    '=HYPERLINK("http://x.example")',
    '\u0000\u0007鐘',
    '_x000D_',
    '<b>&"',
    '\ud800',
    '👪'.repeat(3),
  ];
  const bad = makePlan((lines) =>
    lines.map((line, i) => ({
      ...line,
      statement: hostile[i % hostile.length] ?? '',
      planned: { ...line.planned, raw: hostile[(i + 3) % hostile.length] ?? '' },
    })),
  );

  test('stays text in every cell, and no part holds a formula', async () => {
    const bytes = await writeCheckSheet(
      { ...bad, city: { key: 'hoshigawatari', name: '=A1&"市"' } },
      edition,
      { locale: 'ja' },
    );
    const book = openElsewhere(bytes);
    for (const sheet of book.SheetNames) {
      for (const [name, cell] of cellsOf(book, sheet)) {
        expect(cell.f, `${sheet} ${name}`).toBeUndefined();
        expect(['s', 'z']).toContain(cell.t);
      }
    }
    expect(
      Object.entries(partsOf(bytes)).filter(
        ([name, xml]) => name.includes('worksheets/') && /<f[ >]/.test(xml),
      ),
    ).toEqual([]);
    const texts = new Set(cellsOf(book, '明細').map(([, c]) => String(c.v)));
    for (const text of ['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '鐘', '_x000D_', '<b>&"'])
      expect(texts).toContain(text);
  });

  test('is in cells marked as text, so that editing one makes no formula of it', () => {
    const styles = partsOf(city)['xl/styles.xml'] ?? '';
    expect(styles).toContain('formatCode="@"');
  });
});

test('the same plan gives the same bytes', async () => {
  expect(
    Buffer.from(await writeCheckSheet(plan, edition, { locale: 'ja' })).equals(Buffer.from(city)),
  ).toBe(true);
});

test('the English book says what the Japanese one says', async () => {
  const book = openElsewhere(await writeCheckSheet(plan, edition, { locale: 'en' }));
  expect(book.SheetNames).toEqual(['Check sheet', 'Details', 'Without an item', 'How to use']);
  expect(cellsOf(book, 'Check sheet').map(([, c]) => c.v)).toContain('Category 1: Governance');
});
