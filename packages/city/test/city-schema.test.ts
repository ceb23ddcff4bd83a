import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { citySchema, writeCity } from '../src/index.ts';
import { arbitraryCity } from './arbitrary-city.ts';
import { exampleFiles, exampleText } from './example-files.ts';
import { changed, smallCity } from './small-city.ts';

let validate: ValidateFunction;
beforeAll(() => {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  validate = ajv.compile(citySchema());
});

const problems = (text: string): string[] => {
  validate(parse(text));
  return (validate.errors ?? []).map((e) => `${e.instancePath} ${e.keyword}`);
};

describe('the published schema', () => {
  it('is the one that the format gives', () => {
    const published = JSON.parse(
      readFileSync(new URL('../city.schema.json', import.meta.url), 'utf8'),
    ) as unknown;
    expect(published, 'run: ./machimori city schema > packages/city/city.schema.json').toEqual(
      citySchema(),
    );
  });

  it.each(exampleFiles)('accepts %s', (file) => {
    expect(problems(exampleText(file))).toEqual([]);
  });

  it('accepts every city that is written', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => void expect(problems(writeCity(city))).toEqual([])),
      { numRuns: 100 },
    );
  });

  it('refuses what the reader refuses', () => {
    expect(problems(smallCity)).toEqual([]);
    expect(problems(changed('kind: outsourcing', 'kind: outsourcng'))).toEqual([
      '/contracts/0/kind enum',
    ]);
    expect(problems(changed('count: 4', 'count: -4'))).toEqual([
      '/components/1/device/count minimum',
    ]);
    expect(problems(changed('key: town', 'key: Town'))).toEqual(['/key pattern']);
    expect(problems(changed('    service: { domain: disaster }\n', ''))).toContain(
      '/components/0 required',
    );
    expect(problems(changed('name: 町\n', 'name: 町\nnombre: x\n'))).toEqual([
      ' additionalProperties',
    ]);
  });
});
