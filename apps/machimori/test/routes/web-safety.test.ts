import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer } from '../../src/serve/http-server.ts';
import { worldOn } from '../../src/serve/open-world.ts';
import { readSettings } from '../../src/serve/settings.ts';
import { origin, Requester } from './requester.ts';
import { emptyTown, firstVisitCode, password, type Town } from './town.ts';

// The running server as an attacker meets it: through a socket where the shape of a request matters.

let town: Town;
let server: FastifyInstance;
let port: number;
let folder: string;

/** The same program with pages to serve, and as people reach it by https where `secure`. */
async function program(secure: boolean): Promise<FastifyInstance> {
  const settings = readSettings(
    secure
      ? { MACHIMORI_ORIGIN: 'https://machi.example.lg.jp', MACHIMORI_TRUSTED_PROXY: '192.0.2.1' }
      : {},
  );
  const { world } = worldOn(town.database.database, {
    settings,
    key: new Uint8Array(32).fill(3),
    webFolder: folder,
    firstVisitCode: undefined,
  });
  return createHttpServer(world);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'machimori-pages-'));
  mkdirSync(join(folder, 'assets', '.hidden'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>街守り</title>');
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'assets', '.hidden', 'x'), 'hidden');
  writeFileSync(join(folder, 'secret.txt'), 'a secret beside the pages');
  town = await emptyTown();
  server = await program(false);
  await server.listen({ port: 0, host: '127.0.0.1' });
  port = (server.server.address() as { readonly port: number }).port;
}, 480_000);
afterAll(async () => {
  await server?.close();
  await town?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends bytes as they are, and gives all that comes back until the other side closes. */
const raw = (bytes: string, wait = 30_000): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let got = '';
    socket.setTimeout(wait, () => socket.destroy());
    socket.on('data', (chunk) => {
      got += chunk.toString();
    });
    socket.on('close', () => resolve(got));
    socket.on('error', (error) => (got === '' ? reject(error) : resolve(got)));
  });

