import type { Vault } from '@machimori/application';
import type { Subscriber } from '@machimori/database';
import { createTransport } from 'nodemailer';
import type { Settings } from './settings.ts';

interface Letter {
  readonly to: string;
  readonly link: string;
  readonly organisation: string;
}

/** Which events the letters are told of, where there is a mail server. */
export const letterEvents = ({ smtpUrl }: Pick<Settings, 'smtpUrl'>): Record<string, string[]> =>
  smtpUrl === undefined ? {} : { 'member.invited': ['invitation-letters'] };

/** Sends invitations by mail, where there is a server for it. A letter lies sealed until it is sent. */
export function invitationLetters(
  { smtpUrl, mailFrom }: Pick<Settings, 'smtpUrl' | 'mailFrom'>,
  vault: Vault,
): Subscriber | undefined {
  if (smtpUrl === undefined) return undefined;
  const transport = createTransport({
    url: smtpUrl,
    disableFileAccess: true,
    disableUrlAccess: true,
    // Well within the time that a worker may hold a letter: nobody else takes it up meanwhile.
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
  });
  return {
    name: 'invitation-letters',
    async runOutside({ payload, eventId }) {
      const { invitation, letter } = payload as { invitation: string; letter: string };
      const opened = vault.open(Buffer.from(letter, 'base64'), `letter/${invitation}`);
      const { to, link, organisation } = JSON.parse(Buffer.from(opened).toString()) as Letter;
      await transport.sendMail({
        from: mailFrom,
        to: { name: '', address: to },
        // The same event sent twice after a crash is one letter for mail programs.
        messageId: `<${eventId}@machimori>`,
        subject: `【街守り】「${organisation.replace(/[\r\n]/g, ' ')}」への招待`,
        text: textOf(link, organisation),
      });
    },
  };
}

const textOf = (link: string, organisation: string): string =>
  [
    `「${organisation}」のメンバーとして、街守り（まちもり）に招待されました。`,
    '',
    '次のリンクを開いて、14日以内に参加してください。',
    link,
    '',
    'このリンクは、あなただけのものです。ほかの人に渡さないでください。',
    '心当たりがないときは、このメールを捨ててください。何も起こりません。',
    '',
    '--',
    `You are invited to join “${organisation}” on Machimori.`,
    'Open the link above within 14 days. It is yours alone: do not pass it on.',
    'If you expected no invitation, ignore this letter.',
  ].join('\n');
