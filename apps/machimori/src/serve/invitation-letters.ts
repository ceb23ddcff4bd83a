import type { Vault } from '@machimori/application';
import type { Subscriber } from '@machimori/database';
import { dayInJapan, eraDayText, timeInJapan } from '@machimori/kernel';
import { mailTransport } from './mail-transport.ts';
import type { Settings } from './settings.ts';

interface Letter {
  readonly to: string;
  readonly link: string;
  readonly organisation: string;
  /** Missing in letters that the version before this one sealed. */
  readonly city?: string;
  /** When the link ends, ISO 8601. */
  readonly until?: string;
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
  const transport = mailTransport(smtpUrl);
  return {
    name: 'invitation-letters',
    async runOutside({ payload, eventId }) {
      const { invitation, letter } = payload as { invitation: string; letter: string };
      const opened = vault.open(Buffer.from(letter, 'base64'), `letter/${invitation}`);
      const words = JSON.parse(Buffer.from(opened).toString()) as Letter;
      const { to, organisation } = words;
      await transport.sendMail({
        from: mailFrom,
        to: { name: '', address: to },
        // The same event sent twice after a crash is one letter for mail programs.
        messageId: `<${eventId}@machimori>`,
        subject: `【街守り】「${organisation.replace(/[\r\n]/g, ' ')}」への招待`,
        text: textOf(words),
      });
    },
  };
}

function textOf({ link, organisation, city, until }: Letter): string {
  const ends = until === undefined ? undefined : new Date(until);
  const day = ends && eraDayText(dayInJapan(ends));
  const time = ends && timeInJapan(ends);
  return [
    `${city === undefined ? '' : `${city}の`}「${organisation}」のメンバーとして、街守り（まちもり）に招待されました。`,
    '',
    '次のリンクを開いて、参加してください。',
    link,
    '',
    ...(day ? [`このリンクは、${day.ja} ${time}まで使えます。`] : []),
    'このリンクは、あなただけのものです。ほかの人に渡さないでください。',
    '期限が過ぎたときは、招待した人に、もう一度送ってもらってください。',
    '心当たりがないときは、このメールを捨ててください。何も起こりません。',
    '',
    '--',
    `You are invited to join “${organisation}”${city === undefined ? '' : ` in ${city}`} on Machimori.`,
    `Open the link above${day ? ` by ${day.en}, ${time} (Japan time)` : ''}. It is yours alone: do not pass it on.`,
    'If it has ended, ask whoever invited you to send it again.',
    'If you expected no invitation, ignore this letter.',
  ].join('\n');
}
