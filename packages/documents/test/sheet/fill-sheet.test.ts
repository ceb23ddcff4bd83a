import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fillSheet } from '../../src/sheet/fill-sheet.ts';
import { readSheet } from '../../src/sheet/read-sheet.ts';
import { book, rows, zip } from './build-book.ts';
import { cellsOf, openElsewhere, partsOf, textAt } from './other-reader.ts';
import { edition, makePlan, plan } from './plan-fixture.ts';

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../fixtures/${name}.xlsx`, import.meta.url)));
const official = fixture('official-imitation');
const report = fillSheet(official, plan, edition);

describe('a copy of the official sheet, filled', () => {
  test('every spelling found its item', () => {
    const found = new Set(report.matched.map((f) => f.checkItem));
    expect(found.size).toBe(26);
    for (const id of [
      'service-1-1',
      'service-2-2',
      'service-2-3',
      'service-2-4',
      'service-3-1',
      'service-4-2',
      'city-os-1-1',
      'city-os-1-2',
      'city-os-1-4',
      'supply-chain-2',
      'incident-response-2',
      'data-exchange-6',
    ]) {
      expect(found, id).toContain(id);
    }
  });

  test('items that the file lacks are named, ガバナンス among them', () => {
    expect(report.itemsWithoutRow).toContain('governance-1-1');
    expect(report.itemsWithoutRow.filter((id) => id.startsWith('governance'))).toHaveLength(13);
  });

  test('a row that is no check item is named with its cell, headings are not', () => {
    expect(report.diagnostics.map((d) => [d.code, d.place.cell])).toEqual([
      ['unmatched-row', 'B34'],
    ]);
  });

  test('what people wrote is kept, formulas too', () => {
    expect(report.kept.map((k) => [k.cell, k.formula])).toEqual([
      ['C6', false],
      ['D9', true],
    ]);
    const book = openElsewhere(report.bytes);
    expect(textAt(book, '別紙1', 'C6')).toBe('令和8年度上期');
  });

  test('overwrite replaces words, never a formula', () => {
    const again = fillSheet(official, plan, edition, { overwrite: true });
    expect(again.kept.map((k) => k.cell)).toEqual(['D9']);
    expect(textAt(openElsewhere(again.bytes), '別紙1', 'C6')).toContain('令和8年度下期');
  });

  test('another reader sees the words in their cells', () => {
    const book = openElsewhere(report.bytes);
    expect(textAt(book, '別紙1', 'D10')).toContain('職員の認証を二要素にした');
    expect(textAt(book, '別紙1', 'C28')).toBe('令和9年度上期');
    for (const filled of report.filled)
      expect(textAt(book, '別紙1', filled.cell)).toBe(filled.text);
  });

  test('items that share a cell stand there behind their labels', () => {
    const book = openElsewhere(report.bytes);
    expect(textAt(book, '別紙1', 'C17')).toMatch(/サービス④-1：[\s\S]*サービス④-2：/);
    expect(textAt(book, '別紙1', 'C31')).toMatch(/都市OS③-1：[\s\S]*都市OS③-2：/);
  });

  test('every other part of the file is the same, byte for byte', () => {
    const [before, after] = [partsOf(official), partsOf(report.bytes)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
    expect(changed).toEqual(['xl/worksheets/sheet1.xml']);
  });

  test('in the sheet only the filled cells and the heights of their rows differ', () => {
    const part = 'xl/worksheets/sheet1.xml';
    const filled = new Set(report.filled.map((f) => f.cell));
    const rest = (xml: string): string =>
      xml
        .replace(
          /<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>.*?<\/c>)/gs,
          (whole, name: string, attributes: string) =>
            filled.has(name) ? `<c ${name} ${/s="\d+"/.exec(attributes)?.[0] ?? ''}>` : whole,
        )
        .replace(/(<row [^>]*?) ?ht="[\d.]+"/g, '$1');
    expect(rest(partsOf(report.bytes)[part] ?? '')).toBe(rest(partsOf(official)[part] ?? ''));
  });

  test('merges, phonetic guides, print area, drop-downs, comments and the hidden sheet are there still', () => {
    const [before, after] = [openElsewhere(official), openElsewhere(report.bytes)];
    expect(after.Sheets['別紙1']?.['!merges']).toEqual(before.Sheets['別紙1']?.['!merges']);
    expect(after.Sheets['別紙1']?.['!cols']).toEqual(before.Sheets['別紙1']?.['!cols']);
    expect(after.Workbook?.Names).toEqual(before.Workbook?.Names);
    const parts = partsOf(report.bytes);
    expect(parts['xl/sharedStrings.xml']).toContain('<rPh sb="0" eb="2"><t>トシ</t></rPh>');
    expect(parts['xl/worksheets/sheet1.xml']).toContain('<dataValidation ');
    expect(parts['xl/worksheets/sheet1.xml']).toContain('conditionalFormatting');
    expect(textAt(after, '集計', 'B2')).toBe('触らない');
  });

  test('no row is made lower, and a row that would cut its words is made higher', () => {
    const heights = (bytes: Uint8Array): readonly (number | undefined)[] =>
      (openElsewhere(bytes).Sheets['別紙1']?.['!rows'] ?? []).map((r) => r?.hpt);
    const [before, after] = [heights(official), heights(report.bytes)];
    for (const [i, height] of before.entries())
      expect(after[i] ?? 0).toBeGreaterThanOrEqual(height ?? 0);
    expect(after[7] ?? 0).toBeGreaterThan(before[7] ?? 0);
  });

  test('filling again changes nothing', () => {
    const again = fillSheet(report.bytes, plan, edition);
    expect(again.filled).toEqual([]);
    expect(again.kept.map((k) => k.cell)).toEqual(['C6', 'D9']);
    expect(Buffer.from(again.bytes).equals(Buffer.from(report.bytes))).toBe(true);
  });

  test('words that look like formulas are written as text', () => {
    const hostile = makePlan((lines) =>
      lines.map((line) => ({ ...line, statement: '=cmd|" /c calc"!A1' })),
    );
    const filled = fillSheet(official, hostile, edition);
    const book = openElsewhere(filled.bytes);
    const cells = cellsOf(book, '別紙1').filter(([, c]) => String(c.v).includes('calc'));
    expect(cells.length).toBeGreaterThan(10);
    for (const [name, cell] of cells)
      expect([name, cell.t, cell.f]).toEqual([name, 's', undefined]);
  });

  test('one organisation fills in its own items', () => {
    const own = fillSheet(official, plan, edition, { organisation: 'shimase' });
    expect(
      own.filled.every((f) => f.checkItems.every((id) => /^(service|city-os|incident)/.test(id))),
    ).toBe(true);
    expect(own.itemsWithoutRow.every((id) => !id.startsWith('governance'))).toBe(true);
  });
});

describe('a copy made by LibreOffice from a page', () => {
  const made = fixture('official-by-libreoffice');
  const filled = fillSheet(made, plan, edition);

  test('matches its eleven items and keeps every other part', () => {
    expect(new Set(filled.matched.map((f) => f.checkItem)).size).toBe(11);
    const [before, after] = [partsOf(made), partsOf(filled.bytes)];
    expect(Object.keys(before).filter((name) => before[name] !== after[name])).toEqual([
      'xl/worksheets/sheet1.xml',
    ]);
  });

  test('another reader sees the words', () => {
    const book = openElsewhere(filled.bytes);
    const sheet = book.SheetNames[0] ?? '';
    for (const f of filled.filled) expect(textAt(book, sheet, f.cell)).toBe(f.text);
  });
});

describe('heights', () => {
  const styles = `<styleSheet><fonts><font><sz val="11"/><name val="ＭＳ Ｐ明朝"/></font></fonts><cellXfs><xf fontId="0"><alignment wrapText="1"/></xf><xf fontId="0"><alignment wrapText="0"/></xf></cellXfs></styleSheet>`;
  const heightsOf = (table: string): readonly (number | undefined)[] => {
    const made = book({ 表: table }, { 'xl/styles.xml': styles });
    const filled = fillSheet(made, stated, edition).bytes;
    return (openElsewhere(filled).Sheets['表']?.['!rows'] ?? []).map((r) => r?.hpt);
  };
  const four = 'あ\nい\nう\nえ';
  const stated = makePlan((lines) =>
    lines.map((line) => ({
      ...line,
      statement: four,
      planned: { ...line.planned, raw: '令和8年度' },
    })),
  );
  const cell = (name: string, text: string, style = 0): string =>
    `<c r="${name}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const head = `<row r="1">${cell('A1', '項目')}${cell('B1', '実装予定時期')}${cell('C1', '実装方法')}</row>`;

  test('four lines have room for a letter that stands higher than the one asked for', () => {
    const heights = heightsOf(
      `<cols><col min="1" max="3" width="40"/></cols><sheetData>${head}<row r="2" ht="15">${cell('A2', 'サービス①-1')}<c r="B2" s="0"/><c r="C2" s="0"/></row></sheetData>`,
    );
    // Noto, which stands in for 明朝, takes 1.45 times its size.
    expect(heights[1]).toBeGreaterThanOrEqual(4 * 11 * 1.45 + 4);
  });

  test('where a cell does not wrap, its row stays as it was', () => {
    const heights = heightsOf(
      `<cols><col min="1" max="3" width="6"/></cols><sheetData>${head}<row r="2" ht="21">${cell('A2', 'サービス①-1')}<c r="B2" s="1"/><c r="C2" s="1"/></row></sheetData>`,
    );
    expect(heights[1]).toBe(21);
  });

  test('a cell merged over two rows gets the room that they lack together', () => {
    const row = (n: number): string =>
      `<row r="${n}" ht="25">${cell(`A${n}`, `サービス①-${n === 2 ? 1 : 2}`)}<c r="B${n}" s="0"/><c r="C${n}" s="0"/></row>`;
    const heights = heightsOf(
      `<cols><col min="1" max="3" width="40"/></cols><sheetData>${head}${row(2)}${row(3)}</sheetData><mergeCells><mergeCell ref="C2:C3"/></mergeCells>`,
    );
    expect(heights[1]).toBe(25);
    expect((heights[1] ?? 0) + (heights[2] ?? 0)).toBeGreaterThanOrEqual(4 * 11 * 1.45 + 4);
  });
});

