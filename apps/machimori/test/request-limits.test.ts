import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer } from '../src/serve/http-server.ts';
import { requestLimits } from '../src/serve/request-limits.ts';
import { Browser, type HttpTown, httpTown, password } from './http-town.ts';

// Every network of these tests is another, so that each begins with nothing counted.

const limits = { network: 20, signedIn: 40, parts: 30, session: 25 };
const part = '/assets/main-1a2b.js';

let town: HttpTown;
let server: FastifyInstance;
let folder: string;
let networks = 0;
const network = (): string => `198.51.100.${++networks}`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'machimori-parts-'));
  mkdirSync(join(folder, 'assets', '.hidden'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>街守り</title>');
  writeFileSync(join(folder, part), 'export {};');
  writeFileSync(join(folder, 'assets', '.hidden', 'x.js'), 'hidden');
  town = await httpTown();
  server = await createHttpServer({ ...town.opened.world, webFolder: folder }, limits);
}, 480_000);
afterAll(async () => {
  await server?.close();
  await town?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  readonly from: string;
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
const statusOf = async ({ from, url, method = 'GET', headers = {} }: Asked): Promise<number> =>
  (await server.inject({ method: method as 'GET', url, headers, remoteAddress: from })).statusCode;
const times = async (count: number, asked: Asked): Promise<readonly number[]> => {
  const all: number[] = [];
  for (let i = 0; i < count; i++) all.push(await statusOf(asked));
  return all;
};
const isStillHeard = async (from: string): Promise<boolean> =>
  (await statusOf({ from, url: '/api/v1/start' })) === 200;

describe('parts of pages', () => {
  it('use up nothing of what people ask, and have a limit of their own', async () => {
    const from = network();
    const got = await times(limits.parts + 1, { from, url: part });
    expect(got.slice(0, -1).every((status) => status === 200)).toBe(true);
    expect(got.at(-1)).toBe(429);
    expect(await times(limits.network, { from, url: '/people' })).not.toContain(429);
    expect(await isStillHeard(from)).toBe(false);
    expect(await statusOf({ from: network(), url: part })).toBe(200);
  });

  it('are one, however somebody writes the name of one', async () => {
    const from = network();
    const ways: readonly Omit<Asked, 'from'>[] = [
      { url: `${part}?v=1` },
      { url: `${part}?/api/v1/start` },
      { url: '/assets/%6dain-1a2b.js' },
      { url: part, method: 'HEAD' },
    ];
    for (let i = 0; i < limits.parts; i++) {
      const way = ways[i % ways.length] ?? { url: part };
      expect([way, await statusOf({ from, ...way })]).toEqual([way, 200]);
    }
    for (const way of ways) expect([way, await statusOf({ from, ...way })]).toEqual([way, 429]);
    expect(await isStillHeard(from)).toBe(true);
  });

  it.each<Omit<Asked, 'from'>>([
    { url: '/assets/main-9z9z.js' },
    { url: '/assets/main-9z9z.js', method: 'HEAD' },
    { url: '/assets/' },
    { url: '/assets' },
    { url: `${part}/` },
    { url: `/${part}` },
    { url: '/assets//main-1a2b.js' },
    { url: '/assets/%2fmain-1a2b.js' },
    { url: '/assets%2fmain-1a2b.js' },
    { url: '/assets/x/..%2fmain-1a2b.js' },
    { url: `${part}%00` },
    { url: `${part}%3f` },
    { url: '/ASSETS/main-1a2b.js' },
    { url: '/assets/MAIN-1a2b.js' },
    { url: '/assets/.hidden/x.js' },
    { url: '/assets/..%2findex.html' },
    { url: '/assets/*' },
    { url: '/assets/:name' },
    { url: '/api/v1/assets/main-1a2b.js' },
    { url: part, method: 'POST', headers: { 'x-machimori': '1' } },
    { url: part, method: 'PUT', headers: { 'x-machimori': '1' } },
    { url: part, method: 'DELETE', headers: { 'x-machimori': '1' } },
    { url: part, method: 'OPTIONS' },
  ])('%j is none, and counts like anything else', async (asked) => {
    const from = network();
    const got = await times(limits.network + 1, { from, ...asked });
    expect(got.slice(0, -1)).not.toContain(200);
    expect(got.slice(0, -1)).not.toContain(429);
    expect(got.at(-1)).toBe(429);
    expect(await isStillHeard(from)).toBe(false);
    expect(await statusOf({ from, url: part })).toBe(200);
  });
});

describe('what is not there', () => {
  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'counts, asked by %s',
    async (method) => {
      const from = network();
      const headers = { 'x-machimori': '1' };
      const url = '/api/v1/nothing';
      const got = await times(limits.network + 1, { from, url, method, headers });
      expect(new Set(got.slice(0, -1))).toEqual(new Set([404]));
      expect(got.at(-1)).toBe(429);
    },
  );
});

describe('an office behind one address', () => {
  const signIn = async (from: string, email = town.admin.email): Promise<Browser> => {
    const browser = new Browser(server, from);
    await browser.ask('POST', '/session', { email, password });
    return browser;
  };
  /** The administrator has a second factor; a colleague has none. */
  const colleague = async (from: string): Promise<Browser> => {
    const { email } = await town.join({
      email: `n${networks}@example.lg.jp`,
      roles: ['contributor'],
    });
    return signIn(from, email);
  };
  const asked = async (browser: Browser, count: number): Promise<readonly number[]> => {
    const all: number[] = [];
    for (let i = 0; i < count; i++) all.push((await browser.ask('GET', '/account')).status);
    return all;
  };

  it('works on while strangers there have used up what is theirs, and the other way round', async () => {
    const from = network();
    const at = await colleague(from);
    expect(await asked(at, 1)).toEqual([200]);
    await times(limits.network, { from, url: '/api/v1/nothing' });
    expect(await isStillHeard(from)).toBe(false);
    expect(new Set(await asked(at, 10))).toEqual(new Set([200]));

    const quiet = network();
    const other = await colleague(quiet);
    await asked(other, limits.session + 1);
    expect(await asked(other, 1)).toEqual([429]);
    expect(await isStillHeard(quiet)).toBe(true);
  });

  it('has a limit for all its people together', async () => {
    const from = network();
    const people = [await colleague(from), await colleague(from), await colleague(from)];
    // The first of each is a stranger's: only its answer shows whose it was.
    for (const each of people) expect(await asked(each, 1)).toEqual([200]);
    const got = await Promise.all(people.map((each) => asked(each, 16)));
    const heard = got.flat().filter((status) => status === 200);
    expect(heard).toHaveLength(limits.signedIn);
    expect(await isStillHeard(from)).toBe(true);
  });

  it('is no shelter for whoever makes up a session or a token', async () => {
    for (const headers of [
      (n: number) => ({ cookie: `machimori=${String(n).padStart(43, 'a')}` }),
      (n: number) => ({ authorization: `Bearer mmk_${String(n).padStart(43, 'a')}` }),
    ]) {
      const from = network();
      const url = '/api/v1/account';
      const got: number[] = [];
      for (let n = 0; n <= limits.network; n++)
        got.push(await statusOf({ from, url, headers: headers(n) }));
      expect(new Set(got.slice(0, -1))).toEqual(new Set([401]));
      expect(got.at(-1)).toBe(429);
    }
  });

  it('nor for whoever has not shown their second factor, or whose session has ended', async () => {
    const from = network();
    const waiting = await signIn(from);
    await asked(waiting, limits.network - 1);
    expect(await isStillHeard(from)).toBe(false);

    const elsewhere = network();
    const gone = await colleague(elsewhere);
    expect(await asked(gone, 1)).toEqual([200]);
    const cookie = { cookie: gone.cookie() };
    await gone.ask('DELETE', '/session');
    const url = '/api/v1/account';
    const got = await times(limits.network, { from: elsewhere, url, headers: cookie });
    expect(got).toContain(429);
    expect(await isStillHeard(elsewhere)).toBe(false);
  });

  it('of a hundred people meets none of the limits that the program has', () => {
    // Opening Home takes 73 parts and 16 requests; signing in, 6 by nobody known yet.
    expect(100 * 73).toBeLessThan(requestLimits.parts);
    expect(100 * (16 + 40)).toBeLessThan(requestLimits.signedIn);
    expect(100 * 6).toBeLessThan(requestLimits.network);
  });
});
