import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectAsOwner } from '../src/connection.ts';
import { findBinaries, linkLibraries } from '../src/embedded/binaries.ts';
import { refuseOtherMajor } from '../src/embedded/cluster.ts';
import { livingOwner, OwnerLock } from '../src/embedded/owner-lock.ts';
import { closedFolder } from '../src/embedded/run-as.ts';
import { EmbeddedServer } from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'machimori-embedded-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function answer(server: EmbeddedServer, statement: string): Promise<unknown> {
  const client = await connectAsOwner(server.address, 'test');
  const { rows } = await client.query({ text: statement, rowMode: 'array' });
  await client.end();
  return (rows as unknown[][])[0]?.[0];
}

describe('the embedded server', () => {
  const data = join(folder, 'data');
  let server: EmbeddedServer;
  beforeAll(async () => {
    // What a killed making left goes; it is no database.
    mkdirSync(join(data, 'database', 'making-000000000000'), { recursive: true, mode: 0o700 });
    server = await EmbeddedServer.start({ folder: data });
  }, 480_000);
  afterAll(() => server.stop());

  it('keeps its data for itself and listens on no network', async () => {
    expect(statSync(join(data, 'database', 'cluster')).mode & 0o777).toBe(0o700);
    expect(statSync(join(data, 'database', 'passwords.json')).mode & 0o777).toBe(0o600);
    expect(statSync(server.address.host).mode & 0o777).toBe(0o700);
    expect(await answer(server, 'show listen_addresses')).toBe('');
    expect(readdirSync(join(data, 'database')).filter((name) => name.startsWith('making'))).toEqual(
      [],
    );
  });

  it('is durable, checked and the same everywhere', async () => {
    for (const [setting, value] of [
      ['fsync', 'on'],
      ['synchronous_commit', 'on'],
      ['full_page_writes', 'on'],
      ['data_checksums', 'on'],
      ['server_encoding', 'UTF8'],
      ['lc_collate', undefined],
    ] as const) {
      if (value !== undefined) expect(await answer(server, `show ${setting}`)).toBe(value);
    }
    expect(
      await answer(
        server,
        `select array_agg(x order by x) from unnest('{い,ア,B,a,ｱ,亜}'::text[]) x`,
      ),
    ).toEqual(['B', 'a', 'い', 'ア', '亜', 'ｱ']);
  });

  it('never runs as root, and lets nobody in as its keeper', async () => {
    const pid = readFileSync(join(data, 'database', 'cluster', 'postmaster.pid'), 'utf8').split(
      '\n',
    )[0];
    expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
    const keeper = { ...server.address, owner: { user: 'machimori_keeper', password: 'x' } };
    await expect(connectAsOwner(keeper, 'test')).rejects.toMatchObject({ code: 'configuration' });
    expect(
      await answer(
        server,
        `select rolsuper or rolbypassrls from pg_roles where rolname = current_user`,
      ),
    ).toBe(false);
  });

  it('is joined by others and refuses a second owner', async () => {
    const joined = await EmbeddedServer.join({ folder: data });
    expect(joined?.joined).toBe(true);
    expect(joined?.address).toEqual(server.address);
    await joined?.stop();
    expect(await answer(server, 'select 1')).toBe(1);
    const refusal = await EmbeddedServer.start({ folder: data }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'Failure', code: 'conflict' });
    expect((refusal as { text: { ja: string } }).text.ja).toContain(String(process.pid));
    expect((await EmbeddedServer.joinOrStart({ folder: data })).joined).toBe(true);
    expect(await EmbeddedServer.join({ folder: join(folder, 'nothing') })).toBeUndefined();
  });

  it('comes back when it is killed, with what was saved', async () => {
    const owner = await connectAsOwner(server.address, 'test');
    await owner.query('create table kept (n int); insert into kept values (7)');
    await owner.end();
    const pidFile = join(data, 'database', 'cluster', 'postmaster.pid');
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await expect
      .poll(() => answer(server, 'select n from kept').catch(() => 'not yet'), {
        timeout: 60_000,
        interval: 20,
      })
      .toBe(7);
    expect(Number(readFileSync(pidFile, 'utf8').split('\n')[0])).not.toBe(pid);
  });

  it('opens a folder whose passwords were lost, and leaves nothing when it stops', async () => {
    const sockets = server.address.host;
    await server.stop();
    expect(existsSync(sockets)).toBe(false);
    expect(existsSync(join(data, 'database', 'owner.json'))).toBe(false);
    rmSync(join(data, 'database', 'passwords.json'));
    server = await EmbeddedServer.start({ folder: data });
    expect(await answer(server, 'select n from kept')).toBe(7);
  });

  it('refuses a folder of another major version and says what to do', async () => {
    const cluster = join(folder, 'old');
    mkdirSync(cluster);
    writeFileSync(join(cluster, 'PG_VERSION'), '17\n');
    const refused = (): void => refuseOtherMajor(cluster, { major: 18 });
    expect(refused).toThrow(/made by PostgreSQL 17/);
    try {
      refused();
    } catch (error) {
      expect((error as { next: { ja: string } }).next.ja).toContain('machimori upgrade-database');
    }
  });

  it('stops where the kernel cannot tell it of our death, by the pipe that closes', async () => {
    // A path without setpriv is what other systems are like.
    const script = `
      import { EmbeddedServer } from ${JSON.stringify(join(import.meta.dirname, '../src/embedded/embedded-server.ts'))};
      const server = await EmbeddedServer.start({ folder: ${JSON.stringify(data)}, setpriv: false });
      console.log(server.address.host);
      setInterval(() => {}, 1000);`;
    await server.stop();
    chmodSync(folder, 0o755);
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: join(import.meta.dirname, '..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let sockets = '';
    for await (const line of createInterface({ input: child.stdout })) {
      sockets = line;
      break;
    }
    expect(existsSync(join(sockets, '.s.PGSQL.5432'))).toBe(true);
    child.kill('SIGKILL');
    await expect
      .poll(() => existsSync(join(sockets, '.s.PGSQL.5432')), { timeout: 60_000 })
      .toBe(false);
    server = await EmbeddedServer.start({ folder: data });
    expect(existsSync(sockets)).toBe(false);
    expect(await answer(server, 'select n from kept')).toBe(7);
  });
});

