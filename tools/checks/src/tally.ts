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
  /** Names of the tests that failed beside others and passed when their file ran again alone. */
  readonly unsteady: readonly string[];
}

/** Where more files than these fail, it is the program and not the machine. */
const runAgainAtMost = 5;

/**
 * The files that failed, to be run once more alone: what fails beside others alone tells of a busy machine, or of a
 * race. None where nothing failed, where too much did, or where something failed outside every test.
 */
export function toRunAgain(outcome: Outcome | undefined): readonly string[] {
  if (outcome === undefined || outcome.errors > 0) return [];
  const files = outcome.files.filter(({ failed }) => failed).map(({ file }) => file);
  return files.length > runAgainAtMost ? [] : files;
}

/** Both runs as one: of the files that ran again, the second counts, and what failed only the first time is named. */
export function tallyOfBoth(
  first: Outcome,
  again: Outcome | undefined,
  exitCode: number | null,
): Tally {
  if (again === undefined) return tally(again, exitCode);
  const second = new Map(again.files.map((each) => [each.file, each]));
  const files = first.files.map((each) => second.get(each.file) ?? each);
  const unsteady = first.files.flatMap(({ file, failed, tests }) => {
    if (!failed || second.get(file)?.failed !== false) return [];
    const names = tests.flatMap(({ name, state }) => (state === 'failed' ? [name] : []));
    return names.length === 0 ? [file] : names.map((name) => `${file} › ${name}`);
  });
  return { ...tally({ errors: again.errors, files }, exitCode), unsteady };
}

/**
 * Counts tests. A file that breaks before its tests run is one failure, and so is a run that ends
 * badly though no test failed, or that leaves no outcome.
 */
export function tally(outcome: Outcome | undefined, exitCode: number | null): Tally {
  if (outcome === undefined) return { passed: 0, failed: 1, skipped: [], unsteady: [] };
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
    unsteady: [],
  };
}

export function sum(parts: readonly Tally[]): Tally {
  return parts.reduce((whole, part) => ({
    passed: whole.passed + part.passed,
    failed: whole.failed + part.failed,
    skipped: [...whole.skipped, ...part.skipped],
    unsteady: [...whole.unsteady, ...part.unsteady],
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

/** What passed only alone: it is to be looked into, though the run stands. */
export const unsteadyLines = ({ unsteady }: Tally): readonly string[] =>
  unsteady.map((name) => `unsteady: ${name} (failed beside others, passed alone)`);

/** The line that a run ends with. */
export function lastLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}
