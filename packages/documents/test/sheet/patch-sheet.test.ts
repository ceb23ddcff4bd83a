import { describe, expect, test } from 'vitest';
import { fillSheet } from '../../src/sheet/fill-sheet.ts';
import { readSheet } from '../../src/sheet/read-sheet.ts';
import { book, zip } from './build-book.ts';
import { openElsewhere, partsOf, textAt } from './other-reader.ts';
import { edition, makePlan } from './plan-fixture.ts';

/** Books as other programs write them: prefixes, cells that are not there, marks at the front of a part. */

const plan = makePlan((lines) =>
  lines.map((line) => ({
    ...line,
    statement: '一行目\n二行目 & <三>',
    planned: { ...line.planned, raw: '令和8年度' },
  })),
);
const cell = (ref: string, text: string): string =>
  `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;
const heading = `<row r="1">${cell('A1', '項目')}${cell('B1', '実装予定時期')}${cell('D1', '実装方法')}${cell('E1', '備考')}</row>`;
const sheetOf = (bytes: Uint8Array): string => partsOf(bytes)['xl/worksheets/sheet1.xml'] ?? '';
const filled = (sheet: string, more: Readonly<Record<string, string>> = {}): Uint8Array =>
  fillSheet(book({ 表: sheet }, more), plan, edition).bytes;

describe('cells put into sheets of other programs', () => {
  test('cells that are not there come in column order, in the style of row or column', () => {
    const xml = sheetOf(
      filled(
        `<cols><col min="2" max="3" width="9" style="7"/></cols><sheetData>${heading}<row r="2">${cell('A2', '都市OS①-1')}${cell('E2', '備考')}</row><row r="3" s="5" customFormat="1">${cell('A3', '都市OS①-2')}</row></sheetData>`,
      ),
    );
    expect([...xml.matchAll(/<c r="([A-Z]\d)"(?: s="(\d)")?/g)].map((m) => [m[1], m[2]])).toEqual([
      ['A1', undefined],
      ['B1', undefined],
      ['D1', undefined],
      ['E1', undefined],
      ['A2', undefined],
      ['B2', '7'],
      ['D2', undefined],
      ['E2', undefined],
      ['A3', undefined],
      ['B3', '5'],
      ['D3', '5'],
    ]);
  });

  test('a style and what else a cell had stay; markup in words is written as words', () => {
    const bytes = filled(
      `<sheetData>${heading}<row r="2">${cell('A2', '都市OS①-1')}<c r="B2" s="3"/><c r="D2" s="4"><v></v></c></row></sheetData>`,
    );
    expect(sheetOf(bytes)).toContain('<c r="B2" s="3" t="inlineStr">');
    expect(textAt(openElsewhere(bytes), '表', 'D2')).toBe('一行目\n二行目 & <三>');
  });

  test('prefixed tags, comments and a byte-order mark stay', () => {
    const prefixed =
      `\ufeff<?xml version="1.0"?><!-- <row r="9"> --><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>${heading}<row r="2">${cell('A2', '都市OS①-1')}</row></x:sheetData></x:worksheet>`.replace(
        /<(\/?)(row|c|is|t)(?=[ >])/g,
        '<$1x:$2',
      );
    const parts = { ...partsOf(book({ 表: '' })), 'xl/worksheets/sheet1.xml': prefixed };
    const report = fillSheet(zip(parts), plan, edition);
    const xml = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      new TextEncoder().encode(sheetOf(report.bytes)),
    );
    expect(report.filled.map((f) => f.cell)).toEqual(['B2', 'D2']);
    expect(xml).toContain(
      '<x:c r="B2" t="inlineStr"><x:is><x:t xml:space="preserve">令和8年度</x:t></x:is></x:c>',
    );
    expect(xml).toContain('<!-- <x:row r="9"> -->');
  });

  test('where a cell does not wrap, the words stand on one line', () => {
    const styles =
      '<styleSheet><fonts><font><sz val="11"/></font></fonts><cellXfs><xf/><xf><alignment wrapText="1"/></xf><xf><alignment horizontal="left"/></xf></cellXfs></styleSheet>';
    const bytes = filled(
      `<sheetData>${heading}<row r="2">${cell('A2', '都市OS①-1')}<c r="D2" s="2"/></row><row r="3">${cell('A3', '都市OS①-2')}<c r="D3" s="1"/></row></sheetData>`,
      { 'xl/styles.xml': styles },
    );
    expect(textAt(openElsewhere(bytes), '表', 'D2')).toBe('一行目／二行目 & <三>');
    expect(textAt(openElsewhere(bytes), '表', 'D3')).toBe('一行目\n二行目 & <三>');
  });

  test('what was filled in is read back', () => {
    const bytes = filled(
      `<sheetData>${heading}<row r="2">${cell('A2', '都市OS①-1')}</row></sheetData>`,
    );
    expect(readSheet(bytes, edition).answers).toMatchObject([
      { checkItem: 'city-os-1-1', planned: { value: { raw: '令和8年度', by: '2027-03-31' } } },
    ]);
  });

  test('a heading row may come again with its columns elsewhere', () => {
    const second = `<row r="5">${cell('B5', '項目')}${cell('C5', '実装方法')}${cell('D5', '実装予定時期')}</row><row r="6">${cell('B6', 'アセット①-1')}</row>`;
    const bytes = filled(
      `<sheetData>${heading}<row r="2">${cell('A2', '都市OS①-1')}</row>${second}</sheetData>`,
    );
    const other = openElsewhere(bytes);
    expect(textAt(other, '表', 'B2')).toBe('令和8年度');
    // 別紙1 has the date before the method; a table the other way round is filled by its headings all the same.
    expect(textAt(other, '表', 'D6')).toBe('令和8年度');
  });
});
