import { type Diagnostic, Failure, fill, limits, type Text, text } from '@machimori/kernel';
import type { Plan } from '@machimori/planning';
import { checkPlan } from '@machimori/planning/check';
import { readPieces } from './files.ts';
import { type PlanExcess, PlanScan } from './scan-plan.ts';

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

const excesses: Readonly<Record<Exclude<PlanExcess, 'shape'>, Text>> = {
  depth: text(
    '「{path}」は入れ子が深すぎます。計画ではありません。',
    '“{path}” is nested too deeply to be a plan.',
  ),
  values: text(
    '「{path}」は値が多すぎます。計画ではありません。',
    '“{path}” holds too many values to be a plan.',
  ),
  text: text(
    '「{path}」には長すぎる値があります。計画ではありません。',
    '“{path}” holds a value that is too long for a plan.',
  ),
};

const twice = text('同じものが、すでに前にあります。', 'The same stands before it already.');

/** Reads a plan that this program wrote; anything else is refused with the place where it differs. */
export async function readPlan(path: string): Promise<Plan> {
  const bytes = await readScanned(path);
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
  const repeated = plan ? repeatedIds(path, plan) : diagnostics;
  if (!plan || repeated.length > 0)
    throw new Failure('input-invalid', fill(messages.wrong, { path }), {
      diagnostics: repeated,
      next: messages.next,
    });
  return plan;
}

/** The file's bytes, refused as soon as they cannot be a plan's. */
async function readScanned(path: string): Promise<Uint8Array> {
  const scan = new PlanScan();
  const pieces: Uint8Array[] = [];
  for await (const piece of readPieces(path, limits.planFileBytes)) {
    const excess = scan.push(piece);
    if (excess !== undefined)
      throw excess === 'shape'
        ? new Failure('input-invalid', fill(messages.json, { path }), { next: messages.next })
        : new Failure('limit-exceeded', fill(excesses[excess], { path }), { next: messages.next });
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** What answers are joined by stands once; of two with the same id one would be lost without a word. */
function repeatedIds(file: string, plan: Plan): Diagnostic[] {
  const found: Diagnostic[] = [];
  const check = (list: string, ids: readonly string[]): void => {
    const seen = new Set<string>();
    for (const [at, id] of ids.entries()) {
      if (seen.has(id))
        found.push({
          code: 'duplicate-key',
          severity: 'error',
          place: { file, path: `${list}[${at}]` },
          message: twice,
        });
      seen.add(id);
    }
  };
  check(
    'subjects',
    plan.subjects.map((s) => s.key),
  );
  check(
    'lines',
    plan.lines.map((l) => l.id),
  );
  check(
    'sheet',
    plan.sheet.map((r) => r.id),
  );
  return found;
}
