import { transact } from '@machimori/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, type HttpTown, httpTown, type Member, password } from './http-town.ts';

let town: HttpTown;
let clerk: Member;

beforeAll(async () => {
  town = await httpTown();
  clerk = await town.join({ email: 'kaku@example.lg.jp', roles: ['contributor'] });
});
afterAll(() => town?.close());

const wrong = 'まったく違うことばを並べた';

/** Fails to sign in until this browser is told to wait; the answer that says so. */
async function failUntilBlocked(browser: Browser, email: string) {
  for (let tries = 0; tries < 40; tries++) {
    const answer = await browser.ask('POST', '/session', { email, password: wrong });
    if (answer.status === 429) return answer;
  }
  throw new Error('guesses are free');
}

describe('guessing', () => {
  it('is told how long to wait, in the answer and its header', async () => {
    const attacker = new Browser(town.server, '198.51.100.20');
    const blocked = await failUntilBlocked(attacker, 'kaku@example.lg.jp');
    const { retryAfter, text } = blocked.json as { retryAfter: number; text: { ja: string } };
    expect(blocked.headers['retry-after']).toBe(String(retryAfter));
    expect(retryAfter).toBeGreaterThan(0);
    // Once: the words leave it to the number, so that no page says it twice.
    expect(text.ja).not.toMatch(/\d/);
  });

  it('locks nobody out of the computer that they use every day', async () => {
    const attacker = new Browser(town.server, '198.51.100.21');
    await failUntilBlocked(attacker, clerk.email);
    const own = await clerk.browser.signedOut().ask('POST', '/session', {
      email: clerk.email,
      password,
    });
    expect(own.status).toBe(200);
    const elsewhere = await new Browser(town.server).ask('POST', '/session', {
      email: clerk.email,
      password,
    });
    expect(elsewhere.status).toBe(429);
  });

  it('by a colleague behind the same address stops neither', async () => {
    const network = '203.0.113.5';
    const neighbour = new Browser(town.server, network);
    // Each of another account: the network alone is what they have in common.
    let status = 0;
    for (let each = 0; each < 60 && status !== 429; each++) {
      const email = `nobody-${each}@example.lg.jp`;
      ({ status } = await neighbour.ask('POST', '/session', { email, password: wrong }));
    }
    expect(status).toBe(429);
    const atWork = clerk.browser.signedOut(network);
    const answer = await atWork.ask('POST', '/session', { email: clerk.email, password });
    expect(answer.status).toBe(200);
  });

  it('of codes by who has the password locks the person out of no device of theirs', async () => {
    const { email, code } = town.admin;
    const thief = new Browser(town.server, '198.51.100.22');
    expect((await thief.ask('POST', '/session', { email, password })).json).toEqual({
      awaiting: true,
    });
    const guess = { method: 'totp', code: '000000' };
    let status = 0;
    for (let tries = 0; tries < 20 && status !== 429; tries++)
      ({ status } = await thief.ask('POST', '/session/confirm', guess));
    expect(status).toBe(429);
    const own = town.admin.browser.signedOut();
    expect((await own.ask('POST', '/session', { email, password })).status).toBe(200);
    const answer = { method: 'totp', code: code?.() };
    expect((await own.ask('POST', '/session/confirm', answer)).status).toBe(200);
  });
});

describe('a passkey', () => {
  it('is asked for without telling strangers anything', async () => {
    const stranger = new Browser(town.server);
    const asked = await stranger.ask('POST', '/session/passkey/question');
    expect(asked.json['options']).toMatchObject({
      userVerification: 'required',
      rpId: 'localhost',
    });
    expect(asked.json['options']).not.toMatchObject({ allowCredentials: [{}] });
    for (const path of ['/session/confirm/question', '/account/proof/question'])
      expect([path, (await stranger.ask('POST', path)).status]).toEqual([path, 401]);
    expect((await stranger.ask('POST', '/account/passkeys/question')).status).toBe(401);
  });

  it.each([
    [{}, 422],
    [{ question: 'x', response: 'y' }, 422],
    [{ question: 'x', response: {} }, 422],
    [{ question: 'x', response: { id: 'a', rawId: 'a', type: 'public-key', response: {} } }, 422],
    [{ question: 'x'.repeat(5000), response: {} }, 422],
  ])('refuses an answer that is none: %j', async (body, status) => {
    const answer = await new Browser(town.server).ask('POST', '/session/passkey', body);
    expect(answer.status).toBe(status);
    const enrolment = await clerk.browser.ask('POST', '/account/passkeys', { name: '机', ...body });
    expect([status, 409]).toContain(enrolment.status);
  });

  it('of nobody here opens nothing', async () => {
    const stranger = new Browser(town.server);
    const { json } = await stranger.ask('POST', '/session/passkey/question');
    const part = Buffer.from('{}').toString('base64url');
    const response = { clientDataJSON: part, authenticatorData: part, signature: part };
    const answer = await stranger.ask('POST', '/session/passkey', {
      question: json['question'],
      response: { id: 'AAAA', rawId: 'AAAA', type: 'public-key', response },
    });
    expect([answer.status, answer.json['code']]).toEqual([401, 'unauthenticated']);
  });

  it('is registered only by who has just shown who they are', async () => {
    const tired = await town.join({ email: 'tsukare@example.lg.jp', roles: ['contributor'] });
    await town.letProofAge(tired.person);
    const answer = await tired.browser.ask('POST', '/account/passkeys/question');
    expect(answer.json['code']).toBe('step-up-required');
  });
});

