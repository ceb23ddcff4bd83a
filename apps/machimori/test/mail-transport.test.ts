import { afterAll, beforeAll, expect, it } from 'vitest';
import { mailTransport, needsEncryption } from '../src/serve/mail-transport.ts';
import { MailServer } from './mail-server.ts';

// Letters hold links that let people in. The mail server of these tests speaks no TLS at all.

const mail = new MailServer();
beforeAll(() => mail.start());
afterAll(() => mail.stop());

it.each([
  ['smtp://127.0.0.1:25', false],
  ['smtp://localhost', false],
  ['smtp://[::1]:25', false],
  ['smtp://mail.town.example:587', true],
  ['smtps://user:word@mail.town.example', true],
  ['smtp://localhost.evil.example', true],
  ['smtp://127.0.0.1.evil.example', true],
  ['smtp://10.0.0.5?ignoreTLS=true', false],
  ['smtp://10.0.0.5?ignoreTLS=false', true],
])('%s goes encrypted or not at all: %s', (url, expected) => {
  expect(needsEncryption(url)).toBe(expected);
});

it('no letter leaves in the clear for another machine, unless the setting says so', async () => {
  const letter = { from: 'a@town.example', to: 'b@town.example', subject: 'x', text: 'a link' };
  // The same server, by a name that is not known to be this machine.
  const elsewhere = `smtp://[::ffff:127.0.0.1]:${mail.port}`;
  await expect(mailTransport(elsewhere).sendMail(letter)).rejects.toMatchObject({ code: 'ETLS' });
  expect(mail.letters).toEqual([]);
  await mailTransport(`${elsewhere}?ignoreTLS=true`).sendMail(letter);
  await mailTransport(`smtp://127.0.0.1:${mail.port}`).sendMail(letter);
  expect(mail.letters).toHaveLength(2);
});
