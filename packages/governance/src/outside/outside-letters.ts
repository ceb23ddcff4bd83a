import { type Context, type Event, sealedLetter } from '@machimori/application';
import type { GovernancePorts } from '../approval/ports.ts';

/** What a letter to or about somebody outside says. It lies sealed until it is sent. */
export type OutsideLetter = {
  readonly to: string;
  readonly name: string;
  readonly office: string;
  readonly city: string;
} & (
  | {
      readonly of: 'answers' | 'progress';
      readonly organisation: string;
      readonly sender: string;
      readonly url: string;
      readonly lines: number;
      readonly message: string;
      /** When the link ends, ISO 8601. */
      readonly until: string;
      readonly withCode: boolean;
    }
  | { readonly of: 'code'; readonly code: string; readonly until: string }
  | {
      readonly of: 'handed-back';
      /** Who handed it back; the letter goes to whoever asked. */
      readonly by: string;
      readonly answered: number;
      readonly lines: number;
      readonly url: string;
    }
);

/** Events that bring letters, by what they say. */
const types = {
  answers: 'outside-link.sent',
  progress: 'outside-link.sent',
  code: 'outside-link.code-asked',
  'handed-back': 'outside-link.handed-back',
} as const satisfies Readonly<Record<OutsideLetter['of'], string>>;

/** The event by which a letter goes out; `about` is what waits for no other letter: a link, a code. */
export function letterEvent(
  { ports }: Pick<Context<GovernancePorts>, 'ports'>,
  about: string,
  letter: OutsideLetter,
): Event {
  return {
    type: types[letter.of],
    aggregate: about,
    payload: sealedLetter(ports.vault, { about }, letter),
  };
}
