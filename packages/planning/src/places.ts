import type { Requirement } from '@machimori/catalogue';
import { type CityIndex, type Component, type Flow, operatorOf } from '@machimori/city';
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

/** Categories that components can have: once each was met on the way down, what lies further changes nothing. */
const componentCategories = new Set(Object.values(categoryOfKind)).size;

/** Finds the places of requirements; what is met beneath a component is looked for once. */
export class PlaceFinder {
  readonly #index: CityIndex;
  readonly #categories: ReadonlyMap<string, readonly Category[]>;
  readonly #sharedBy = new Map<readonly Category[], Map<Requirement, readonly Category[]>>();
  readonly #nearest = new Map<Component, ReadonlyMap<Category, string>>();

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
    if (component) return [this.#ofComponent(component, requirement)];
    const flow = index.flows.get(subject);
    if (flow) return this.#ofFlow(flow, requirement);
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

  /** A flow's requirements are met at its ends, as far as they lie in the city. */
  #ofFlow(flow: Flow, requirement: Requirement): readonly PlaceOf[] {
    const from = this.#atEnd(flow.from, requirement);
    const to = this.#atEnd(flow.to, requirement);
    if (from && to) return from.place === to.place ? [to] : [from, to];
    return [from ?? to ?? this.#atPromoter(requirement)];
  }

  #atEnd(key: string, requirement: Requirement): PlaceOf | undefined {
    const component = this.#index.components.get(key);
    if (!component) return undefined;
    const { place, categories, placement } = this.#ofComponent(component, requirement);
    return { place, categories, placement: placement === 'here' ? 'end' : placement };
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

  #ofComponent(component: Component, requirement: Requirement): PlaceOf {
    const shared = this.sharedAt(component.key, requirement);
    if (shared.length > 0) return { place: component.key, categories: shared, placement: 'here' };
    for (const [category, place] of this.#nearestBeneath(component))
      if (requirement.categories.includes(category))
        return { place, categories: this.sharedAt(place, requirement), placement: 'stands-on' };
    const operator = operatorOf(component);
    return {
      place: operator,
      categories: this.sharedAt(operator, requirement),
      placement: 'operator',
    };
  }

  /** For each category the nearest component beneath that has it, nearest first. */
  #nearestBeneath(component: Component): ReadonlyMap<Category, string> {
    const known = this.#nearest.get(component);
    if (known) return known;
    const nearest = new Map<Category, string>();
    const met = new Set([component]);
    // A set is walked in the order in which it grows: what is near before what is further down.
    for (const above of met) {
      for (const key of this.#beneath(above)) {
        const below = this.#index.components.get(key);
        if (!below || !inUse(below) || met.has(below)) continue;
        met.add(below);
        for (const category of this.#categories.get(key) ?? noCategories)
          if (!nearest.has(category)) nearest.set(category, key);
      }
      if (nearest.size === componentCategories) break;
    }
    this.#nearest.set(component, nearest);
    return nearest;
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
