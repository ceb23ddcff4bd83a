import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { exportLog, handedOut, transact } from '@machimori/database';
import { verifyExport } from '@machimori/ledger';
import { type TestDatabase, testDatabase } from '@machimori/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer } from '../src/serve/http-server.ts';
import { type OpenedWorld, worldOn } from '../src/serve/open-world.ts';
import { readSettings } from '../src/serve/settings.ts';
import { enrol, HttpBrowser } from './http-browser.ts';

const password = '青い自転車が三台ならぶ朝';
const root = join(import.meta.dirname, '..', '..', '..');

let db: TestDatabase;
let server: FastifyInstance;
let opened: Pick<OpenedWorld, 'world' | 'logs' | 'vault'>;
let admin: HttpBrowser;
let seat: { city: string; organisation: string };

beforeAll(async () => {
  db = await testDatabase();
  opened = worldOn(db.database, {
    settings: readSettings({}),
    key: new Uint8Array(32).fill(3),
    webFolder: undefined,
    firstVisitCode: createHash('sha256').update('code').digest(),
  });
  server = await createHttpServer(opened.world);
  admin = new HttpBrowser(server);
});
afterAll(async () => {
  await server?.close();
  await db?.drop();
});

const setUp = {
  code: 'code',
  name: '町の担当',
  email: 'tanto@example.lg.jp',
  password,
  cityName: '星ヶ渡市',
  organisationName: '星ヶ渡市役所',
};

