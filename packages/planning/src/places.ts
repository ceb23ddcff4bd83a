import type { Requirement } from '@machimori/catalogue';
import { type CityIndex, type Component, operatorOf } from '@machimori/city';
import type { Category } from '@machimori/kernel';
import { inUse } from './candidates.ts';
import type { Placement } from './plan.ts';

/** Where a requirement is met, and why there. Empty categories: no category of the place lists it. */
export interface PlaceOf {
  readonly place: string;
  readonly categories: readonly Category[];
  readonly placement: Placement;
}

const categoryOfKind: Readonly<Record<Component['kind'], Category>> = {
  service: 'service',
  'city-os': 'city-os',
  'device-group': 'asset',
  gateway: 'asset',
  network: 'asset',
  'device-management-system': 'city-os',
  'administration-terminal': 'service',
  'supporting-system': 'service',
};

/** Categories of each element (section 2.2.1). They follow from the kind; a terminal takes those of what it administers. */
export function categoriesOfCity(index: CityIndex): ReadonlyMap<string, readonly Category[]> {
  const categories = new Map<string, readonly Category[]>();
  const interned = new Map<string, readonly Category[]>();
  const put = (key: string, list: readonly Category[]): void => {
    const mark = list.join();
    if (!interned.has(mark)) interned.set(mark, list);
    categories.set(key, interned.get(mark) ?? list);
  };
  const ofComponent = (c: Component): readonly Category[] => {
    if (c.kind === 'administration-terminal') {
      const administered = (index.flowsFrom.get(c.key) ?? [])
        .filter((f) => f.control)
        .map((f) => index.components.get(f.to))
        .filter((to) => to !== undefined && to.kind !== 'administration-terminal')
        .map((to) => categoryOfKind[(to as Component).kind]);
      if (administered.length > 0) return [...new Set(administered)];
    }
    const own = categoryOfKind[c.kind];
    return own !== 'service' && c.servesResidents ? [own, 'service'] : [own];
  };
  for (const c of index.city.components) put(c.key, ofComponent(c));
  for (const k of index.city.contracts) put(k.key, ['governance']);
  for (const o of index.city.organisations) put(o.key, ['governance']);
  for (const f of index.city.flows)
    put(f.key, [...new Set([f.from, f.to].flatMap((end) => categories.get(end) ?? []))]);
  put(index.city.key, ['governance']);
  return categories;
}

const noCategories: readonly Category[] = [];

/** Finds the places of requirements; places beneath an element are looked for once. */
export class PlaceFinder {
  readonly #index: CityIndex;
  readonly #categories: ReadonlyMap<string, readonly Category[]>;
  readonly #sharedBy = new Map<readonly Category[], Map<Requirement, readonly Category[]>>();
  readonly #here = new Map<string, Map<readonly Category[], readonly PlaceOf[]>>();
  readonly #below = new Map<string, readonly PlaceOf[]>();

  constructor(index: CityIndex, categories: ReadonlyMap<string, readonly Category[]>) {
    this.#index = index;
    this.#categories = categories;
  }

