import type { Vault } from '@machimori/application';
import type { Subscriber } from '@machimori/database';
import { dayInJapan, dayText, type Text } from '@machimori/kernel';
import { mailTransport } from './mail-transport.ts';
import type { Settings } from './settings.ts';

interface Letter {
  readonly to: string;
  readonly name: string;
  readonly office: string;
  readonly url: string;
  readonly title: Text;
  readonly expiresAt: string;
}

/** Which events these letters are told of, where there is a mail server. */
export const approvalLetterEvents = ({
  smtpUrl,
}: Pick<Settings, 'smtpUrl'>): Record<string, string[]> =>
  smtpUrl === undefined ? {} : { 'approval.link-sent': ['approval-letters'] };

/** Sends the links by which outsiders decide. A letter lies sealed until it is sent. */
export function approvalLetters(
  { smtpUrl, mailFrom }: Pick<Settings, 'smtpUrl' | 'mailFrom'>,
  vault: Vault,
): Subscriber | undefined {
  if (smtpUrl === undefined) return undefined;
  const transport = mailTransport(smtpUrl);
  return {
    name: 'approval-letters',
    async runOutside({ payload, eventId }) {
      const { link, letter } = payload as { link: string; letter: string };
      const opened = vault.open(Buffer.from(letter, 'base64'), `letter/${link}`);
      const content = JSON.parse(Buffer.from(opened).toString()) as Letter;
      await transport.sendMail({
        from: mailFrom,
        to: { name: '', address: content.to },
        // The same event sent twice after a crash is one letter for mail programs.
        messageId: `<${eventId}@machimori>`,
        subject: `【街守り】承認のお願い: ${content.title.ja.replace(/[\r\n]/g, ' ')}`,
        text: textOf(content),
      });
    },
  };
}

function textOf({ name, office, url, title, expiresAt }: Letter): string {
  const until = dayText(dayInJapan(new Date(expiresAt)));
  return [
    `${office}　${name} 様`,
    '',
    `「${title.ja}」について、承認をお願いします。`,
    '',
    '次のリンクを開くと、内容を確かめて「承認する」か「差し戻す」を選べます。',
    'アカウントは要りません。',
    url,
    '',
    `期限: ${until.ja}まで。このリンクで決められるのは一度だけです。`,
    'このリンクは、あなただけのものです。ほかの人に渡さないでください。',
    '心当たりがないときは、開かずに捨ててください。何も決まりません。',
    '',
    '--',
    `You are asked to approve “${title.en}”.`,
    `Open the link above by ${until.en}; it decides once, and needs no account.`,
    'It is yours alone: do not pass it on. If you did not expect it, ignore this letter.',
  ].join('\n');
}
