import type { ReactNode } from 'react';
import type { Outcome } from '../api/routes.ts';
import { StatusLabel } from '../design/content.tsx';
import { type Say, useText } from '../language.tsx';
import { approvalWords as words } from '../messages/approvals.ts';
import { signs } from '../messages/signs.ts';

/** How a subject stands, in a word. The only one who shows it: a self-check never comes without its mark. */
export function ApprovalLabel({ outcome }: { readonly outcome: Outcome | undefined }): ReactNode {
  const say = useText();
  return (
    <StatusLabel tone={outcome === undefined ? 'neutral' : tones[outcome.state]}>
      {outcome === undefined ? say(words.none) : outcomeWords(outcome, say)}
    </StatusLabel>
  );
}

const tones = {
  waiting: 'info',
  approved: 'success',
  'sent-back': 'error',
  'self-checked': 'warning',
  withdrawn: 'neutral',
} as const;

export function outcomeWords(outcome: Outcome, say: Say): string {
  switch (outcome.state) {
    case 'waiting':
      return say(words.waiting);
    case 'withdrawn':
      return say(words.withdrawn);
    case 'sent-back':
      return say(words.sentBack);
    case 'self-checked':
      return say(outcome.mark);
    case 'approved': {
      const how = outcome.handedOver
        ? words.byHand
        : { member: undefined, link: words.byLink, paper: words.byPaper }[outcome.way];
      return how === undefined
        ? say(words.approved)
        : `${say(words.approved)}${say(signs.open)}${say(how)}${say(signs.close)}`;
    }
  }
}
