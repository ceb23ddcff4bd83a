import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Row {
  readonly id: string;
  readonly state: string;
  readonly tests: readonly string[];
}

const document = read('docs/asvs.md');
const rows: readonly Row[] = [
  ...document.matchAll(/^\| (V\d+\.\d+\.\d+) \| [12] \| (.) \| (?:.+?) \| (.*) \|$/gm),
].map(([, id = '', state = '', links = '']) => ({
  id,
  state,
  tests: [...links.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path = '']) => path),
}));

it('answers every requirement of level 2, once, in the order of the standard', () => {
  expect(rows.map(({ id }) => id)).toEqual(read('conformance/asvs/level-2.txt').trim().split('\n'));
});

it('claims nothing without a test that is there', () => {
  const empty = rows.filter(({ state, tests }) => state === '○' && tests.length === 0);
  expect(empty.map(({ id }) => id)).toEqual([]);
  expect(rows.filter(({ state }) => !['○', '△', '—'].includes(state))).toEqual([]);
  expect(
    rows.flatMap(({ tests }) => tests).filter((path) => !existsSync(join(root, path))),
  ).toEqual([]);
});

it('counts what it says', () => {
  for (const state of ['○', '△', '—']) {
    const count = rows.filter((row) => row.state === state).length;
    expect(document).toMatch(new RegExp(`${state}[^。]*（${count}）`));
  }
});
