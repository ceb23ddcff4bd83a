import { type LetterFate, letterTroubles } from '@machimori/application';
import type { Answered, endpoints } from '@machimori/contract';

type Shown = Answered<typeof endpoints.listInvitations>['invitations'][number]['letter'];

/** What became of a letter, as it goes out: what went wrong in plain words. */
export function letterShown(fate: LetterFate | undefined): Shown {
  if (fate === undefined) return undefined;
  const trouble = 'trouble' in fate ? letterTroubles[fate.trouble] : undefined;
  return {
    state: fate.state,
    at: 'at' in fate ? fate.at.toISOString() : undefined,
    next: 'next' in fate ? fate.next?.toISOString() : undefined,
    why: trouble && { ja: trouble.why.ja, en: trouble.why.en },
    mend: trouble?.mend,
  };
}
