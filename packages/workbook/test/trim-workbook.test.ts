import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { trimWorkbook } from '../src/index.ts';
import { contentTypes, leastBook, packed, zip } from './make-package.ts';

const area = { rows: 20_000, columns: 78 };
const sheetName = 'xl/worksheets/sheet1.xml';
const trimmed = (parts: Record<string, string | Uint8Array>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(trimWorkbook(zip(parts), area))).map(([name, data]) => [
      name,
      strFromU8(data),
    ]),
  );
const sheetOf = (sheet: string): string | undefined => trimmed(leastBook(sheet))[sheetName];
const root = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';

describe('what a trimmed book keeps', () => {
  test('the parts that cells come from, and no others', () => {
    expect(
      Object.keys(
        trimmed({
          ...leastBook('<sheetData/>'),
          'xl/sharedStrings.xml': '<sst/>',
          'xl/styles.xml': '<styleSheet/>',
          'xl/vbaProject.bin': 'macro',
          'xl/media/image1.png': 'picture',
          'xl/worksheets/_rels/sheet1.xml.rels': '<Relationships/>',
          'xl/comments1.xml': '<!DOCTYPE a><a/>',
        }),
      ),
    ).toEqual([...Object.keys(leastBook('')), 'xl/sharedStrings.xml', 'xl/styles.xml']);
  });

  test('of a sheet the filled cells: no widths, merges, rules or empty cells', () => {
    const row =
      '<row r="1" ht="20"><c r="A1" s="3"/><c r="B1" t="s"><v>0</v></c></row><row r="2"/>';
    expect(
      sheetOf(
        `<cols><col min="1" max="16384"/></cols><sheetData>${row}</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>`,
      ),
    ).toBe(
      `${root}<sheetData><row r="1" ht="20"><c r="B1" t="s"><v>0</v></c></row></sheetData></worksheet>`,
    );
  });

  test('cells that do not say where they stand stay where they are', () => {
    const data = '<sheetData><row/><row><c/><c><v>1</v></c></row></sheetData>';
    expect(sheetOf(data)).toBe(`${root}${data}</worksheet>`);
  });

  test('prefixes and comments', () => {
    const xml =
      '<x:worksheet xmlns:x="u"><x:sheetData><!-- <x:c r="A9"/> --><x:row r="1"><x:c r="A1"/><x:c r="B1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect(trimmed({ ...leastBook(''), [sheetName]: xml })[sheetName]).toBe(
      xml.replace('<x:c r="A1"/>', ''),
    );
  });

  test('a sheet without a table is an empty one', () => {
    for (const sheet of ['', '<sheetData/>', '<chart/>'])
      expect(sheetOf(sheet)).toBe(`${root}<sheetData/></worksheet>`);
  });

  test('the same book gives the same bytes', () => {
    const bytes = zip(leastBook('<sheetData><row><c><v>1</v></c></row></sheetData>'));
    expect(trimWorkbook(bytes, area)).toEqual(trimWorkbook(bytes, area));
  });
});

describe('what a trimmed book is refused for', () => {
  const cells = (xml: string): string => `<sheetData>${xml}</sheetData>`;
  const filled = (name: string): string => cells(`<row><c ${name}><v>1</v></c></row>`);

  test.each<readonly [string, string, Record<string, string | Uint8Array>]>([
    ['cells at the far corner', 'limit-exceeded', leastBook(filled('r="XFD1048576"'))],
    ['the same in single quotes', 'limit-exceeded', leastBook(filled("r='XFD1048576'"))],
    ['the same in small letters', 'limit-exceeded', leastBook(filled('r="xfd1048576"'))],
    [
      'a far row whose cells do not say where they stand',
      'limit-exceeded',
      leastBook(cells(`<row r="1048576">${'<c><v>1</v></c>'.repeat(100)}</row>`)),
    ],
    ['a cell outside every sheet', 'input-unreadable', leastBook(filled('r="ZZZZ1"'))],
    ['a row outside every sheet', 'input-unreadable', leastBook(cells('<row r="1048577"></row>'))],
    ['a cell with two names', 'input-unreadable', leastBook(filled('r="A1" r="BZ20000"'))],
    ['a cell with a prefixed name', 'input-unreadable', leastBook(filled('x:r="BZ20000"'))],
    ['a table without end', 'input-unreadable', leastBook('<sheetData><row>')],
    [
      'a million empty strings',
      'limit-exceeded',
      {
        ...leastBook(''),
        'xl/sharedStrings.xml': `<sst>${'<si><t/></si>'.repeat(1_000_000)}</sst>`,
      },
    ],
    [
      'millions of entities',
      'limit-exceeded',
      { ...leastBook(''), 'xl/sharedStrings.xml': `<sst>${'&amp;'.repeat(3_000_000)}</sst>` },
    ],
    [
      'a tag without end',
      'limit-exceeded',
      { ...leastBook(''), [sheetName]: `<worksheet ${'a="1" '.repeat(1_000_000)}>` },
    ],
    [
      'a document type in a part that is passed on',
      'input-unreadable',
      { ...leastBook(''), 'xl/styles.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x/>' },
    ],
    [
      'a part that is not UTF-8',
      'input-unreadable',
      { ...leastBook(''), 'xl/styles.xml': Uint8Array.from([0x3c, 0x83, 0x54, 0x81]) },
    ],
    ['no workbook inside', 'input-unreadable', { '[Content_Types].xml': '<Types/>' }],
  ])('%s', (_, code, parts) => {
    expect(() => trimWorkbook(zip(parts), area)).toThrow(
      expect.objectContaining({ name: 'Failure', code }),
    );
  });

  test('a bomb among the parts that are wanted, even where it lies about its size', () => {
    for (const declared of [200_000_000, 1_000])
      expect(() =>
        trimWorkbook(
          packed([
            contentTypes,
            { name: 'xl/sharedStrings.xml', data: new Uint8Array(20_000_000), declared },
          ]),
          area,
        ),
      ).toThrow(expect.objectContaining({ code: 'limit-exceeded' }));
  });
});