const line = (path: string, more = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`;
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);

/** One of each kind of answer. */
const answers: readonly (readonly [name: string, method: string, path: string])[] = [
  ['a page', 'GET', '/people'],
  ['a file', 'GET', '/assets/main-1a2b.js'],
  ['JSON', 'GET', '/api/v1/start'],
  ['nothing there', 'GET', '/api/v1/nothing'],
  ['no such page', 'GET', '/x.php'],
  ['signed out', 'GET', '/api/v1/account'],
  ['another method', 'PATCH', '/api/v1/account'],
  ['another site', 'POST', '/api/v1/session'],
  ['health', 'GET', '/health/live'],
  ['the description', 'GET', '/api/v1/openapi.json'],
  ['a name that is too long', 'DELETE', `/api/v1/sessions/${'x'.repeat(200)}`],
  ['an address that nobody reads', 'GET', '/api/v1/%zz'],
];

describe('every kind of answer', () => {
  it.each(answers)('%s is held by the browser to what it is', async (_, method, url) => {
    const answer = await server.inject({ method: method as 'GET', url });
    const { headers } = answer as { headers: Record<string, string | undefined> };
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:|sha256|nonce/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-type'] ?? 'none').toMatch(
      /charset=utf-8|^application\/(problem\+)?json|^none/,
    );
    expect(
      Object.keys(headers).filter((name) => /^(x-powered-by|server|access-control)/.test(name)),
    ).toEqual([]);
    if (answer.statusCode >= 400) {
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.body).not.toMatch(/node_modules|\.ts:|\bat \w+ \(|Error:|postgres|select /i);
    }
  });

  it.each(answers.slice(0, 10))(
    '%s tells nobody where one came from, and lies in no cache',
    async (_, method, url) => {
      const { headers } = await server.inject({ method: method as 'GET', url });
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
      expect(headers['permissions-policy']).toContain('camera=()');
      if (url.startsWith('/api/')) expect(headers['cache-control']).toBe('no-store');
    },
  );

  it('asks for encryption for a year, there and below, once it has it', async () => {
    expect(
      (await server.inject('/health/live')).headers['strict-transport-security'],
    ).toBeUndefined();
    const secure = await program(true);
    const host = { host: 'machi.example.lg.jp' };
    const answer = await secure.inject({ url: '/', headers: host });
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(answer.headers['content-security-policy']).toContain('upgrade-insecure-requests');
    await secure.close();
  });
});

describe('cookies', () => {
  it('are out of reach of scripts, other sites and other hosts', async () => {
    const setUp = {
      code: firstVisitCode,
      name: '町の担当',
      email: 'tanto@example.lg.jp',
      password,
      cityName: 'まち',
      organisationName: '役場',
    };
    const { headers } = await new Requester().ask(town.server, 'POST', '/set-up', { body: setUp });
    const plain = [headers['set-cookie']].flat().map(String);
    expect(plain.length).toBeGreaterThan(0);
    for (const cookie of plain) expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/);
    const secure = await program(true);
    const { email } = setUp;
    const answer = await secure.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: {
        host: 'machi.example.lg.jp',
        origin: 'https://machi.example.lg.jp',
        'x-machimori': '1',
      },
      payload: { email, password },
    });
    expect(answer.statusCode).toBe(200);
    for (const cookie of [answer.headers['set-cookie']].flat().map(String)) {
      expect(cookie).toMatch(/^__Host-/);
      expect(cookie).toMatch(/Path=\/; HttpOnly; Secure; SameSite=Strict/);
      expect(cookie).not.toMatch(/Domain/i);
    }
    await secure.close();
  });
});

describe('writes from elsewhere', () => {
  const write = (headers: Record<string, string>) =>
    server.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers,
      payload: { email: 'a@b.example', password },
    });
  const refused: readonly Record<string, string>[] = [
    {},
    { origin },
    { 'x-machimori': '1', origin: 'https://evil.example' },
    { 'x-machimori': '1', origin: 'null' },
    { 'x-machimori': '1', origin: `${origin}.evil.example` },
    { 'x-machimori': '1', 'sec-fetch-site': 'cross-site' },
    { 'x-machimori': '1', 'sec-fetch-site': 'same-site' },
  ];
  it.each(refused)('are refused with %j', async (headers) => {
    expect((await write(headers)).statusCode).toBe(403);
  });
  it('are heard from our own page', async () => {
    const { statusCode } = await write({
      'x-machimori': '1',
      origin,
      'sec-fetch-site': 'same-origin',
    });
    expect(statusCode).toBe(401);
  });
  it('get no leave to come from a page of another site', async () => {
    const answer = await server.inject({
      method: 'OPTIONS',
      url: '/api/v1/session',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.statusCode).toBe(404);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    );
  });
});

describe('names and paths', () => {
  it('answers to no other name, whoever points one here', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', 'machi.example.lg.jp'])
      expect((await server.inject({ url: '/api/v1/start', headers: { host } })).statusCode).toBe(
        404,
      );
    const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '10.0.0.1' };
    expect((await server.inject({ url: '/api/v1/start', headers: forwarded })).statusCode).toBe(
      200,
    );
  });

  it.each([
    '/assets/../secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/..%5csecret.txt',
    '/assets/....//secret.txt',
    '/assets/%252e%252e/secret.txt',
    '/assets/.hidden/x',
    '/assets/',
    '/assets/main-1a2b.js%00.txt',
    '//etc/passwd',
    '/.git/config',
    '/secret.txt',
  ])('%s gives nothing that lies beside the pages', async (path) => {
    const answer = await raw(line(path));
    expect(answer).not.toMatch(/a secret beside|hidden\b|root:/);
    expect([400, 403, 404]).toContain(statusOf(answer));
  });

  it('sends nobody elsewhere', async () => {
    for (const path of [
      '//evil.example',
      '/\\evil.example',
      '/people?next=https://evil.example',
      '/%2f%2fevil.example',
    ]) {
      const answer = await raw(line(path));
      expect(answer).not.toMatch(/^location:/im);
      expect(statusOf(answer)).not.toBe(302);
    }
  });
});

describe('what no browser sends', () => {
  it('refuses requests whose end two readers would see in two places', async () => {
    const body = 'POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';
    for (const lengths of [
      'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n',
      'Content-Length: 4\r\nContent-Length: 5\r\n',
      'Transfer-Encoding: chunked, identity\r\n',
      'Transfer-Encoding : chunked\r\n',
      'Content-Length: +4\r\n',
    ])
      expect(statusOf(await raw(`${body}${lengths}\r\n0\r\n\r\n`))).toBe(400);
    expect(
      statusOf(await raw('GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n')),
    ).toBe(400);
    expect(statusOf(await raw('GET / HTTP/1.1\r\n\r\n'))).toBe(400);
  });

  it('refuses heads that are too large, and TRACE', async () => {
    expect(statusOf(await raw(line('/', `X-Long: ${'x'.repeat(20_000)}\r\n`)))).toBe(431);
    const trace = await raw('TRACE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    expect([403, 404]).toContain(statusOf(trace));
  });

  it('does not wait for whoever never finishes', () => {
    const { headersTimeout, requestTimeout, connectionsCheckingInterval } =
      server.server as unknown as Record<string, number>;
    expect(headersTimeout).toBeLessThanOrEqual(15_000);
    expect(requestTimeout).toBeLessThanOrEqual(120_000);
    expect(requestTimeout).toBeGreaterThan(0);
    expect(connectionsCheckingInterval ?? 5_000).toBeLessThanOrEqual(5_000);
  });

  it.each([
    ['deep lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['deep objects', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`],
    ['a prototype', '{"__proto__":{"admin":true},"email":"a","password":"b"}'],
    ['a constructor', '{"constructor":{"prototype":{"admin":true}},"email":"a","password":"b"}'],
    ['two of a name', '{"email":"a","email":{"x":1},"password":"b"}'],
    ['too much', `{"email":"${'x'.repeat(300_000)}"}`],
    ['broken', '{"email":'],
    ['another coding', '\ufeff{"email":"a"}'],
  ])('refuses %s as JSON', async (_, payload) => {
    for (const [method, url] of [
      ['POST', '/api/v1/session'],
      ['DELETE', '/api/v1/session'],
    ] as const) {
      const headers = {
        origin,
        'x-machimori': '1',
        'idempotency-key': 'a-key-of-this-test',
        'content-type': 'application/json',
      };
      const { statusCode } = await server.inject({ method, url, headers, payload });
      expect([method, statusCode < 500]).toEqual([method, true]);
      if (method === 'POST') expect([400, 413, 422]).toContain(statusCode);
    }
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  it('refuses other kinds of content', async () => {
    const headers = { origin, 'x-machimori': '1' };
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
    ]) {
      const all = { ...headers, 'content-type': type };
      const answer = await server.inject({
        method: 'POST',
        url: '/api/v1/session',
        headers: all,
        payload: 'email=a',
      });
      expect([type, answer.statusCode]).toEqual([type, 400]);
    }
  });
});

describe('too often', () => {
  it('one session waits, and the others of its network do not', async () => {
    const own = await program(false);
    const ask = (secret: string) =>
      own.inject({ url: '/api/v1/start', headers: { authorization: `Bearer ${secret}` } });
    const mine = 'a'.repeat(43);
    for (let i = 0; i < 600; i++) await ask(mine);
    const late = await ask(mine);
    expect([late.statusCode, late.json().code, late.json().retry]).toEqual([
      429,
      'rate-limited',
      true,
    ]);
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(late.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await ask('b'.repeat(43))).statusCode).toBe(200);
    await own.close();
  }, 480_000);
});

it('no setting of the pages asks for anything inline', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../web/index.html'), 'utf8');
  expect(page).not.toMatch(/<script(?![^>]*src=)[^>]*>|<style|\son\w+=|javascript:/i);
});
