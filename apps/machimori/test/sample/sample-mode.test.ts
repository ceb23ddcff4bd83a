import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestDatabase, testDatabase } from '@machimori/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { firstVisitCode } from '../../src/serve/first-visit-code.ts';
import { createHttpServer } from '../../src/serve/http-server.ts';
import { worldOn } from '../../src/serve/open-world.ts';
import { prepareSample, type SampleLink } from '../../src/serve/sample/prepare-sample.ts';
import { sampleSettings, settingsLeftOut } from '../../src/serve/sample/sample-settings.ts';
import { SampleSignIns } from '../../src/serve/sample/sample-sign-ins.ts';
import { Requester } from '../routes/requester.ts';
import { root } from '../run-program.ts';

const route = '/sample/session';
const tokenOf = ({ link }: SampleLink): string => link.split('#token=')[1] ?? '';

describe('the way into the sample', () => {
  let db: TestDatabase;
  let folder: string;
  let server: FastifyInstance;
  let real: FastifyInstance;
  let links: readonly SampleLink[];
  const logged: string[] = [];

  beforeAll(async () => {
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      logged.push(String(chunk));
      return true;
    });
    db = await testDatabase();
    folder = mkdtempSync(join(tmpdir(), 'machimori-test-'));
    const environment = { MACHIMORI_LOG_LEVEL: 'debug' };
    const settings = sampleSettings(environment, { folder, port: undefined });
    await firstVisitCode.make(folder);
    const sample = new SampleSignIns();
    const of = {
      settings,
      key: new Uint8Array(32).fill(3),
      webFolder: undefined,
      firstVisitCode: await firstVisitCode.digest(folder),
    };
    const { world } = worldOn(db.database, { ...of, sample });
    links = await prepareSample(world, sample, 'ja');
    server = await createHttpServer(world);
    real = await createHttpServer(worldOn(db.database, of).world);
    return () => spy.mockRestore();
  }, 480_000);
  afterAll(async () => {
    await server?.close();
    await real?.close();
    await db?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const enter = (on: FastifyInstance, token: unknown, more = {}) => {
    const who = new Requester();
    return who
      .ask(on, 'POST', route, { body: { token } }, more)
      .then((answer) => ({ who, answer }));
  };

  it('opens a full session of each role, again and again', async () => {
    const roles = new Map<string, string>();
    for (const link of [...links, ...links]) {
      const { who, answer } = await enter(server, tokenOf(link));
      expect(answer.status).toBe(204);
      const { json } = await who.ask(server, 'GET', '/account');
      const seat = json['seat'] as { readonly roles: readonly string[]; organisationName: string };
      expect(json['secondFactorMissing']).toBe(false);
      expect(seat.organisationName).toBe(link.organisationName);
      roles.set(seat.roles.join(), seat.organisationName);
      expect((await who.ask(server, 'GET', '/home')).status).toBe(200);
    }
    expect([...roles.keys()].sort()).toEqual([
      'approver',
      'auditor',
      'cityAdministrator',
      'contributor',
      'organisationAdministrator',
    ]);
  });

  it('is no route at all where the program was not started for it', async () => {
    const [link] = links;
    const { answer } = await enter(real, link && tokenOf(link));
    const unknown = await new Requester().ask(real, 'POST', '/sample/nothing', { body: {} });
    const { instance: _a, ...said } = answer.json;
    const { instance: _b, ...expected } = unknown.json;
    expect([answer.status, said]).toEqual([404, expected]);
    expect(
      JSON.stringify((await new Requester().ask(real, 'GET', '/openapi.json')).json),
    ).not.toMatch(/sample\/session/);
  });

  it('is shut to guesses, to other pages, to other machines and other names', async () => {
    const token = links[0] && tokenOf(links[0]);
    for (const guess of ['', 'x', token?.slice(0, -1), `${token}x`, token?.toUpperCase()])
      expect([guess, (await enter(server, guess)).answer.status]).toEqual([guess, 404]);
    for (const more of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect((await enter(server, token, more)).answer.status).toBe(403);
    expect((await enter(server, token, { host: 'evil.example:8080' })).answer.status).toBe(404);
    const far = await server.inject({ url: '/api/v1/start', remoteAddress: '192.0.2.9' });
    expect(far.statusCode).toBe(404);
    const near = await server.inject({ url: '/api/v1/start', headers: { host: '127.0.0.1:8080' } });
    expect(near.statusCode).toBe(200);
  });

  it('its people have no password that anybody could use', async () => {
    for (const role of ['cityadministrator', 'contributor', 'auditor'])
      for (const password of ['', 'password', '星ヶ渡市星ヶ渡市星ヶ渡市']) {
        const body = { email: `${role}@sample.invalid`, password };
        const answer = await new Requester().ask(server, 'POST', '/session', { body });
        expect(answer.status).toBe(401);
      }
  });

  it('writes no token into the log', () => {
    expect(logged.join('')).toContain('/sample/session');
    for (const link of links) expect(logged.join('')).not.toContain(tokenOf(link));
  });
});

describe('settings of the sample', () => {
  const of = { folder: '/tmp/x', port: '8123' };

  it.each(['0.0.0.0', '192.0.2.4', '::'])('refuse to listen on %s', (host) => {
    const tls = { MACHIMORI_TLS_CERTIFICATE: '/c.pem', MACHIMORI_TLS_KEY: '/k.pem' };
    for (const more of [{}, tls, { MACHIMORI_TRUSTED_PROXY: '10.0.0.1' }])
      expect(() => sampleSettings({ MACHIMORI_HOST: host, ...more }, of)).toThrow();
  });

  it('that it leaves out are named', () => {
    const set = { MACHIMORI_SMTP_URL: 'smtp://mail.example', MACHIMORI_ALLOWED_HOSTS: '127.0.0.1' };
    const kept = { MACHIMORI_LOG_LEVEL: 'debug', MACHIMORI_PORT: '8123', MACHIMORI_MAIL_FROM: '' };
    expect([...settingsLeftOut({ ...set, ...kept })].sort()).toEqual(Object.keys(set).sort());
    expect(settingsLeftOut(kept)).toEqual([]);
  });

  it('leave out all that would tie it to the real world', () => {
    const settings = sampleSettings(
      {
        DATABASE_URL: 'postgresql://real.example/machimori',
        MACHIMORI_SMTP_URL: 'smtp://real.example',
        MACHIMORI_MASTER_KEY: 'ab'.repeat(32),
        MACHIMORI_ORIGIN: 'https://real.example',
        MACHIMORI_DATA: '/srv/real',
        MACHIMORI_TRUSTED_PROXY: '10.0.0.1',
      },
      of,
    );
    expect(settings).toMatchObject({ data: '/tmp/x', port: 8123, host: '127.0.0.1' });
    for (const name of ['databaseUrl', 'smtpUrl', 'masterKey', 'origin', 'trustedProxy'] as const)
      expect([name, settings[name]]).toEqual([name, undefined]);
  });
});

describe('the folder of the sample', { timeout: 300_000 }, () => {
  const place = mkdtempSync(join(tmpdir(), 'mms-'));
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  const folders = (): readonly string[] =>
    readdirSync(place).filter((name) => name.startsWith('machimori-sample-'));

  /** Starts it as a person does, and waits until its links are printed. */
  const start = async (port: number) => {
    const main = join(root, 'apps/machimori/src/main.ts');
    const child = spawn(process.execPath, [main, 'start', '--sample', '--port', String(port)], {
      cwd: root,
      env: { ...process.env, TMPDIR: place, LC_ALL: 'ja_JP.UTF-8' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line.includes('Ctrl-C')) break;
    }
    const ended = once(child, 'exit');
    return { child, lines, ended };
  };

  it('is gone after SIGTERM; what a kill left behind goes with the next start', async () => {
    const killed = await start(18_741);
    expect(killed.lines.filter((line) => line.includes('/sample#token='))).toHaveLength(5);
    expect(folders()).toHaveLength(1);
    const [stale = ''] = folders();
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(existsSync(join(place, stale))).toBe(true);
    // Something of this name that is no folder of ours stays.
    mkdirSync(join(place, 'machimori-sample-mine'));
    const next = await start(18_742);
    expect(existsSync(join(place, stale))).toBe(false);
    expect(folders()).toHaveLength(2);
    next.child.kill('SIGTERM');
    const [code] = await next.ended;
    expect(code).toBe(0);
    expect(folders()).toEqual(['machimori-sample-mine']);
    expect(readdirSync(place).filter((name) => name.startsWith('machimori-db-'))).toEqual([]);
  });
});
