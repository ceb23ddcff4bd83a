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

  it.each<readonly [string, string, () => Promise<Uint8Array>]>([
    [
      'a bomb',
      'too-large',
      async () =>
        zipSync({ ...(await template()), 'xl/sharedStrings.xml': new Uint8Array(200_000_000) }),
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
  ])('%s', async (_what, code, make) => {
    const { city, diagnostics } = await readCityWorkbook(await make());
    expect(city).toBeUndefined();
    expect(diagnostics[0]?.code).toBe(code);
  });
});
