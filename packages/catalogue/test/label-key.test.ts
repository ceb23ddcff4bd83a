import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelKey, normaliseLabel } from '../src/index.ts';

/** Characters that a width, a case or a mark ties to others, and those that stand around numbers. */
const tied = [
  ...['①', '⑴', '➊', '丸', '○', '〇', '(', ')', '（', '１', '2', ' ', '　', '-', '－', 'ー', '−'],
  ...['\n', '\r', '\u200b', '\ufeff', '\u00ad', 'ß', 'ŉ', 'ΐ', 'ΰ', 'ῒ', 'ǰ', 'ı', 'İ', 'i', 'a'],
  ...['\u0301', '\u0307', '\u0308', '\u0345', 'ｶ', 'ﾞ', '゙', 'ﬁ', '½', '´', 'サ', 'OS'],
];

describe('one spelling of a label', () => {
  test.each([
    ['a letter whose capital comes apart', '\u0390'],
    ['a capital that takes the mark after it', '\u0131\u0307'],
    ['a mark kept from its letter by a hidden character', 'か\u200b\u3099'],
  ])('%s: normalising twice is normalising once', (_, label) => {
    const once = normaliseLabel(label);
    expect(normaliseLabel(once)).toBe(once);
  });

  test('normalising twice is normalising once, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.constantFrom(...tied), { maxLength: 12 }).map((parts) => parts.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (label) => normaliseLabel(normaliseLabel(label)) === normaliseLabel(label),
      ),
      { numRuns: 5_000 },
    );
  });

  test('each character alone is settled at once', () => {
    const unsettled: string[] = [];
    for (let code = 0; code <= 0x1ffff; code += 1) {
      const once = normaliseLabel(String.fromCodePoint(code));
      if (normaliseLabel(once) !== once) unsettled.push(code.toString(16));
    }
    expect(unsettled).toEqual([]);
  });

  test('circled digits are marked before widths are folded, so that ①-1 and 1-1 stay apart from 11', () => {
    expect(normaliseLabel('サービス①-1')).toBe('サービス(1)-1');
    expect(normaliseLabel('サービス①1')).toBe('サービス(1)1');
    expect(normaliseLabel('サービス11')).toBe('サービス11');
  });

  test.each(['都市 OS①−1', '都市os(1)-1', '都市ＯＳ1-1', '※都市OS①－１', '都市OS\u200b⑴ｰ1'])(
    '%s compares as 都市OS①-1',
    (label) => expect(labelKey(label)).toBe(labelKey('都市OS①-1')),
  );
});
