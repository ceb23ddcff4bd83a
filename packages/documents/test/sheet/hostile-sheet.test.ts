import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readSheet } from '../../src/sheet/read-sheet.ts';
import { bombs } from './bombs.ts';
import { book, rows, zip } from './build-book.ts';
import { partsOf } from './other-reader.ts';
import { edition } from './plan-fixture.ts';

const table = rows([
  ['項目', '実装予定時期', '実装方法'],
  ['サービス①-1', '令和8年度', '実施'],
]);

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

test.each([
  ['nothing', new Uint8Array()],
  ['an old or locked book', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ['half a book', book({ 表: table }).slice(0, 700)],
  [
    'a declaration of entities',
    zip({
      ...partsOf(book({ 表: table })),
      'xl/worksheets/sheet1.xml':
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
    }),
  ],
])('%s is not read, and says what to do', (_, bytes) => {
  expect(() => readSheet(bytes, edition)).toThrow(
    expect.objectContaining({
      code: 'input-unreadable',
      next: expect.objectContaining({ ja: expect.any(String) }),
    }),
  );
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
