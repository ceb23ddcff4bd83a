import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decide } from '../src/debian-packages.ts';
import { lastLine, sum, tally } from '../src/tally.ts';

const report = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
};
const broken = { status: 'failed', assertionResults: [] };
const failing = { status: 'failed', assertionResults: [{ status: 'failed' }] };

test.each([
  ['all well', report, 0, '7 passed, 0 failed'],
  [
    'a failed test',
    { ...report, numFailedTests: 2, testResults: [failing] },
    1,
    '7 passed, 2 failed',
  ],
  ['a file that does not load', { ...report, testResults: [broken] }, 1, '7 passed, 1 failed'],
  ['an error outside every test', report, 1, '7 passed, 1 failed'],
  ['no report', undefined, 0, '0 passed, 1 failed'],
])('%s is counted', (_, given, exitCode, line) => {
  expect(lastLine(tally(given, exitCode))).toBe(line);
});

test('checks and tests add up', () => {
  const check = { passed: 1, failed: 0, skipped: 0 };
  expect(sum([check, check, tally(report, 0)])).toEqual({ passed: 9, failed: 0, skipped: 1 });
});

const wanted = [{ name: 'some-package', command: 'some-command', skipped: 'a test' }];
let bin = '';
beforeAll(() => {
  bin = mkdtempSync(join(tmpdir(), 'machimori-checks-'));
});
afterAll(() => rmSync(bin, { recursive: true, force: true }));

test('a missing package is installed by root with apt, and named to everybody else', () => {
  expect(decide({ path: bin, root: true }, wanted).skipped).toHaveLength(1);
  writeFileSync(join(bin, 'apt-get'), '');
  chmodSync(join(bin, 'apt-get'), 0o755);
  expect(decide({ path: bin, root: true }, wanted)).toEqual({
    install: ['some-package'],
    skipped: [],
  });
  expect(decide({ path: bin, root: false }, wanted)).toEqual({
    install: [],
    skipped: ['skipped: a test → sudo apt-get install some-package'],
  });
  writeFileSync(join(bin, 'some-command'), '');
  expect(decide({ path: bin, root: true }, wanted)).toEqual({ install: [], skipped: [] });
});
