import { describe, expect, test } from 'vitest';
import { concerns, requirementsWithoutItem } from '../../src/requirements-without-item.ts';
import { readSheet } from '../../src/sheet/read-sheet.ts';
import { writeCheckSheet } from '../../src/sheet/write-check-sheet.ts';
import { edition, hoshigawatari, planOf } from '../report/sample.ts';
import { cellsOf, findText, openElsewhere, partsOf, textAt } from './other-reader.ts';

const name = '項目のない対策';
const plan = planOf(hoshigawatari);
const without = requirementsWithoutItem(plan, edition);
const city = await writeCheckSheet(plan, edition, { locale: 'ja' });

/** The rows below the heading, each as the texts of its five columns. */
function rowsOf(bytes: Uint8Array, sheet = name, heading = '対策'): readonly string[][] {
  const book = openElsewhere(bytes);
  const first = findText(book, sheet, heading).row + 1;
  const rows: string[][] = [];
  for (let row = first; textAt(book, sheet, `B${row}`) !== ''; row += 1)
    rows.push(['A', 'B', 'C', 'D', 'E'].map((column) => textAt(book, sheet, `${column}${row}`)));
  return rows;
}

describe('the sheet 項目のない対策', () => {
  test('has its five columns', () => {
    const book = openElsewhere(city);
    const { row } = findText(book, name, '対策');
    expect(
      ['A', 'B', 'C', 'D', 'E'].map((column) => textAt(book, name, `${column}${row}`)),
    ).toEqual([
      '対策',
      '求められる所',
      '実施／確認',
      'リスクの高さ',
      '項目がない理由（街守りの判断）',
    ]);
  });

  test('has every requirement that a risk demands and no item asks for, with why', () => {
    const rows = rowsOf(city);
    expect(rows).toHaveLength(without.length);
    without.forEach(({ placed, heading, reasons }, i) => {
      expect(rows[i]?.[0]).toBe(`${heading.ja}\n（${placed.requirement}）`);
      expect(rows[i]?.[1]).toBe(plan.subjects.find((s) => s.key === placed.place)?.name);
      expect(rows[i]?.[4]).toBe(reasons.map((r) => r.ja).join('\n'));
    });
    expect(rows[0]?.[3]).toBe('とても高い');
    expect(rows.filter((row) => row[2]?.startsWith('担当が決まっていません'))).toHaveLength(
      without.filter(({ placed }) => placed.duty.performers.length === 0).length,
    );
  });

  test('holds in an organisation’s book what concerns it, and nothing else', async () => {
    for (const organisation of ['mizuoto', 'hoshigawatari-shi']) {
      const own = without.filter(({ placed }) => concerns(placed, organisation));
      expect(own.length).toBeGreaterThan(10);
      const rows = rowsOf(await writeCheckSheet(plan, edition, { locale: 'ja', organisation }));
      expect(rows.map((row) => row[0])).toEqual(
        own.map(({ placed, heading }) => `${heading.ja}\n（${placed.requirement}）`),
      );
    }
  });

  test('says so where there is none', async () => {
    const book = openElsewhere(
      await writeCheckSheet(plan, edition, { locale: 'ja', organisation: 'nobody' }),
    );
    expect(cellsOf(book, name).map(([, c]) => c.v)).toContain('項目のない対策はありません。');
  });

  test('is printed and frozen like the others, and asks for nothing', () => {
    const parts = partsOf(city);
    const xml = parts['xl/worksheets/sheet3.xml'] ?? '';
    expect(xml).toContain(
      '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    );
    expect(xml).toMatch(/<pane xSplit="1" ySplit="6"[^>]*state="frozen"/);
    expect(xml).not.toContain('<dataValidation');
    expect(parts['xl/workbook.xml']).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="2">${name}!$6:$6</definedName>`,
    );
  });

  test('is passed over when the book comes back', () => {
    expect(
      readSheet(city, edition, plan).diagnostics.filter((d) => d.place.sheet === name),
    ).toEqual([]);
  });

  test('is cut where there are more than anybody reads, and says where the rest is', async () => {
    const [one] = without;
    const requirements = Array.from({ length: 3_005 }, (_, i) => ({
      ...(one?.placed as NonNullable<typeof one>['placed']),
      id: `CPS.AC-7@c-${i}`,
    }));
    const bytes = await writeCheckSheet({ ...plan, requirements }, edition, { locale: 'en' });
    expect(rowsOf(bytes, 'Without an item', 'Measure')).toHaveLength(3_000);
    expect(cellsOf(openElsewhere(bytes), 'Without an item').map(([, c]) => c.v)).toContain(
      '5 more are in plan.json, which holds everything.',
    );
  });
});
