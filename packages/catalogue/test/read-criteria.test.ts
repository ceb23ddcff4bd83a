import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '@machimori/kernel';
import { describe, expect, it } from 'vitest';
import { criteriaPlace, readCriteria } from '../src/index.ts';
import { draftEdition } from './draft-edition.ts';

const edition = draftEdition();
const source = readFileSync(
  join(
    import.meta.dirname,
    '../../../catalogue/mic-smart-city-security/2.0-draft/ours/criteria.yaml',
  ),
  'utf8',
);
const wrong = (changed: string) => {
  expect(changed).not.toBe(source);
  const { criteria, diagnostics } = readCriteria('own.yaml', changed, edition);
  expect(criteria).toBeUndefined();
  return diagnostics;
};

describe('criteria that a city brings', () => {
  it('may be the default ones, as YAML or as JSON', () => {
    expect(readCriteria('own.yaml', source, edition)).toEqual({
      criteria: edition.criteria,
      diagnostics: [],
    });
    const json = JSON.stringify(edition.criteria);
    expect(readCriteria('own.json', json, edition).criteria).toEqual(edition.criteria);
  });

  it('are refused with the place where a level, a trait or an id is not as it must be', () => {
    expect(
      wrong(source.replace('id: very-high, from: 20', 'id: very-high, from: 3'))[0],
    ).toMatchObject({
      code: 'catalogue',
      place: { file: 'own.yaml', path: 'levels', line: expect.any(Number) },
    });
    const [trait] = wrong(source.replace('traits: [wireless]', 'traits: [wirelss]'));
    expect(trait?.place.path).toMatch(/^likelihood\.rules\[\d+\]\.traits\[0\]$/);
    expect(wrong(source.replace('id: impact-closed', 'id: impact-limited'))).toHaveLength(1);
  });

  it('are told about by line and meaning, in words of somebody who only changes numbers', () => {
    const [number] = wrong(source.replace('base: 2', 'base: two'));
    expect([criteriaPlace(number?.place ?? { file: '' }).ja, number?.expected?.ja]).toEqual([
      expect.stringMatching(/^\d+行目：起こりやすさ（likelihood） › はじめの値（base）$/),
      '整数',
    ]);
    const [trait] = wrong(source.replace('traits: [wireless]', 'traits: [wirelss]'));
    expect(criteriaPlace(trait?.place ?? { file: '' }).ja).toMatch(
      /^\d+行目：起こりやすさ（likelihood） › きまり（rules）の\d+番目 › 特徴（traits）の1番目$/,
    );
    const [high] = wrong(source.replace('base: 2', 'base: 9'));
    expect(high?.expected?.ja).toBe('5以下');
    expect(criteriaPlace({ file: 'own.yaml' }).ja).toBe('ファイル全体');
  });

  it('are refused where they do not fit the schema', () => {
    expect(wrong(source.replace('base: 2', 'base: two'))[0]).toMatchObject({ code: 'wrong-type' });
    expect(wrong('[]')[0]?.place.file).toBe('own.yaml');
  });

  it.each([
    ['nested lists', '['.repeat(limits.criteriaCharacters)],
    ['nested blocks', '- '.repeat(limits.criteriaCharacters / 2)],
    ['many keys', Array.from({ length: 4_500 }, (_, i) => `k${i}:\n`).join('')],
    ['an alias', 'a: &a [1]\nb: *a\n'],
    ['more than anyone writes', ' '.repeat(limits.criteriaCharacters + 1)],
  ])('cost little when they are %s', (_, hostile) => {
    const { criteria, diagnostics } = readCriteria('own.yaml', hostile, edition);
    expect(criteria).toBeUndefined();
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.length).toBeLessThanOrEqual(limits.diagnostics);
  });
});
