import { type Diagnostic, limits } from '@machimori/kernel';
import { checkForm } from './check-form.ts';
import { checkLinks } from './check-links.ts';
import { checkReferences } from './check-references.ts';
import { checkUniqueness } from './check-uniqueness.ts';
import { type OscalDocuments, oscalNames } from './oscal-bundle.ts';
import { indexBundle } from './oscal-index.ts';

/**
 * What the schema cannot see: that everything referred to exists, in this document or in those it imports, that
 * nothing has two ids or one id twice, that times carry a zone and UUIDs are of version 4 or 5.
 * Takes documents that others made too: any part may be missing or of another shape.
 */
export function checkOscal(bundle: OscalDocuments): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    if (found.length < limits.diagnostics) found.push(diagnostic);
  };
  const index = indexBundle(bundle, report);
  for (const name of oscalNames) {
    const document = index.documents.get(name);
    if (document === undefined) continue;
    checkForm(document, report);
    checkUniqueness(document, report);
    checkLinks(document, index, report);
    checkReferences(document, index, report);
  }
  return found;
}
