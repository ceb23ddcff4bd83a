import { type Diagnostic, limits, text } from '@machimori/kernel';
import { checkFile } from './check-file.ts';
import { checkCriteria } from './check-relations.ts';
import type { Criteria, Edition } from './edition.ts';
import { Problems } from './problems.ts';
import { readYamlFile } from './yaml-file.ts';

/**
 * Reads criteria that replace an edition's own, YAML or JSON, held against all that the edition's own must fulfil;
 * that their traits exist only where the edition is given. No criteria where there is a diagnostic.
 */
export function readCriteria(
  name: string,
  source: string,
  edition?: Edition,
): { readonly criteria?: Criteria; readonly diagnostics: readonly Diagnostic[] } {
  if (source.length > limits.criteriaCharacters) return { diagnostics: [tooLarge(name)] };
  const { file, diagnostics } = readYamlFile(name, source);
  if (!file || diagnostics.length > 0)
    return { diagnostics: diagnostics.slice(0, limits.diagnostics) };
  const misfits = checkFile(file, 'criteria.schema.json');
  if (misfits.length > 0) return { diagnostics: misfits };
  const criteria = file.value as Criteria;
  const problems = new Problems(([, ...path]) => file.placeOf(path));
  checkCriteria(criteria, problems, edition);
  return problems.found.length === 0
    ? { criteria, diagnostics: [] }
    : { diagnostics: problems.found };
}

const tooLarge = (file: string): Diagnostic => ({
  code: 'too-large',
  severity: 'error',
  place: { file },
  message: text('評価基準が長すぎます。', 'The criteria are too long.'),
  expected: text(
    `${limits.criteriaCharacters}文字まで`,
    `At most ${limits.criteriaCharacters} characters`,
  ),
});
