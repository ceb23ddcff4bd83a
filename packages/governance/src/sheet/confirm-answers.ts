import { defineUseCase, nameOf } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { holdEach, type MovedAnswer, moveEach, type SeenAnswer, toldOf } from './each-answer.ts';
import { expectOwn, expectUnmovedAnswer } from './line-at-hand.ts';

const messages = {
  notAccepted: text(
    '認められた回答ではないので、「今年も同じ」にできません。',
    'This was not accepted before and cannot be confirmed.',
  ),
  notAcceptedNext: text(
    '行を開いて、回答を書き、提出してください。',
    'Open the line, answer it and hand it in.',
  ),
};

/**
 * Says of accepted answers that they still hold, each for itself: nothing is retyped, and they are handed in again
 * for somebody to verify.
 */
export const confirmAnswers = defineUseCase<
  { readonly answers: readonly SeenAnswer[] },
  readonly MovedAnswer[]
>({
  name: 'confirm-answers',
  action: 'sheet:answer',
  kind: 'command',
  async handle(context, { answers }) {
    const { scope, now } = context;
    const moved = await moveEach(
      context,
      await holdEach(context, answers),
      ({ version, kept, held }) => {
        expectOwn(context, kept);
        if (held !== undefined) expectUnmovedAnswer(version, held.version);
        if (held?.stage !== 'accepted')
          throw new Failure('conflict', messages.notAccepted, { next: messages.notAcceptedNext });
      },
      {
        stage: 'submitted',
        submitted: { at: now, by: nameOf(scope.actor) },
        // When it was accepted stays: by that it is known as an answer of before.
        confirmed: true,
        selfChecked: false,
      },
    );
    return { output: moved, content: { way: 'confirm', ...toldOf(moved) } };
  },
});
