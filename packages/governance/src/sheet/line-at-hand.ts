import type { Act } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import type { KeptLine } from './line-store.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
  gone: text(
    'この行は、いまの計画にはありません。答えることはできません。',
    'This line is not in the present plan any more; it cannot be answered.',
  ),
  notYours: text('この行に答えるのは、ほかの組織です。', 'Another organisation answers this line.'),
  notYoursNext: text(
    '答える組織を変えるには、都市の内容（運用する組織や契約）を直してください。',
    'To change who answers, correct the city: who operates it, or the contract.',
  ),
  moved: text('ほかの人が先に進めました。', 'Somebody else moved it on meanwhile.'),
  movedNext: text(
    '新しい内容を確かめて、もう一度行ってください。',
    'Look at what it says now, and do it again.',
  ),
};

/** That a line is seen and can be answered. Throws `not-found`, and `conflict` where the plan let it fall. */
export function expectAtHand(line: KeptLine | undefined): asserts line is KeptLine {
  if (line === undefined) throw new Failure('not-found', messages.none);
  if (!line.inPlan) throw new Failure('conflict', messages.gone);
}

/** The same for whoever answers it: the organisation that the plan names, and whoever sees the whole city. */
export function expectOwn(act: Act, line: KeptLine | undefined): asserts line is KeptLine {
  expectAtHand(line);
  const { reach, organisation } = act.scope;
  if (reach !== 'city' && line.answerer !== organisation)
    throw new Failure('forbidden', messages.notYours, { next: messages.notYoursNext });
}

/** Throws `conflict` where an answer has moved since somebody saw it. */
export function expectUnmovedAnswer(seen: number, present: number): void {
  if (seen !== present) throw new Failure('conflict', messages.moved, { next: messages.movedNext });
}
