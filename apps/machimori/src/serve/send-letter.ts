import type { LetterTrouble } from '@machimori/application';
import { Undeliverable } from '@machimori/database';
import { mailTransport } from './mail-transport.ts';
import type { Settings } from './settings.ts';

export interface LetterToSend {
  readonly to: string;
  readonly subject: string;
  readonly lines: readonly string[];
  /** Id of the event: the same one sent twice after a crash is one letter for mail programs. */
  readonly eventId: string;
}

/** Hands letters to the mail server. Throws Undeliverable, by which neither address nor content gets anywhere. */
export type SendLetter = (letter: LetterToSend) => Promise<void>;

/** The way letters go out; undefined where there is no mail server. */
export function letterSender({
  smtpUrl,
  mailFrom,
}: Pick<Settings, 'smtpUrl' | 'mailFrom'>): SendLetter | undefined {
  if (smtpUrl === undefined) return undefined;
  const transport = mailTransport(smtpUrl);
  return async ({ to, subject, lines, eventId }) => {
    try {
      await transport.sendMail({
        from: mailFrom,
        to: { name: '', address: to },
        messageId: `<${eventId}@machimori>`,
        subject: `【街守り】${subject.replace(/[\r\n]+/g, ' ')}`,
        text: lines.join('\n'),
      });
    } catch (error) {
      throw undeliverable(error);
    }
  };
}

/** What nodemailer says of a failure. */
interface MailError {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** What a mail server's answer comes to. Its own words may hold the address and stay here. */
export function undeliverable(error: unknown): Undeliverable {
  const trouble = troubleOfMail(error as MailError);
  return new Undeliverable(trouble, { final: trouble === 'address-refused' });
}

function troubleOfMail({
  code,
  command,
  response = '',
  responseCode = 0,
}: MailError): LetterTrouble {
  const forGood = responseCode >= 500;
  // RFC 3463: X.7.Y is about who may send through this server, not about the address.
  const aboutRights = /^\d{3}[ -]\d\.7\.\d+/.test(response) || /relay/i.test(response);
  switch (code) {
    case 'EENVELOPE':
      if (command !== 'RCPT TO' || aboutRights)
        // Without a command the address itself could not be written into the envelope.
        return command === 'API' ? 'address-refused' : 'sender-refused';
      return forGood ? 'address-refused' : 'address-busy';
    case 'EMESSAGE':
      return forGood ? 'letter-refused' : 'address-busy';
    case 'EAUTH':
    case 'ENOAUTH':
    case 'EOAUTH2':
      return 'not-let-in';
    case 'ETLS':
    case 'EREQUIRETLS':
      return 'not-encrypted';
    case 'ECONNECTION':
    case 'ESOCKET':
    case 'ETIMEDOUT':
    case 'EDNS':
    case 'EPROTOCOL':
    case 'ECONNREFUSED':
      return 'no-answer';
    default:
      return 'unknown';
  }
}