describe('sessions', () => {
  it('are listed, and ended one by one or all but this', async () => {
    const { email } = clerk;
    const here = clerk.browser.signedOut();
    await here.ask('POST', '/session', { email, password });
    const there = clerk.browser.signedOut();
    await there.ask('POST', '/session', { email, password });
    const { session } = (await there.ask('GET', '/account')).json;
    const { sessions } = (await here.ask('GET', '/account')).json as {
      sessions: { session: string }[];
    };
    expect(sessions.map((each) => each.session)).toContain(session);
    expect((await here.ask('DELETE', `/sessions/${session}`)).status).toBe(204);
    expect((await there.ask('GET', '/account')).status).toBe(401);
    expect((await here.ask('DELETE', `/sessions/${session}`)).status).toBe(404);
    const rest = await here.ask('DELETE', '/sessions');
    expect(rest.json['closed']).toBe(sessions.length - 2);
    expect((await here.ask('GET', '/account')).status).toBe(200);
    expect((await new Browser(town.server).ask('DELETE', '/sessions')).status).toBe(401);
  });

  it('of others are not one’s to end', async () => {
    const { session } = (await town.admin.browser.ask('GET', '/account')).json;
    const here = clerk.browser.signedOut();
    await here.ask('POST', '/session', { email: clerk.email, password });
    expect((await here.ask('DELETE', `/sessions/${session}`)).status).toBe(404);
    expect((await here.ask('DELETE', '/sessions/mine')).status).toBe(422);
  });
});

it('notes once a day that a membership was used, not on each request', async () => {
  const rowVersion = (): Promise<readonly { readonly last: unknown; readonly place: unknown }[]> =>
    transact(town.database, { reach: 'city', city: town.city }, (transaction) =>
      transaction
        .tables<{ memberships: { membership_id: string; last_active_on: string; ctid: unknown } }>()
        .selectFrom('memberships')
        .select(['last_active_on as last', 'ctid as place'])
        .where('membership_id', '=', town.admin.membership)
        .execute(),
    );
  const [before] = await rowVersion();
  expect(before?.last).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  for (let each = 0; each < 3; each++) await town.admin.browser.ask('GET', '/home');
  await transact(town.database, { reach: 'sign-in' }, (transaction) =>
    transaction
      .tables<{ sessions: { seen_at: Date } }>()
      .updateTable('sessions')
      .set({ seen_at: new Date(Date.now() - 120_000) })
      .execute(),
  );
  await town.admin.browser.ask('GET', '/home');
  // A row that is written again, even with the same values, gets another place.
  expect(await rowVersion()).toEqual([before]);
});

describe('a crowd that signs in at once', () => {
  it('is told when to come again where it is too large; whoever is signed in goes on', async () => {
    const { email } = await town.join({ email: 'mae@example.lg.jp', roles: ['contributor'] });
    const { passwords } = town.opened.world.ports;
    const { promise, resolve: release } = Promise.withResolvers<unknown>();
    const crowd = { kind: 'stranger', name: '198.51.77.0/24' } as const;
    // More than may wait from one network, behind works that do not end.
    const held = Array.from({ length: 150 }, () =>
      passwords.run(crowd, () => promise).catch(() => 'refused'),
    );
    const signIn = (network: string) =>
      new Browser(town.server, network).ask('POST', '/session', { email, password });
    const refused = await signIn('198.51.77.9');
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      json: { code: 'unavailable', retry: true, retryAfter: 5 },
    });
    const elsewhere = signIn('198.51.78.9');
    expect((await town.admin.browser.ask('GET', '/account')).status).toBe(200);
    release(undefined);
    expect((await elsewhere).status).toBe(200);
    expect(await Promise.all(held)).toContain('refused');
  });
});
