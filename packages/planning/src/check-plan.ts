import { type Diagnostic, text } from '@machimori/kernel';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import schema from '../plan.schema.json' with { type: 'json' };
import type { Plan } from './plan.ts';

let validator: ValidateFunction<Plan> | undefined;

/** A plan read from a file, checked against plan.schema.json; stops at the first difference, since one usually brings the others. */
export function checkPlan(
  file: string,
  value: unknown,
): { readonly plan?: Plan; readonly diagnostics: readonly Diagnostic[] } {
  validator ??= new Ajv2020({ strict: true, allowUnionTypes: true }).compile<Plan>(schema);
  if (validator(value)) return { plan: value, diagnostics: [] };
  return { diagnostics: (validator.errors ?? []).map((error) => diagnosticOf(file, error)) };
}

function diagnosticOf(file: string, error: ErrorObject): Diagnostic {
  const params = error.params as Record<string, unknown>;
  const extra = params['additionalProperty'] ?? params['missingProperty'];
  const path = pathOf(error.instancePath, typeof extra === 'string' ? extra : undefined);
  const missing = error.keyword === 'required';
  return {
    code: missing
      ? 'missing-field'
      : error.keyword === 'additionalProperties'
        ? 'unknown-field'
        : 'wrong-type',
    severity: 'error',
    place: { file, path },
    message: missing
      ? text('必要な値がありません。', 'A value is missing.')
      : error.keyword === 'additionalProperties'
        ? text('ここに置けない名前です。', 'This name has no place here.')
        : text('値の種類が違います。', 'The value is of the wrong type.'),
  };
}

/** `/actions/0` and `rank` → `actions[0].rank`. */
const pathOf = (pointer: string, field: string | undefined): string =>
  [...pointer.split('/').slice(1), ...(field === undefined ? [] : [field])]
    .map((step, i) => (/^\d+$/.test(step) ? `[${step}]` : i === 0 ? step : `.${step}`))
    .join('');
