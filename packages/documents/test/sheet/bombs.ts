import { book, rows } from './build-book.ts';

/** Books that open, made to cost time and memory when they are read. */

const head = rows([
  ['項目', '実装予定時期', '実装方法'],
  ['サービス①-1', 'a', 'b'],
]);
const megabyte = 1024 * 1024;
const fill = (piece: string, megabytes: number): string =>
  piece.repeat(Math.floor((megabytes * megabyte) / Buffer.byteLength(piece)));

export const bombs: Readonly<Record<string, () => Uint8Array>> = {
  'wide-sheet': () => book({ 表: `${head}<x>${fill('<c/>', 15)}</x>` }),
  'one-tag': () => book({ 表: `${head}<x ${fill('r ', 15)}>` }),
  strings: () => book({ 表: head }, { 'xl/sharedStrings.xml': `<sst>${fill('<si/>', 15)}</sst>` }),
  merges: () =>
    book({ 表: `${head}<mergeCells>${fill('<mergeCell ref="A1:D1000"/>', 15)}</mergeCells>` }),
  rows: () => book({ 表: `<sheetData>${fill('<row/>', 15)}</sheetData>` }),
  'one-cell': () =>
    book({
      表: `${head}<sheetData><row><c t="inlineStr"><is><t>${fill('サービス①-1 ', 15)}</t></is></c></row></sheetData>`,
    }),
  cells: () =>
    book({
      表: `<sheetData>${fill('<row><c t="inlineStr"><is><t>①</t></is></c></row>', 15)}</sheetData>`,
    }),
  labels: () => {
    const row = (i: number): string =>
      `<row><c t="inlineStr"><is><t>${i}サービス①-1${'①-1 サービス都市OS '.repeat(13)}</t></is></c><c t="inlineStr"><is><t>令和${i}年度</t></is></c></row>`;
    return book({
      表: head.replace(
        '</sheetData>',
        `${Array.from({ length: 29_000 }, (_, i) => row(i)).join('')}</sheetData>`,
      ),
    });
  },
};
