import { defineUseCase, nameOf } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { missingIn, valuesOf } from './answer-cells.ts';
import { readLatestCells } from './answer-store.ts';
import {
  holdEach,
  type MovedAnswer,
  movedLines,
  moveEach,
  type SeenAnswer,
  toldOf,
} from './each-answer.ts';
import { expectOwn, expectUnmovedAnswer } from './line-at-hand.ts';

const messages = {
  nothing: text('まだ何も答えていません。', 'Nothing was answered yet.'),
  already: text('もう提出されています。', 'It was handed in already.'),
  accepted: text('もう認められています。', 'It was accepted already.'),
};

/** Hands in answers, each for itself: what lacks something stays where it is, and says what it lacks. */
export const submitAnswers = defineUseCase<
  { readonly answers: readonly SeenAnswer[] },
  readonly MovedAnswer[]
>({
  name: 'submit-answers',
  action: 'sheet:answer',
  kind: 'command',
  async handle(context, { answers }) {
    const { scope, now } = context;
    const atHand = await holdEach(context, answers);
    const cells = await readLatestCells(
      context,
      answers.map(({ line }) => line),
    );
    const moved = await moveEach(
      context,
      atHand,
      ({ line, version, kept, held }) => {
        expectOwn(context, kept);
        if (held?.stage === undefined) throw new Failure('conflict', messages.nothing);
        expectUnmovedAnswer(version, held.version);
        if (held.stage === 'submitted') throw new Failure('conflict', messages.already);
        if (held.stage === 'accepted') throw new Failure('conflict', messages.accepted);
        const [missing] = Object.values(missingIn(valuesOf(kept, cells.get(line) ?? {})));
        if (missing !== undefined) throw new Failure('input-invalid', missing);
      },
      {
        stage: 'submitted',
        submitted: { at: now, by: nameOf(scope.actor) },
        decided: null,
        selfChecked: false,
      },
    );
    const { count, lines } = movedLines(moved);
    const [first] = lines;
    return {
      output: moved,
      content: toldOf(moved),
      events:
        first === undefined
          ? []
          : [{ type: 'answer.submitted', aggregate: first, payload: { count, lines } }],
    };
  },
});
