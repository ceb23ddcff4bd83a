import type { LawTrigger } from '@machimori/catalogue';
import type { CityIndex } from '@machimori/city';
import type { Text } from '@machimori/kernel';
import { candidatesFor, inUse } from './candidates.ts';
import { type EditionTables, meets, type TraitMasks } from './edition-tables.ts';
import { messages } from './messages.ts';
import type { ApplicableLaw, ProposedMeasure, SheetLine } from './plan.ts';

/** Elements of a kind at which the traits that a trigger asks for hold. */
function holders(
  index: CityIndex,
  tables: EditionTables,
  masks: TraitMasks,
  trigger: Pick<LawTrigger, 'on' | 'whenAll' | 'whenAny'>,
): string[] {
  const asked = { all: tables.maskOf(trigger.whenAll), any: tables.maskOf(trigger.whenAny) };
  const candidates =
    trigger.on === 'dataSet' ? index.city.dataSets : candidatesFor(index, trigger.on);
  return candidates.map(({ key }) => key).filter((key) => meets(masks(key), asked));
}

/** Laws and guidelines that apply, each with the fact of the city that triggers it (ガバナンス①-8). */
export function applicableLaws(
  index: CityIndex,
  tables: EditionTables,
  masks: TraitMasks,
): ApplicableLaw[] {
  const found = new Map<string, Map<string, ApplicableLaw['triggers'][number]>>();
  const add = (reference: string, subject: string, because: Text): void => {
    const triggers = found.get(reference) ?? new Map<string, ApplicableLaw['triggers'][number]>();
    found.set(reference, triggers);
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
      for (const key of holders(index, tables, masks, trigger))
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
  masks: TraitMasks,
  sheet: readonly SheetLine[],
): ProposedMeasure[] {
  const linesOf = Map.groupBy(sheet, (line) => line.checkItem);
  return tables.edition.cases.flatMap((c) =>
    c.measures.flatMap((measure): ProposedMeasure[] => {
      const lines = measure.checkItems.flatMap((item) =>
        (linesOf.get(item) ?? []).map((line) => line.id),
      );
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
        const because = holders(index, tables, masks, trigger);
        if (because.length > 0)
          return [
            { measure: measure.id, kind: 'recommended', because, reason: trigger.reason, lines },
          ];
      }
      return [];
    }),
  );
}
