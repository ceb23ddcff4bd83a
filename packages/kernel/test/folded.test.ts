import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded, foldedPattern } from '../src/index.ts';

describe('words that are looked for', () => {
  it.each([
    ['さーびす', 'サービス'],
    ['ｻｰﾋﾞｽ', 'サービス'],
    ['ＬＯＧ１', 'log1'],
    ['ヴァイオリン', 'ゔぁいおりん'],
    ['いすゞ', 'イスヾ'],
  ])('%s is %s', (one, other) => expect(folded(one)).toBe(folded(other)));

  it('stay apart where they differ', () => {
    expect(folded('はは')).not.toBe(folded('ばば'));
    expect(folded('ー')).not.toBe(folded('－'));
  });

  it('are folded once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const once = folded(words);
        // Marks that join what stands before them after folding are the one thing that needs a second look.
        fc.pre(once === once.normalize('NFKC').toLowerCase());
        expect(folded(once)).toBe(once);
      }),
    );
  });

  it('are found by an expression that holds nothing but themselves', () => {
    const found = (word: string, text: string): boolean =>
      new RegExp(foldedPattern(word), 'iu').test(text.normalize('NFKC'));
    expect(found('さーびす', '窓口ｻｰﾋﾞｽ')).toBe(true);
    expect(found('サービス', 'さーびす券')).toBe(true);
    expect(found('100%', '100％')).toBe(true);
    expect(found('a.c', 'abc')).toBe(false);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (word, around) => {
        fc.pre(folded(word) === word);
        expect(new RegExp(foldedPattern(word), 'iu').test(`${around}${word}${around}`)).toBe(true);
      }),
    );
  });
});
