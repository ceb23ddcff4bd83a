import { useCallback } from 'react';
import { useText } from '../../language.tsx';
import { responsibilityWords as words } from '../../messages/responsibilities.ts';
import type { ShownDuty } from './matrix-cells.ts';

/** Who performs, verifies and answers, as people read it. */
export function useDutyWords(): (duty: ShownDuty) => {
  readonly performs: string;
  readonly verifies: string;
  readonly answers: string;
} {
  const say = useText();
  const and = say(words.and);
  return useCallback(
    ({ performers, verifier, answerable, selfCheck }) => ({
      performs:
        performers.length === 0 ? say(words.nobody) : performers.map((name) => say(name)).join(and),
      verifies:
        verifier === undefined ? say(selfCheck ? words.selfCheck : words.nobody) : say(verifier),
      answers: answerable.map((name) => say(name)).join(and),
    }),
    [say, and],
  );
}
