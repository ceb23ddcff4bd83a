import { Failure, fill, limits, text } from '@machimori/kernel';
import type { Plan } from '@machimori/planning';
import { checkPlan } from '@machimori/planning/check';
import { readBytes } from './files.ts';

const messages = {
  json: text('「{path}」はplan.jsonとして読めません。', '“{path}” cannot be read as plan.json.'),
  next: text(
    '「./machimori plan 都市のファイル --out plan/」でつくった plan/plan.json を指定してください。',
    'Name the plan/plan.json that “./machimori plan CITY --out plan/” wrote.',
  ),
  wrong: text(
    '「{path}」は、この版のplan.jsonの形になっていません。',
    '“{path}” has not the shape of this version’s plan.json.',
  ),
};

/** Reads a plan that this program wrote; anything else is refused with the place where it differs. */
export async function readPlan(path: string): Promise<Plan> {
  const bytes = await readBytes(path, limits.planFileBytes);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Failure('input-invalid', fill(messages.json, { path }), {
      next: messages.next,
      cause: error,
    });
  }
  const { plan, diagnostics } = checkPlan(path, value);
  if (!plan)
    throw new Failure('input-invalid', fill(messages.wrong, { path }), {
      diagnostics,
      next: messages.next,
    });
  return plan;
}
