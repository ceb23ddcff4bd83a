import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { call, literal, typstString } from '../../src/report/typst-literal.ts';
import { hostileNames } from './sample.ts';

/** What remains of markup when its strings are taken away. */
const outsideStrings = (markup: string): string => markup.replace(/"(?:[^"\\]|\\[\s\S])*"/g, '');

describe('typst literals', () => {
  it('never let a text end its own string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typstString(text)).toMatch(/^"(?:[^"\\\n]|\\[\\"n])*"$/);
      }),
    );
  });

  it.each(hostileNames)('keep %j inside strings', (name) => {
    expect(outsideStrings(call('show', name, { name, list: [name] }))).toBe(
      '#show(, (name: , list: (,)))\n',
    );
  });

  it('write numbers, lists, records and nothing', () => {
    expect(literal([1.23456, true, undefined, [], {}, { alsoKnown: 'a' }])).toBe(
      '(1.235, true, none, (), (:), (also-known: "a"),)',
    );
    expect(literal(Number.NaN)).toBe('0');
  });

  it('refuse a field name that is not one', () => {
    expect(() => literal({ '#panic()': 1 })).toThrow('not a field name');
  });

  it('drop control characters and marks that turn the direction of text', () => {
    expect(typstString('a\u0000\u202eb\ufeff\u2066c')).toBe('"abc"');
  });

  it('let long runs break', () => {
    expect(typstString('A'.repeat(40))).toContain('\u200b');
    expect(typstString('あ'.repeat(80))).not.toContain('\u200b');
  });
});
