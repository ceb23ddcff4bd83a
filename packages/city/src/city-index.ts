import type {
  AccountSummary,
  City,
  Component,
  Contract,
  DataSet,
  ExternalSystem,
  Flow,
  Organisation,
  Weakness,
} from './model.ts';

/** Where something comes from: the elements that make a statement true. */
export type Because = readonly string[];

/** A checked city with its relations looked up once; every map is by key. */
export interface CityIndex {
  readonly city: City;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly components: ReadonlyMap<string, Component>;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly dataSets: ReadonlyMap<string, DataSet>;
  readonly flows: ReadonlyMap<string, Flow>;
  readonly externals: ReadonlyMap<string, ExternalSystem>;
  readonly flowsFrom: ReadonlyMap<string, readonly Flow[]>;
  readonly flowsTo: ReadonlyMap<string, readonly Flow[]>;
  /** Flows from an element that carry a data set. */
  readonly flowsOfData: ReadonlyMap<string, ReadonlyMap<string, readonly Flow[]>>;
  /** Components that stand on a component. */
  readonly standingOn: ReadonlyMap<string, readonly Component[]>;
  /** Devices that a device-management system manages. */
  readonly managed: ReadonlyMap<string, readonly Component[]>;
  /** Contracts that cover a component or a data set. */
  readonly covering: ReadonlyMap<string, readonly Contract[]>;
  readonly asPrincipal: ReadonlyMap<string, readonly Contract[]>;
  readonly asContractor: ReadonlyMap<string, readonly Contract[]>;
  readonly operated: ReadonlyMap<string, readonly Component[]>;
  /** Components that an organisation supplies. */
  readonly supplied: ReadonlyMap<string, readonly Component[]>;
  /** Data sets that an organisation owns. */
  readonly ownedData: ReadonlyMap<string, readonly DataSet[]>;
  /** Account groups and known weaknesses of an element. */
  readonly accountsOf: ReadonlyMap<string, readonly AccountSummary[]>;
  readonly weaknessesOf: ReadonlyMap<string, readonly Weakness[]>;
  /** Data sets at a component: its own and those that flow in or out, each with what brought it. */
  readonly dataAt: ReadonlyMap<string, ReadonlyMap<string, Because>>;
}

/** Who runs a component from day to day: the operator, else the owner. */
export const operatorOf = (component: Component): string => component.operator ?? component.owner;

export function indexCity(city: City): CityIndex {
  const byKey = <T extends { readonly key: string }>(items: readonly T[]): Map<string, T> =>
    new Map(items.map((item) => [item.key, item]));
  const dataAt = new Map<string, Map<string, Because>>();
  const put = (component: string, dataSet: string, because: Because): void => {
    let at = dataAt.get(component);
    if (!at) {
      at = new Map();
      dataAt.set(component, at);
    }
    if (!at.has(dataSet)) at.set(dataSet, because);
  };
  for (const c of city.components) for (const d of c.dataSets) put(c.key, d, [d]);
  for (const f of city.flows)
    for (const d of f.dataSets) {
      put(f.from, d, [d, f.key]);
      put(f.to, d, [d, f.key]);
    }
  const flowsFrom = groupBy(city.flows, (f) => [f.from]);
  return {
    city,
    organisations: byKey(city.organisations),
    components: byKey(city.components),
    contracts: byKey(city.contracts),
    dataSets: byKey(city.dataSets),
    flows: byKey(city.flows),
    externals: byKey(city.externalSystems),
    flowsFrom,
    flowsTo: groupBy(city.flows, (f) => [f.to]),
    flowsOfData: new Map(
      [...flowsFrom].map(([from, flows]) => [from, groupBy(flows, (f) => f.dataSets)]),
    ),
    standingOn: groupBy(city.components, (c) => c.standsOn),
    managed: groupBy(city.components, (c) => (c.managedBy === undefined ? [] : [c.managedBy])),
    covering: groupBy(city.contracts, (k) => [...k.covers.components, ...k.covers.dataSets]),
    asPrincipal: groupBy(city.contracts, (k) => [k.principal]),
    asContractor: groupBy(city.contracts, (k) => [k.contractor]),
    supplied: groupBy(city.components, (c) => (c.supplier === undefined ? [] : [c.supplier])),
    ownedData: groupBy(city.dataSets, (d) => [d.owner]),
    accountsOf: groupBy(city.accounts, (a) => [a.component]),
    weaknessesOf: groupBy(city.weaknesses, (w) => [w.subject]),
    operated: groupBy(city.components, (c) => [operatorOf(c)]),
    dataAt,
  };
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}

/** The contracts behind a contract: those its contractor concluded about the same things, and theirs in turn. */
export function contractsBehind(index: CityIndex, contract: Contract): Contract[] {
  const covered = new Set([...contract.covers.components, ...contract.covers.dataSets]);
  const seen = new Set([contract.key]);
  const behind: Contract[] = [];
  const visit = (principal: string): void => {
    for (const next of index.asPrincipal.get(principal) ?? []) {
      if (seen.has(next.key)) continue;
      const shares = [...next.covers.components, ...next.covers.dataSets].some((key) =>
        covered.has(key),
      );
      if (!shares) continue;
      seen.add(next.key);
      behind.push(next);
      visit(next.contractor);
    }
  };
  visit(contract.contractor);
  return behind;
}
