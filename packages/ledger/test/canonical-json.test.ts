import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalBytes,
  canonicalJson,
  readCanonicalBytes,
  readCanonicalJson,
} from '../src/index.ts';

const folder = join(import.meta.dirname, '../../../conformance/jcs');
const read = (...parts: string[]): string => readFileSync(join(folder, ...parts), 'utf8');

describe('canonical JSON, by the vectors of RFC 8785', () => {
  const names = readdirSync(join(folder, 'input'));
  it('has all six', () => expect(names).toHaveLength(6));
  it.each(names)('%s', (name) => {
    const written = canonicalBytes(JSON.parse(read('input', name)));
    const wanted = read('outhex', name.replace('.json', '.txt')).replace(/\s+/g, '');
    expect(Buffer.from(written).toString('hex')).toBe(wanted);
    expect(canonicalJson(JSON.parse(read('input', name)))).toBe(read('output', name));
    expect(readCanonicalBytes(written)).toEqual(JSON.parse(read('input', name)));
  });
});

describe('what has no canonical form is refused, with its place', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = { circle };
  let deep: unknown = 0;
  for (let i = 0; i < 100; i++) deep = [deep];
  it.each([
    ['NaN', { a: [1, Number.NaN] }, 'a[1]'],
    ['infinity', { a: Number.POSITIVE_INFINITY }, 'a'],
    ['undefined', { a: { b: undefined } }, 'a.b'],
    ['a hole', new Array(2), '[0]'],
    ['bigint', { n: 1n }, 'n'],
    ['a function', { f: () => 1 }, 'f'],
    ['a symbol', [Symbol('a')], '[0]'],
    ['a lone surrogate', { text: '\ud800' }, 'text'],
    ['a lone surrogate in a name', { '\udc00': 1 }, '\udc00'],
    ['a circle', circle, 'self.circle'],
    ['depth without end', deep, '[0]'],
    ['a date', { at: new Date(0) }, 'at'],
    ['a map', { at: new Map() }, 'at'],
  ])('%s', (_, value, place) => {
    expect(() => canonicalJson(value)).toThrow(
      expect.objectContaining({ code: 'input-invalid', message: expect.stringContaining(place) }),
    );
  });
});

describe('reading', () => {
  it.each([
    '{"a":1,"a":1}',
    '{"b":1,"a":1}',
    '{"a": 1}',
    '1.0',
    '1e0',
    '-0',
    '"\\u0061"',
    '"\\/"',
    '[1,]',
    '',
    '{"a":1}\n',
    '\ufeff1',
    '"\\ud800"',
  ])('refuses %j, which is not the one form', (text) =>
    expect(readCanonicalJson(text)).toBeUndefined(),
  );
  it('refuses bytes that are no UTF-8, or begin with a mark', () => {
    expect(readCanonicalBytes(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
    expect(readCanonicalBytes(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31))).toBeUndefined();
  });
  it('a value and its canonical form are one', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        let written: string;
        try {
          written = canonicalJson(value);
        } catch {
          return; // a lone surrogate
        }
        expect(readCanonicalJson(written)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(written))).toBe(written);
      }),
    );
  });
  it('a name that every object has is a member like others', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
  });
});