  /**
   * Step 3 of section 4.1. A requirement that lists the element's category is met there; one that does not goes
   * to the system it stands on, else to the operator as an organisation. None is lost.
   */
  placesFor(subject: string, requirement: Requirement): readonly PlaceOf[] {
    const index = this.#index;
    const component = index.components.get(subject);
    if (component) return this.#ofComponent(component, requirement);
    const flow = index.flows.get(subject);
    if (flow) {
      const ends = [flow.from, flow.to]
        .map((end) => index.components.get(end))
        .filter((c) => c !== undefined);
      if (ends.length === 0) return [this.#atPromoter(requirement)];
      return unique(
        ends
          .flatMap((end) => this.#ofComponent(end, requirement))
          .map((found) => (found.placement === 'here' ? { ...found, placement: 'end' } : found)),
      );
    }
    const shared = this.sharedAt(subject, requirement);
    if (shared.length > 0) return [{ place: subject, categories: shared, placement: 'here' }];
    const contract = index.contracts.get(subject);
    if (contract) {
      const covered = this.#listing(contract.covers.components, requirement);
      return covered.length > 0
        ? covered
        : [{ place: contract.principal, categories: [], placement: 'principal' }];
    }
    if (index.organisations.has(subject)) {
      const operated = this.#listing(
        (index.operated.get(subject) ?? []).map((c) => c.key),
        requirement,
      );
      return operated.length > 0
        ? operated
        : [{ place: subject, categories: [], placement: 'operator' }];
    }
    return [this.#atPromoter(requirement)];
  }

  /** What is nobody's in particular (a flow between two systems outside, the whole city) is the promoter's. */
  #atPromoter(requirement: Requirement): PlaceOf {
    const { promoter } = this.#index.city;
    return {
      place: promoter,
      categories: this.sharedAt(promoter, requirement),
      placement: 'operator',
    };
  }

  /** The place itself; the same for every requirement that shares the same categories with it. */
  #hereAt(place: string, categories: readonly Category[]): readonly PlaceOf[] {
    let byCategories = this.#here.get(place);
    if (!byCategories) {
      byCategories = new Map();
      this.#here.set(place, byCategories);
    }
    let here = byCategories.get(categories);
    if (!here) {
      here = [{ place, categories, placement: 'here' }];
      byCategories.set(categories, here);
    }
    return here;
  }

  #ofComponent(component: Component, requirement: Requirement): readonly PlaceOf[] {
    const shared = this.sharedAt(component.key, requirement);
    if (shared.length > 0) return this.#hereAt(component.key, shared);
    const mark = `${requirement.id}@${component.key}`;
    let below = this.#below.get(mark);
    if (!below) {
      below = [this.#beneathFor(component, requirement)];
      this.#below.set(mark, below);
    }
    return below;
  }

  #beneathFor(component: Component, requirement: Requirement): PlaceOf {
    const seen = new Set([component.key]);
    let front = [component];
    while (front.length > 0) {
      const next: Component[] = [];
      for (const c of front)
        for (const key of this.#beneath(c)) {
          const below = seen.has(key) ? undefined : this.#index.components.get(key);
          if (!below) continue;
          seen.add(key);
          if (!inUse(below)) continue;
          const categories = this.sharedAt(key, requirement);
          if (categories.length > 0) return { place: key, categories, placement: 'stands-on' };
          next.push(below);
        }
      front = next;
    }
    const operator = operatorOf(component);
    return {
      place: operator,
      categories: this.sharedAt(operator, requirement),
      placement: 'operator',
    };
  }

  /** What a component stands on, nearest first: what manages it, what it names, and for a device what it reports to, platforms before services. */
  #beneath(c: Component): string[] {
    const below = [...(c.managedBy === undefined ? [] : [c.managedBy]), ...c.standsOn];
    if (c.kind === 'device-group' || c.kind === 'gateway' || c.kind === 'network')
      for (const services of [false, true])
        for (const f of this.#index.flowsFrom.get(c.key) ?? [])
          if ((this.#index.components.get(f.to)?.kind === 'service') === services) below.push(f.to);
    return below;
  }

  /** Categories that a place and a requirement share. */
  sharedAt(key: string, requirement: Requirement): readonly Category[] {
    const has = this.#categories.get(key) ?? noCategories;
    let byRequirement = this.#sharedBy.get(has);
    if (!byRequirement) {
      byRequirement = new Map();
      this.#sharedBy.set(has, byRequirement);
    }
    let shared = byRequirement.get(requirement);
    if (!shared) {
      shared = requirement.categories.filter((category) => has.includes(category));
      byRequirement.set(requirement, shared);
    }
    return shared;
  }

  #listing(keys: readonly string[], requirement: Requirement): PlaceOf[] {
    return keys
      .filter((key) => {
        const c = this.#index.components.get(key);
        return c !== undefined && inUse(c);
      })
      .map((place) => ({
        place,
        categories: this.sharedAt(place, requirement),
        placement: 'here' as const,
      }))
      .filter((found) => found.categories.length > 0);
  }
}

function unique(places: readonly PlaceOf[]): PlaceOf[] {
  return [...new Map(places.map((p) => [p.place, p])).values()];
}
