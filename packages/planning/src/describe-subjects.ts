import type { CityIndex, CityTraits } from '@machimori/city';
import type { Category } from '@machimori/kernel';
import { nameOf } from './element-names.ts';
import type { Impact, Subject, SubjectKind } from './plan.ts';

/** Every element of the city with its categories, its traits and what harm its loss does. */
export function describeSubjects(
  index: CityIndex,
  traits: CityTraits,
  impacts: ReadonlyMap<string, Impact>,
  categories: ReadonlyMap<string, readonly Category[]>,
): Subject[] {
  const { city } = index;
  const describe = (
    kind: SubjectKind,
    element: { readonly key: string; readonly name?: string; readonly nameEn?: string },
  ): Subject => {
    const impact = impacts.get(element.key);
    return {
      key: element.key,
      kind,
      name: element.name ?? element.key,
      ...(element.nameEn === undefined ? {} : { nameEn: element.nameEn }),
      categories: categories.get(element.key) ?? [],
      traits: [...(traits.get(element.key) ?? [])].map(([trait, because]) => ({ trait, because })),
      ...(impact === undefined ? {} : { impact }),
    };
  };
  return [
    describe('city', city),
    ...city.organisations.map((o) => ({
      ...describe('organisation', o),
      ...(o.selfCheck === undefined || o.key !== city.promoter ? {} : { selfCheck: o.selfCheck }),
    })),
    ...city.contracts.map((k) => describe('contract', k)),
    ...city.components.map((c) => describe('component', c)),
    ...city.externalSystems.map((e) => describe('externalSystem', e)),
    ...city.dataSets.map((d) => describe('dataSet', d)),
    ...city.flows.map((f) => {
      const { ja, en } = nameOf(index, f.key);
      return describe('flow', { key: f.key, name: ja, ...(en === ja ? {} : { nameEn: en }) });
    }),
  ];
}
