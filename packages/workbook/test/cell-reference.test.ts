import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellName, columnName, readCellName, readRange } from '../src/index.ts';

describe('cell references', () => {
  test.each([
    [0, 0, 'A1'],
    [6, 2, 'C7'],
    [0, 25, 'Z1'],
    [0, 26, 'AA1'],
    [1_048_575, 16_383, 'XFD1048576'],
  ])('row %d, column %d is %s', (row, column, name) => {
    expect(cellName(row, column)).toBe(name);
    expect(readCellName(name)).toEqual({ row, column });
  });

  test('every cell of a sheet leads back from its name', () => {
    fc.assert(
      fc.property(fc.nat(1_048_575), fc.nat(16_383), (row, column) => {
        expect(readCellName(cellName(row, column))).toEqual({ row, column });
        expect(cellName(row, column)).toBe(`${columnName(column)}${row + 1}`);
      }),
    );
  });

  test('dollar signs and small letters are read; what names no cell of a sheet is not', () => {
    expect(readCellName('$c$7')).toEqual({ row: 6, column: 2 });
    for (const name of ['', 'A', '7', 'A0', 'XFE1', 'A1048577', 'AAAA1', 'A1 ', 'A-1', 'R1C1'])
      expect(readCellName(name)).toBeUndefined();
  });

  test('a range, or one cell as a range', () => {
    expect(readRange('B2:D5')).toEqual({ top: 1, left: 1, bottom: 4, right: 3 });
    expect(readRange('B2')).toEqual({ top: 1, left: 1, bottom: 1, right: 1 });
    expect(readRange('B2:')).toBeUndefined();
  });
});
