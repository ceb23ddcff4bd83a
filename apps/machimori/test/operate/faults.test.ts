import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { connectAsOwner, EmbeddedServer } from '@machimori/database';
import { describe, expect, it } from 'vitest';
import { root } from '../run-program.ts';
import {
  at,
  freePort,
  goneWithin,
  newInstallation,
  passphraseFile,
  run,
  serve,
} from './installation.ts';
import { NotDone, Person } from './person.ts';

// What befalls a running program: a full disk, a clock that is set back, and kill -9 in the middle of an import or a
// backup. Nothing that was acknowledged is lost, nothing is half there, and a start is all that is needed.

const sampleFile = readFileSync(join(root, 'examples/hoshigawatari/city.yaml'));
/** Whether a file system of a size of our own can be had, seen by the program alone. */
const ownDisk =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

/** The whole log of the only city verifies. */
function expectGoodLog(data: string, name: string): readonly string[] {
  const { cities } = JSON.parse(
    run(['admin', 'list-cities', '--data', data, '--format', 'json']).out,
  ) as { cities: readonly { city: string }[] };
  const city = cities[0]?.city ?? '';
  const file = at(`${name}.jsonl`);
  const exported = run(['ledger', 'export', '--city', city, '--data', data, '--out', file]);
  expect([exported.code, exported.err]).toEqual([0, '']);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const { key } = JSON.parse(lines[0] ?? '') as { key: string };
  const verified = run(['ledger', 'verify', file, '--key', key]);
  expect([verified.code, verified.err], verified.out).toEqual([0, '']);
  return lines;
}

/** Whatever a data folder holds that no stopped installation should. */
const strange = (data: string): readonly string[] =>
  readdirSync(data).filter(
    (name) => !['master.key', 'database', 'files', 'first-visit.code'].includes(name),
  );

