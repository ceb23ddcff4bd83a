import type { SealedPlace } from '@machimori/database';
import type { Vault } from './vault.ts';

/**
 * Under which names events say what their letter is about, which is what it is sealed for. A letter under a name that
 * is not here could be sent, and neither carried by a backup nor sealed under a new master key.
 */
const aboutNames = [
  'about',
  'call',
  'reminder',
  'invitation',
  'link',
  'reset',
  'change',
  'person',
] as const;
type AboutName = (typeof aboutNames)[number];
type About = Readonly<Partial<Record<AboutName, string>>>;

const contextOf = (about: string): string => `letter/${about}`;

/**
 * The payload of an event that brings a letter: what the letter is about, by one of its names, and the letter, which
 * nobody but the program reads where it waits.
 */
export function sealedLetter<Name extends AboutName>(
  vault: Vault,
  about: Readonly<Record<Name, string>>,
  letter: object,
): Readonly<Record<Name | 'letter', string>> {
  const sealed = vault.seal(Buffer.from(JSON.stringify(letter)), contextOf(aboutOf(about)));
  return { ...about, letter: Buffer.from(sealed).toString('base64') };
}

/** The letter in the payload of an event; throws where it was sealed for something else or under another key. */
export function openedLetter(vault: Vault, payload: unknown): unknown {
  const { letter = '', ...about } = payload as About & { readonly letter?: string };
  const opened = vault.open(Buffer.from(letter, 'base64'), contextOf(aboutOf(about)));
  return JSON.parse(Buffer.from(opened).toString());
}

/** Letters that wait to be sent, or were sent and are not forgotten yet, for backups and other master keys. */
export const letterSeals: SealedPlace = {
  table: 'outbox_events',
  key: ['city_id', 'event_id'],
  column: 'payload',
  member: 'letter',
  also: {
    opens: `coalesce(${aboutNames.map((name) => `payload ->> '${name}'`).join(', ')})`,
  },
  contextOf: ({ opens = '' }) => contextOf(opens),
};

function aboutOf(about: About): string {
  const name = aboutNames.find((each) => about[each] !== undefined);
  const found = name && about[name];
  if (found === undefined) throw new TypeError('a letter is about something');
  return found;
}
