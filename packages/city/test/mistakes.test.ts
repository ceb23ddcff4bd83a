import type { Diagnostic } from '@machimori/kernel';
import { describe, expect, it } from 'vitest';
import { readCity } from '../src/index.ts';
import { exampleText } from './example-files.ts';
import { changed, smallCity } from './small-city.ts';

const read = (text: string, name = 'city.yaml') => readCity({ name, text });
const only = (text: string, name?: string): Diagnostic => {
  const { city, diagnostics } = read(text, name);
  expect(city).toBeUndefined();
  const errors = diagnostics.filter((d) => d.severity === 'error');
  expect(errors.map((d) => `${d.code} ${d.place.path ?? ''}`)).toHaveLength(1);
  return errors[0] as Diagnostic;
};

/** One mistake each: where it stands, and the nearest word where one is near. */
const mistakes: readonly (readonly [
  what: string,
  text: string,
  code: string,
  path: string,
  nearest?: string,
])[] = [
  [
    'a misspelt field',
    changed('legalForm: business', 'legalFrom: business\n    legalForm: business'),
    'unknown-field',
    'organisations[1].legalFrom',
    'legalForm',
  ],
  [
    'a field in Japanese',
    changed('name: 業者', 'name: 業者\n    備考: x'),
    'unknown-field',
    'organisations[1].備考',
    'note',
  ],
  [
    'a missing field',
    changed('    legalForm: business\n', ''),
    'missing-field',
    'organisations[1].legalForm',
  ],
  [
    'a word outside the list',
    changed('kind: outsourcing', 'kind: outsourcng'),
    'unknown-word',
    'contracts[0].kind',
    'outsourcing',
  ],
  [
    'a word in Japanese',
    changed('legalForm: business', 'legalForm: 事業者'),
    'unknown-word',
    'organisations[1].legalForm',
    'business',
  ],
  [
    'a shortened word',
    changed('renewal: yearly-renewed', 'renewal: yearly'),
    'unknown-word',
    'contracts[0].term.renewal',
    'yearly-renewed',
  ],
  [
    'true for a three-way answer',
    changed('protocol: https', 'protocol: https, encrypted: true'),
    'unknown-word',
    'flows[0].encrypted',
    'yes',
  ],
  [
    'a country in small letters',
    changed(
      'seat: { country: JP, law: JP }\n    contacts',
      'seat: { country: jp, law: JP }\n    contacts',
    ),
    'unknown-word',
    'organisations[0].seat.country',
    'JP',
  ],
  [
    'a list that is none',
    changed('roles: [promoter]', 'roles: promoter'),
    'wrong-type',
    'organisations[0].roles',
  ],
  [
    'an object that is none',
    changed('device: { count: 4, place: public }', 'device: 4'),
    'wrong-type',
    'components[1].device',
  ],
  [
    'yes for true',
    changed('    operator: firm', '    operator: firm\n    internetFacing: yes'),
    'wrong-type',
    'components[0].internetFacing',
    'true',
  ],
  [
    'a truth value for a name',
    changed('name: 業者', 'name: true'),
    'wrong-type',
    'organisations[1].name',
  ],
  [
    'digits in full width',
    changed('total: 3', 'total: ３'),
    'wrong-type',
    'accounts[0].total',
    '3',
  ],
  [
    'a negative count',
    changed('count: 4', 'count: -4'),
    'bad-number',
    'components[1].device.count',
  ],
  ['half a device', changed('count: 4', 'count: 4.5'), 'bad-number', 'components[1].device.count'],
  [
    'a format of the future',
    changed('formatVersion: 1', 'formatVersion: 2'),
    'bad-number',
    'formatVersion',
  ],
  [
    'a day with slashes',
    changed('foundOn: 2026-05-01', 'foundOn: 2026/5/1'),
    'bad-date',
    'weaknesses[0].foundOn',
    '2026-05-01',
  ],
  [
    'a day of the Japanese era',
    changed('foundOn: 2026-05-01', 'foundOn: 令和8年5月1日'),
    'bad-date',
    'weaknesses[0].foundOn',
    '2026-05-01',
  ],
  [
    'a day that never is',
    changed('foundOn: 2026-05-01', 'foundOn: 2026-02-29'),
    'bad-date',
    'weaknesses[0].foundOn',
  ],
  ['a key with capitals', changed('key: town', 'key: My_Town'), 'bad-key', 'key', 'my-town'],
  [
    'a key used twice in one list',
    changed(
      '  - key: firm\n',
      '  - { key: firm, name: 別の業者, legalForm: business, seat: { country: JP } }\n  - key: firm\n',
    ),
    'duplicate-key',
    'organisations[2].key',
  ],
  [
    'a key of another kind of element',
    changed('key: level,', 'key: site,').replaceAll('[level]', '[]'),
    'duplicate-key',
    'dataSets[0].key',
  ],
  [
    'the key of the city itself',
    changed('key: logins', 'key: town'),
    'duplicate-key',
    'accounts[0].key',
  ],
  [
    'a field written twice',
    changed('name: 業者', 'name: 業者\n    name: 業者'),
    'duplicate-key',
    'organisations[1].name',
  ],
  [
    'a reference to nothing',
    changed('operator: firm', 'operator: firn'),
    'unknown-key',
    'components[0].operator',
    'firm',
  ],
  [
    'a reference to the wrong kind',
    changed('from: sensor', 'from: level'),
    'unknown-key',
    'flows[0].from',
  ],
  [
    'a promoter that is no organisation',
    changed('promoter: hall', 'promoter: site'),
    'unknown-key',
    'promoter',
  ],
  [
    'a party that contracts with itself',
    changed('contractor: firm', 'contractor: hall'),
    'inconsistent',
    'contracts[0].contractor',
  ],
  [
    'a term that ends before it starts',
    changed('end: 2027-03-31', 'end: 2025-03-31'),
    'inconsistent',
    'contracts[0].term.end',
  ],
  [
    'more affected than there are',
    changed('affected: 1', 'affected: 5'),
    'inconsistent',
    'weaknesses[0].affected',
  ],
  [
    'more orphans than accounts',
    changed('total: 3', 'total: 3, orphaned: 4'),
    'inconsistent',
    'accounts[0].orphaned',
  ],
  [
    'more labels than devices',
    changed('place: public }', 'place: public, labels: [{ scheme: CCDS, count: 5 }] }'),
    'inconsistent',
    'components[1].device.labels[0].count',
  ],
  [
    'a component that stands on itself',
    changed('    operator: firm', '    operator: firm\n    standsOn: [site]'),
    'inconsistent',
    'components[0].standsOn',
  ],
  [
    'a circle of components',
    changed('    operator: firm', '    operator: firm\n    standsOn: [sensor]').replace(
      '    device:',
      '    standsOn: [site]\n    device:',
    ),
    'inconsistent',
    'components[0].standsOn',
  ],
  [
    'a circle of parents',
    changed('name: 業者', 'name: 業者\n    parent: hall').replace(
      'name: 町役場',
      'name: 町役場\n    parent: firm',
    ),
    'inconsistent',
    'organisations[0].parent',
  ],
  [
    'a device that manages itself',
    changed('    device:', '    managedBy: sensor\n    device:'),
    'inconsistent',
    'components[1].managedBy',
  ],
  [
    'a flow from a place to itself',
    changed('to: site', 'to: sensor'),
    'inconsistent',
    'flows[0].to',
  ],
  [
    'a service without its details',
    changed('    service: { domain: disaster }\n', ''),
    'missing-field',
    'components[0]',
  ],
  [
    'a service with a device',
    changed('    service:', '    device: { count: 1, place: indoor }\n    service:'),
    'inconsistent',
    'components[0].device',
  ],
  [
    'a former key that leads nowhere',
    `${smallCity}aliases: { old: nowhere }\n`,
    'unknown-key',
    'aliases.old',
  ],
  [
    'a former key that is in use',
    `${smallCity}aliases: { site: sensor }\n`,
    'duplicate-key',
    'aliases.site',
  ],
  [
    'a name of several lines',
    changed('name: 業者', 'name: "業\\n者"'),
    'wrong-type',
    'organisations[1].name',
  ],
  [
    'an invisible sign',
    changed('name: 業者', 'name: "業\\u0007者"'),
    'encoding',
    'organisations[1].name',
  ],
  [
    'an error of a spreadsheet',
    changed('name: 業者', 'name: "#REF!"'),
    'wrong-type',
    'organisations[1].name',
  ],
  [
    'a text without end',
    changed('name: 業者', `name: ${'者'.repeat(501)}`),
    'too-large',
    'organisations[1].name',
  ],
];

