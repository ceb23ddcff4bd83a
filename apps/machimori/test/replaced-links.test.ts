import { createVault } from '@machimori/application';
import { keeping, openSecrets, Worker } from '@machimori/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seals } from '../src/operate/make-backup.ts';
import { passwordLetterEvents, passwordLetters } from '../src/serve/password-letters.ts';
import { type HttpTown, httpTown } from './http-town.ts';
import { MailServer, textOf } from './mail-server.ts';

// A letter that could not go out is tried again: by then its link may open nothing any more.

const mail = new MailServer();
let town: HttpTown;
let now = Date.now();
let worker: Worker;

beforeAll(async () => {
  await mail.start();
  const smtpUrl = `smtp://127.0.0.1:${mail.port}`;
  town = await httpTown({ MACHIMORI_SMTP_URL: smtpUrl }, passwordLetterEvents({ smtpUrl }));
  const letters = passwordLetters(town.opened.world);
  worker = new Worker({
    database: town.database,
    clock: { now: () => new Date(now) },
    subscribers: letters === undefined ? [] : [letters],
    jobs: [],
  });
}, 480_000);
afterAll(async () => {
  await mail.stop();
  await town?.close();
});

it('a letter whose link another has replaced is not sent when it is tried again', async () => {
  const ask = (email: string) => town.admin.browser.ask('POST', '/account/address', { email });
  mail.refusals.set('atarashii@example.lg.jp', '451 4.2.1 try later');
  expect((await ask('atarashii@example.lg.jp')).status).toBeLessThan(300);
  await worker.runDue();
  expect(mail.letters).toEqual([]);
  mail.refusals.clear();
  expect((await ask('tadashii@example.lg.jp')).status).toBeLessThan(300);
  now += 3_600_000;
  await worker.runDue();
  expect(mail.letters.map(textOf).join()).toContain('/new-address#');
  expect(mail.letters).toHaveLength(1);
  expect(JSON.stringify(mail.recipients)).not.toContain('atarashii@');
});

it('every letter about an account opens for a backup, and under no other key', async () => {
  const { browser, email } = town.admin;
  await browser.ask('POST', '/account/address', { email: 'mata@example.lg.jp' });
  await browser.ask('POST', '/password-reset/ask', { email });
  const { vault } = town.opened;
  const open = (by: typeof vault) =>
    keeping(town.address, (client) => openSecrets(client, seals, by));
  const letters = (await open(vault)).filter(({ table }) => table === 'outbox_events');
  expect(letters.length).toBeGreaterThanOrEqual(3);
  await expect(open(createVault(new Uint8Array(32).fill(9)))).rejects.toThrow('master key');
});
