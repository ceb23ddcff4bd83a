import type { Act, Context } from '@machimori/application';
import { Failure, type FailureCode, type Text } from '@machimori/kernel';
import { type AnswerProgress, holdAnswers, type Move, moveAnswers } from './answer-store.ts';
import { type KeptLine, readLineRows } from './line-store.ts';

/** An answer, and the version of it that somebody saw. */
export interface SeenAnswer {
  readonly line: string;
  readonly version: number;
}

/** What became of each of several answers. */
export type MovedAnswer =
  | { readonly line: string; readonly done: true; readonly version: number }
  | {
      readonly line: string;
      readonly done: false;
      readonly code: FailureCode;
      readonly message: Text;
      readonly next: Text | undefined;
    };

/** A line and its answer, held until the act is over. */
export interface HeldAnswer extends SeenAnswer {
  readonly kept: KeptLine | undefined;
  readonly held: AnswerProgress | undefined;
}

/** Several lines with their answers, held, each as somebody saw it. */
export async function holdEach(
  act: Act,
  answers: readonly SeenAnswer[],
): Promise<readonly HeldAnswer[]> {
  const ids = answers.map(({ line }) => line);
  const lines = await readLineRows(act, ids);
  const held = await holdAnswers(act, ids);
  return answers.map((seen) => ({
    ...seen,
    kept: lines.get(seen.line),
    held: held.get(seen.line),
  }));
}

/** Moves every answer that nothing speaks against; `check` throws what does. */
export async function moveEach(
  act: Pick<Context, 'scope' | 'transaction' | 'now'>,
  answers: readonly HeldAnswer[],
  check: (answer: HeldAnswer) => void,
  to: Move,
): Promise<readonly MovedAnswer[]> {
  const moved = answers.map((answer): MovedAnswer => {
    const { line, held } = answer;
    try {
      check(answer);
      return { line, done: true, version: (held?.version ?? 0) + 1 };
    } catch (error) {
      if (!isTold(error)) throw error;
      const { code, text: message, next } = error;
      return { line, done: false, code, message, next };
    }
  });
  await moveAnswers(
    act,
    moved.flatMap(({ line, done }) => (done ? [line] : [])),
    to,
  );
  return moved;
}

const told: ReadonlySet<FailureCode> = new Set([
  'not-found',
  'forbidden',
  'conflict',
  'input-invalid',
]);

/** What is said of one line and keeps no other from moving. */
export const isTold = (error: unknown): error is Failure =>
  error instanceof Failure && told.has(error.code);

/** So many lines an event names; of more, it says how many. */
const mostNamed = 100;

/** For events: how many lines moved, and which. */
export function movedLines(moved: readonly MovedAnswer[]): {
  readonly count: number;
  readonly lines: readonly string[];
} {
  const lines = moved.flatMap(({ line, done }) => (done ? [line] : []));
  return { count: lines.length, lines: lines.slice(0, mostNamed) };
}

/** For the log: which lines moved, and how many did not. */
export const toldOf = (moved: readonly MovedAnswer[]) => ({
  lines: moved.flatMap(({ line, done }) => (done ? [line] : [])),
  left: moved.filter(({ done }) => !done).length,
});
