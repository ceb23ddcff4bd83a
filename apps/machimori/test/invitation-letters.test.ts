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

  beforeAll(async () => {
    await mail.start();
    const environment = {
      MACHIMORI_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      MACHIMORI_MAIL_FROM: 'machimori@example.lg.jp',
    };
    town = await httpTown(environment, { 'member.invited': ['invitation-letters'] });
    const letters = invitationLetters(town.opened.world.settings, town.opened.vault);
    worker = new Worker({
      database: town.database,
      clock: { now: () => new Date(now) },
      subscribers: letters === undefined ? [] : [letters],
      onFailure: ({ attempt }) => failures.push(attempt),
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
    const text = textOf(letter);
    expect(text).toContain(
      'ためし町の「ためし町役場」のメンバーとして、街守り（まちもり）に招待されました',
    );
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
      deadLetters(transaction, 10),
    );
    expect(dead).toEqual([]);
  });
});
