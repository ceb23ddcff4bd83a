import { runHere } from './programs.ts';

// ./machimori dev: what one keeps open while writing. Without a word, the tests run again at each
// change; with one, a single check.

const usage = `./machimori dev            tests, again at each change (tests whose names follow: dev watch NAME)
./machimori dev format     puts every file into the house's style
./machimori dev style      style and lint, without changing anything
./machimori dev types      the type check (add --watch to keep it open)
./machimori dev tidy       our own rules
`;

const [word = 'watch', ...rest] = process.argv.slice(2);
const ways: Readonly<Record<string, () => number | null>> = {
  watch: () => runHere('vitest', ['watch', ...rest]).status,
  format: () => runHere('biome', ['check', '--write', ...rest]).status,
  style: () => runHere('biome', ['check', ...rest]).status,
  types: () => runHere('tsc', ['--noEmit', '--project', 'tsconfig.json', ...rest]).status,
  tidy: () => runHere('tidy', rest).status,
};

const way = ways[word];
if (way === undefined) {
  const asked = ['help', '--help', '-h'].includes(word);
  (asked ? process.stdout : process.stderr).write(usage);
  process.exitCode = asked ? 0 : 64;
} else {
  process.exitCode = way() ?? 1;
}
