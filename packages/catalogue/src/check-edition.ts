import type { Diagnostic } from '@machimori/kernel';
import { checkCounts } from './check-counts.ts';
import { checkReferences } from './check-references.ts';
import { checkRelations } from './check-relations.ts';
import { checkTexts } from './check-texts.ts';
import type { Edition } from './edition.ts';
import type { PlaceOf } from './edition-place.ts';
import { Problems } from './problems.ts';

/**
 * Everything a schema cannot see: references, counts, coverage and texts. With the `placeOf` of a
 * compiled edition each problem names its line.
 */
export function checkEdition(edition: Edition, placeOf?: PlaceOf): readonly Diagnostic[] {
  const problems = new Problems(placeOf);
  checkReferences(edition, problems);
  checkCounts(edition, problems);
  checkRelations(edition, problems);
  checkTexts(edition, problems);
  return problems.found;
}
