import type { CityIndex, CityTraits } from '@machimori/city';
import type { Anchor } from '@machimori/kernel';
import { type EditionTables, holdsAll, isEmpty, overlaps } from './edition-tables.ts';
import { messages } from './messages.ts';
import type { ApplicableLaw, ProposedMeasure } from './plan.ts';
import { candidatesFor, inUse } from './scenarios.ts';

/** Elements of a kind at which a trigger's traits hold. */
function holders(
  index: CityIndex,
  tables: EditionTables,
  traits: CityTraits,
  on: Anchor | 'dataSet',
  whenAll: readonly string[],
  whenAny: readonly string[],
): string[] {
  const all = tables.maskOf(whenAll);
  const any = tables.maskOf(whenAny);
  const keys =
    on === 'dataSet'
      ? index.city.dataSets.map((d) => d.key)
      : candidatesFor(index, on).map((c) => c.key);
  return keys.filter((key) => {
    const has = tables.maskOf(traits.get(key)?.keys() ?? []);
    return holdsAll(has, all) && (isEmpty(any) || overlaps(has, any));
  });
}

/** Laws and guidelines that apply, each with the fact of the city that triggers it (ガバナンス①-8). */
export function applicableLaws(
  index: CityIndex,
  tables: EditionTables,
  traits: CityTraits,
): ApplicableLaw[] {
  const found = new Map<string, Map<string, ApplicableLaw['triggers'][number]>>();
  const add = (
    reference: string,
    subject: string,
    because: ApplicableLaw['triggers'][number]['because'],
  ): void => {
    let triggers = found.get(reference);
    if (!triggers) {
      triggers = new Map();
      found.set(reference, triggers);
    }
    if (!triggers.has(subject)) triggers.set(subject, { subject, because });
  };
  for (const trigger of tables.edition.lawTriggers) {
    if (trigger.always) add(trigger.reference, index.city.key, trigger.reason);
    else if (trigger.facts && trigger.facts.length > 0) {
      if (trigger.facts.some((fact) => index.city.facts.includes(fact)))
        add(trigger.reference, index.city.key, trigger.reason);
    } else if (trigger.domains && trigger.domains.length > 0) {
      for (const c of index.city.components)
        if (inUse(c) && c.service && trigger.domains.includes(c.service.domain))
          add(trigger.reference, c.key, trigger.reason);
    } else
      for (const key of holders(
        index,
        tables,
        traits,
        trigger.on,
        trigger.whenAll,
        trigger.whenAny,
      ))
        add(trigger.reference, key, trigger.reason);
  }
  const order = [...tables.edition.references, ...tables.edition.additions].map((r) => r.id);
  return order.flatMap((reference) => {
    const triggers = found.get(reference);
    return triggers ? [{ reference, triggers: [...triggers.values()] }] : [];
  });
}

/** Measures of section 3.3: the standard ones for every city, the recommended ones where the city's traits call for them. */
export function proposeMeasures(
  index: CityIndex,
  tables: EditionTables,
  traits: CityTraits,
  lineIdsOf: (checkItem: string) => readonly string[],
): ProposedMeasure[] {
  return tables.edition.cases.flatMap((c) =>
    c.measures.flatMap((measure): ProposedMeasure[] => {
      const lines = measure.checkItems.flatMap((item) => lineIdsOf(item));
      if (measure.kind === 'standard')
        return [
          {
            measure: measure.id,
            kind: 'standard',
            because: [index.city.key],
            reason: messages.standardMeasure,
            lines,
          },
        ];
      for (const trigger of tables.edition.measureTriggers) {
        if (trigger.measure !== measure.id) continue;
        const because = holders(
          index,
          tables,
          traits,
          trigger.on,
          trigger.whenAll,
          trigger.whenAny,
        );
        if (because.length > 0)
          return [
            { measure: measure.id, kind: 'recommended', because, reason: trigger.reason, lines },
          ];
      }
      return [];
    }),
  );
}
