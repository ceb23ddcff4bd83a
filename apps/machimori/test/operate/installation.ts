import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Ran, root } from '../run-program.ts';

// Installations as somebody at the machine has them: the real commands, run as processes.

export const email = 'tanto@example.lg.jp';
export const password = '青い自転車が三台ならぶ朝';
export const passphrase = 'ながいながい合言葉でまもる';
const program = join(root, 'apps/machimori/src/main.ts');

const folder = mkdtempSync(join(tmpdir(), 'machimori-operate-'));
const running = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  for (let waited = 0; left().length > 0 && waited < 200; waited++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  rmSync(folder, { recursive: true, force: true });
});

/** A path in this test file's own folder. */
export const at = (...names: readonly string[]): string => join(folder, ...names);

/** Processes that name this test file's folder: the databases of its installations, and what should be gone. */
export const left = (): readonly number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      if (!(pid > 0) || pid === process.pid) return false;
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    });

/** The same once they had this long to go. */
export async function goneWithin(ms: number): Promise<readonly number[]> {
  for (let waited = 0; waited < ms && left().length > 0; waited += 20)
    await new Promise((resolve) => setTimeout(resolve, 20));
  return left();
}

const environment = (more: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  LC_ALL: 'ja_JP.UTF-8',
  ...more,
});

/** Runs a command to its end; `shell` may set limits before it becomes the program. */
export function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  shell?: string,
): Ran {
  const command = [process.execPath, program, ...args];
  const [file = '', ...rest] =
    shell === undefined ? command : ['/bin/bash', '-c', `${shell}; exec "$@"`, 'bash', ...command];
  const done = spawnSync(file, rest, {
    cwd: folder,
    encoding: 'utf8',
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** Starts the program and waits until it says where it is; `shell` stands before the command and becomes it. */
export async function serve(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  shell?: readonly string[],
): Promise<{
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly err: string }>;
}> {
  const command = [...(shell ?? []), process.execPath, program, 'serve', ...args];
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: folder,
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise<{ code: number | null; err: string }>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, err });
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ctrl-C')) resolve();
    });
    void ended.then(({ code }) => reject(new Error(`ended with ${code}: ${err}`)));
  });
  return { child, ended };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export const passphraseFile = (): string => {
  writeFileSync(at('passphrase'), `${passphrase}\n`);
  return at('passphrase');
};

/** An installation with a city and its first administrator, and nobody running it. */
export function newInstallation(
  name: string,
  mail = email,
): { readonly data: string; readonly city: string } {
  writeFileSync(at('password'), `${password}\n`);
  const data = at(name);
  const who = ['--name', '町の担当', '--email', mail, '--city', '星ヶ渡市'];
  const made = run([
    ...['admin', 'first-administrator', ...who, '--organisation', '星ヶ渡市役所'],
    ...['--password-file', at('password'), '--data', data, '--format', 'json'],
  ]);
  if (made.code !== 0) throw new Error(made.err);
  return { data, city: (JSON.parse(made.out) as { city: string }).city };
}

/** A copy of an installation that nobody runs. */
export function copyOf(data: string, name: string): string {
  const copy = at(name);
  const done = spawnSync('cp', ['-a', data, copy]);
  if (done.status !== 0) cpSync(data, copy, { recursive: true });
  return copy;
}
