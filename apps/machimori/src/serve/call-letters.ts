import { letterSenders, openedLetter, runUseCase } from '@machimori/application';
import type { Subscriber } from '@machimori/database';
import { type CallLetter, callAsked, callMentioned } from '@machimori/governance';
import { eraDayText, type Id } from '@machimori/kernel';
import { letterSender } from './send-letter.ts';
import type { ServerWorld } from './server-world.ts';
import type { Settings } from './settings.ts';

const name = letterSenders.call;

/** Which events lead to letters to people who are called, where there is a mail server. */
export const callLetterEvents = ({
  smtpUrl,
}: Pick<Settings, 'smtpUrl'>): Record<string, string[]> =>
  smtpUrl === undefined
    ? {}
    : {
        'comment.calls': ['call-mentioned'],
        'answers.requested': ['call-asked'],
        'person.called': [name],
      };

/**
 * Letters to people whom a comment calls, who are asked for answers, or whose webhook was turned off, where there is a mail server. They say where to look and not what was said:
 * what a town writes about its gaps stays behind the sign-in.
 *
 *   comment.calls ──────▶ who may see its line now?  ──┐
 *   answers.requested ──▶ who answers there now?  ────┴──▶ person.called, one each ──▶ letter
 */
export function callLetters(world: ServerWorld): readonly Subscriber[] {
  const send = letterSender(world.settings);
  if (send === undefined) return [];
  const { vault } = world.ports;
  const worker = (city: string) =>
    ({ kind: 'system', name: 'worker', city: city as Id<'city'> }) as const;
  return [
    {
      name: 'call-mentioned',
      async runOutside({ city, payload }) {
        const { comment } = payload as { readonly comment: string };
        await runUseCase(world, callMentioned, worker(city ?? ''), { comment });
      },
    },
    {
      name: 'call-asked',
      async runOutside({ city, payload }) {
        const { request } = payload as { readonly request: string };
        await runUseCase(world, callAsked, worker(city ?? ''), { request });
      },
    },
    {
      name,
      async runOutside({ payload, eventId }) {
        const content = openedLetter(vault, payload) as CallLetter;
        await send({
          to: content.to,
          subject: subjects[content.about],
          lines: linesOf(content),
          eventId,
        });
      },
    },
  ];
}

const subjects: Readonly<Record<CallLetter['about'], string>> = {
  comment: 'チェックシートのコメントで、あなたを待っています',
  request: 'チェックシートの回答のお願い',
  webhook: '外への知らせ（webhook）を止めました',
};

function linesOf(letter: CallLetter): readonly string[] {
  const { name, url } = letter;
  if (letter.about === 'webhook') return linesOfStopped(letter);
  const { byName, office } = letter;
  if (letter.about === 'request') {
    const due = eraDayText(letter.due);
    return [
      `${name} 様`,
      '',
      `${office}の${byName}さんから、チェックシートの${letter.lines}行について、回答のお願いが届いています。`,
      `期限: ${due.ja}`,
      '',
      'サインインして、次の画面から順に答えてください。',
      url,
      '',
      '--',
      `${byName} (${office}) asks you to answer ${letter.lines === 1 ? 'one line' : `${letter.lines} lines`} of the check sheet by ${due.en}.`,
      'Sign in and answer from the page above.',
    ];
  }
  return [
    `${name} 様`,
    '',
    `${office}の${byName}さんが、チェックシートの行のコメントで、あなたの名前か組織を挙げました。`,
    '',
    'サインインして、次の画面で読み、返事を書いてください。',
    url,
    '',
    '--',
    `${byName} (${office}) calls you or your organisation in a comment on a line of the check sheet.`,
    'Sign in and open the page above to read and answer.',
  ];
}

const whyStopped = {
  gone: '受け取る側が、もう受け取らないと答えたためです。',
  failing: '一日半のあいだ、一つも届かなかったためです。',
} as const;

const linesOfStopped = ({
  name,
  host,
  why,
  url,
}: Extract<CallLetter, { about: 'webhook' }>): readonly string[] => [
  `${name} 様`,
  '',
  `${host} への知らせ（webhook）を止めました。`,
  whyStopped[why],
  '',
  '受け取る側を直してから、サインインして、次の画面で知らせをまた始めてください。',
  url,
  '',
  '--',
  why === 'gone'
    ? `The webhook to ${host} was turned off: the receiver says that it takes nothing any more.`
    : `The webhook to ${host} was turned off: nothing has arrived there for a day and a half.`,
  'Mend the receiver, then sign in and turn it on again on the page above.',
];