describe('items that the plan asks of nothing', () => {
  const without = makePlan((lines) => lines.filter((l) => l.checkItem !== 'service-2-1'));
  const table = (head: readonly string[], filler: readonly string[]) =>
    book({
      表: rows([
        [...head],
        ['サービス①-1', ...filler],
        ['サービス②-1', ...filler],
        ['サービス②-2', ...filler],
      ]),
    });

  test('are 対象外 with the reason where the sheet has states', () => {
    const filled = fillSheet(
      table(['項目', '実装予定時期', '実装方法', '状態'], ['', '', '']),
      without,
      edition,
    );
    expect(filled.itemsWithoutLine).toEqual(['service-2-1']);
    const opened = openElsewhere(filled.bytes);
    expect(textAt(opened, '表', 'D3')).toBe('対象外');
    expect(textAt(opened, '表', 'C3')).toContain('計画にありません');
    for (const other of ['D2', 'D4']) expect(textAt(opened, '表', other)).toBe('');
    const back = readSheet(filled.bytes, edition, without);
    expect(back.diagnostics).toEqual([]);
    expect(back.answers.every((a) => a.state?.unchanged !== false)).toBe(true);
  });

  test('stay empty where it has none, and are told', () => {
    const filled = fillSheet(
      table(['項目', '実装予定時期', '実装方法'], ['', '']),
      without,
      edition,
    );
    expect(filled.itemsWithoutLine).toEqual(['service-2-1']);
    expect(filled.filled.map((f) => f.cell).filter((c) => c.endsWith('3'))).toEqual([]);
  });

  test('what stands there already is kept, and what others answer is not among them', () => {
    const states = table(['項目', '実装予定時期', '実装方法', '状態'], ['', '', '実施中']);
    const filled = fillSheet(states, without, edition);
    expect(filled.kept).toMatchObject([{ cell: 'D3', column: 'state', existing: '実施中' }]);
    const own = fillSheet(states, without, edition, { organisation: 'mizuoto' });
    expect(own.itemsWithoutLine).toEqual(['service-2-1']);
  });
});

test('a book without the table says what is missing', () => {
  expect(() => fillSheet(fixtureWithoutTable(), plan, edition)).toThrow(
    expect.objectContaining({ code: 'input-invalid' }),
  );
});

function fixtureWithoutTable(): Uint8Array {
  return patched(official, 'xl/sharedStrings.xml', (s) => s.replaceAll('実装方法', '備考'));
}

function patched(bytes: Uint8Array, part: string, change: (xml: string) => string): Uint8Array {
  const parts = partsOf(bytes);
  return zip({ ...parts, [part]: change(parts[part] ?? '') });
}
