import { controlImplementation } from './control-implementation.ts';
import { type JsonObject, jsonObject } from './json-object.ts';
import { messages } from './messages.ts';
import { cityMetadata } from './metadata.ts';
import { oscalFileName } from './oscal-bundle.ts';
import { bullets, markup, markupLine, paragraphs } from './oscal-text.ts';
import { systemCharacteristics } from './system-characteristics.ts';
import { systemImplementation } from './system-implementation.ts';
import { fillOne, oscalProp, ourProp, type Writing } from './writing.ts';

/** The whole city as one system: what it is, what it is made of, and how each selected control is met where. */
export function writeSystemSecurityPlan(writing: Writing): JsonObject {
  const { plan, edition, say } = writing;
  const laws = lawResources(writing);
  return jsonObject({
    uuid: writing.cityId('document', 'system-security-plan', plan.asOf, edition.id, writing.locale),
    metadata: cityMetadata(
      writing,
      fillOne(say(messages.plan.title), { city: writing.nameOf(writing.city.key) }),
    ),
    'import-profile': { href: oscalFileName('profile') },
    'system-characteristics': systemCharacteristics(
      writing,
      laws.map((law) => ({ href: `#${law['uuid']}`, rel: 'reference' })),
    ),
    'system-implementation': systemImplementation(writing),
    'control-implementation': controlImplementation(writing),
    ...(laws.length === 0 ? {} : { 'back-matter': { resources: laws } }),
  });
}

/** Laws and guidelines that apply, each with the facts that make it apply. */
function lawResources(writing: Writing): JsonObject[] {
  const { plan, edition, say } = writing;
  const references = new Map([...edition.references, ...edition.additions].map((r) => [r.id, r]));
  return plan.laws.flatMap((law) => {
    const reference = references.get(law.reference);
    if (reference === undefined) return [];
    const because = [
      ...new Set(law.triggers.map((t) => `${writing.nameOf(t.subject)}: ${say(t.because)}`)),
    ];
    return [
      jsonObject({
        uuid: writing.cityId('law', law.reference),
        title: markupLine(say(reference.name)),
        description: markup(say(reference.summary)),
        props: [
          oscalProp('type', reference.kind === 'law' ? 'law' : 'external-guidance'),
          ourProp('reference', reference.id),
          ourProp('as-of', reference.asOf),
        ],
        citation: { text: markupLine(reference.citation) || markupLine(say(reference.name)) },
        remarks: paragraphs(
          bullets(because.slice(0, 50).map(markupLine)),
          because.length > 50
            ? markup(fillOne(say(messages.boundary.more), { count: because.length - 50 }))
            : undefined,
        ),
      }),
    ];
  });
}
