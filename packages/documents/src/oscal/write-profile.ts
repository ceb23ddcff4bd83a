import type { RiskLevel } from '@machimori/catalogue';
import { type JsonObject, jsonObject } from './json-object.ts';
import { messages } from './messages.ts';
import { cityMetadata } from './metadata.ts';
import { oscalFileName } from './oscal-bundle.ts';
import { fillOne, ourProp, type Writing } from './writing.ts';

interface Selected {
  readonly control: string;
  places: number;
  level: RiskLevel | undefined;
  risk: boolean;
}

/** The requirements and check items that this city's plan selects, with why and how high. */
export function writeProfile(writing: Writing): JsonObject {
  const { plan, edition, say } = writing;
  const rank = new Map(edition.criteria.levels.map((l) => [l.id, l.from]));
  const gather = (
    order: readonly string[],
    rows: readonly (readonly [string, RiskLevel | undefined, 'risk' | 'category'])[],
  ): Selected[] => {
    const found = new Map<string, Selected>();
    for (const [control, level, basis] of rows) {
      const one = found.get(control) ?? { control, places: 0, level: undefined, risk: false };
      found.set(control, one);
      one.places += 1;
      one.risk ||= basis === 'risk';
      if (
        level !== undefined &&
        (rank.get(level) ?? 0) > (one.level === undefined ? -1 : (rank.get(one.level) ?? 0))
      )
        one.level = level;
    }
    return order.map((id) => found.get(id)).filter((one) => one !== undefined);
  };
  const requirements = gather(
    edition.requirements.map((r) => r.id),
    plan.requirements.map((r) => [r.requirement, r.level, r.basis]),
  );
  const items = gather(
    edition.checkItems.map((i) => i.id),
    plan.lines.map((l) => [l.checkItem, l.level, l.basis]),
  );
  const selected = [requirements, items].filter((list) => list.length > 0);
  return jsonObject({
    uuid: writing.cityId('document', 'profile', plan.asOf, edition.id, writing.locale),
    metadata: cityMetadata(
      writing,
      fillOne(say(messages.profile.title), { city: writing.nameOf(writing.city.key) }),
      fillOne(say(messages.profile.remarks), {
        requirements: requirements.length,
        items: items.length,
      }),
    ),
    imports: [
      {
        href: oscalFileName('catalog'),
        'include-controls': selected.map((list) => ({
          'with-ids': list.map((one) => one.control),
        })),
      },
    ],
    merge: { 'as-is': true },
    modify: {
      alters: selected.flat().map((one) => ({
        'control-id': one.control,
        adds: [
          jsonObject({
            position: 'ending',
            props: [
              ourProp('basis', one.risk ? 'risk' : 'category'),
              ourProp('level', one.level),
              ourProp('places', one.places),
            ],
          }),
        ],
      })),
    },
  });
}
