import type { FormProblem } from '../design/form.tsx';
import type { Say } from '../language.tsx';
import { apiWords } from '../messages/api.ts';
import { fieldName, type Problem } from './problem.ts';

/** A problem in the reader's words, by field where the form has the field. */
export function formProblem(
  problem: Problem | null | undefined,
  say: Say,
): FormProblem | undefined {
  if (problem === null || problem === undefined) return undefined;
  const fields = Object.fromEntries(
    problem.fields.map(({ path, text }) => [fieldName(path), say(text)]),
  );
  const { retryAt, next } = problem;
  // To the second: a clock that shows minutes would have them come too early.
  const at = retryAt?.toLocaleTimeString('ja-JP', { timeZone: 'Asia/Tokyo' });
  const detail = [
    ...(at === undefined ? [] : [say(apiWords.tryAgainAt, { time: at })]),
    ...(next === undefined ? [] : [say(next)]),
  ].join(' ');
  return {
    title: say(problem.text),
    ...(detail === '' ? {} : { detail }),
    fields,
  };
}
