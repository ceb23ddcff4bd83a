import { describe, expect, test } from 'vitest';
import { countryCodes } from '../src/countries.ts';
import { countryName } from '../src/country-name.ts';
import { fieldInWords } from '../src/in-words.ts';

describe('a value as people read it', () => {
  test('names a country by its name, in both languages', () => {
    const { label, value } = fieldInWords('organisations', 'seat', {
      country: 'JP',
      law: 'unknown',
    });
    expect(label.ja).not.toBe('seat');
    expect(value.ja).toContain('日本');
    expect(value.ja).toContain('不明');
    expect(value.en).toContain('Japan');
    expect(`${value.ja}${value.en}`).not.toMatch(/\bJP\b|unknown/);
  });

  test('has a name for every country that the format takes', () => {
    for (const code of countryCodes) {
      const { ja, en } = countryName(code);
      expect([ja, en]).not.toContain(code);
    }
    expect(countryName('見知らぬ国')).toEqual({ ja: '見知らぬ国', en: '見知らぬ国' });
  });

  test('writes a day with its weekday, and leaves what is no day as it is', () => {
    const ends = (value: string) => fieldInWords('components', 'plannedUntil', value).value.ja;
    expect(ends('2027-03-31')).toBe('2027年3月31日（水）');
    expect(ends('来年の春')).toBe('来年の春');
  });
});
