import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCity, readCityWorkbook, writeCity, writeCityWorkbook } from '../src/index.ts';
import { arbitraryCity } from './arbitrary-city.ts';

const errors = (diagnostics: readonly { severity: string }[]): unknown[] =>
  diagnostics.filter((d) => d.severity === 'error');

describe('what is written is read back', () => {
  it('as YAML, and writing it again changes nothing', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const text = writeCity(city);
        const { city: again, diagnostics } = readCity({ name: 'city.yaml', text });
        expect(errors(diagnostics)).toEqual([]);
        expect(again).toEqual(city);
        expect(writeCity(again as typeof city)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('as JSON', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const { city: again, diagnostics } = readCity({
          name: 'city.json',
          text: JSON.stringify(city, null, 1),
        });
        expect(errors(diagnostics)).toEqual([]);
        expect(again).toEqual(city);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['ja', 'en'] as const)('as a workbook with %s labels', async (locale) => {
    await fc.assert(
      fc.asyncProperty(arbitraryCity, async (city) => {
        const { city: again, diagnostics } = await readCityWorkbook(
          await writeCityWorkbook(city, { locale }),
        );
        expect(errors(diagnostics)).toEqual([]);
        expect(again).toEqual(city);
      }),
      { numRuns: 30 },
    );
  });
});
