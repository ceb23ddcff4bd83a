import type { City, ContractClause } from '@machimori/city';

const byKey = <T extends { readonly key: string }>(items: readonly T[]): readonly T[] =>
  [...items].sort((a, b) => compare(a.key, b.key));

/** Order by code units: the same on every machine and in every locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const sorted = <T extends string>(items: readonly T[]): readonly T[] => [...items].sort(compare);

const clauseOrder = ({ clause, performs = '', requirements }: ContractClause): string =>
  `${clause} ${performs} ${requirements.join()}`;

/** The same city with every list in a fixed order, so that the order of the file changes nothing. */
export function canonicalCity(city: City): City {
  return {
    ...city,
    facts: sorted(city.facts),
    organisations: byKey(city.organisations).map((o) => ({ ...o, roles: sorted(o.roles) })),
    contracts: byKey(city.contracts).map((k) => ({
      ...k,
      covers: { components: sorted(k.covers.components), dataSets: sorted(k.covers.dataSets) },
      clauses: [...k.clauses]
        .map((c) => ({ ...c, requirements: sorted(c.requirements) }))
        .sort((a, b) => compare(clauseOrder(a), clauseOrder(b))),
      boundaries: [...k.boundaries]
        .map((b) => ({ ...b, requirements: sorted(b.requirements) }))
        .sort((a, b) =>
          compare(
            `${a.subject} ${a.aspect} ${a.performs} ${a.requirements.join()}`,
            `${b.subject} ${b.aspect} ${b.performs} ${b.requirements.join()}`,
          ),
        ),
    })),
    components: byKey(city.components).map((c) => ({
      ...c,
      standsOn: sorted(c.standsOn),
      dataSets: sorted(c.dataSets),
    })),
    externalSystems: byKey(city.externalSystems),
    dataSets: byKey(city.dataSets),
    flows: byKey(city.flows).map((f) => ({ ...f, dataSets: sorted(f.dataSets) })),
    accounts: byKey(city.accounts),
    weaknesses: byKey(city.weaknesses),
    controls: [...city.controls].sort((a, b) =>
      compare(`${a.checkItem} ${a.subject}`, `${b.checkItem} ${b.subject}`),
    ),
    aliases: Object.fromEntries(Object.entries(city.aliases).sort(([a], [b]) => compare(a, b))),
  };
}
