import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { cityTemplate, readCityWorkbook } from '../src/index.ts';

describe('a hostile workbook ends in a clear error', () => {
  const template = async (): Promise<Record<string, Uint8Array>> => unzipSync(await cityTemplate());
  const sheet = (inner: string): Uint8Array =>
    strToU8(
      `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${inner}</worksheet>`,
    );
  const second = 'xl/worksheets/sheet2.xml';

  /** The zip with the declared size of its largest entry changed in the directory. */
  function lying(bytes: Uint8Array, real: number, declared: number): Uint8Array {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at < bytes.length - 46; at += 1)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === real)
        view.setUint32(at + 24, declared, true);
    return bytes;
  }

  it.each<readonly [string, string, () => Promise<Uint8Array>]>([
    [
      'a bomb',
      'too-large',
      async () =>
        zipSync({ ...(await template()), 'xl/sharedStrings.xml': new Uint8Array(200_000_000) }),
    ],
    [
      'a bomb that lies about its size',
      'too-large',
      async () =>
        lying(
          zipSync({ ...(await template()), 'xl/sharedStrings.xml': new Uint8Array(200_000_000) }),
          200_000_000,
          1_000,
        ),
    ],
    [
      'too many entries',
      'too-large',
      async () =>
        zipSync(
          Object.fromEntries(
            Array.from({ length: 5_000 }, (_, at) => [
              `xl/worksheets/s${at}.xml`,
              new Uint8Array(0),
            ]),
          ),
        ),
    ],
    [
      'cells at the far corner',
      'too-large',
      async () =>
        zipSync({
          ...(await template()),
          [second]: sheet(
            '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
          ),
        }),
    ],
    [
      'a million empty strings',
      'too-large',
      async () =>
        zipSync({
          ...(await template()),
          'xl/sharedStrings.xml': strToU8(`<sst>${'<si><t/></si>'.repeat(1_000_000)}</sst>`),
        }),
    ],
    [
      'millions of entities',
      'too-large',
      async () =>
        zipSync({
          ...(await template()),
          'xl/sharedStrings.xml': strToU8(
            `<sst><si><t>${'&amp;'.repeat(3_000_000)}</t></si></sst>`,
          ),
        }),
    ],
    [
      'a tag without end',
      'too-large',
      async () =>
        zipSync({
          ...(await template()),
          [second]: strToU8(`<worksheet ${'a="1" '.repeat(1_000_000)}><sheetData/></worksheet>`),
        }),
    ],
    [
      'columns of sixteen thousand, again and again',
      'missing-field',
      async () =>
        zipSync({
          ...(await template()),
          [second]: sheet(
            `<cols>${'<col min="1" max="16384" width="1"/>'.repeat(100_000)}</cols><sheetData/>`,
          ),
        }),
    ],
    [
      'a document type',
      'syntax',
      async () =>
        zipSync({
          ...(await template()),
          'xl/workbook.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'),
        }),
    ],
    [
      'tags that never close',
      'syntax',
      async () =>
        zipSync({ ...(await template()), 'xl/sharedStrings.xml': strToU8('<a>'.repeat(200_000)) }),
    ],
    ['a torn file', 'syntax', async () => (await cityTemplate()).subarray(0, 9_000)],
    ['a password', 'syntax', async () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['another kind of zip', 'syntax', async () => zipSync({ 'a.txt': strToU8('x') })],
    ['nothing', 'syntax', async () => new Uint8Array(0)],
    [
      'noise',
      'syntax',
      async () => Uint8Array.from({ length: 1_000_000 }, (_, at) => (at * 7_919) & 255),
    ],
    ['too many bytes', 'too-large', async () => new Uint8Array(17 * 1024 * 1024)],
  ])('%s', async (_what, code, make) => {
    const { city, diagnostics } = await readCityWorkbook(await make());
    expect(city).toBeUndefined();
    expect(diagnostics[0]?.code).toBe(code);
  });
});