describe('the program over HTTP', () => {
  it('is set up once, by whoever holds the code', async () => {
    const wrong = await admin.ask('POST', '/set-up', { ...setUp, code: 'guess' });
    expect(wrong.status).toBe(403);
    const done = await admin.ask('POST', '/set-up', setUp);
    expect([done.status, done.json]).toEqual([200, { awaiting: false }]);
    const again = await new HttpBrowser(server).ask('POST', '/set-up', setUp);
    expect(again.status).toBe(409);
    const account = await admin.ask('GET', '/account');
    expect(account.json['secondFactorMissing']).toBe(true);
    seat = account.json['seat'] as typeof seat;
  });

  it('lets an administrator do nothing in the city before a second factor', async () => {
    expect((await admin.ask('GET', '/city')).json['code']).toBe('second-factor-required');
    await enrol(admin);
    const city = await admin.ask('GET', '/city');
    expect(city.json['city']).toMatchObject({ name: '星ヶ渡市', sample: false });
  });

  it('refuses writes that no page of ours sent', async () => {
    const body = { name: 'データ屋' };
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ] as Record<string, string>[]) {
      const answer = await admin.ask('POST', '/organisations', body, headers);
      expect([answer.status, answer.json['code']]).toEqual([403, 'forbidden']);
    }
  });

  it('gives a workbook to begin with before anything is described, and no empty text', async () => {
    const empty = await admin.ask('GET', '/city-file?format=xlsx');
    expect([empty.status, empty.text.slice(0, 2)]).toEqual([200, 'PK']);
    expect((await admin.ask('GET', '/city-file?format=yaml')).status).toBe(404);
  });

  it.each([
    ['an older Excel’s file', Buffer.from('d0cf11e0a1b11ae10000', 'hex')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
  ])('says of %s that it is no workbook', async (_, file) => {
    const { status, json } = await admin.ask('POST', '/city-file/preview', file, {
      'content-type': 'application/octet-stream',
    });
    expect([status, json['ok']]).toEqual([200, false]);
    expect(JSON.stringify(json['diagnostics'])).toContain('xlsx');
  });

  it('takes the sample city in after showing what would change, and only just that', async () => {
    const file = readFileSync(join(root, 'examples', 'hoshigawatari', 'city.yaml'));
    const type = { 'content-type': 'application/octet-stream' };
    const preview = await admin.ask('POST', '/city-file/preview', file, type);
    expect(preview.json).toMatchObject({ ok: true, baseRevision: 0 });
    const { digest } = preview.json as { digest: string };
    const other = `/city-file?digest=${'0'.repeat(64)}&baseRevision=0`;
    expect((await admin.ask('POST', other, file, type)).status).toBe(409);
    const path = `/city-file?digest=${digest}&baseRevision=0`;
    const done = await admin.ask('POST', path, file, type);
    expect([done.status, done.json['revision']]).toEqual([200, 1]);
    expect((await admin.ask('POST', path, file, type)).status).toBe(409);
    const home = await admin.ask('GET', '/home');
    expect(home.json).toMatchObject({ described: true, outdated: true });
    const out = await admin.ask('GET', '/city-file?format=yaml');
    const back = await admin.ask('POST', '/city-file/preview', Buffer.from(out.text), type);
    expect(back.json).toMatchObject({ ok: true, changes: [] });
  });

  it('says of a wrong file where and what, and writes nothing', async () => {
    const type = { 'content-type': 'application/octet-stream' };
    const file = Buffer.from('formatVersion: 1\nname: [');
    const preview = await admin.ask('POST', '/city-file/preview', file, type);
    expect(preview.json).toMatchObject({ ok: false, changes: [] });
    expect((preview.json['diagnostics'] as unknown[]).length).toBeGreaterThan(0);
  });

  it('shows a second organisation its own people and nobody else’s', async () => {
    const { organisations } = (await admin.ask('GET', '/city')).json as {
      organisations: { organisation: string; promoter: boolean; name: string }[];
    };
    const vendor = organisations.find(({ promoter }) => !promoter);
    const roles = ['organisationAdministrator'];
    const invited = await admin.ask('POST', '/invitations', {
      organisation: vendor?.organisation,
      email: 'kanri@vendor.example',
      roles,
    });
    const token = String(invited.json['link']).split('#')[1];
    const guest = new HttpBrowser(server);
    const accepted = await guest.ask('POST', '/invitation/accept', {
      token,
      name: '新しい担当',
      password,
    });
    expect(accepted.status).toBe(200);
    expect((await guest.ask('POST', '/invitation/accept', { token })).status).toBe(404);
    await enrol(guest);
    const seen = (await guest.ask('GET', '/members')).json as { members: { email: string }[] };
    expect(seen.members.map(({ email }) => email)).toEqual(['kanri@vendor.example']);
    const { members } = (await admin.ask('GET', '/members')).json as {
      members: { membership: string; email: string }[];
    };
    const mine = members.find(({ email }) => email === setUp.email);
    const attack = await guest.ask('PUT', `/members/${mine?.membership}`, {
      version: 1,
      roles,
      state: 'ended',
    });
    expect(attack.status).toBe(404);
    const foreign = await guest.ask('POST', '/invitations', {
      organisation: seat.organisation,
      email: 'x@vendor.example',
      roles,
    });
    expect(foreign.status).toBe(404);
    expect((await guest.ask('GET', '/city-file?format=yaml')).status).toBe(404);
    expect((await guest.ask('GET', '/city-file?format=xlsx')).status).toBe(404);
    expect(
      (await guest.ask('PUT', '/seat', { city: seat.city, organisation: seat.organisation }))
        .status,
    ).toBe(404);
  });

  it('leaves a log that a stranger verifies', async () => {
    const { world, logs, vault } = opened;
    await logs.keeper.sequenceAll(db.database, seat.city, new Date());
    const wall = { reach: 'city', city: seat.city } as const;
    const out = await transact(db.database, wall, (t) => handedOut(t, seat.city));
    const lines: string[] = [];
    const options = { log: seat.city, at: world.clock.now(), contents: true, wall, vault };
    for await (const line of exportLog(db.database, options)) lines.push(line);
    const good = await verifyExport(Readable.from(lines), out?.key ?? '', {
      since: out?.checkpoint ?? '',
    });
    expect([good.ok, good.findings]).toEqual([true, []]);
    expect(good.entries).toBeGreaterThan(4);
    const forged = lines.map((line) => line.replace('member:invite', 'member:change'));
    expect(forged).not.toEqual(lines);
    expect((await verifyExport(Readable.from(forged), out?.key ?? '')).ok).toBe(false);
  });

  it('answers nobody who has signed out', async () => {
    await admin.ask('DELETE', '/session');
    expect((await admin.ask('GET', '/account')).status).toBe(401);
    const wrong = { email: setUp.email, password: 'まったく違うことばを並べた' };
    expect((await admin.ask('POST', '/session', wrong)).status).toBe(401);
    const { email } = setUp;
    const half = await admin.ask('POST', '/session', { email, password });
    expect(half.json).toEqual({ awaiting: true });
    expect((await admin.ask('GET', '/account')).status).toBe(401);
  });
});
