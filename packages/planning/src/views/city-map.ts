import { operatorOf, wordLabel } from '@machimori/city';
import type { Text } from '@machimori/kernel';
import type { NamedKey, PlanView } from './plan-view.ts';
import { somebodyElse } from './seen.ts';

/** A component that stands somewhere. */
export interface MapPoint {
  readonly key: string;
  readonly name: Text;
  readonly kind: Text;
  readonly operator: NamedKey;
  /** How many devices it stands for, where it is a group of them. */
  readonly devices: number | undefined;
  readonly latitude: number;
  readonly longitude: number;
  /** Requirements here that nobody performs. */
  readonly gaps: number;
}

/** What of the city has a place on the map, and what has none yet. */
export interface CityMap {
  readonly city: NamedKey;
  readonly points: readonly MapPoint[];
  readonly without: readonly (NamedKey & { readonly kind: Text })[];
}

/** From north to south, as one reads a map. */
export function mapOf(view: PlanView): CityMap {
  const { city, index, requirementsAt } = view;
  const there = city.components.filter(({ stage }) => stage !== 'retired');
  return {
    city: { key: city.key, name: { ja: city.name, en: city.nameEn ?? city.name } },
    points: there
      .flatMap((component): MapPoint[] => {
        const { key, kind, position, device } = component;
        if (position === undefined) return [];
        const operator = operatorOf(component);
        return [
          {
            ...view.named(key),
            kind: wordLabel('components', kind),
            operator: view.named(index.organisations.has(operator) ? operator : somebodyElse),
            devices: device?.count,
            ...position,
            gaps: (requirementsAt.get(key) ?? []).filter(
              ({ basis, duty }) => basis === 'risk' && duty.state === 'gap',
            ).length,
          },
        ];
      })
      .toSorted((a, b) => b.latitude - a.latitude || (a.key < b.key ? -1 : 1)),
    without: there
      .filter(({ position }) => position === undefined)
      .map(({ key, kind }) => ({ ...view.named(key), kind: wordLabel('components', kind) })),
  };
}
