import { crc32, deflateRawSync } from 'node:zlib';

// Workbooks as somebody's program, or somebody's malice, would make them: written byte by byte, by nothing of ours.

export interface RawPart {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** Size that the package claims, where it lies. */
  readonly declared?: number;
}

/** A zip of these parts, deflated. */
export function zipped(parts: readonly RawPart[]): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, declared } of parts) {
    const bytes = Buffer.from(data as string);
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(declared ?? bytes.length, 18);
    head.writeUInt16LE(title.length, 22);
    local.push(Buffer.from('PK\u0003\u0004'), head, title, packed);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(offset, 12);
    central.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), head, tail.subarray(2), title);
    offset += 30 + title.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\u0005\u0006'), end]);
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A book with one sheet of this XML; `more` parts come beside or in place of its own. */
export function rawBook(sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="回答" sheetId="1" r:id="s1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="s1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}">${sheet}</worksheet>`,
    ...more,
  };
  return zipped(Object.entries(parts).map(([name, data]) => ({ name, data })));
}

export type RawCell = string | { readonly xml: string };

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A formula as Excel keeps it, with the text that it showed last. */
export const formula = (of: string, shown: string): RawCell => ({
  xml: `<c t="str"><f>${escaped(of)}</f><v>${escaped(shown)}</v></c>`,
});

/** Rows of texts as sheet data; what is given as XML is put as it is. */
export const rawRows = (rows: readonly (readonly RawCell[])[]): string =>
  `<sheetData>${rows
    .map(
      (row) =>
        `<row>${row
          .map((cell) =>
            typeof cell === 'string'
              ? `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
              : cell.xml,
          )
          .join('')}</row>`,
    )
    .join('')}</sheetData>`;

/** What the columns of a book of lines are called. */
export const bookHeadings = [
  '行ID',
  'ファイル番号',
  '状況',
  'いつまでに',
  'どのように行っているか',
];