describe.runIf(process.platform === 'linux')('a running program', { timeout: 480_000 }, () => {
  it('that is killed in the middle of imports has each of them whole or not at all', async () => {
    const data = at('importing');
    const port = await freePort();
    const args = ['--data', data, '--port', String(port)];
    const person = new Person(port);
    const fileOf = (round: number): Uint8Array =>
      Buffer.from(
        sampleFile.toString().replace(/^population: .*$/m, `population: ${48_200 + round}`),
      );
    let revision = 0;
    let took = 0;
    let struck = 0;
    // Six times, and on until one import was struck.
    for (let round = 0; round < 6 || (struck === 0 && round < 40); round++) {
      const { child, ended } = await serve(args);
      if (round === 0) {
        await person.setUp(data);
        let begun = 0;
        revision = await person.importCity(fileOf(round), () => {
          begun = performance.now();
        });
        took = performance.now() - begun;
      }
      const seen = (await person.ask('GET', '/city-file/revisions')) as {
        revisions: readonly { revision: number; added: number; changed: number }[];
      };
      const last = seen.revisions[0]?.revision ?? 0;
      // Not acknowledged, but perhaps done: one more at most, and then all of it.
      expect([revision, revision + 1]).toContain(last);
      expect(seen.revisions.at(-1)?.added).toBeGreaterThan(30);
      for (const each of seen.revisions.slice(0, -1)) expect(each).toMatchObject({ changed: 1 });
      revision = last;
      let killed = false;
      const looked = Promise.withResolvers<void>();
      const importing = person.importCity(fileOf(round + 1), looked.resolve).then(
        (done) => {
          revision = done;
        },
        (error: unknown) => {
          if (!killed) throw error;
          struck++;
        },
      );
      await looked.promise;
      // Anywhere in what the first one took.
      await Promise.race([importing, moment(randomInt(0, Math.ceil(took)))]);
      killed = true;
      child.kill('SIGKILL');
      await Promise.all([importing, ended]);
      expect(await goneWithin(60_000)).toEqual([]);
      expect(strange(data)).toEqual([]);
    }
    expect(struck).toBeGreaterThan(0);
    expectGoodLog(data, 'importing');
  });

  it('that is killed in the middle of its backup leaves none, and makes it soon after the next start', async () => {
    const { data } = newInstallation('backing-up');
    const folder = at('kept-backups');
    mkdirSync(folder);
    const env = {
      MACHIMORI_BACKUP_FOLDER: folder,
      MACHIMORI_BACKUP_PASSPHRASE: readFileSync(passphraseFile(), 'utf8').trim(),
    };
    const args = ['--role', 'worker', '--data', data];
    // Something to write that takes its time.
    mkdirSync(join(data, 'files'));
    for (let i = 0; i < 8; i++) writeFileSync(join(data, 'files', `${i}`), Buffer.alloc(8_000_000));
    const first = await serve(args, env);
    first.child.kill('SIGTERM');
    await first.ended;
    const due = async (): Promise<readonly unknown[]> => {
      const server = await EmbeddedServer.start({ folder: data });
      const owner = await connectAsOwner(server.address, 'test');
      await owner.query(`select set_config('machimori.reach', 'keeping', false)`);
      const { rows } = await owner.query(
        `update jobs set due_at = now() - interval '1 minute' where kind = 'daily-backup' and state = 'waiting'
         returning claimed_until < now() + interval '3 minutes' as soon, claimed_until is null as free`,
      );
      await owner.query(
        `update jobs set claimed_until = null where kind = 'daily-backup' and state = 'waiting'`,
      );
      await owner.end();
      await server.stop();
      return rows;
    };
    expect(await due()).toEqual([{ soon: null, free: true }]);

    const writing = new Promise<void>((resolve) => {
      const watcher = watch(folder, (_, name) => {
        if (name?.endsWith('.partial') !== true) return;
        watcher.close();
        resolve();
      });
    });
    const second = await serve(args, env);
    await writing;
    await moment(randomInt(0, 60));
    second.child.kill('SIGKILL');
    await second.ended;
    expect(await goneWithin(60_000)).toEqual([]);
    const left = readdirSync(folder);
    expect(left).toEqual([expect.stringMatching(/\.partial$/)]);
    // Whoever comes next waits for minutes, not for the hours that a long backup may take.
    const claims = await due();
    expect(claims).toContainEqual({ soon: true, free: false });

    const old = new Date(Date.now() - 3_600_000);
    utimesSync(join(folder, left[0] ?? ''), old, old);
    const third = await serve(args, env);
    while (!readdirSync(folder).some((name) => name.endsWith('.backup'))) await moment(20);
    while (readdirSync(folder).some((name) => name.endsWith('.partial'))) await moment(20);
    third.child.kill('SIGTERM');
    expect((await third.ended).code).toBe(0);
    const [made = ''] = readdirSync(folder);
    expect(made).toMatch(/^machimori-\d{8}-\d{6}\.backup$/);
    const checked = run(['backup', 'check', join(folder, made), '--data', data], env);
    expect([checked.code, checked.err]).toEqual([0, '']);
  });

  it('keeps its order and lengthens no session where the clock of the machine is set back', async () => {
    const data = at('set-back');
    const port = await freePort();
    const offset = at('offset');
    writeFileSync(offset, '0');
    const preload = `import { readFileSync } from 'node:fs';
      const now = Date.now;
      Date.now = () => now() + Number(readFileSync(${JSON.stringify(offset)}, 'utf8'));`;
    const env = {
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(preload)}`,
    };
    const args = ['--data', data, '--port', String(port)];
    const person = new Person(port);
    const before = await serve(args, env);
    await person.setUp(data);
    await person.ask('POST', '/organisations', { name: '前' });
    writeFileSync(offset, String(-2 * 3_600_000));
    await person.ask('POST', '/organisations', { name: '後' });
    before.child.kill('SIGTERM');
    const { code, err } = await before.ended;
    expect(code).toBe(0);
    expect(err).toContain('"event":"clock-set-back","seconds":7200');

    // Started anew, the program has the earlier time; whoever was signed in shows again who they are.
    const after = await serve(args, env);
    const refused = await person.ask('GET', '/city').catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 401 });
    after.child.kill('SIGTERM');
    expect((await after.ended).code).toBe(0);
    const lines = expectGoodLog(data, 'set-back');
    const times = lines.flatMap((line) => {
      const { at: time, actor } = JSON.parse(line) as { at?: string; actor?: string };
      // What the program does by itself after its start is written beside what people do: theirs is in order.
      const isBeside = actor === 'system:worker';
      return actor === undefined || time === undefined || isBeside ? [] : [time];
    });
    expect(times.length).toBeGreaterThan(4);
    // `ledger export` is an act of the machine's present time: it is the last all the same.
    const own = times.slice(0, -1);
    expect(own).toEqual(own.toSorted());
  });

  it.runIf(ownDisk)(
    'says so where the disk is full, loses nothing, and goes on once there is room',
    async () => {
      const data = at('small');
      mkdirSync(data, { mode: 0o755 });
      const port = await freePort();
      const script = `mount -t tmpfs -o size=120m,mode=711 tmpfs "$0" && exec "$@"`;
      const { child, ended } = await serve(['--data', data, '--port', String(port)], {}, [
        ...['unshare', '-m', '/bin/sh', '-c', script, data],
      ]);
      // The disk as the program sees it.
      const inside = join(`/proc/${child.pid}/root`, data);
      const person = new Person(port);
      await person.setUp(inside);
      await person.ask('POST', '/organisations', { name: '前' });
      const filler = join(inside, 'filler');
      fill(filler);
      const refusals: NotDone[] = [];
      const acknowledged = ['前'];
      for (let i = 0; i < 40 && refusals.length === 0; i++) {
        const done = await person.importCity(sampleFile).catch((error: unknown) => error);
        if (done instanceof NotDone) refusals.push(done);
        else if (typeof done !== 'number') throw done;
      }
      expect(refusals[0]).toMatchObject({ status: 507, code: 'output-unwritable' });
      expect(child.exitCode).toBeNull();
      rmSync(filler);
      await person.ask('POST', '/organisations', { name: '後' });
      acknowledged.push('後');
      const there = await person.organisations();
      expect(acknowledged.filter((name) => !there.has(name))).toEqual([]);
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
    },
  );
});

/** Takes all the room there is. */
function fill(path: string): void {
  for (let size = 1 << 22; size >= 512; size >>= 1) {
    for (;;) {
      try {
        writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
      } catch {
        break;
      }
    }
  }
  expect(existsSync(path)).toBe(true);
}
