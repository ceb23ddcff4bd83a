import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { fillSheet } from '../../src/sheet/fill-sheet.ts';
import { readSheet } from '../../src/sheet/read-sheet.ts';
import { bombs } from './bombs.ts';
import { book, rows, zip } from './build-book.ts';
import { partsOf } from './other-reader.ts';
import { edition, plan } from './plan-fixture.ts';

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

const good = partsOf(book({ 表: table }));
const without = (part: string): Uint8Array =>
  zip(Object.fromEntries(Object.entries(good).filter(([name]) => name !== part)));
const withPart = (name: string, data = 'x'): Uint8Array => zip({ ...good, [name]: data });

const unreadable: readonly (readonly [string, Uint8Array])[] = [
  ['nothing', new Uint8Array()],
  ['zeros', new Uint8Array(5_000)],
  ['a beginning', Uint8Array.from([0x50, 0x4b, 3, 4])],
  ['an old or locked book', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ['half a book', book({ 表: table }).slice(0, 700)],
  ['a book without its end', book({ 表: table }).slice(0, -200)],
  ['no list of types', without('[Content_Types].xml')],
  ['no way to the book', without('_rels/.rels')],
  ['no book', without('xl/workbook.xml')],
  ['a way to itself', zip({ ...good, '_rels/.rels': relation('officeDocument', '_rels/x') })],
  ['a part outside', withPart('../../evil')],
  ['a part outside, the other way', withPart('..\\evil')],
  ['a part at the root', withPart('/etc/evil')],
  ['a part twice, in other letters', withPart('XL/worksheets/SHEET1.xml')],
  [
    'a declaration of entities',
    zip({
      ...good,
      'xl/worksheets/sheet1.xml':
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
    }),
  ],
];

test.each(unreadable)('%s is neither read nor filled, and says what to do', (_, bytes) => {
  for (const act of [() => readSheet(bytes, edition), () => fillSheet(bytes, plan, edition)])
    expect(act).toThrow(
      expect.objectContaining({
        code: 'input-unreadable',
        next: expect.objectContaining({ ja: expect.any(String) }),
      }),
    );
});

test.each([
  ['no way from the book to its sheets', without('xl/_rels/workbook.xml.rels')],
  ['no sheet', without('xl/worksheets/sheet1.xml')],
])('%s: the missing table is named', (_, bytes) => {
  for (const act of [() => readSheet(bytes, edition), () => fillSheet(bytes, plan, edition)])
    expect(act).toThrow(
      expect.objectContaining({
        code: 'input-invalid',
        text: expect.objectContaining({ ja: expect.stringContaining('実装予定時期') }),
      }),
    );
});

test.each([
  [
    'links to files and addresses outside',
    zip({
      ...good,
      'xl/_rels/workbook.xml.rels': (good['xl/_rels/workbook.xml.rels'] ?? '').replace(
        '</Relationships>',
        `<Relationship Id="e" Type="x/sharedStrings" Target="file:///etc/hostname" TargetMode="External"/></Relationships>`,
      ),
    }),
  ],
  [
    'merges that hang over every edge',
    book({
      表: `${table}<mergeCells><mergeCell ref="B2:XFD1048576"/><mergeCell ref="ZZZZ9"/><mergeCell ref="C9:A1"/><mergeCell/></mergeCells>`,
    }),
  ],
  [
    'styles that lead to themselves or nowhere',
    book(
      { 表: table.replace('<c ', '<c s="4294967295" ') },
      {
        'xl/styles.xml':
          '<styleSheet><fonts><font><sz val="NaN"/></font><font><sz val="1e308"/></font></fonts><cellStyleXfs><xf xfId="1"/><xf xfId="0"/></cellStyleXfs><cellXfs><xf fontId="-1" xfId="1"/></cellXfs></styleSheet>',
      },
    ),
  ],
  ['no styles', without('xl/styles.xml')],
  ['macros', withPart('xl/vbaProject.bin', 'macro')],
])('%s are left alone: the words are read', (_, bytes) => {
  expect(readSheet(bytes, edition, plan).answers).toMatchObject([
    { checkItem: 'service-1-1', planned: { value: { raw: '令和8年度' } } },
  ]);
  const filled = partsOf(fillSheet(bytes, plan, edition).bytes);
  expect(Object.keys(filled)).toEqual(Object.keys(partsOf(bytes)));
});

function relation(type: string, target: string): string {
  return `<Relationships><Relationship Id="r" Type="x/${type}" Target="${target}"/></Relationships>`;
}

describe('bombs, each in a process of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'machimori-bombs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const script = fileURLToPath(new URL('./open-bomb.ts', import.meta.url));

  test.each(Object.entries(bombs))('%s', (kind, { made, outcome }) => {
    const file = join(folder, `${kind}.xlsx`);
    writeFileSync(file, made());
    for (const act of ['read', 'fill']) {
      // The young generation may grow to three times 64 MB unasked; whoever opens strangers' books keeps it small.
      const run = spawnSync(process.execPath, ['--max-semi-space-size=16', script, act, file], {
        encoding: 'utf8',
      });
      const said = JSON.parse(run.stdout || `{"outcome":${JSON.stringify(run.stderr)}}`) as {
        outcome: string;
        megabytes: number;
      };
      expect(said.outcome, act).toBe(outcome);
      expect(said.megabytes, act).toBeLessThan(300);
    }
  });
});
