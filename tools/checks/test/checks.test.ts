import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { decide } from '../src/debian-packages.ts';
import OutcomeReporter from '../src/outcome-reporter.ts';
import {
  lastLine,
  skippedLines,
  sum,
  tally,
  tallyOfBoth,
  toRunAgain,
  unsteadyLines,
} from '../src/tally.ts';

const file = (...states: readonly string[]) => ({
  file: 'a.test.ts',
  failed: states.includes('failed'),
  tests: states.map((state) => ({ name: state, state })),
});
const well = { errors: 0, files: [file('passed', 'passed', 'skipped')] };
const broken = { ...file(), failed: true };

test.each([
  ['all well', well, 0, '2 passed, 0 failed'],
  ['a failed test', { ...well, files: [file('passed', 'failed')] }, 1, '1 passed, 1 failed'],
  ['a file that does not load', { ...well, files: [broken] }, 1, '0 passed, 1 failed'],
  ['an error outside every test', { ...well, errors: 1 }, 1, '2 passed, 1 failed'],
  ['no outcome', undefined, 0, '0 passed, 1 failed'],
])('%s is counted', (_, given, exitCode, line) => {
  expect(lastLine(tally(given, exitCode))).toBe(line);
});

test('checks and tests add up, and what is skipped keeps its name', () => {
  const check = { passed: 1, failed: 0, skipped: [], unsteady: [] };
  const whole = sum([check, check, tally(well, 0)]);
  expect(whole).toEqual({
    passed: 4,
    failed: 0,
    skipped: ['a.test.ts › skipped'],
    unsteady: [],
  });
  expect(skippedLines(whole)[0]).toBe('skipped: a.test.ts › skipped');
  expect(skippedLines(whole).at(-1)).toContain('1 skipped');
  expect(skippedLines(check)).toEqual([]);
  expect(skippedLines({ ...check, skipped: Array(300).fill('x') })).toHaveLength(1);
});

const other = (...states: readonly string[]) => ({ ...file(...states), file: 'b.test.ts' });

test('what failed runs again alone: what passes then is named, what fails again fails', () => {
  const first = { errors: 0, files: [file('passed', 'failed'), other('passed')] };
  expect(toRunAgain(first)).toEqual(['a.test.ts']);
  const steady = tallyOfBoth(first, { errors: 0, files: [file('passed', 'passed')] }, 0);
  expect(lastLine(steady)).toBe('3 passed, 0 failed');
  expect(unsteadyLines(steady)).toEqual([
    'unsteady: a.test.ts › failed (failed beside others, passed alone)',
  ]);
  const broken = tallyOfBoth(first, { errors: 0, files: [file('passed', 'failed')] }, 1);
  expect(lastLine(broken)).toBe('2 passed, 1 failed');
  expect(broken.unsteady).toEqual([]);
  expect(lastLine(tallyOfBoth(first, undefined, 1))).toBe('0 passed, 1 failed');
  expect(lastLine(tallyOfBoth(first, { errors: 1, files: [file('passed', 'passed')] }, 1))).toBe(
    '3 passed, 1 failed',
  );
});

test('nothing runs again where it is the program: many files, none, or an error outside every test', () => {
  expect(toRunAgain(well)).toEqual([]);
  expect(toRunAgain(undefined)).toEqual([]);
  expect(toRunAgain({ errors: 1, files: [file('failed')] })).toEqual([]);
  const many = Array.from({ length: 6 }, (_, n) => ({ ...file('failed'), file: `${n}.test.ts` }));
  expect(toRunAgain({ errors: 0, files: many })).toEqual([]);
});

test('a run leaves its outcome to the tally', async () => {
  const outcome = join(bin, 'outcome.json');
  vi.stubEnv('MACHIMORI_OUTCOME', outcome);
  const one = { fullName: 'a test', result: () => ({ state: 'skipped' }) };
  const module = {
    relativeModuleId: 'a.test.ts',
    state: () => 'passed',
    children: { allTests: () => [one] },
  };
  new OutcomeReporter().onTestRunEnd([module as never], []);
  vi.unstubAllEnvs();
  expect(tally(JSON.parse(readFileSync(outcome, 'utf8')), 0).skipped).toEqual([
    'a.test.ts › a test',
  ]);
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
