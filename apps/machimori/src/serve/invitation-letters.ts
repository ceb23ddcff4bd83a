import { letterSenders, openedLetter, type Vault } from '@machimori/application';
import { isRole, type Role, roles as roleNames } from '@machimori/authorisation';
import { type Subscriber, Undeliverable } from '@machimori/database';
import {
  type Clock,
  dayInJapan,
  eraDayText,
  type Text,
  text,
  timeInJapan,
} from '@machimori/kernel';
import { letterSender } from './send-letter.ts';
import type { Settings } from './settings.ts';

interface Letter {
  readonly to: string;
  readonly link: string;
  readonly organisation: string;
  /** What follows is missing in letters that earlier versions sealed. */
  readonly city?: string;
  readonly roles?: readonly string[];
  readonly inviter?: { readonly name: string; readonly organisation: string };
  /** When the link ends, ISO 8601. */
  readonly until?: string;
}

const name = letterSenders.invitation;

/** Which events the letters are told of, where there is a mail server. */
export const letterEvents = ({ smtpUrl }: Pick<Settings, 'smtpUrl'>): Record<string, string[]> =>
  smtpUrl === undefined ? {} : { 'member.invited': [name] };

/** Sends invitations by mail, where there is a server for it. A letter lies sealed until it is sent. */
export function invitationLetters(
  settings: Pick<Settings, 'smtpUrl' | 'mailFrom'>,
  vault: Vault,
  clock: Clock,
): Subscriber | undefined {
  const send = letterSender(settings);
  if (send === undefined) return undefined;
  return {
    name,
    async runOutside({ payload, eventId }) {
      const words = openedLetter(vault, payload) as Letter;
      if (words.until !== undefined && clock.now() >= new Date(words.until))
        throw new Undeliverable('too-late', { final: true });
      const { to, organisation } = words;
      await send({ to, subject: `「${organisation}」への招待`, lines: linesOf(words), eventId });
    },
  };
}

/** What somebody with this role does, for whoever has not seen the program yet. */
const deeds: Readonly<Record<Role, Text>> = {
  cityAdministrator: text(
    'まち全体の設定と、加わる人を決めます',
    'decides on settings and people of the whole city',
  ),
  organisationAdministrator: text(
    '組織に加わる人と、その役割を決めます',
    'decides who joins the organisation, and as what',
  ),
  contributor: text('組織の受け持ちについて書きます', 'writes what the organisation answers for'),
  approver: text('書かれたものを確かめて、承認します', 'looks at what was written and approves it'),
  auditor: text('見るだけで、書きません', 'reads and never writes'),
};

function linesOf({ link, organisation, city, roles = [], inviter, until }: Letter): string[] {
  const ends = until === undefined ? undefined : new Date(until);
  const day = ends && eraDayText(dayInJapan(ends));
  const time = ends && timeInJapan(ends);
  const given = roles.filter(isRole);
  const from =
    inviter === undefined || inviter.name === '' || inviter.organisation === ''
      ? undefined
      : {
          ja: `${inviter.organisation}の${inviter.name}さんから、`,
          en: `${inviter.name} (${inviter.organisation}) invites you to Machimori.`,
        };
  return [
    `${from?.ja ?? ''}街守り（まちもり）への招待です。`,
    '街守りは、まちのセキュリティを、かかわる組織で分担して確かめるしくみです。',
    '',
    ...(city === undefined ? [] : [`まち: ${city}`]),
    `組織: ${organisation}`,
    ...given.map((role) => `役割: ${roleNames[role].ja}（${deeds[role].ja}）`),
    ...(day ? [`期限: ${day.ja} ${time}まで`] : []),
    '',
    '次のリンクを開いて、参加してください。',
    link,
    '',
    'このリンクは、あなただけのものです。ほかの人に渡さないでください。',
    '期限が過ぎたときは、招待した人に、もう一度送ってもらってください。',
    '心当たりがないときは、このメールを捨ててください。何も起こりません。',
    '',
    '--',
    from?.en ?? 'You are invited to Machimori.',
    ...(city === undefined ? [] : [`City: ${city}`]),
    `Organisation: ${organisation}`,
    ...given.map((role) => `Role: ${roleNames[role].en} (${deeds[role].en})`),
    ...(day ? [`Ends: ${day.en}, ${time} (Japan time)`] : []),
    'Open the link above to join. It is yours alone: do not pass it on.',
    'If it has ended, ask whoever invited you to send it again.',
    'If you expected no invitation, ignore this letter.',
  ];
}
