import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, type HttpTown, httpTown, type Member, type Method, origin } from './http-town.ts';

let town: HttpTown;
let vendor: Member;
let clerk: Member;
let auditor: Member;
let vendorOrganisation: string;

beforeAll(async () => {
  town = await httpTown();
  vendorOrganisation = await town.addOrganisation('データ屋');
  vendor = await town.join({
    email: 'kanri@vendor.example',
    roles: ['organisationAdministrator'],
    organisation: vendorOrganisation,
    enrol: true,
  });
  clerk = await town.join({ email: 'kaku@example.lg.jp', roles: ['contributor'] });
  auditor = await town.join({ email: 'kansa@example.lg.jp', roles: ['auditor'] });
});
afterAll(() => town?.close());

const someday = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);

describe('an access review', () => {
  it('is started, decided line by line, closed and exported, and each of it is in the log', async () => {
    const { browser } = town.admin;
    const leaver = await town.join({ email: 'saru@example.lg.jp', roles: ['contributor'] });
    const started = await browser.ask('POST', '/access-reviews', {
      name: '下期',
      dueOn: someday(),
    });
    expect(started.status).toBe(200);
    const path = `/access-reviews/${started.json['review']}`;
    expect((await vendor.browser.ask('GET', path)).status).toBe(404);
    const early = await browser.ask('POST', `${path}/close`);
    expect([early.status, early.json['code']]).toEqual([409, 'conflict']);
    const { lines } = (await browser.ask('GET', path)).json as {
      lines: { membership: string; email: string; marks: { group: string }[] }[];
    };
    expect(lines.length).toBe(started.json['lines']);
    for (const { membership, email, marks } of lines) {
      const ends = email === leaver.email;
      const reason = marks.length > 0 || ends ? '四半期の確認' : '';
      const decided = await browser.ask('PUT', `${path}/lines/${membership}`, {
        decision: ends ? 'end' : 'keep',
        reason,
      });
      const self = membership === town.admin.membership;
      expect([email, decided.status, decided.json]).toEqual([email, 200, { selfCheck: self }]);
    }
    const file = await browser.ask('GET', `${path}/export?language=ja`);
    expect(file.headers['content-disposition']).toContain('access-review.csv');
    expect(file.text).toMatch(/^\ufeff組織,名前,/);
    expect(file.text).toContain('自己確認');
    const closed = await browser.ask('POST', `${path}/close`);
    expect(closed.json).toEqual({ kept: lines.length - 1, changed: 0, ended: 1, stopped: 0 });
    expect((await leaver.browser.ask('GET', '/account')).status).toBe(401);
    expect((await browser.ask('POST', `${path}/close`)).status).toBe(404);
    const starts = await town.entries('access-review:start');
    expect(starts.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
    const decisions = await town.entries('access-review:decide');
    expect(decisions.filter(({ outcome }) => outcome === 'done')).toHaveLength(lines.length + 1);
    expect((await town.entries('access:list')).length).toBeGreaterThan(0);
  });

  it('is read by an auditor and decided by none', async () => {
    const { reviews } = (await auditor.browser.ask('GET', '/access-reviews')).json as {
      reviews: { review: string }[];
    };
    expect(reviews.length).toBeGreaterThan(0);
    const start = await auditor.browser.ask('POST', '/access-reviews', {
      name: '監査',
      dueOn: someday(),
    });
    expect(start.status).toBe(403);
  });
});

describe('an API token', () => {
  const bearer = (secret: unknown): Record<string, string> => ({
    authorization: `Bearer ${secret}`,
  });
  /** A machine: no cookie, no mark of our pages. */
  const machine = async (method: Method, path: string, secret: unknown, body?: object) =>
    new Browser(town.server).ask(method, path, body, { ...bearer(secret), 'x-machimori': '' });

  it('is shown once, does what it names and nothing else, and ends when revoked', async () => {
    const { browser } = town.admin;
    const made = await browser.ask('POST', '/api-tokens', {
      name: '予算システム',
      actions: ['city:read'],
      days: 30,
    });
    expect(made.status).toBe(200);
    const { secret, token } = made.json;
    expect((await browser.ask('GET', '/api-tokens')).text).not.toContain(String(secret));
    expect((await machine('GET', '/city', secret)).status).toBe(200);
    for (const [method, path] of [
      ['GET', '/home'],
      ['GET', '/members'],
      ['GET', '/access'],
      ['GET', '/account'],
      ['GET', '/api-tokens'],
      ['GET', '/log'],
    ] as const)
      expect([path, (await machine(method, path, secret)).status]).not.toEqual([path, 200]);
    const proof = await machine('POST', '/account/proof', secret, {
      method: 'password',
      password: 'x',
    });
    expect(proof.status).toBe(403);
    const another = { name: 'もう一つ', actions: ['city:read'], days: 1 };
    expect((await machine('POST', '/api-tokens', secret, another)).status).toBe(403);
    expect((await browser.ask('DELETE', `/api-tokens/${token}`)).status).toBe(204);
    expect((await machine('GET', '/city', secret)).status).toBe(401);
    const entries = await town.entries('api-token:create');
    const created = entries.filter(({ outcome }) => outcome === 'done');
    expect(created).toMatchObject([
      { person: town.admin.person, content: { name: '予算システム' } },
    ]);
    expect(JSON.stringify(created)).not.toContain(String(secret));
    expect(await town.entries('api-token:revoke')).not.toHaveLength(0);
  });

  it('of another organisation is neither seen nor revoked, and sees that organisation’s share', async () => {
    const made = await vendor.browser.ask('POST', '/api-tokens', {
      name: 'データ屋の連携',
      actions: ['city:read', 'register:read'],
      days: 1,
    });
    const { secret, token } = made.json;
    const seen = (await machine('GET', '/city', secret)).json as {
      organisations: { organisation: string }[];
    };
    expect(seen.organisations.map(({ organisation }) => organisation)).toContain(
      vendorOrganisation,
    );
    expect(seen.organisations).toHaveLength(
      ((await vendor.browser.ask('GET', '/city')).json['organisations'] as unknown[]).length,
    );
    const mine = await town.admin.browser.ask('POST', '/api-tokens', {
      name: '役場',
      actions: ['city:read'],
      days: 1,
    });
    const theirs = (await vendor.browser.ask('GET', '/api-tokens')).json['tokens'] as {
      token: string;
    }[];
    expect(theirs.map((each) => each.token)).toEqual([token]);
    const attack = await vendor.browser.ask('DELETE', `/api-tokens/${mine.json['token']}`);
    expect(attack.status).toBe(404);
  });

  it('is not helped by a cookie beside it', async () => {
    const answer = await town.admin.browser.ask('GET', '/account', undefined, {
      authorization: 'Basic dGFudG86cGFzc3dvcmQ=',
    });
    expect(answer.status).toBe(401);
    const write = await town.admin.browser.ask(
      'POST',
      '/organisations',
      { name: '偽' },
      { authorization: 'Bearer nothing-that-we-made-here', origin: 'https://evil.example' },
    );
    expect(write.status).toBe(401);
  });

  it('cannot be made for what machines may not do, nor for longer than a year', async () => {
    const { browser } = town.admin;
    for (const wrong of [
      { actions: ['member:list'], days: 30 },
      { actions: ['city:read'], days: 366 },
      { actions: [], days: 30 },
    ]) {
      const answer = await browser.ask('POST', '/api-tokens', { name: '連携', ...wrong });
      expect([answer.status, answer.json['code']]).toEqual([422, 'input-invalid']);
    }
  });
});

describe('a member who leaves', () => {
  it('hands over what they began', async () => {
    const roles = ['organisationAdministrator'];
    const organisation = vendorOrganisation;
    const leaver = await town.join({
      email: 'out@vendor.example',
      roles,
      organisation,
      enrol: true,
    });
    const body = { organisation, email: 'someone@vendor.example', roles: ['contributor'] };
    expect((await leaver.browser.ask('POST', '/invitations', body)).status).toBe(200);
    const token = { name: '連携', actions: ['city:read'], days: 9 };
    expect((await leaver.browser.ask('POST', '/api-tokens', token)).status).toBe(200);
    const end = `/members/${leaver.membership}/end`;
    const stranger = await town.admin.browser.ask('POST', end, {
      version: 1,
      successor: town.admin.membership,
    });
    expect([stranger.status, stranger.json['code']]).toEqual([422, 'input-invalid']);
    const stale = await vendor.browser.ask('POST', end, { version: 9 });
    expect([stale.status, stale.json['code']]).toEqual([409, 'conflict']);
    const done = await vendor.browser.ask('POST', end, {
      version: 1,
      successor: vendor.membership,
    });
    expect(done.json).toEqual({ successor: vendor.person, invitations: 1, tokens: 1 });
    expect((await leaver.browser.ask('GET', '/account')).status).toBe(401);
    const [entry] = await town.entries('member:change');
    expect(entry).toMatchObject({ outcome: 'done', person: vendor.person });
  });

  it('may be out of sight of whoever tries', async () => {
    const end = `/members/${clerk.membership}/end`;
    expect((await vendor.browser.ask('POST', end, { version: 1 })).status).toBe(404);
  });
});

describe('second factors that were lost', () => {
  it('are reset by an administrator, and the person is signed out everywhere', async () => {
    const lost = await town.join({ email: 'naku@example.lg.jp', roles: ['approver'], enrol: true });
    const path = `/members/${lost.membership}/reset-second-factor`;
    expect((await vendor.browser.ask('POST', path)).status).toBe(404);
    const done = await town.admin.browser.ask('POST', path);
    expect([done.status, done.json]).toEqual([200, { removed: 1, closed: 1 }]);
    expect((await lost.browser.ask('GET', '/account')).status).toBe(401);
    const [entry] = await town.entries('member:reset-second-factor');
    expect(entry).toMatchObject({ outcome: 'done', person: town.admin.person });
  });

  it('of whoever acts elsewhere too, or of oneself, are not', async () => {
    const both = await town.join({ email: 'both@vendor.example', roles: ['contributor'] });
    const link = await town.admin.browser.ask('POST', '/invitations', {
      organisation: vendorOrganisation,
      email: both.email,
      roles: ['contributor'],
    });
    const token = String(link.json['link']).split('#')[1];
    expect((await both.browser.ask('POST', '/invitation/accept', { token })).status).toBe(200);
    const { members } = (await vendor.browser.ask('GET', '/members')).json as {
      members: { membership: string; email: string }[];
    };
    const theirs = members.find(({ email }) => email === both.email)?.membership;
    const reach = await vendor.browser.ask('POST', `/members/${theirs}/reset-second-factor`);
    expect([reach.status, reach.json['code']]).toEqual([403, 'forbidden']);
    const own = `/members/${town.admin.membership}/reset-second-factor`;
    expect((await town.admin.browser.ask('POST', own)).status).toBe(403);
  });
});

it('keeps the origin that links and passkeys are bound to', () => {
  expect(town.opened.world.origin).toBe(origin);
});
