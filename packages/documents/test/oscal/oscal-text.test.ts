import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMailAddress, markup, markupLine, oneLine } from '../../src/oscal/oscal-text.ts';
import { fillOne } from '../../src/oscal/writing.ts';

describe('text for OSCAL', () => {
  it('is one line without spaces of any width at its ends', () => {
    expect(oneLine('　川\nみまもり　')).toBe('川 みまもり');
    expect(oneLine(' \u0000\u3000 ')).toBe('');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(oneLine(value)).toMatch(/^(?:\S(?:.*\S)?)?$/u);
        expect(oneLine(value).isWellFormed()).toBe(true);
      }),
    );
  });

  it('never becomes markup that nobody wrote', () => {
    expect(markupLine('<b>川</b> *太* [x](javascript:1) `y` {{ insert }}')).toBe(
      '\\<b>川\\</b> \\*太\\* \\[x](javascript:1) \\`y\\` \\{\\{ insert }}',
    );
  });

  it('keeps paragraphs and full-width spaces in prose', () => {
    expect(markup('一段目。\r\n\r\n二段目　続き。\u0007')).toBe('一段目。\n\n二段目　続き。');
  });

  it('fills in once, so that a name cannot call for another value', () => {
    expect(fillOne('{a}と{b}', { a: '{b}', b: 48_200 })).toBe('{b}と48,200');
    expect(fillOne('{unknown}', {})).toBe('{unknown}');
  });

  it('takes only plain mail addresses', () => {
    expect(isMailAddress('soc@example.jp')).toBe(true);
    for (const wrong of [
      '',
      'x',
      'a@b',
      '川@例.jp',
      'a b@example.jp',
      '.a@example.jp',
      'a..b@example.jp',
    ])
      expect(isMailAddress(wrong)).toBe(false);
  });
});
