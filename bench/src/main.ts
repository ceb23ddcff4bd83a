import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { eightyThousand } from './generate-city.ts';

/** `./machimori bench`: each figure from processes of their own, as median (least to most), against its goal. */
const root = join(import.meta.dirname, '..', '..');
const runs = Number(process.argv[2] ?? 5);

interface Figure {
  readonly name: string;
  readonly values: readonly number[];
  readonly unit: string;
  /** At most this; or, where more is better, at least that. */
  readonly goal?: number;
  readonly atLeast?: number;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const digits = (unit: string, n: number): string =>
  ['s', 'ms', 'times'].includes(unit) ? n.toFixed(2) : n.toFixed(0);

function print({ name, values, unit, goal, atLeast }: Figure): void {
  const middle = median(values);
  const range = `${digits(unit, Math.min(...values))} to ${digits(unit, Math.max(...values))}`;
  const wanted = goal ?? atLeast;
  const ratio =
    wanted === undefined
      ? ''
      : `  goal ${atLeast === undefined ? '≤' : '≥'} ${wanted} ${unit}, ratio ${(middle / wanted).toFixed(2)}`;
  console.log(`${name}: ${digits(unit, middle)} ${unit} (${range})${ratio}`);
}

function child(args: readonly string[]): { out: string; seconds: number } {
  const start = performance.now();
  const done = spawnSync(process.execPath, [...process.execArgv, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (done.status !== 0)
    throw new Error(`${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  return { out: done.stdout, seconds: (performance.now() - start) / 1000 };
}

const repeat = <T>(act: () => T): T[] => Array.from({ length: runs }, act);

console.log(
  `Node ${process.version}, ${availableParallelism()} cores, ${runs} runs each: median (least to most)`,
);
const bare = repeat(() => child(['-e', '0']).seconds);
print({ name: 'node -e 0, to compare starts with', values: bare, unit: 's' });

/** The planner's figures for the large city, or for one so many times as large; goals are stated for the large city. */
function measurePlanner(
  title: string,
  times: number,
  goals: { s: number; mb: number } | undefined,
): void {
  const done = repeat(
    () =>
      JSON.parse(child(['bench/src/planner-run.ts', String(times)]).out) as {
        ms: number;
        cpuMs: number;
        peakMb: number;
        beforeMb: number;
        counts: Record<string, number>;
      },
  );
  const figure = (name: string, values: readonly number[], unit: string, goal?: number): void =>
    print({ name, values, unit, ...(goal === undefined ? {} : { goal }) });
  console.log(`\n${title}: ${JSON.stringify(done[0]?.counts)}`);
  figure(
    'planner, time of the first run in its process',
    done.map((p) => p.ms / 1000),
    's',
    goals?.s,
  );
  figure(
    'of that, computing (CPU time of its thread)',
    done.map((p) => p.cpuMs / 1000),
    's',
  );
  figure(
    'planner, peak memory of the whole process',
    done.map((p) => p.peakMb),
    'MB',
    goals?.mb,
  );
  figure(
    'of that, before planning (Node, edition, city)',
    done.map((p) => p.beforeMb),
    'MB',
  );
}
measurePlanner('Large city', 1, { s: 1, mb: 300 });
measurePlanner('City with some 80,000 scenarios', eightyThousand, undefined);

const documents = JSON.parse(child(['bench/src/documents-run.ts']).out) as Record<
  string,
  { ms: number; mb: number }
>;
console.log('\nDocuments of the large city, one run');
for (const [name, { ms, mb }] of Object.entries(documents))
  console.log(`${name}: ${(ms / 1000).toFixed(2)} s, ${mb.toFixed(1)} MB`);

console.log('\nSample city, cold start of the whole command');
const out = mkdtempSync(join(tmpdir(), 'machimori-bench-'));
try {
  const command = [
    'apps/machimori/src/main.ts',
    'plan',
    'examples/hoshigawatari/city.yaml',
    '--as-of',
    '2026-11-21',
    '--out',
    out,
  ];
  child([...command, '--documents', 'sheet,oscal']);
  print({
    name: 'plan with xlsx and json',
    values: repeat(() => child([...command, '--documents', 'sheet,oscal']).seconds),
    unit: 's',
    goal: 1.5,
  });
  print({ name: 'plan with the pdf too', values: repeat(() => child(command).seconds), unit: 's' });
} finally {
  rmSync(out, { recursive: true, force: true });
}

console.log('\nThe program, on a data folder of its own');
child(['apps/web/build.ts']);
const starts = repeat(
  () =>
    JSON.parse(child(['bench/src/serve-run.ts']).out) as Record<
      'first' | 'second',
      { firstPageS: number; restMb: number }
    >,
);
const firstPages = (which: 'first' | 'second'): number[] =>
  starts.map((each) => each[which].firstPageS);
print({ name: 'to the first page, new folder', values: firstPages('first'), unit: 's', goal: 5 });
print({ name: 'to the first page, then', values: firstPages('second'), unit: 's', goal: 2 });
print({
  name: 'memory at rest, program and database',
  values: starts.map(({ second }) => second.restMb),
  unit: 'MB',
  goal: 400,
});

interface Acts {
  readonly rounds: readonly Record<
    'bare' | 'plain' | 'whole',
    { cpuMsEach: number; perSecond: number }
  >[];
  readonly sequencingMsEach: number;
}
const acts = repeat(() => JSON.parse(child(['bench/src/act-run.ts']).out) as Acts);
const rounds = acts.flatMap((each) => each.rounds);
print({
  name: 'an act with everything on, CPU beside the bare insert',
  values: rounds.map(({ plain, whole }) => whole.cpuMsEach / plain.cpuMsEach),
  unit: 'times',
  goal: 3,
});
print({
  name: 'the same beside an insert whose plan is kept, as ours are',
  values: rounds.map(({ bare, whole }) => whole.cpuMsEach / bare.cpuMsEach),
  unit: 'times',
});
print({ name: 'CPU of an act', values: rounds.map(({ whole }) => whole.cpuMsEach), unit: 'ms' });
print({ name: 'of the bare insert', values: rounds.map((r) => r.plain.cpuMsEach), unit: 'ms' });
print({
  name: 'acts one after another',
  values: rounds.map(({ whole }) => whole.perSecond),
  unit: 'a second',
});
print({
  name: 'its entry in the log gets its place, later',
  values: acts.map((each) => each.sequencingMsEach),
  unit: 'ms',
});

interface Log {
  readonly megabytes: number;
  readonly appendedPerSecond: number;
  readonly placedPerSecond: number;
  readonly exportedPerSecond: number;
  readonly verifiedPerSecond: readonly number[];
}
const logs = repeat(() => JSON.parse(child(['bench/src/ledger-run.ts']).out) as Log);
const unit = 'entries a second';
console.log('\nThe log: 50,000 entries through the database and a file');
print({ name: 'appended', values: logs.map((each) => each.appendedPerSecond), unit });
print({ name: 'placed and signed', values: logs.map((each) => each.placedPerSecond), unit });
print({ name: 'exported', values: logs.map((each) => each.exportedPerSecond), unit });
print({
  name: 'verified',
  values: logs.flatMap((each) => each.verifiedPerSecond),
  unit,
  atLeast: 200_000,
});

interface CityAsked {
  readonly home: number;
  readonly list: number;
  readonly search: number;
  readonly names: number;
  readonly changes: readonly { readonly writtenMs: number; readonly plannedMs: number }[];
}
const asked = JSON.parse(child(['bench/src/city-run.ts']).out) as CityAsked;
console.log(
  '\nThe city on screen: 50 organisations, 500 services, 1,000 device groups, asked by HTTP',
);
const within50 = { unit: 'ms', goal: 50 };
print({ name: 'home, 95 of 100 within', values: [asked.home], ...within50 });
print({ name: 'a list of 1,510 components, first page', values: [asked.list], ...within50 });
print({ name: 'the same, searched', values: [asked.search], ...within50 });
print({ name: 'the names of all that forms offer', values: [asked.names], unit: 'ms' });
print({
  name: 'a change is written',
  values: asked.changes.map(({ writtenMs }) => writtenMs / 1000),
  unit: 's',
});
print({
  name: 'a change, until the plan after it is there',
  values: asked.changes.map(({ plannedMs }) => plannedMs / 1000),
  unit: 's',
  goal: 2,
});

interface PictureOpened {
  readonly boxes: number;
  readonly lines: number;
  readonly first: readonly number[];
  readonly again: readonly number[];
  readonly cpu: readonly number[];
}
const picture = JSON.parse(
  child(['bench/src/picture-run.ts', String(runs)]).out,
) as PictureOpened | null;
if (picture === null) console.log('\nThe picture was not measured: there is no Chromium');
else {
  console.log(`\nThe picture in Chromium: ${picture.boxes} boxes, ${picture.lines} lines`);
  const opened = (name: string, values: readonly number[]): void =>
    print({ name, values: values.map((ms) => ms / 1000), unit: 's', goal: 1.5 });
  opened('from opening it until it answers keys, nothing cached', picture.first);
  opened('the same, the pages cached', picture.again);
  print({
    name: 'computed by the page’s main thread',
    values: picture.cpu.map((ms) => ms / 1000),
    unit: 's',
  });
}

interface Weights {
  readonly budgetBytes: number;
  readonly heaviest: { readonly page: string; readonly gzipBytes: number };
}
const { heaviest, budgetBytes } = JSON.parse(
  child(['apps/web/build.ts', '--weigh']).out.trim().split('\n').at(-1) ?? '',
) as Weights;
print({
  name: `first-load JavaScript, gzip, of the heaviest page (${heaviest.page})`,
  values: [heaviest.gzipBytes / 1000],
  unit: 'kB',
  goal: budgetBytes / 1000,
});
