import { type JsonObject, jsonObject } from './json-object.ts';
import { messages } from './messages.ts';
import { editionMetadata } from './metadata.ts';
import { oscalFileName } from './oscal-bundle.ts';
import { bullets, markup, paragraphs } from './oscal-text.ts';
import { fillOne, ourProp, type Writing } from './writing.ts';

/** Requirement ↔ check item: a relation that the sources lack, each pair with our reason. */
export function writeMappingCollection(writing: Writing): JsonObject {
  const { edition, say } = writing;
  const title = fillOne(say(messages.mapping.title), {
    framework: say(edition.framework),
    version: edition.version,
  });
  const catalog = { type: 'catalog', href: oscalFileName('catalog') };
  const mappedRequirements = new Set(edition.requirementLinks.map((l) => l.requirement));
  const mappedItems = new Set(edition.requirementLinks.map((l) => l.checkItem));
  return jsonObject({
    uuid: writing.editionId(
      'document',
      'mapping-collection',
      writing.locale,
      writing.plan.generator.version,
    ),
    metadata: editionMetadata(writing, title, say(messages.mapping.description)),
    provenance: {
      method: 'hybrid',
      'matching-rationale': 'semantic',
      status: edition.status === 'draft' ? 'draft' : 'complete',
      'mapping-description': markup(say(messages.mapping.description)),
    },
    mappings: [
      jsonObject({
        uuid: writing.editionId('mapping', 'requirement', 'check-item'),
        'source-resource': catalog,
        'target-resource': catalog,
        maps: edition.requirementLinks.map((link) =>
          jsonObject({
            uuid: writing.editionId('map', link.requirement, link.checkItem),
            relationship: 'intersects-with',
            sources: [{ type: 'control', 'id-ref': link.requirement }],
            targets: [{ type: 'control', 'id-ref': link.checkItem }],
            props: [
              ourProp('relation', 'ours'),
              ...link.categories.map((c) => ourProp('category', c)),
            ],
            remarks: markup(say(link.reason)),
          }),
        ),
        'source-gap-summary': gap(
          writing,
          'requirements',
          edition.requirements.map((r) => r.id).filter((id) => !mappedRequirements.has(id)),
        ),
        'target-gap-summary': gap(
          writing,
          'check-items',
          edition.checkItems.map((i) => i.id).filter((id) => !mappedItems.has(id)),
        ),
        remarks: withoutItem(writing),
      }),
    ],
  });
}

const gap = (writing: Writing, side: string, ids: readonly string[]): JsonObject | undefined =>
  ids.length === 0
    ? undefined
    : { uuid: writing.editionId('mapping-gap', side), 'unmapped-controls': [{ 'with-ids': ids }] };

/** Pairs of requirement and category that no check item speaks of. */
function withoutItem(writing: Writing): string | undefined {
  const { edition, say } = writing;
  if (edition.withoutItem.length === 0) return undefined;
  const category = new Map(edition.categories.map((c) => [c.id, say(c.name)]));
  return paragraphs(
    markup(say(messages.mapping.without)),
    bullets(
      edition.withoutItem.map((w) =>
        markup(
          fillOne(say(messages.mapping.withoutLine), {
            requirement: w.requirement,
            category: category.get(w.category) ?? w.category,
            reason: say(w.reason),
          }),
        ),
      ),
    ),
  );
}
