import { describe, expect, test } from 'vitest';
import { openWorkbookSafely, partText, rewritePackage } from '../src/index.ts';
import { contentTypes, leastBook, type MadeEntry, packed, zip } from './make-package.ts';

const failing = (code: string): unknown => expect.objectContaining({ name: 'Failure', code });
const good = zip(leastBook('<sheetData><row><c><v>1</v></c></row></sheetData>'));
const bytesOf = (s: string): Uint8Array => new TextEncoder().encode(s);
const opening =
  (entries: readonly MadeEntry[], wanted?: (name: string) => boolean): (() => unknown) =>
  () =>
    openWorkbookSafely(packed([contentTypes, ...entries]), wanted ? { wanted } : {});

describe('opening within bounds', () => {
  test('a book opens with its parts, in the order of the package', () => {
    expect([...openWorkbookSafely(good).keys()]).toEqual(Object.keys(leastBook('')));
  });

  test.each([
    ['../xl/evil.xml'],
    ['/etc/passwd'],
    ['C:\\evil.xml'],
    ['xl/..\\..\\evil.xml'],
    ['xl/\u0000evil.xml'],
    ['./xl/workbook.xml'],
  ])('a part named %j is refused', (name) => {
    expect(opening([{ name, data: bytesOf('x') }])).toThrow(failing('input-unreadable'));
  });

  test('two parts of one name, or that differ in case alone, are refused', () => {
    for (const name of ['xl/a.xml', 'XL/A.xml'])
      expect(
        opening([
          { name: 'xl/a.xml', data: bytesOf('x') },
          { name, data: bytesOf('y') },
        ]),
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
    expect(() => openWorkbookSafely(good, { bytes: 100 })).toThrow(failing('limit-exceeded'));
  });

  test('XML has a smaller bound of its own, over all parts together', () => {
    const two = zip({ ...leastBook(''), 'a.xml': 'x'.repeat(3_000), 'b.xml': 'x'.repeat(3_000) });
    expect(() => openWorkbookSafely(two, { xmlBytes: 5_000 })).toThrow(failing('limit-exceeded'));
  });

  test('a part that holds more than it declares is refused while it unpacks', () => {
    expect(opening([{ name: 'a.bin', data: new Uint8Array(2_000_000), declared: 100 }])).toThrow(
      failing('limit-exceeded'),
    );
  });

  test('a part that holds less than it declares is broken, stored parts included', () => {
    for (const method of [0, 8])
      expect(
        opening([{ name: 'a.bin', data: new Uint8Array(2_000), declared: 10_000, method }]),
      ).toThrow(failing('input-unreadable'));
  });

  test('what is not wanted is left folded, and still checked', () => {
    const onlyXml = (name: string): boolean => name.endsWith('.xml');
    const picture = { name: 'xl/media/a.png', data: new Uint8Array(9) };
    const parts = openWorkbookSafely(packed([contentTypes, picture]), { wanted: onlyXml });
    expect([...parts.keys()]).toEqual(['[Content_Types].xml']);
    expect(opening([{ ...picture, declared: 200_000_000 }], onlyXml)).toThrow(
      failing('limit-exceeded'),
    );
    expect(opening([{ ...picture, method: 12 }], onlyXml)).toThrow(failing('input-unreadable'));
    expect(opening([{ ...picture, flags: 1 }], onlyXml)).toThrow(failing('input-unreadable'));
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['text', bytesOf('項目,実装予定時期')],
    ['an old or locked book', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ['a part with a password', packed([contentTypes, { ...contentTypes, name: 'a', flags: 1 }])],
    ['another package', zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet' })],
    ['half a book', good.slice(0, 300)],
    ['a package behind a program', Uint8Array.from([0x4d, 0x5a, ...good])],
  ])('%s is no workbook, and says what to do', (_, bytes) => {
    expect(() => openWorkbookSafely(bytes)).toThrow(
      expect.objectContaining({
        code: 'input-unreadable',
        next: expect.objectContaining({ ja: expect.any(String), en: expect.any(String) }),
      }),
    );
  });

  test('any byte damaged gives a failure with a name or a book, never another error', () => {
    for (let i = 0; i < good.length; i += 1) {
      const bad = good.slice();
      bad[i] = (bad[i] ?? 0) ^ 0x5a;
      try {
        const parts = openWorkbookSafely(bad);
        for (const name of parts.keys()) partText(parts, name);
      } catch (error) {
        expect((error as Error).name, `byte ${i}: ${(error as Error).stack}`).toBe('Failure');
      }
    }
  });
});

describe('the text of a part', () => {
  const textOf = (xml: string | Uint8Array): string | undefined =>
    partText(openWorkbookSafely(zip({ '[Content_Types].xml': '<Types/>', 'a.xml': xml })), 'a.xml');

  test('a byte-order mark stays, comments and CDATA may stand', () => {
    const xml = '\ufeff<?xml version="1.0"?><!-- 表 --><a><![CDATA[<b>]]></a>';
    expect(textOf(xml)).toBe(xml);
  });

  test('declarations are refused wherever they stand', () => {
    for (const xml of [
      '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w>&b;</w>',
      '<!doctype w><w/>',
      '<w><!-- <!DOCTYPE w> --></w>',
      '<w/><!ELEMENT w ANY>',
    ])
      expect(() => textOf(xml)).toThrow(failing('input-unreadable'));
  });

  test('text that is not UTF-8 is refused', () => {
    expect(() => textOf(Uint8Array.from([0x3c, 0x83, 0x54, 0x81]))).toThrow(
      failing('input-unreadable'),
    );
    expect(() => textOf(Buffer.from('\ufeff<w/>', 'utf16le'))).toThrow(failing('input-unreadable'));
  });

  test('a part that is not there has none', () => {
    const parts = openWorkbookSafely(good);
    expect(partText(parts, 'xl/none.xml')).toBeUndefined();
    expect(partText(parts, undefined)).toBeUndefined();
  });
});

test('a package written again with nothing replaced holds the same parts', () => {
  const again = rewritePackage(openWorkbookSafely(good), new Map());
  const texts = (bytes: Uint8Array): unknown =>
    [...openWorkbookSafely(bytes)].map(([name, part]) => [name, [...part.bytes]]);
  expect(texts(again)).toEqual(texts(good));
  expect(
    Buffer.from(rewritePackage(openWorkbookSafely(again), new Map())).equals(Buffer.from(again)),
  ).toBe(true);
});
