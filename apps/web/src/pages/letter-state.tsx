import type { ReactNode } from 'react';
import type { Invitation } from '../api/routes.ts';
import { StatusLabel } from '../design/content.tsx';
import { dateText } from '../design/date-text.tsx';
import { useLanguage, useText } from '../language.tsx';
import { letterWords as words } from '../messages/letters.ts';

export type Letter = Invitation['letter'];

const labels = {
  waiting: ['info', words.waiting],
  'handed-over': ['success', words.handedOver],
  'put-off': ['warning', words.putOff],
  'given-up': ['error', words.givenUp],
  dropped: ['neutral', words.dropped],
} as const;

const ways = {
  invitation: { address: words.invitationAddress, server: words.invitationServer },
  approval: { address: words.approvalAddress, server: words.approvalServer },
} as const;

/** What became of a letter, since when, why, and what to do about it. Without one the link is handed over. */
export function LetterState({
  letter,
  about,
}: {
  readonly letter: Letter;
  readonly about: keyof typeof ways;
}): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  if (letter === undefined) return <StatusLabel>{say(words.byHand)}</StatusLabel>;
  const { state, at, next, why, mend } = letter;
  const [tone, label] = labels[state];
  const when = (of: typeof words.again, instant: string | undefined): string =>
    instant === undefined ? '' : say(of, { at: dateText(instant, locale, true) });
  const what = [
    state === 'handed-over' ? when(words.handedOverAt, at) : '',
    why === undefined ? '' : say(why),
    state === 'put-off' ? when(words.again, next) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
  return (
    <>
      <StatusLabel tone={tone}>{say(label)}</StatusLabel>
      {what === '' ? null : <div className="m-choice-hint">{what}</div>}
      {mend === undefined ? null : (
        <div className="m-choice-hint mt-1">{say(ways[about][mend])}</div>
      )}
    </>
  );
}
