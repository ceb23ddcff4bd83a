import { letterSenders, openedLetter, type Vault } from '@machimori/application';
import { type Subscriber, Undeliverable } from '@machimori/database';
import type { OutsideLetter } from '@machimori/governance';
import { type Clock, dayInJapan, dayText, timeInJapan } from '@machimori/kernel';
import { letterSender } from './send-letter.ts';
import type { Settings } from './settings.ts';

const name = letterSenders.outside;

/** Which events these letters are told of, where there is a mail server. */
export const outsideLetterEvents = ({
  smtpUrl,
}: Pick<Settings, 'smtpUrl'>): Record<string, string[]> =>
  smtpUrl === undefined
    ? {}
    : {
        'outside-link.sent': [name],
        'outside-link.code-asked': [name],
        'outside-link.handed-back': [name],
      };

/** Sends links and codes to people outside, and tells whoever asked what came back. Letters lie sealed until then. */
export function outsideLetters(
  settings: Pick<Settings, 'smtpUrl' | 'mailFrom'>,
  vault: Vault,
  clock: Clock,
): Subscriber | undefined {
  const send = letterSender(settings);
  if (send === undefined) return undefined;
  return {
    name,
    async runOutside({ payload, eventId }) {
      const letter = openedLetter(vault, payload) as OutsideLetter;
      if ('until' in letter && clock.now() >= new Date(letter.until))
        throw new Undeliverable('too-late', { final: true });
      await send({ to: letter.to, ...wordsOf(letter), eventId });
    },
  };
}

function wordsOf(letter: OutsideLetter): {
  readonly subject: string;
  readonly lines: readonly string[];
} {
  switch (letter.of) {
    case 'answers':
      return {
        subject: `回答のお願い: ${letter.city}のチェックシート`,
        lines: answersLines(letter),
      };
    case 'progress':
      return { subject: `${letter.city}の取り組みの進みぐあい`, lines: progressLines(letter) };
    case 'code':
      return { subject: '確認コード', lines: codeLines(letter) };
    case 'handed-back':
      return { subject: `${letter.by} さんが回答を終えました`, lines: backLines(letter) };
  }
}

type LinkLetter = Extract<OutsideLetter, { readonly withCode: boolean }>;
type LetterOf<Of extends OutsideLetter['of']> = Extract<OutsideLetter, { readonly of: Of }>;

/** Words of whoever sent it, apart from ours: nobody takes them for the program's. */
const quoted = (message: string, sender: string): readonly string[] =>
  message === ''
    ? []
    : ['', `${sender}さんから:`, ...message.split('\n').map((line) => `> ${line}`)];

function answersLines(letter: LinkLetter): readonly string[] {
  const { name, office, city, organisation, sender, url, lines, message, until } = letter;
  const day = dayText(dayInJapan(new Date(until)));
  return [
    `${office}　${name} 様`,
    '',
    `${organisation}の${sender}さんから、${city}のセキュリティについて、${lines}件の回答のお願いです。`,
    ...quoted(message, sender),
    '',
    '次のリンクを開いて、「確認コードを送る」を押してください。このアドレスにコードが届きます。',
    'アカウントは要りません。スマートフォンでも答えられます。',
    url,
    '',
    `期限: ${day.ja}まで。途中で保存して、あとで続けられます。`,
    'このリンクは、あなただけのものです。ほかの人に渡さないでください。',
    '心当たりがないときは、開かずに捨ててください。',
    '',
    '--',
    `${sender} (${organisation}) asks you for ${lines === 1 ? 'one answer' : `${lines} answers`} about the security of ${city}.`,
    `Open the link above by ${day.en} and press “Send the code”: a code comes to this address.`,
    'No account is needed. It is yours alone: do not pass it on.',
    'If you did not expect it, ignore this letter.',
  ];
}

function progressLines(letter: LinkLetter): readonly string[] {
  const { name, office, city, organisation, sender, url, message, until, withCode } = letter;
  const day = dayText(dayInJapan(new Date(until)));
  return [
    `${office}　${name} 様`,
    '',
    `${organisation}の${sender}さんから、${city}のセキュリティの取り組みが、どこまで進んだかのご案内です。`,
    ...quoted(message, sender),
    '',
    '次のリンクを開くと、開いた日の数字を見られます。アカウントは要りません。',
    ...(withCode
      ? ['開いたあとに「確認コードを送る」を押すと、このアドレスにコードが届きます。']
      : []),
    url,
    '',
    `期限: ${day.ja}まで。何度でも開けます。見るだけで、書きかえることはできません。`,
    'このリンクは、ほかの人に渡さないでください。',
    '',
    '--',
    `${sender} (${organisation}) shows you how far ${city} has come with its security.`,
    `Open the link above by ${day.en}. It shows figures and changes nothing. Do not pass it on.`,
  ];
}

function codeLines({ name, office, city, code, until }: LetterOf<'code'>): readonly string[] {
  const time = timeInJapan(new Date(until));
  return [
    `${office}　${name} 様`,
    '',
    `${city}から届いたリンクを開くための、確認コードです。`,
    '',
    `    ${code.slice(0, 4)} ${code.slice(4)}`,
    '',
    `${time}まで使えます。コードを求めた画面に入れてください。`,
    'だれかに聞かれても、教えないでください。街守りや役場の者が、コードをたずねることはありません。',
    '求めた覚えがないときは、このメールを捨ててください。',
    '',
    '--',
    `The code above opens the link that you were sent from ${city}. It is good until ${time} (Japan time).`,
    'Enter it on the page where you asked for it, and tell it to nobody.',
    'If you asked for none, ignore this letter.',
  ];
}

function backLines({ name, city, by, answered, lines, url }: LetterOf<'handed-back'>): string[] {
  return [
    `${name} 様`,
    '',
    `${by} さんが、頼まれた回答（${city}のチェックシート）を終えました。`,
    `${lines}件のうち${answered}件に、書きこみがあります。`,
    '',
    '内容を確かめて、組織として提出してください。提出するまでは、書きかけのままです。',
    url,
    '',
    '--',
    `${by} has handed back the answers that you asked for: ${answered} of ${lines} lines were written into.`,
    'Look at them and hand them in; until then they stay drafts.',
  ];
}
