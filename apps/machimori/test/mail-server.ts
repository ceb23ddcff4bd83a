import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server as a town has one; it may be down, and comes back at the same place. */
export class MailServer {
  readonly letters: string[] = [];
  /** To whom each of them really goes, whatever its head says. */
  readonly recipients: string[][] = [];
  /** What it says to whom it does not take letters for, by address: `550 5.1.1 no such user`. */
  readonly refusals = new Map<string, string>();
  #server: SMTPServer | undefined;
  port = 0;

  async start(): Promise<void> {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _, done) => {
        const said = this.refusals.get(address);
        if (said === undefined) return done();
        const [code = '', ...rest] = said.split(' ');
        done(Object.assign(new Error(rest.join(' ')), { responseCode: Number(code) }));
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          this.letters.push(Buffer.concat(parts).toString());
          this.recipients.push(session.envelope.rcptTo.map(({ address }) => address));
          done();
        });
      },
    });
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server.server, 'listening');
    this.port = (this.#server.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

/** The text of a letter, out of base64 or quoted-printable. */
export function textOf(letter: string): string {
  const [head = '', ...rest] = letter.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/^content-transfer-encoding: base64/im.test(head))
    return Buffer.from(body, 'base64').toString();
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** A header's words, out of RFC 2047. */
export const subjectOf = (letter: string): string =>
  [...(/^subject: ((?:.|\r\n )*)/im.exec(letter)?.[1] ?? '').matchAll(/=\?utf-8\?(.)\?(.*?)\?=/gi)]
    .map(([, kind, words = '']) =>
      kind?.toUpperCase() === 'B'
        ? Buffer.from(words, 'base64').toString()
        : textOf(`\r\n\r\n${words.replaceAll('_', ' ')}`),
    )
    .join('');
