import { letterSenders, openedLetter, type Vault } from '@machimori/application';
import { type Subscriber, Undeliverable } from '@machimori/database';
import { type Clock, dayInJapan, dayText, type Text } from '@machimori/kernel';
import { letterSender } from './send-letter.ts';
import type { Settings } from './settings.ts';

interface Letter {
  readonly to: string;
  readonly name: string;
  readonly office: string;
  readonly url: string;
  readonly title: Text;
  readonly expiresAt: string;
}

const name = letterSenders.approval;

/** Which events these letters are told of, where there is a mail server. */
export const approvalLetterEvents = ({
  smtpUrl,
}: Pick<Settings, 'smtpUrl'>): Record<string, string[]> =>
  smtpUrl === undefined ? {} : { 'approval.link-sent': [name] };

/** Sends the links by which outsiders decide. A letter lies sealed until it is sent. */
export function approvalLetters(
  settings: Pick<Settings, 'smtpUrl' | 'mailFrom'>,
  vault: Vault,
  clock: Clock,
): Subscriber | undefined {
  const send = letterSender(settings);
  if (send === undefined) return undefined;
  return {
    name,
    async runOutside({ payload, eventId }) {
      const content = openedLetter(vault, payload) as Letter;
      if (clock.now() >= new Date(content.expiresAt))
        throw new Undeliverable('too-late', { final: true });
      await send({
        to: content.to,
        subject: `承認のお願い: ${content.title.ja}`,
        lines: linesOf(content),
        eventId,
      });
    },
  };
}

function linesOf({ name, office, url, title, expiresAt }: Letter): readonly string[] {
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
  ];
}
