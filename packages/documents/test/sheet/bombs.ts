import { book, rows } from './build-book.ts';

/** Books that open, made to cost time and memory when they are read or filled, and what becomes of each. */

const head = rows([
  ['項目', '実装予定時期', '実装方法'],
  ['サービス①-1', 'a', 'b'],
]);
const megabyte = 1024 * 1024;
const fill = (piece: string, megabytes: number): string =>
  piece.repeat(Math.floor((megabytes * megabyte) / Buffer.byteLength(piece)));

const column = '<col min="9" max="9"/>';
const sharing = (strings: string): Uint8Array =>
  book(
    { 表: head },
    {
      'xl/sharedStrings.xml': strings,
      'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    },
  );

interface Bomb {
  readonly made: () => Uint8Array;
  readonly outcome: 'done' | 'limit-exceeded';
}
const opens = (made: () => Uint8Array): Bomb => ({ made, outcome: 'done' });
const isRefused = (made: () => Uint8Array): Bomb => ({ made, outcome: 'limit-exceeded' });

export const bombs: Readonly<Record<string, Bomb>> = {
  'wide-sheet': opens(() => book({ 表: `${head}<x>${fill('<c/>', 15)}</x>` })),
  'one-tag': opens(() => book({ 表: `${head}<x ${fill('r ', 15)}>` })),
  strings: opens(() =>
    book({ 表: head }, { 'xl/sharedStrings.xml': `<sst>${fill('<si/>', 15)}</sst>` }),
  ),
  'shared-strings': opens(() => sharing(`<sst>${fill('<si><t>a</t></si>', 15)}</sst>`)),
  'one-shared-string': opens(() => sharing(`<sst><si><t>${fill('あ', 15)}</t></si></sst>`)),
  'runs-of-a-string': opens(() => sharing(`<sst><si>${fill('<r><t>ab</t></r>', 15)}</si></sst>`)),
  columns: isRefused(() => book({ 表: `<cols>${column.repeat(300_000)}</cols>${head}` })),
  'columns-and-rows': opens(() =>
    book({
      表: `<cols>${column.repeat(16_000)}</cols>${rows([
        ['項目', '実装予定時期', '実装方法'],
        ...Array.from({ length: 20_000 }, () => ['サービス①-1', '', '']),
      ])}`,
    }),
  ),
  entities: opens(() => book({ 表: head.replace('サービス①-1', fill('&#65;', 14)) })),
  'format-code': opens(() =>
    book(
      { 表: head },
      {
        'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${'['.repeat(1_000_000)}"/></numFmts><cellXfs>${'<xf numFmtId="200"/>'.repeat(100)}</cellXfs></styleSheet>`,
      },
    ),
  ),
  depth: opens(() => book({ 表: `${head}${'<a>'.repeat(2_000_000)}` })),
  attributes: opens(() =>
    book({
      表: head.replace(
        '<row>',
        `<row ${Array.from({ length: 200_000 }, (_, i) => `a${i}="1"`).join(' ')}>`,
      ),
    }),
  ),
  'lines-of-states': opens(() =>
    book({
      表: rows([
        ['項目', '実装予定時期', '実装方法'],
        ...Array.from({ length: 160 }, () => ['サービス①-1', '済\n'.repeat(8_000), 'x']),
      ]),
    }),
  ),
  'one-sheet-often': isRefused(() =>
    book(
      {
        表: rows([
          ['項目', '実装予定時期', '実装方法'],
          ...Array.from({ length: 3_000 }, () => ['サービス①-1', '令和8年度', 'x']),
        ]),
      },
      {
        'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${'<sheet name="表" r:id="s1"/>'.repeat(20_000)}</sheets></workbook>`,
      },
    ),
  ),
  merges: isRefused(() =>
    book({ 表: `${head}<mergeCells>${fill('<mergeCell ref="A1:D1000"/>', 15)}</mergeCells>` }),
  ),
  rows: isRefused(() => book({ 表: `<sheetData>${fill('<row/>', 15)}</sheetData>` })),
  'one-cell': opens(() =>
    book({
      表: `${head}<sheetData><row><c t="inlineStr"><is><t>${fill('サービス①-1 ', 15)}</t></is></c></row></sheetData>`,
    }),
  ),
  cells: isRefused(() =>
    book({
      表: `<sheetData>${fill('<row><c t="inlineStr"><is><t>①</t></is></c></row>', 15)}</sheetData>`,
    }),
  ),
  labels: isRefused(() => {
    const row = (i: number): string =>
      `<row><c t="inlineStr"><is><t>${i}サービス①-1${'①-1 サービス都市OS '.repeat(13)}</t></is></c><c t="inlineStr"><is><t>令和${i}年度</t></is></c></row>`;
    return book({
      表: head.replace(
        '</sheetData>',
        `${Array.from({ length: 29_000 }, (_, i) => row(i)).join('')}</sheetData>`,
      ),
    });
  }),
};
