import { deadLetters, transact, Worker } from '@machimori/database';
import { dayInJapan, eraDayText } from '@machimori/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { invitationLetters } from '../src/serve/invitation-letters.ts';
import { Browser, type HttpTown, httpTown, password } from './http-town.ts';
import { MailServer, subjectOf, textOf } from './mail-server.ts';

describe('an invitation by mail', () => {
  const mail = new MailServer();
  let town: HttpTown;
  let worker: Worker;
  let now = Date.now();
  /** When the invitation made last ends. */
  let lastEnd = new Date(0);
  const failures: number[] = [];
  const said: string[] = [];

  beforeAll(async () => {
    await mail.start();
    const environment = {
      MACHIMORI_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      MACHIMORI_MAIL_FROM: 'machimori@example.lg.jp',
    };
    town = await httpTown(environment, { 'member.invited': ['invitation-letters'] });
    const letters = invitationLetters(town.opened.world.settings, town.opened.vault, {
      now: () => new Date(now),
    });
    worker = new Worker({
      database: town.database,
      clock: { now: () => new Date(now) },
      subscribers: letters === undefined ? [] : [letters],
      onFailure: ({ attempt, error }) => {
        failures.push(attempt);
        said.push(String(error));
      },
    });
  });
  afterEach(() => mail.letters.splice(0));
  afterAll(async () => {
    await mail.stop();
    await town?.close();
  });

  const invite = async (email: string): Promise<string> => {
    const body = { organisation: town.organisation, email, roles: ['contributor'] };
    const made = await town.admin.browser.ask('POST', '/invitations', body);
    expect(made.status).toBe(200);
    lastEnd = new Date(String(made.json['expiresAt']));
    return String(made.json['link']);
  };

  it('arrives in Japanese, to that person, with a link that works once', async () => {
    const link = await invite('shinjin@example.lg.jp');
    now = Date.now();
    await worker.runDue();
    expect(mail.letters).toHaveLength(1);
    const [letter = ''] = mail.letters;
    expect(letter).toMatch(/^to: shinjin@example\.lg\.jp/im);
    expect(subjectOf(letter)).toBe('【街守り】「ためし町役場」への招待');
    const text = textOf(letter).replaceAll('\r\n', '\n');
    // Who invites, into what, as what, until when.
    expect(text).toContain('ためし町役場の町の担当さんから、街守り（まちもり）への招待です。');
    expect(text).toContain('まち: ためし町\n組織: ためし町役場\n役割: 記入者（');
    expect(text).toContain('町の担当 (ためし町役場) invites you');
    expect(text).toContain('Role: Contributor (');
    expect(text).toContain(eraDayText(dayInJapan(lastEnd)).ja);
    expect(text).toContain(link);
    const token = /#([\w-]+)/.exec(text)?.[1];
    const guest = new Browser(town.server);
    const body = { token, name: '新しい担当', password };
    expect((await guest.ask('POST', '/invitation/accept', body)).status).toBe(200);
    const again = await new Browser(town.server).ask('POST', '/invitation/accept', body);
    expect(again.status).toBe(404);
  });

  it('expires', async () => {
    const token = (await invite('osoi@example.lg.jp')).split('#')[1];
    await transact(town.database, { reach: 'city', city: town.city }, (transaction) =>
      transaction
        .tables<{ invitations: { email: string; expires_at: Date } }>()
        .updateTable('invitations')
        .set({ expires_at: new Date(Date.now() - 1000) })
        .where('email', '=', 'osoi@example.lg.jp')
        .execute(),
    );
    const late = new Browser(town.server);
    expect((await late.ask('POST', '/invitation/look', { token })).status).toBe(404);
    const body = { token, name: '遅い人', password };
    expect((await late.ask('POST', '/invitation/accept', body)).status).toBe(404);
    now = Date.now();
    await worker.runDue();
  });

  it('waits while the mail server is down, and is sent once when it is back', async () => {
    await mail.stop();
    failures.splice(0);
    const link = await invite('matsu@example.lg.jp');
    now = Date.now();
    for (const minutes of [0, 1, 2, 10, 60]) {
      now += minutes * 60_000;
      await worker.runDue();
    }
    expect(failures).toEqual([1, 2, 3, 4, 5]);
    await mail.start();
    now += 24 * 3_600_000;
    await worker.runDue();
    await worker.runDue();
    expect(mail.letters.map((letter) => textOf(letter).includes(link))).toEqual([true]);
    const dead = await transact(town.database, { reach: 'system' }, (transaction) =>
      deadLetters(transaction, town.city),
    );
    expect(dead).toEqual([]);
  });

  /** What the list of invitations says of the letter to this address. */
  const letterTo = async (email: string): Promise<Record<string, unknown> | undefined> => {
    const { json } = await town.admin.browser.ask('GET', '/invitations');
    const all = json['invitations'] as { email: string; letter?: Record<string, unknown> }[];
    return all.find((each) => each.email === email)?.letter;
  };
  const idOf = async (email: string): Promise<string> => {
    const { json } = await town.admin.browser.ask('GET', '/invitations');
    const all = json['invitations'] as { email: string; invitation: string }[];
    return all.find((each) => each.email === email)?.invitation ?? '';
  };

  it('is told in the list: waiting, tried again and why, handed over', async () => {
    const email = 'yotei@example.lg.jp';
    await mail.stop();
    await invite(email);
    expect(await letterTo(email)).toEqual({ state: 'waiting' });
    now = Date.now();
    await worker.runDue();
    const next = new Date(now + 10_000).toISOString();
    expect(await letterTo(email)).toEqual({
      state: 'put-off',
      next,
      why: expect.objectContaining({ ja: expect.stringContaining('つながりませんでした') }),
      mend: 'server',
    });
    await mail.start();
    now += 10_000;
    await worker.runDue();
    expect(await letterTo(email)).toEqual({
      state: 'handed-over',
      at: new Date(now).toISOString(),
    });
  });

  it.each([
    ['550 5.1.1 <inai@example.lg.jp>: no such user', 'given-up', 'address'],
    ['554 5.7.1 <inai@example.lg.jp>: relay access denied', 'put-off', 'server'],
    ['450 4.2.1 <inai@example.lg.jp>: try again later', 'put-off', 'address'],
  ] as const)('that the server refuses with “%s” is %s', async (refusal, state, mend) => {
    const email = 'inai@example.lg.jp';
    const link = await invite(email);
    mail.refusals.set(email, refusal);
    said.splice(0);
    now = Date.now();
    await worker.runDue();
    expect(await letterTo(email)).toMatchObject({ state, mend });
    // Neither the address nor the link goes anywhere: not into what is kept, not into what is logged.
    const kept = await transact(town.database, { reach: 'system' }, (transaction) =>
      transaction
        .tables<{ outbox_deliveries: { last_error: string | null } }>()
        .selectFrom('outbox_deliveries')
        .select('last_error')
        .execute(),
    );
    expect(`${JSON.stringify(kept)}${said}`).not.toMatch(/@|http|#/);
    expect(said).toHaveLength(1);
    expect(link).toMatch(/#/);
    // Taken back, it goes nowhere any more, whatever the server says by then.
    mail.refusals.clear();
    await town.admin.browser.ask('DELETE', `/invitations/${await idOf(email)}`);
    now += 48 * 3_600_000;
    await worker.runDue();
    expect(mail.letters).toEqual([]);
  });

  it('is not sent where another has taken its place or its link has ended', async () => {
    const email = 'kae@example.lg.jp';
    await invite(email);
    const body = { organisation: town.organisation, email, roles: ['contributor'], renew: true };
    const renewed = await town.admin.browser.ask('POST', '/invitations', body);
    now = Date.now();
    await worker.runDue();
    expect(
      mail.letters.map((letter) => textOf(letter).includes(String(renewed.json['link']))),
    ).toEqual([true]);
    mail.letters.splice(0);
    await invite('oso@example.lg.jp');
    now = lastEnd.getTime();
    await worker.runDue();
    expect(mail.letters).toEqual([]);
    expect(await letterTo('oso@example.lg.jp')).toMatchObject({ state: 'given-up' });
  });

  it('lies there where no mail server is set up any more, and that is said', async () => {
    await invite('nokori@example.lg.jp');
    const ports = town.opened.world.ports as { mail: boolean };
    ports.mail = false;
    try {
      const letter = await letterTo('nokori@example.lg.jp');
      expect(letter).toMatchObject({ state: 'put-off', mend: 'server' });
      expect(letter).not.toHaveProperty('next');
    } finally {
      ports.mail = true;
    }
  });

  it('is seen by whoever may see the invitation, and by nobody else', async () => {
    const vendor = await town.addOrganisation('くもい運用');
    const admin = await town.join({
      email: 'kumoi@example.co.jp',
      roles: ['organisationAdministrator'],
      organisation: vendor,
      enrol: true,
    });
    await invite('uchi@example.lg.jp');
    const body = { organisation: vendor, email: 'soto@example.co.jp', roles: ['contributor'] };
    expect((await admin.browser.ask('POST', '/invitations', body)).status).toBe(200);
    now = Date.now();
    await worker.runDue();
    const { json } = await admin.browser.ask('GET', '/invitations');
    expect(json['invitations']).toEqual([
      expect.objectContaining({
        email: 'soto@example.co.jp',
        letter: { state: 'handed-over', at: expect.any(String) },
      }),
    ]);
  });
});
