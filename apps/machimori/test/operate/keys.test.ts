import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { createVault } from '@machimori/application';
import { EmbeddedServer, keeping, opensSecrets, resealSecrets } from '@machimori/database';
import { testDatabase } from '@machimori/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/exit-codes.ts';
import { seals } from '../../src/operate/make-backup.ts';
import { root } from '../run-program.ts';
import { at, copyOf, email, newInstallation, run } from './installation.ts';

let data: string;
beforeAll(() => {
  ({ data } = newInstallation('keys'));
}, 480_000);

const masterOf = (folder: string): string =>
  readFileSync(join(folder, 'master.key'), 'utf8').trim();

describe('what works without a browser', { timeout: 300_000 }, () => {
  it('knows every column that holds something sealed', async () => {
    const db = await testDatabase();
    const { rows } = await keeping(db.address, (client) =>
      client.query<{ place: string }>(`select table_name || '.' || column_name as place
        from information_schema.columns where table_schema = 'public' and column_name like '%sealed%'`),
    );
    await db.drop();
    const known = seals.map(({ table, column }) => `${table}.${column}`);
    // Answers to a question of a moment are never carried, and not opened again.
    const momentary = ['challenges.sealed'];
    expect(rows.map(({ place }) => place).filter((place) => !known.includes(place))).toEqual(
      momentary,
    );
  });

  it('makes the first administrator once', () => {
    const who = ['--name', 'x', '--email', 'x@example.lg.jp', '--city', 'x', '--organisation', 'x'];
    const again = run([
      ...['admin', 'first-administrator', ...who],
      ...['--password-file', at('password'), '--data', data],
    ]);
    expect([again.code, again.err]).toEqual([
      exitCodes.conflict,
      expect.stringContaining('もう済んでいます'),
    ]);
    const unnamed = run(['admin', 'first-administrator', '--data', at('none')]);
    expect([unnamed.code, unnamed.err]).toEqual([
      exitCodes.usage,
      expect.stringContaining('--name'),
    ]);
  });

  it('shows that nothing is undelivered, and settles nothing that is not there', () => {
    const listed = run(['admin', 'list-undelivered', '--data', data]);
    expect([listed.code, listed.out]).toEqual([0, '届けられなかったものは、ありません。\n']);
    const id = `evt_${'0'.repeat(32)}`;
    const none = run(['admin', 'settle-undelivered', id, '--data', data]);
    expect(none.code).toBe(exitCodes['not-found']);
    const wrong = run(['admin', 'list-undelivered', '--city', 'x', '--data', data]);
    expect(wrong.code).toBe(exitCodes.usage);
  });

  it('takes second factors away, and says when nobody has that address', () => {
    const done = run(['admin', 'reset-second-factor', email, '--data', data, '--format', 'json']);
    expect(JSON.parse(done.out)).toEqual({ email, removed: 0, closed: 0 });
    const nobody = run(['admin', 'reset-second-factor', 'no@example.lg.jp', '--data', data]);
    expect(nobody.code).toBe(exitCodes['not-found']);
    expect(run(['admin', 'close-sessions', 'nonsense', '--data', data]).code).toBe(
      exitCodes['input-invalid'],
    );
  });

  it('hands signing keys over, and refuses a log that is not there', () => {
    const done = run(['admin', 'rotate-keys', '--data', data, '--format', 'json']);
    const { logs } = JSON.parse(done.out) as { logs: { key: string; name: string }[] };
    expect(logs).toHaveLength(2);
    for (const { key, name } of logs) expect(key.startsWith(`${name}+`)).toBe(true);
    const unknown = run(['admin', 'rotate-keys', '--log', 'cty_no', '--data', data]);
    expect(unknown.code).toBe(exitCodes['not-found']);
  });

  it('replaces the master key; with the old one nothing starts', () => {
    const folder = copyOf(data, 'rotated');
    const old = masterOf(folder);
    const done = run(['admin', 'rotate-keys', '--master', '--data', folder, '--format', 'json']);
    expect([done.err, JSON.parse(done.out)]).toEqual(['', { resealed: 6 }]);
    expect(masterOf(folder)).not.toBe(old);
    expect(existsSync(join(folder, 'master.key.next'))).toBe(false);
    expect(run(['admin', 'rotate-keys', '--data', folder]).code).toBe(0);
    const wrong = run(['admin', 'list-cities', '--data', folder], { MACHIMORI_MASTER_KEY: old });
    expect([wrong.code, wrong.err]).toEqual([
      exitCodes.configuration,
      expect.stringContaining('マスター鍵'),
    ]);
    expect(wrong.err).not.toContain(old);
    const given = run(['admin', 'rotate-keys', '--master', '--data', folder], {
      MACHIMORI_MASTER_KEY: masterOf(folder),
    });
    expect(given.code).toBe(exitCodes.usage);
  });

  it('finds the right key after being killed between the database and the file', async () => {
    const folder = copyOf(data, 'between');
    const [old, fresh] = [Buffer.from(masterOf(folder), 'hex'), Buffer.alloc(32, 9)];
    writeFileSync(join(folder, 'master.key.next'), `${fresh.toString('hex')}\n`, { mode: 0o600 });
    // Before the database has taken it, the new key is nothing.
    expect(run(['admin', 'list-cities', '--data', folder]).code).toBe(0);
    expect(masterOf(folder)).toBe(old.toString('hex'));
    const server = await EmbeddedServer.start({ folder });
    await keeping(server.address, (client) =>
      resealSecrets(client, seals, createVault(old), createVault(fresh)),
    );
    await server.stop();
    expect(run(['admin', 'rotate-keys', '--data', folder]).code).toBe(0);
    expect(masterOf(folder)).toBe(fresh.toString('hex'));
  });

  it.runIf(process.platform === 'linux')(
    'survives kill -9 in the middle of replacing it',
    async () => {
      const folder = copyOf(data, 'killed');
      const program = join(root, 'apps/machimori/src/main.ts');
      const args = [program, 'admin', 'rotate-keys', '--master', '--data', folder];
      for (let round = 0; round < 6; round++) {
        const child = spawn(process.execPath, args, {
          stdio: 'ignore',
          env: process.env,
        });
        const ended = new Promise((resolve) => child.once('exit', resolve));
        // From the moment the new key lies there; what follows takes some milliseconds.
        while (!existsSync(join(folder, 'master.key.next')) && child.exitCode === null)
          await moment(1);
        await moment(randomInt(0, 60));
        child.kill('SIGKILL');
        await ended;
        const server = await EmbeddedServer.start({ folder });
        const opened: boolean[] = [];
        for (const name of ['master.key', 'master.key.next']) {
          if (!existsSync(join(folder, name))) continue;
          const key = Buffer.from(readFileSync(join(folder, name), 'utf8').trim(), 'hex');
          const vault = createVault(key);
          opened.push(
            (await keeping(server.address, (c) => opensSecrets(c, seals, vault))) === true,
          );
        }
        await server.stop();
        expect(opened.filter((each) => each)).toHaveLength(1);
        const after = run(['admin', 'rotate-keys', '--log', 'installation', '--data', folder]);
        expect([after.code, after.err]).toEqual([0, '']);
        rmSync(join(folder, 'master.key.next'), { force: true });
      }
    },
  );
});
