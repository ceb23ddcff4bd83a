/** What became of a run of the tests, as our reporter leaves it. */
export interface Outcome {
  /** Errors outside every test. */
  readonly errors: number;
  readonly files: readonly {
    readonly file: string;
    readonly failed: boolean;
    readonly tests: readonly { readonly name: string; readonly state: string }[];
  }[];
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Names of the tests that were left out, with their files. */
  readonly skipped: readonly string[];
}

/**
 * Counts tests. A file that breaks before its tests run is one failure, and so is a run that ends
 * badly though no test failed, or that leaves no outcome.
 */
export function tally(outcome: Outcome | undefined, exitCode: number | null): Tally {
  if (outcome === undefined) return { passed: 0, failed: 1, skipped: [] };
  const tests = outcome.files.flatMap(({ file, tests }) =>
    tests.map((test) => ({ ...test, name: `${file} › ${test.name}` })),
  );
  const failedTests = tests.filter(({ state }) => state === 'failed').length;
  const brokenFiles = outcome.files.filter(
    ({ failed, tests }) => failed && !tests.some(({ state }) => state === 'failed'),
  ).length;
  const failed = failedTests + brokenFiles;
  return {
    passed: tests.filter(({ state }) => state === 'passed').length,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: tests.filter(({ state }) => state === 'skipped').map(({ name }) => name),
  };
}

export function sum(parts: readonly Tally[]): Tally {
  return parts.reduce((whole, part) => ({
    passed: whole.passed + part.passed,
    failed: whole.failed + part.failed,
    skipped: [...whole.skipped, ...part.skipped],
  }));
}

/** More than these were left out on purpose, as where a name was given. */
const namedSkips = 20;

/** What was left out and how to have it: each test names at its place what it needs. */
export function skippedLines({ skipped }: Tally): readonly string[] {
  if (skipped.length === 0) return [];
  if (skipped.length > namedSkips)
    return [`${skipped.length} skipped (only the tests that were asked for ran)`];
  return [
    ...skipped.map((name) => `skipped: ${name}`),
    `${skipped.length} skipped: this machine lacks what they need; the condition stands at each test (runIf, skipIf)`,
  ];
}

/** The line that a run ends with. */
export function lastLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
