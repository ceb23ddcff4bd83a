import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideDebianPackages } from './debian-packages.ts';
import { runHere } from './programs.ts';
import {
  lastLine,
  type Outcome,
  skippedLines,
  sum,
  type Tally,
  tally,
  tallyOfBoth,
  toRunAgain,
  unsteadyLines,
} from './tally.ts';

// ./machimori test: every check there is, in the order in which they are quick to tell. What is
// wrong in one does not keep the others from running. Arguments go to vitest.

function check(name: string, program: 'biome' | 'tsc' | 'tidy', args: readonly string[]): Tally {
  const start = performance.now();
  const { status, stdout, stderr } = runHere(program, args, 'kept');
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status !== 0) process.stdout.write(`${stdout ?? ''}${stderr ?? ''}`);
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: [], unsteady: [] };
}

function ran(args: readonly string[]): {
  readonly outcome: Outcome | undefined;
  readonly status: number | null;
} {
  const folder = mkdtempSync(join(tmpdir(), 'machimori-test-'));
  const file = join(folder, 'outcome.json');
  process.env['MACHIMORI_OUTCOME'] = file;
  const reporters = ['default', join(import.meta.dirname, 'outcome-reporter.ts')];
  const { status } = runHere('vitest', [
    'run',
    ...reporters.map((r) => `--reporter=${r}`),
    ...args,
  ]);
  let outcome: Outcome | undefined;
  try {
    outcome = JSON.parse(readFileSync(file, 'utf8')) as Outcome;
  } catch {}
  rmSync(folder, { recursive: true, force: true });
  return { outcome, status };
}

function tests(args: readonly string[]): Tally {
  const { outcome, status } = ran(args);
  // Where somebody named tests, they see themselves what fails.
  const files = args.length === 0 ? toRunAgain(outcome) : [];
  if (outcome === undefined || files.length === 0) return tally(outcome, status);
  console.log(`once more, alone: ${files.join(' ')}`);
  const again = ran(['--maxWorkers=1', ...files]);
  return tallyOfBoth(outcome, again.outcome, again.status);
}

provideDebianPackages();
const whole = sum([
  check('style', 'biome', ['check', '--max-diagnostics=20']),
  check('types', 'tsc', ['--noEmit', '--project', 'tsconfig.json']),
  check('types of the browser', 'tsc', ['--noEmit', '--project', 'apps/web/tsconfig.json']),
  check('tidy', 'tidy', []),
  tests(process.argv.slice(2)),
]);
for (const line of [...skippedLines(whole), ...unsteadyLines(whole)]) console.log(line);
console.log(lastLine(whole));
process.exitCode = whole.failed === 0 ? 0 : 1;
