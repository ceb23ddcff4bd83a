import { limits } from '@machimori/kernel';
import { describe, expect, it } from 'vitest';
import { readCity } from '../src/index.ts';

const most = limits.cityFileBytes;
/** As many copies of a piece as the limit lets in. */
const full = (piece: string): string =>
  piece.repeat(Math.floor((most - 64) / new TextEncoder().encode(piece).length));
const billionLaughs = `a: &a [x, x]\n${Array.from({ length: 30 }, (_, at) => `b${at}: &b${at} [*${at === 0 ? 'a' : `b${at - 1}`}, *a]\n`).join('')}`;

/** Texts that would cost an unguarded reader minutes, gigabytes or its stack. The runner's own limit on time is the guard. */
const hostile: Readonly<Record<string, () => string>> = {
  'a billion laughs': () => billionLaughs,
  'deep brackets': () => '['.repeat(most - 8),
  'deep braces': () => '{a: '.repeat(most / 5),
  'deep dashes': () => '- '.repeat(most / 2 - 8),
  'deep questions': () => '? '.repeat(most / 2 - 8),
  'a staircase': () =>
    Array.from({ length: 4_000 }, (_, at) => `${' '.repeat(at)}a:\n`)
      .join('')
      .slice(0, most - 8),
  'a dense list': () => `[${full('a,')}]`,
  'closing brackets': () => `a: [${full('}')}`,
  quotes: () => full('"'),
  colons: () => full(': '),
  'lines of errors': () => full('a: @x\n'),
  'tabbed lines': () => full('\t-\n'),
  'short lines': () => full('- a\n'),
  comments: () => full('# a\n'),
  aliases: () => full('*a '),
  anchors: () => full('- &a x\n'),
  tags: () => full('a: !!js/function x\n'),
  documents: () => full('---\na\n'),
  directives: () => full('%YAML 1.2\n'),
  'one long string': () => `name: "${'x'.repeat(most - 64)}"`,
  'one long word': () => `name: ${'x'.repeat(most - 64)}`,
  'a string of spaces': () => `name: "a${' '.repeat(most - 64)}b"`,
  'a string of escapes': () => `name: "${full('\\x41')}"`,
  'a string that never ends': () => `name: "${full('a\n')}`,
  'a long key': () => `${'x'.repeat(5_000_000)}: 1`,
  'empty lines': () => '\n'.repeat(most - 8),
  'control characters': () => '\0'.repeat(most - 8),
  'unknown fields': () => Array.from({ length: 60_000 }, (_, at) => `field${at}: 1\n`).join(''),
  'bad references': () =>
    `organisations:\n${Array.from({ length: 5_000 }, (_, at) => `  - {key: organisation-${at}, parent: organisatoin-${at}}\n`).join('')}`,
  'one long circle': () =>
    `organisations:\n${Array.from({ length: 5_000 }, (_, at) => `  - {key: o${at}, parent: o${(at + 1) % 5_000}}\n`).join('')}`,
  'one key for all': () => `organisations:\n${'  - {key: o}\n'.repeat(10_000)}`,
  'fifty megabytes': () => 'x'.repeat(50 * 1024 * 1024),
};

const hostileJson: Readonly<Record<string, () => string>> = {
  'deep brackets': () => '['.repeat(most - 8),
  'a dense list': () => `[${full('1,')}1]`,
  'many objects': () => `[${full('{"a":1},')}1]`,
  'many fields': () => `{${full('"a":1,')}}`,
  'a string of escapes': () => `{"name":"${full('\\n')}"}`,
  'names of the language': () =>
    '{"__proto__":{"key":"x"},"constructor":1,"aliases":{"__proto__":"x","constructor":"y"}}',
  'bad references': () =>
    JSON.stringify({
      organisations: Array.from({ length: 20_000 }, (_, at) => ({
        key: `organisation-${at}`,
        parent: `organisatoin-${at}`,
      })),
    }),
};

describe('a hostile text ends in a clear error', () => {
  it.each(Object.entries(hostile))('YAML: %s', (_what, make) => {
    const { city, diagnostics } = readCity({ name: 'city.yaml', text: make() });
    expect(city).toBeUndefined();
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThanOrEqual(limits.diagnostics);
    for (const { message } of diagnostics) expect(message.ja.length).toBeLessThan(400);
  });

  it.each(Object.entries(hostileJson))('JSON: %s', (_what, make) => {
    const { city, diagnostics } = readCity({ name: 'city.json', text: make() });
    expect(city).toBeUndefined();
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThanOrEqual(limits.diagnostics);
  });

  it('says so once where the nesting is too deep', () => {
    const text = `${'{a: '.repeat(limits.depth + 2)}x${'}'.repeat(limits.depth + 2)}`;
    expect(readCity({ name: 'city.yaml', text }).diagnostics.map((d) => d.code)).toEqual([
      'too-deep',
    ]);
  });

  it('leaves no mark on the language', () => {
    readCity({ name: 'city.json', text: hostileJson['names of the language']?.() ?? '' });
    expect(({} as Record<string, unknown>)['key']).toBeUndefined();
  });
});
