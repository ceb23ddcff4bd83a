import { strToU8, zipSync } from 'fflate';

/** A package from texts. */
export function zip(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, data]) => [
        name,
        typeof data === 'string' ? strToU8(data) : data,
      ]),
    ),
    { level: 1 },
  );
}

export const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The least book that a spreadsheet program opens, around sheets given as XML of their `sheetData` and what follows. */
export function book(
  sheets: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): Uint8Array {
  const names = Object.keys(sheets);
  return zip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${names.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${types}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="s${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}">${names.map((_, i) => `<Relationship Id="s${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="st" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ...Object.fromEntries(
      Object.values(sheets).map((xml, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<worksheet xmlns="${main}">${xml}</worksheet>`,
      ]),
    ),
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts><font><sz val="11"/></font></fonts><cellXfs>${'<xf><alignment wrapText="1"/></xf>'.repeat(9)}</cellXfs></styleSheet>`,
    ...more,
  });
}

/** Rows of texts as sheet data. A value given as `{ xml }` is put as it is. */
export function rows(values: readonly (readonly (string | { readonly xml: string })[])[]): string {
  const cell = (value: string | { readonly xml: string }): string =>
    typeof value === 'string'
      ? `<c t="inlineStr"><is><t xml:space="preserve">${value.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></is></c>`
      : value.xml;
  return `<sheetData>${values.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>`;
}
