import { deflateRawSync } from 'node:zlib';
import { book, rows } from './build-book.ts';

/** Books made to cost time and memory. */

const head = rows([
  ['項目', '実装予定時期', '実装方法'],
  ['サービス①-1', 'a', 'b'],
]);
const megabyte = 1024 * 1024;
const fill = (piece: string, megabytes: number): string =>
  piece.repeat(Math.floor((megabytes * megabyte) / Buffer.byteLength(piece)));

/** A package of parts, each with the size it declares; the data may say otherwise. */
function packed(
  parts: readonly {
    readonly name: string;
    readonly data: Uint8Array;
    readonly declared?: number;
  }[],
): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const data = deflateRawSync(part.data, { level: 1 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(part.declared ?? part.data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, name, data]);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(at, 10);
    locals.push(local);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, offset, name]));
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}

const contentTypes = { name: '[Content_Types].xml', data: Buffer.from('<Types/>') };
const zeros = new Uint8Array(150 * megabyte);

export const bombs: Readonly<Record<string, () => Uint8Array>> = {
  declared: () => packed([contentTypes, { name: 'xl/media/a.bin', data: zeros }]),
  lying: () => packed([contentTypes, { name: 'xl/media/a.bin', data: zeros, declared: 1_000 }]),
  'many-small': () =>
    packed([
      contentTypes,
      ...Array.from({ length: 1_900 }, (_, i) => ({
        name: `xl/m${i}.bin`,
        data: new Uint8Array(60_000),
      })),
    ]),
  'two-tables': () =>
    packed([
      contentTypes,
      ...['a', 'b'].map((name) => ({
        name: `xl/${name}.xml`,
        data: new Uint8Array(10 * megabyte),
      })),
    ]),
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
