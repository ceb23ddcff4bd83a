import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { letterTroubles } from '@machimori/application';
import { Undeliverable } from '@machimori/database';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { letterSender } from '../src/serve/send-letter.ts';

// Real servers that say no, each in its own way. What they say holds the address; what is kept does not.

const to = 'himitsu@example.lg.jp';
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serverWith(options: SMTPServerOptions): Promise<number> {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], ...options });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return (server.server.address() as AddressInfo).port;
}

/** What becomes of a letter sent by this server. */
async function sentBy(smtpUrl: string): Promise<Undeliverable | undefined> {
  const send = letterSender({ smtpUrl, mailFrom: 'machimori@example.lg.jp' });
  try {
    await send?.({
      to,
      subject: '招待',
      lines: ['https://x.example/invitation#secret'],
      eventId: 'e',
    });
    return undefined;
  } catch (error) {
    if (error instanceof Undeliverable) return error;
    throw error;
  }
}

const says = (code: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode: code });

describe('a letter that a server does not take', () => {
  it.each<[string, SMTPServerOptions, keyof typeof letterTroubles, boolean]>([
    [
      'no such user',
      { onRcptTo: (_, __, done) => done(says(550, `5.1.1 <${to}> unknown`)) },
      'address-refused',
      true,
    ],
    [
      'a mailbox that is full',
      { onRcptTo: (_, __, done) => done(says(452, `4.2.2 <${to}> over quota`)) },
      'address-busy',
      false,
    ],
    [
      'no relay for this program',
      { onRcptTo: (_, __, done) => done(says(554, `<${to}>: Relay access denied`)) },
      'sender-refused',
      false,
    ],
    [
      'a sender that may not send',
      { onMailFrom: (_, __, done) => done(says(553, '5.7.1 sender rejected')) },
      'sender-refused',
      false,
    ],
    [
      'content it does not like',
      {
        onData: (stream, _, done) => {
          stream.resume();
          stream.on('end', () => done(says(554, `5.6.0 refused for ${to}`)));
        },
      },
      'letter-refused',
      false,
    ],
  ])('%s is told apart', async (_, options, trouble, final) => {
    const port = await serverWith(options);
    const error = await sentBy(`smtp://127.0.0.1:${port}`);
    expect([error?.why, error?.final]).toEqual([trouble, final]);
    expect(`${error}`).toBe(`Undeliverable: ${trouble}`);
  });

  it('a password that is not accepted is told apart', async () => {
    const port = await serverWith({
      allowInsecureAuth: true,
      onAuth: (_, __, done) => done(says(535, '5.7.8 wrong')),
    });
    expect((await sentBy(`smtp://user:word@127.0.0.1:${port}`))?.why).toBe('not-let-in');
  });

  it('a way that cannot be encrypted is told apart', async () => {
    const port = await serverWith({});
    // The same machine by a name that is not known to be it: encrypted or not at all.
    expect((await sentBy(`smtp://[::ffff:127.0.0.1]:${port}`))?.why).toBe('not-encrypted');
  });

  it('nobody there, or somebody who hangs up, is told apart', async () => {
    const rude = createServer((socket) => socket.destroy());
    rude.listen(0, '127.0.0.1');
    await once(rude, 'listening');
    const { port } = rude.address() as AddressInfo;
    expect((await sentBy(`smtp://127.0.0.1:${port}`))?.why).toBe('no-answer');
    await new Promise((resolve) => rude.close(resolve));
    expect((await sentBy(`smtp://127.0.0.1:${port}`))?.why).toBe('no-answer');
  });

  it('has a word for each trouble, in both languages, and none holds a placeholder', () => {
    for (const { why } of Object.values(letterTroubles))
      expect(`${why.ja}${why.en}`).not.toMatch(/[{}@]/);
  });
});
