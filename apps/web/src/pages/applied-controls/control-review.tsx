import type { ReactNode } from 'react';
import { StatusLabel } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import { controlWords as words } from '../../messages/applied-controls.ts';
import type { Control, ControlledLine } from './control-queries.ts';

const reviews = {
  due: ['warning', words.due],
  removed: ['neutral', words.removedLabel],
} as const;

/** What is to be said of a control; nothing where all is well. */
export function ControlReview({ control }: { readonly control: Control }): ReactNode {
  const say = useText();
  if (control.review === 'good') return null;
  const [tone, word] = reviews[control.review];
  return <StatusLabel tone={tone}>{say(word)}</StatusLabel>;
}

const followings = {
  follows: ['success', words.follows],
  behind: ['warning', words.behind],
  'own-words': ['neutral', words.ownWords],
} as const;

/** Whether a line says what its control says. */
export function FollowingLabel({
  following,
}: {
  readonly following: ControlledLine['following'];
}): ReactNode {
  const say = useText();
  if (following === undefined) return <span className="m-hint">{say(words.unseen)}</span>;
  const [tone, word] = followings[following];
  return <StatusLabel tone={tone}>{say(word)}</StatusLabel>;
}
