import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fill, fillText, text } from '../src/index.ts';

describe('fill', () => {
  it('puts a value wherever its name stands, in both languages', () => {
    expect(fill(text('{a}と{b}と{a}', '{a} and {b}'), { a: 1, b: 'x' })).toEqual(
      text('1とxと1', '1 and x'),
    );
  });

  it('says one form of a word where a number is one, and the other for all others', () => {
    const template = text('{count}行', '{count} {count|line was|lines were} written');
    expect([0, 1, 2].map((count) => fill(template, { count }).en)).toEqual([
      '0 lines were written',
      '1 line was written',
      '2 lines were written',
    ]);
    expect(fill(template, {})).toEqual(template);
  });

  it('leaves a name that it was not given, even one that every object has', () => {
    const template = text('{other}{constructor}', '{toString}');
    expect(fill(template, { a: 1 })).toEqual(template);
  });

  it('takes values as they are: nothing in them is filled or interpreted again', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(fill(text('{a}|{b}', '{b}|{a}'), { a, b })).toEqual(text(`${a}|${b}`, `${b}|${a}`));
      }),
    );
    expect(fill(text('{a}', '{a}'), { a: '{b}$&', b: 'no' }).ja).toBe('{b}$&');
  });
});

describe('fillText', () => {
  it('takes the side of a value that belongs to the language', () => {
    expect(
      fillText(text('{who}が{n}件', '{who}: {n}'), { who: text('市', 'the city'), n: 3 }),
    ).toEqual(text('市が3件', 'the city: 3'));
  });
});
