import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type Checkout, makeCheckout } from './checkout.ts';

const made: Checkout[] = [];
function checkout(name?: string): Checkout {
  const one = makeCheckout(name);
  made.push(one);
  return one;
}
afterEach(() => {
  for (const one of made.splice(0)) rmSync(one.folder, { recursive: true, force: true });
});

function owner(root: string): { pid: number; child?: { pid: number } } | undefined {
  const lock = join(root, '.machimori/install.lock');
  const [file] = existsSync(lock) ? readdirSync(lock) : [];
  return file === undefined ? undefined : JSON.parse(readFileSync(join(lock, file), 'utf8'));
}

/** Who sets up, once the faked npm is at work: nothing that comes before its first act can be cut short then. */
async function atWork({ root, calls }: Checkout): Promise<{ pid: number; child: { pid: number } }> {
  for (;;) {
    const found = owner(root);
    if (found?.child !== undefined && calls() > 0) return { pid: found.pid, child: found.child };
    await sleep(20);
  }
}

// macOS uses its own Node: what is faked here is the Linux way.
describe.runIf(process.platform === 'linux')('the launcher', () => {
  test('installs at the first run only, and hands arguments and exit code on', async () => {
    const { run, calls, folder } = checkout();
    const first = await run(['plan', 'a b', '*', '']);
    expect(first.code).toBe(0);
    // Also where nobody watches at a terminal: what takes so long, and that it is done.
    expect(first.stderr.trimEnd().split('\n')).toEqual([
      expect.stringContaining('once; about a minute'),
      expect.stringMatching(/ready \(\d+ s\)/),
    ]);
    expect(JSON.parse(first.stdout)).toEqual({
      version: process.version,
      cwd: folder,
      arguments: ['plan', 'a b', '*', ''],
    });
    expect(await run(['exit', '7'])).toMatchObject({ code: 7, stderr: '' });
    expect(calls()).toBe(1);
  });

  test('first runs at the same time install once', async () => {
    const { run, calls, root } = checkout();
    const runs = await Promise.all(
      Array.from({ length: 5 }, () => run([], { env: { FAKE_SLEEP: '0.5' } })),
    );
    expect(runs.map((each) => each.code)).toEqual([0, 0, 0, 0, 0]);
    expect(calls()).toBe(1);
    expect(owner(root)).toBeUndefined();
  });

  test('a changed lockfile is installed, an equal one that somebody installed by hand is not', async () => {
    const { run, calls, root } = checkout();
    await run([]);
    rmSync(join(root, 'node_modules/.machimori-stamp'));
    expect((await run([])).code).toBe(0);
    expect(calls()).toBe(1);
    const lockfile = join(root, 'package-lock.json');
    writeFileSync(lockfile, readFileSync(lockfile, 'utf8').replace('1.0.0', '1.0.1'));
    expect((await run([])).code).toBe(0);
    expect(calls()).toBe(2);
  });

  test('a set-up that was killed is taken up by the next run', async () => {
    const one = checkout();
    const { start, run, calls, root, folder } = one;
    const { ended } = start([], { env: { FAKE_GATE: join(folder, 'gate') } });
    const { pid, child } = await atWork(one);
    process.kill(child.pid, 'SIGKILL');
    process.kill(pid, 'SIGKILL');
    expect((await ended).code).not.toBe(0);
    expect((await run([])).code).toBe(0);
    expect(calls()).toBe(2);
    expect(owner(root)).toBeUndefined();
  });

  test('an npm that outlives its killed owner is waited for, and its work is used', async () => {
    const one = checkout();
    const gate = join(one.folder, 'gate');
    const { ended } = one.start([], { env: { FAKE_GATE: gate } });
    process.kill((await atWork(one)).pid, 'SIGKILL');
    await ended;
    const next = one.run([]);
    writeFileSync(gate, '');
    expect((await next).code).toBe(0);
    expect(one.calls()).toBe(1);
  });

  test('nothing is reinstalled under a running program', async () => {
    const { start, run, calls, root } = checkout();
    await run([]);
    const program = start(['wait', '60000']);
    while (readdirSync(join(root, '.machimori/running')).length === 0) await sleep(20);
    await new Promise((resolve) => program.child.stdout?.once('data', resolve));
    const lockfile = join(root, 'package-lock.json');
    writeFileSync(lockfile, readFileSync(lockfile, 'utf8').replace('1.0.0', '1.0.1'));
    const refused = await run([]);
    expect(refused.code).toBe(69);
    expect(refused.stderr).toContain(String(program.child.pid));
    program.child.kill('SIGKILL');
    await program.ended;
    expect((await run([])).code).toBe(0);
    expect(calls()).toBe(2);
  });

  test('works through links, and by its bare name', async () => {
    const { run, root, folder } = checkout();
    symlinkSync(join(root, 'machimori'), join(folder, 'first'));
    symlinkSync('first', join(folder, 'second'));
    expect((await run([], { launcher: join(folder, 'second') })).code).toBe(0);
    expect((await run([], { launcher: 'machimori', cwd: root })).code).toBe(0);
  });

  test.runIf(process.getuid?.() === 0)('runs from a checkout it cannot write', async () => {
    const { run, root } = checkout();
    const nobody = { uid: 65534 };
    const refused = await run([], nobody);
    expect(refused).toMatchObject({ code: 73 });
    expect(refused.stderr).toContain(root);
    await run([]);
    expect(await run([], nobody)).toMatchObject({ code: 0, stderr: '' });
    rmSync(join(root, 'node_modules/.machimori-stamp'));
    expect(await run([], nobody)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe.runIf(process.platform === 'linux')('the launcher says what is wrong', () => {
  const japanese = { env: { LC_ALL: 'ja_JP.UTF-8' } };

  test('an unknown machine, and Windows', async () => {
    const { run, fake } = checkout();
    fake('uname', '#!/bin/sh\necho SunOS\n');
    expect(await run([])).toMatchObject({
      code: 78,
      stderr: expect.stringContaining('is not supported'),
    });
    fake('uname', '#!/bin/sh\necho MINGW64_NT-10.0\n');
    expect(await run([], japanese)).toMatchObject({
      code: 78,
      stderr: expect.stringContaining('WSL'),
    });
  });

  test('a Node that is too old, and a Node that does not tell its version', async () => {
    const { run, fake, folder } = checkout();
    rmSync(join(folder, 'bin/node'));
    fake('node', '#!/bin/sh\necho v18.19.0\n');
    const outcome = await run([], japanese);
    expect(outcome.code).toBe(78);
    expect(outcome.stderr).toContain('v18.19.0');
    expect(outcome.stderr).toContain('20 以降');
    fake('node', '#!/bin/sh\nexit 1\n');
    expect((await run([])).code).toBe(78);
  });

  test('a registry that cannot be reached, a full disk, and the reason that npm gives', async () => {
    const { run } = checkout();
    const failing = (text: string) => run([], { env: { FAKE_ERROR: text } });
    expect(await failing('code ECONNREFUSED')).toMatchObject({
      code: 69,
      stderr: expect.stringContaining('registry cannot be reached'),
    });
    expect(await failing('ENOSPC: no space left')).toMatchObject({ code: 73 });
    expect(await failing('lock file out of step')).toMatchObject({
      code: 69,
      stderr: expect.stringContaining('lock file out of step'),
    });
  });

  test('a registry without our Node, and a Node that this machine cannot run', async () => {
    const { run, folder } = checkout();
    expect(await run([], { env: { FAKE_WITHOUT_NODE: 'yes' } })).toMatchObject({
      code: 69,
      stderr: expect.stringContaining('Node 24'),
    });
    const broken = join(folder, 'broken');
    writeFileSync(broken, '#!/bin/sh\nexit 127\n', { mode: 0o755 });
    expect(await run([], { env: { FAKE_EXECUTABLE: broken } })).toMatchObject({ code: 78 });
  });
});

describe('the way in for npm', () => {
  test.runIf(process.platform === 'linux')('goes on to the launcher', async () => {
    const { run, root } = checkout();
    const script = join(root, 'launch');
    writeFileSync(script, `exec "$FAKE_EXECUTABLE" "${root}/tools/launcher/launch.cjs" "$@"\n`);
    const started = { npm_lifecycle_event: 'start', npm_package_name: 'machimori' };
    const outcome = await run(['exit', '3'], {
      launcher: script,
      cwd: root,
      env: { ...started, INIT_CWD: join(root, 'apps') },
    });
    expect(outcome.code).toBe(3);
    expect(JSON.parse(outcome.stdout).cwd).toBe(join(root, 'apps'));
  });
});
