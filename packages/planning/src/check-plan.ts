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
  const path = [
    error.instancePath.slice(1).replaceAll('/', '.'),
    typeof extra === 'string' ? extra : '',
  ]
    .filter((s) => s !== '')
    .join('.');
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
      ? text('要る項目がありません。', 'A field is missing.')
      : error.keyword === 'additionalProperties'
        ? text('この形にない項目です。', 'This field has no place here.')
        : text('値の形が違います。', 'The value has the wrong form.'),
  };
}