describe('who owns a data folder', () => {
  const place = join(folder, 'lock');
  beforeAll(() => mkdirSync(place));
  const write = (owner: object): void =>
    writeFileSync(join(place, 'owner.json'), JSON.stringify(owner));

  it('a process that is gone owns nothing; nor does one that has its number by chance', () => {
    const { pid } = spawnSync('true');
    const dead = {
      pid,
      started: '1',
      boot: 'x',
      mark: 'm',
      socketFolder: '/tmp/none',
      serving: true,
    };
    for (const owner of [dead, { ...dead, pid: process.pid }, { ...dead, boot: '' }]) {
      write(owner);
      expect(livingOwner(place)).toBeUndefined();
      const heard: string[] = [];
      const lock = OwnerLock.take(place, '/tmp/sockets', ({ mark }) => heard.push(mark));
      expect(heard).toEqual(['m']);
      expect(livingOwner(place)?.pid).toBe(process.pid);
      expect(() => OwnerLock.take(place, '/tmp/sockets')).toThrow(/in use/);
      lock.release();
      expect(readdirSync(place)).toEqual([]);
    }
  });

  it('a file that cannot be read owns nothing', () => {
    writeFileSync(join(place, 'owner.json'), '{"pid":');
    OwnerLock.take(place, '/tmp/sockets').release();
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('what the server needs to run', () => {
  it('finds the folder that is closed to a stranger', () => {
    const closed = join(folder, 'closed');
    mkdirSync(join(closed, 'inner'), { recursive: true, mode: 0o755 });
    chmodSync(folder, 0o755);
    expect(closedFolder(join(closed, 'inner'), 65534)).toBeUndefined();
    chmodSync(closed, 0o700);
    expect(closedFolder(join(closed, 'inner'), 65534)).toBe(closed);
    expect(closedFolder(join(closed, 'inner'), statSync(closed).uid)).toBeUndefined();
  });

  it('links what an install script would have linked, and may do so twice', () => {
    const binaries = findBinaries();
    const links = join(folder, 'links');
    const places = linkLibraries(binaries, links);
    expect(linkLibraries(binaries, links)).toEqual(places);
    for (const { name } of binaries.links) {
      expect(places.some((at) => existsSync(join(at, name)))).toBe(true);
    }
  });
});
