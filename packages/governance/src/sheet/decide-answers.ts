import { defineUseCase, type Event, nameOf } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { policyNow } from '../approval/approval-policy.ts';
import { readWords } from '../approval/to-decide.ts';
import {
  type HeldAnswer,
  holdEach,
  type MovedAnswer,
  movedLines,
  moveEach,
  type SeenAnswer,
  toldOf,
} from './each-answer.ts';
import { expectAtHand, expectOwn, expectUnmovedAnswer } from './line-at-hand.ts';
import { isOnesOwn, ownHands } from './own-hands.ts';

const messages = {
  notSubmitted: text('提出されていません。', 'It was not handed in.'),
  notYours: text(
    'この行を確かめるのは、ほかの組織です。',
    'Another organisation verifies this line.',
  ),
  own: text(
    'ご自分が答えた行や、ご自分で提出した行は、認められません。',
    'You cannot accept what you answered or handed in yourself.',
  ),
  ownNext: text(
    'ほかの承認者に頼んでください。ひとりしかいないときは、自己確認を使えます（設定で認められているとき）。',
    'Ask another approver; where you are alone, use a self-check, if the settings allow it.',
  ),
  reason: text('直してほしいことを書いてください。', 'Say what is to be changed.'),
  othersAnswer: text(
    'ほかの組織が答えた行は、自己確認できません。',
    'What another organisation answered cannot be self-checked.',
  ),
  othersAnswerNext: text(
    '承認者に、確かめて認めるよう頼んでください。',
    'Ask an approver to verify and accept it.',
  ),
  noSelfCheck: text(
    'この都市では、自己確認は認められていません。',
    'This city does not allow self-checks.',
  ),
  noSelfCheckNext: text(
    'ほかの人の確認を受けてください。認めるときは、都市の管理者が「設定」で変えられます。',
    'Have somebody else verify it; a city administrator can allow self-checks in Settings.',
  ),
};

export interface DecideAnswers {
  readonly answers: readonly SeenAnswer[];
  readonly verdict: 'accept' | 'request-changes';
  /** Compulsory where changes are asked for. */
  readonly reason: string;
}

/**
 * Accepts answers, or asks for changes, each for itself: done by whoever verifies the line or sees the whole city,
 * and by nobody who answered it. What is accepted goes into the city's description next.
 */
export const decideAnswers = defineUseCase<DecideAnswers, readonly MovedAnswer[]>({
  name: 'decide-answers',
  action: 'sheet:decide',
  kind: 'command',
  async handle(context, { answers, verdict, ...input }) {
    const { scope, now } = context;
    const note = readWords(input.reason);
    if (verdict === 'request-changes' && note === '')
      throw new Failure('input-invalid', messages.reason, { field: 'reason' });
    const atHand = await holdEach(context, answers);
    const own = await ownHands(context, atHand);
    const moved = await moveEach(
      context,
      atHand,
      (answer) => {
        expectAtHand(answer.kept);
        if (scope.reach !== 'city' && answer.kept.verifier !== scope.organisation)
          throw new Failure('forbidden', messages.notYours);
        expectSubmitted(answer);
        if (own.has(answer.line))
          throw new Failure('forbidden', messages.own, { next: messages.ownNext });
      },
      {
        stage: verdict === 'accept' ? 'accepted' : 'changes-requested',
        decided: { at: now, by: nameOf(scope.actor), note },
      },
    );
    return {
      output: moved,
      content: { verdict, ...toldOf(moved) },
      events: verdict === 'accept' ? accepted(scope.inCity, moved) : returned(moved),
    };
  },
});

/**
 * Confirms answers of one's own where the city allows it: of one's organisation, or in which one has a hand. This is
 * no acceptance by another, and is shown as what it is.
 */
export const selfCheckAnswers = defineUseCase<
  Pick<DecideAnswers, 'answers' | 'reason'>,
  readonly MovedAnswer[]
>({
  name: 'self-check-answers',
  action: 'sheet:self-check',
  kind: 'command',
  async handle(context, { answers, ...input }) {
    const { scope, now } = context;
    if (!(await policyNow(context)).selfCheck)
      throw new Failure('forbidden', messages.noSelfCheck, { next: messages.noSelfCheckNext });
    const note = readWords(input.reason);
    if (note === '') throw new Failure('input-invalid', messages.reason, { field: 'reason' });
    const atHand = await holdEach(context, answers);
    const own = await ownHands(context, atHand);
    const moved = await moveEach(
      context,
      atHand,
      (answer) => {
        expectOwn(context, answer.kept);
        expectSubmitted(answer);
        if (!isOnesOwn(context, answer.kept, own))
          throw new Failure('forbidden', messages.othersAnswer, {
            next: messages.othersAnswerNext,
          });
      },
      {
        stage: 'accepted',
        decided: { at: now, by: nameOf(scope.actor), note },
        selfChecked: true,
      },
    );
    return {
      output: moved,
      content: { way: 'self-check', ...toldOf(moved) },
      events: accepted(scope.inCity, moved),
    };
  },
});

function expectSubmitted({ version, held }: HeldAnswer): void {
  if (held === undefined) throw new Failure('conflict', messages.notSubmitted);
  expectUnmovedAnswer(version, held.version);
  if (held.stage !== 'submitted') throw new Failure('conflict', messages.notSubmitted);
}

function accepted(city: string, moved: readonly MovedAnswer[]): readonly Event[] {
  const { count, lines } = movedLines(moved);
  return count === 0
    ? []
    : [{ type: 'answer.accepted', aggregate: city, payload: { count, lines } }];
}

function returned(moved: readonly MovedAnswer[]): readonly Event[] {
  const { count, lines } = movedLines(moved);
  const [first] = lines;
  return first === undefined
    ? []
    : [{ type: 'answer.returned', aggregate: first, payload: { count, lines } }];
}
