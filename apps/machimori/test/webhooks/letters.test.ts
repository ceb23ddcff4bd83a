import { Worker } from '@machimori/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callLetterEvents, callLetters } from '../../src/serve/call-letters.ts';
import { toldOf } from '../../src/serve/open-world.ts';
import { webhookEvents, webhookSending } from '../../src/serve/webhook-tasks.ts';
import { type HttpTown, httpTown } from '../http-town.ts';
import { MailServer, textOf } from '../mail-server.ts';
import { WebhookReceiver } from '../webhook-receiver.ts';

// A webhook that the program turned off by itself, and the letter about it through a real mail server.

const mail = new MailServer();
const receiver = new WebhookReceiver();
let town: HttpTown;
beforeAll(async () => {
  await mail.start();
  await receiver.start();
  const smtpUrl = `smtp://127.0.0.1:${mail.port}`;
  town = await httpTown(
    { MACHIMORI_SMTP_URL: smtpUrl, MACHIMORI_ALLOWED_HOSTS: receiver.host },
    toldOf([webhookEvents, callLetterEvents({ smtpUrl })]),
  );
}, 240_000);
afterAll(async () => {
  await town?.close();
  await receiver.stop();
  await mail.stop();
});

it('is told to the city’s administrators, and to nobody else', { timeout: 120_000 }, async () => {
  await town.join({ email: 'kinyu@example.lg.jp', roles: ['contributor'] });
  mail.letters.splice(0);
  const { json } = await town.admin.browser.ask('POST', '/webhooks', {
    address: `${receiver.address}?key=himitsu`,
    types: ['plan.made'],
  });
  await town.admin.browser.ask('POST', `/webhooks/${String(json['webhook'])}/tests`);
  receiver.answer = (answer) => answer.writeHead(410).end();
  const { world } = town.opened;
  await new Worker({
    database: town.database,
    // A moment ahead: what was announced just now is due.
    clock: { now: () => new Date(Date.now() + 1_000) },
    subscribers: [webhookSending(world), ...callLetters(world)],
  }).runDue();

  expect(mail.letters).toHaveLength(1);
  const [letter] = mail.letters;
  if (letter === undefined) throw new Error('no letter came');
  expect(JSON.stringify(letter)).toContain(town.admin.email);
  const text = textOf(letter);
  expect(text).toContain('町の担当 様');
  expect(text).toContain(`${receiver.host} への知らせ（webhook）を止めました。`);
  expect(text).toContain('/settings?part=webhooks');
  expect(text).not.toContain('himitsu');
});