describe('one mistake', () => {
  it.each(
    mistakes.map(([what, text, code, path, nearest]) => ({ what, text, code, path, nearest })),
  )('$what', ({ text, code, path, nearest }) => {
    const found = only(text);
    expect({ code: found.code, path: found.place.path, nearest: found.nearest }).toEqual({
      code,
      path,
      nearest,
    });
    expect(found.place).toMatchObject({
      file: 'city.yaml',
      line: expect.any(Number),
      column: expect.any(Number),
    });
    expect(found.message.ja).toMatch(/[。）]$/);
    expect(found.message.en).toMatch(/\.$/);
  });

  it('is shown where it stands, in JSON too', () => {
    expect(only(changed('kind: outsourcing', 'kind: outsourcng')).place).toMatchObject({
      line: 19,
      column: 11,
    });
    const json = JSON.stringify(read(smallCity).city, null, 2).replace(
      '"outsourcing"',
      '"outsourcng"',
    );
    const { place } = only(json, 'city.json');
    expect(json.split('\n')[(place.line ?? 0) - 1]?.slice((place.column ?? 0) - 1)).toMatch(
      /^"outsourcng"/,
    );
  });

  it('says what was expected', () => {
    expect(only(changed('legalForm: business', 'legalForm: firm')).expected?.ja).toContain(
      'public-body（公的機関）',
    );
    expect(only(changed('from: sensor', 'from: level')).expected).toEqual({
      ja: '「しくみ」か「外部のしくみ」にあるキー',
      en: 'a key under “Components” or “External systems”',
    });
  });

  it('is one where the answers of a guided start are taken for a city', () => {
    for (const name of ['answers.json', 'city.yaml']) {
      const { message } = only(exampleText('konohashi/answers.json'), name);
      expect(message.ja).toContain('「質問に答えてはじめる」の答え（answers.json）');
    }
  });

  it('is found among names that a caller knows', () => {
    const outside = { findingKinds: ['default-password', 'end-of-support'] };
    expect(readCity({ name: 'c', text: smallCity }, outside).diagnostics).toEqual([]);
    const { diagnostics } = readCity(
      { name: 'c', text: changed('default-password', 'default-pasword') },
      outside,
    );
    expect(diagnostics[0]).toMatchObject({ code: 'unknown-word', nearest: 'default-password' });
  });
});
