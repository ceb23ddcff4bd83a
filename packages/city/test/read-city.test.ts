import { limits } from '@machimori/kernel';
import { describe, expect, it } from 'vitest';
import { decodeCity, readCity } from '../src/index.ts';
import { changed, smallCity } from './small-city.ts';

const read = (text: string, name = 'city.yaml') => readCity({ name, text });
describe('a city that is right', () => {
  it('is read without a word', () => {
    const { city, diagnostics } = read(smallCity);
    expect(diagnostics).toEqual([]);
    expect(city?.key).toBe('town');
  });

  it('has its defaults filled in', () => {
    const { city } = read(smallCity);
    const [site, sensor] = city?.components ?? [];
    expect(site).toMatchObject({
      standsOn: [],
      stage: 'in-operation',
      servesResidents: false,
      internetFacing: false,
      service: { audience: [], channels: [], safety: 'none' },
    });
    expect(sensor?.device).toMatchObject({
      moves: 'nothing',
      measures: false,
      radio: [],
      labels: [],
      update: 'unknown',
    });
    expect(city?.flows[0]).toMatchObject({
      encrypted: 'unknown',
      authenticated: 'unknown',
      control: false,
      overInternet: false,
    });
    expect(city).toMatchObject({ facts: [], externalSystems: [], aliases: {} });
    expect(site).not.toHaveProperty('device');
    expect(site).not.toHaveProperty('nameEn');
  });

  it('may be JSON, whatever the file is called', () => {
    const { city } = read(smallCity);
    expect(read(JSON.stringify(city), 'city.json').city).toEqual(city);
    expect(read(JSON.stringify(city), 'city.txt').city).toEqual(city);
  });

  it('may begin with a byte-order mark and end its lines as Windows does', () => {
    expect(read(`\ufeff${smallCity.replaceAll('\n', '\r\n')}`)).toEqual(read(smallCity));
  });

  it('keeps a version as it was written', () => {
    expect(
      read(changed('place: public }', 'place: public, version: 1.10 }')).city?.components[1]?.device
        ?.version,
    ).toBe('1.10');
  });

  it('takes an empty value for none', () => {
    expect(
      read(changed('    name: 業者', '    name: 業者\n    note:\n    nameEn: ""')).diagnostics,
    ).toEqual([]);
  });
});

describe('what is refused before anything is read', () => {
  it.each([
    ['anchors and aliases', 'name: &a x\nnameEn: *a\n', 'alias-refused', 2],
    ['merge keys', 'a: { <<: { b: 1 } }\n', 'alias-refused', 1],
    ['tags', 'name: !!binary x\n', 'syntax', 1],
    ['directives', '%YAML 1.2\n---\nname: x\n', 'syntax', 1],
    ['a second document', 'name: x\n---\nname: y\n', 'syntax', 1],
    ['tabs for spaces', 'a:\n\tb: 1\n', 'syntax', 1],
    ['brackets that do not match', 'a: [1, 2}\n', 'syntax', 1],
    ['a quotation mark left open', 'name: "x\n', 'syntax', 1],
    ['nothing at all', ' \n\n', 'syntax', 1],
    ['only a comment', '# 町\n', 'syntax', 1],
    ['a text that is no city', 'こんにちは\n', 'syntax', 1],
  ] as const)('%s', (_what, text, code, count) => {
    const { city, diagnostics } = read(text);
    expect(city).toBeUndefined();
    expect(diagnostics.map((d) => d.code)).toEqual(Array.from({ length: count }, () => code));
    expect(diagnostics[0]?.place.line).toBeGreaterThan(0);
  });

  it.each([
    ['a comma too many', '{"a": 1,}'],
    ['a comma too few', '{"a": 1 "b": 2}'],
    ['no colon', '{"a" 1}'],
    ['no value', '{"a": }'],
    ['something after the end', '{} x'],
    ['a string left open', '{"a": "b'],
    ['a bad escape', '{"a": "\\x"}'],
  ])('JSON with %s', (_what, text) => {
    expect(read(text, 'city.json').diagnostics.map((d) => d.code)).toEqual(['syntax']);
  });

  it('bytes that are not UTF-8, with their place', () => {
    const bytes = new Uint8Array([...new TextEncoder().encode('key: x\nname: '), 0x83, 0x65]);
    expect(decodeCity(bytes, 'city.yaml').diagnostics).toMatchObject([
      { code: 'encoding', place: { line: 2, column: 7 } },
    ]);
    expect(decodeCity(new TextEncoder().encode('\ufeff町'), 'x').text).toBe('町');
  });
});

describe('many mistakes', () => {
  it('are told at once, in the order of the file', () => {
    const text = changed('legalForm: business', 'legalForm: firm')
      .replace('total: 3', 'total: x')
      .replace('operator: firm', 'operator: frm');
    expect(read(text).diagnostics.map((d) => [d.code, d.place.line])).toEqual([
      ['unknown-word', 14],
      ['unknown-key', 29],
      ['wrong-type', 42],
    ]);
  });

  it('end with a line that says how many more', () => {
    const rows = Array.from({ length: 500 }, (_, at) => `  - { key: K${at} }`).join('\n');
    const { diagnostics } = read(`organisations:\n${rows}\n`);
    expect(diagnostics).toHaveLength(limits.diagnostics);
    expect(diagnostics.at(-1)?.message.ja).toMatch(/^ほかに[\d,]+件/);
  });
});

describe('what is valid but probably not meant', () => {
  const warnings = (text: string): string[] => {
    const { city, diagnostics } = read(text);
    expect(city).toBeDefined();
    return diagnostics.map((d) => `${d.severity} ${d.code} ${d.place.path ?? ''}`);
  };

  it.each([
    [
      'a former key in a reference',
      `${changed('operator: firm', 'operator: old-firm')}aliases: { old-firm: firm }\n`,
      'warning unknown-key components[0].operator',
    ],
    [
      'a word given twice',
      changed('[promoter]', '[promoter, promoter]'),
      'warning inconsistent organisations[0].roles[1]',
    ],
    [
      'an operator without a contract',
      changed('[site, sensor]', '[sensor]'),
      'warning inconsistent components[0].operator',
    ],
    [
      'a promoter nobody can call',
      changed('    contacts: [{ purpose: incident, post: 総務課 }]\n', ''),
      'warning inconsistent organisations[0]',
    ],
    [
      'a promoter by another role',
      changed('[promoter]', '[serviceProvider]'),
      'warning inconsistent organisations[0].roles',
    ],
    [
      'data that nobody has',
      changed('    dataSets: [level]\n', '').replace('dataSets: [level], ', ''),
      'warning inconsistent dataSets[0].key',
    ],
  ])('%s', (_what, text, expected) => {
    expect(warnings(text)).toEqual([expected]);
  });

  it('reads a former key as the present one', () => {
    const { city } = read(
      `${changed('operator: firm', 'operator: old-firm')}aliases: { old-firm: firm }\n`,
    );
    expect(city?.components[0]?.operator).toBe('firm');
  });
});
