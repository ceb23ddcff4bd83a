import type { Diagnostic } from '@machimori/kernel';
import { checkFile } from './check-file.ts';
import type { Criteria } from './edition.ts';
import { readYamlFile } from './yaml-file.ts';

/** Reads criteria that replace an edition's own, YAML or JSON, checked against the same schema. */
export function readCriteria(
  name: string,
  text: string,
): { readonly criteria?: Criteria; readonly diagnostics: readonly Diagnostic[] } {
  const { file, diagnostics } = readYamlFile(name, text);
  if (!file) return { diagnostics };
  const problems = [...diagnostics, ...checkFile(file, 'criteria.schema.json')];
  return problems.length === 0
    ? { criteria: file.value as Criteria, diagnostics: [] }
    : { diagnostics: problems };
}
