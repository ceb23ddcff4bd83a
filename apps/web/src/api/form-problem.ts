import type { FormProblem } from '../design/form.tsx';
import type { Say } from '../language.tsx';
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
  return {
    title: say(problem.text),
    ...(problem.next === undefined ? {} : { detail: say(problem.next) }),
    fields,
  };
}
