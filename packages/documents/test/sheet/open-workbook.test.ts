import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { openWorkbookSafely } from '../../src/sheet/open-workbook.ts';
import { readSheet } from '../../src/sheet/read-sheet.ts';
import { rewritePackage } from '../../src/sheet/rewrite-package.ts';
import { bombs } from './bombs.ts';
import { book, rows, zip } from './build-book.ts';
import { partsOf } from './other-reader.ts';
import { edition } from './plan-fixture.ts';

const table = rows([
  ['項目', '実装予定時期', '実装方法'],
  ['サービス①-1', '令和8年度', '実施'],
]);
const failing = (code: string): unknown => expect.objectContaining({ name: 'Failure', code });
const declare = (bytes: Uint8Array, size: number): Uint8Array => {
  // The sizes in the headers lie; the data is what it is.
  const lie = bytes.slice();
  const view = new DataView(lie.buffer);
  for (let at = 0; at + 46 < lie.length; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1_000)
      view.setUint32(at + 24, size, true);
  }
  return lie;
};

describe('opening within bounds', () => {
  test('a book opens with its parts', () => {
    expect([...openWorkbookSafely(book({ 表: table })).keys()]).toContain(
      'xl/worksheets/sheet1.xml',
    );
  });

  test.each([
    ['../xl/evil.xml'],
    ['/etc/passwd'],
    ['C:\\evil.xml'],
    ['xl/..\\..\\evil.xml'],
    ['xl/\u0000evil.xml'],
    ['./xl/workbook.xml'],
  ])('a part named %j is refused', (name) => {
    expect(() =>
      openWorkbookSafely(zip({ '[Content_Types].xml': '<Types/>', [name]: 'x' })),
    ).toThrow(failing('input-unreadable'));
  });

  test('two parts that differ in case alone are refused', () => {
    expect(() =>
      openWorkbookSafely(
        zip({ '[Content_Types].xml': '<Types/>', 'xl/a.xml': 'x', 'XL/A.xml': 'y' }),
      ),
    ).toThrow(failing('input-unreadable'));
  });

  test('too many parts, too many bytes, too large a file', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`p${i}.xml`, 'x']));
    expect(() =>
      openWorkbookSafely(zip({ '[Content_Types].xml': '<Types/>', ...many }), { entries: 20 }),
    ).toThrow(failing('limit-exceeded'));
    expect(() =>
      openWorkbookSafely(zip({ '[Content_Types].xml': '<Types/>', 'a.bin': 'x'.repeat(5_000) }), {
        inflatedBytes: 4_000,
      }),
    ).toThrow(failing('limit-exceeded'));
    expect(() => openWorkbookSafely(book({ 表: table }), { bytes: 100 })).toThrow(
      failing('limit-exceeded'),
    );
  });

  test('a part that holds more than it declares is refused while it unpacks', () => {
    const lying = declare(
      zip({ '[Content_Types].xml': '<Types/>', 'a.bin': 'x'.repeat(2_000_000) }),
      100,
    );
    expect(() => openWorkbookSafely(lying)).toThrow(failing('limit-exceeded'));
  });

  test('a part that holds less than it declares is broken', () => {
    expect(() =>
      openWorkbookSafely(
        declare(zip({ '[Content_Types].xml': '<Types/>', 'a.bin': 'x'.repeat(2_000) }), 10_000),
      ),
    ).toThrow(failing('input-unreadable'));
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('項目,実装予定時期')],
    ['an old or locked book', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['another package', zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })],
    ['half a book', book({ 表: table }).slice(0, 700)],
  ])('%s is no workbook, and says what to do', (_, bytes) => {
    expect(() => readSheet(bytes, edition)).toThrow(
      expect.objectContaining({
        code: 'input-unreadable',
        next: expect.objectContaining({ ja: expect.any(String) }),
      }),
    );
  });

  test('any byte damaged gives a failure with a name or a book, never another error', () => {
    const good = book({ 表: table });
    for (let i = 0; i < good.length; i += 3) {
      const bad = good.slice();
      bad[i] = (bad[i] ?? 0) ^ 0x5a;
      try {
        readSheet(bad, edition);
      } catch (error) {
        expect((error as Error).name, `byte ${i}: ${(error as Error).stack}`).toBe('Failure');
      }
    }
  });

  test('a declaration of entities is refused', () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>`;
    const bytes = zip({ ...partsOf(book({ 表: table })), 'xl/worksheets/sheet1.xml': laughs });
    expect(() => readSheet(bytes, edition)).toThrow(failing('input-unreadable'));
  });

  test('text that is not UTF-8 is refused', () => {
    const parts = Object.fromEntries(
      Object.entries(partsOf(book({ 表: table }))).map(([name, xml]) => [
        name,
        new TextEncoder().encode(xml),
      ]),
    );
    expect(() =>
      readSheet(
        zipSync({
          ...parts,
          'xl/worksheets/sheet1.xml': Uint8Array.from([0x3c, 0x83, 0x54, 0x81]),
        }),
        edition,
      ),
    ).toThrow(failing('input-unreadable'));
  });
});

test('a package written again with nothing replaced holds the same parts', () => {
  const bytes = book({ 表: table });
  const again = rewritePackage(openWorkbookSafely(bytes), new Map());
  expect(partsOf(again)).toEqual(partsOf(bytes));
  expect(
    Buffer.from(rewritePackage(openWorkbookSafely(again), new Map())).equals(Buffer.from(again)),
  ).toBe(true);
});

describe('bombs, each in a process of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'machimori-bombs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(Object.entries(bombs))(
    '%s: a clear failure or a result within 2 s and 300 MB',
    (kind, make) => {
      const file = join(folder, `${kind}.xlsx`);
      writeFileSync(file, make());
      const script = fileURLToPath(new URL('./open-bomb.ts', import.meta.url));
      // The young generation may grow to three times 64 MB unasked; whoever opens strangers' books keeps it small.
      const run = spawnSync(process.execPath, ['--max-semi-space-size=16', script, file], {
        encoding: 'utf8',
      });
      const { outcome, seconds, megabytes } = JSON.parse(
        run.stdout || `{"outcome":${JSON.stringify(run.stderr)}}`,
      ) as { outcome: string; seconds: number; megabytes: number };
      expect(outcome).toMatch(/^(limit-exceeded|input-invalid|input-unreadable|read)$/);
      expect(seconds).toBeLessThan(2);
      expect(megabytes).toBeLessThan(300);
    },
  );
});
