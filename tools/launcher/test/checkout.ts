import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../../..');

/** Stands in for npm: counts its calls, takes its time or waits for its gate, then leaves what the lockfile names. */
const fakeNpm = `#!/bin/sh
echo call >>"$FAKE_CALLS"
sleep "\${FAKE_SLEEP:-0}"
while [ "\${FAKE_GATE-}" ] && [ ! -e "$FAKE_GATE" ] && [ -e "$FAKE_CALLS" ]; do sleep 0.05; done
if [ "\${FAKE_ERROR-}" ]; then echo "npm error $FAKE_ERROR" >&2; exit 1; fi
rm -rf node_modules
mkdir -p node_modules/part "node_modules/$FAKE_NODE/bin"
echo '{}' >node_modules/part/package.json
cp package-lock.json node_modules/.package-lock.json
[ "\${FAKE_WITHOUT_NODE-}" ] && exit 0
echo '{}' >"node_modules/$FAKE_NODE/package.json"
ln -s "$FAKE_EXECUTABLE" "node_modules/$FAKE_NODE/bin/node"
`;

const fakeProgram = `
const [command, value] = process.argv.slice(2);
console.log(JSON.stringify({ version: process.version, cwd: process.cwd(), arguments: process.argv.slice(2) }));
if (command === 'wait') setTimeout(() => {}, Number(value));
if (command === 'exit') process.exitCode = Number(value);
`;

export type Outcome = { code: number | null; stdout: string; stderr: string };

export type Checkout = {
  readonly folder: string;
  readonly root: string;
  readonly calls: () => number;
  readonly fake: (name: string, script: string) => void;
  readonly start: (
    args: readonly string[],
    options?: { env?: NodeJS.ProcessEnv; cwd?: string; uid?: number; launcher?: string },
  ) => { child: ChildProcess; ended: Promise<Outcome> };
  readonly run: (
    args: readonly string[],
    options?: { env?: NodeJS.ProcessEnv; cwd?: string; uid?: number; launcher?: string },
  ) => Promise<Outcome>;
};

/** A checkout with the real launcher, a lockfile of two parts and machines made of scripts. */
export function makeCheckout(name = 'check out 街守り'): Checkout {
  const folder = mkdtempSync(join(tmpdir(), 'machimori-launcher-'));
  chmodSync(folder, 0o755);
  const root = join(folder, name);
  const bin = join(folder, 'bin');
  const calls = join(folder, 'calls');
  const node = `node-linux-${process.arch}`;
  for (const each of [bin, join(root, 'apps/machimori/src'), join(root, 'tools')]) {
    mkdirSync(each, { recursive: true });
  }
  cpSync(join(repository, 'machimori'), join(root, 'machimori'));
  cpSync(join(repository, 'tools/launcher'), join(root, 'tools/launcher'), {
    recursive: true,
    filter: (source) => !/\/(test|node_modules)$/.test(source),
  });
  writeFileSync(join(root, 'apps/machimori/src/main.ts'), fakeProgram);
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({
      packages: {
        '': {},
        'node_modules/part': { version: '1.0.0', integrity: 'sha512-part' },
        [`node_modules/${node}`]: { version: '24.0.0', integrity: 'sha512-node', optional: true },
      },
    }),
  );
  writeFileSync(calls, '');
  const fake = (program: string, script: string): void => {
    writeFileSync(join(bin, program), script, { mode: 0o755 });
  };
  fake('npm', fakeNpm);
  symlinkSync(process.execPath, join(bin, 'node'));

  const start: Checkout['start'] = (args, options = {}) => {
    const child = spawn('/bin/sh', [options.launcher ?? join(root, 'machimori'), ...args], {
      cwd: options.cwd ?? folder,
      env: {
        PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`,
        LC_ALL: 'en_US.UTF-8',
        FAKE_CALLS: calls,
        FAKE_NODE: node,
        FAKE_EXECUTABLE: process.execPath,
        ...options.env,
      },
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const outcome: Outcome = { code: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      outcome.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      outcome.stderr += text;
    });
    const ended = new Promise<Outcome>((done, fail) => {
      child.once('error', fail);
      child.once('close', (code) => done({ ...outcome, code }));
    });
    return { child, ended };
  };

  return {
    folder,
    root,
    fake,
    start,
    run: (args, options) => start(args, options).ended,
    calls: () => readFileSync(calls, 'utf8').split('\n').filter(Boolean).length,
  };
}
