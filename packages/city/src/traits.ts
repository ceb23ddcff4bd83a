import type { Day } from '@machimori/kernel';
import { type Because, type CityIndex, contractsBehind, operatorOf } from './city-index.ts';
import { dependenceOf, dependenceOfFlow } from './dependence.ts';
import type { Component, Contract, Flow, Organisation } from './model.ts';

/** Traits of one element, each with the elements that make it so. Meanings: ours/traits.yaml of the edition. */
export type Traits = ReadonlyMap<string, Because>;

/** Traits of every element by key; the city itself stands under its own key. */
export type CityTraits = ReadonlyMap<string, Traits>;

class TraitSet extends Map<string, Because> {
  /** Adds a trait once; the first reason stays. */
  when(holds: boolean, trait: string, ...because: string[]): this {
    if (holds && !this.has(trait)) this.set(trait, because);
    return this;
  }

  /** Takes over the named traits of another element, which becomes part of the reason. */
  inherit(from: Traits | undefined, names: readonly string[], through: string): this {
    if (from)
      for (const name of names) {
        const because = from.get(name);
        if (because && !this.has(name))
          this.set(name, because.includes(through) ? because : [through, ...because]);
      }
    return this;
  }
}

const dataTraits = [
  'personalData',
  'specialCareData',
  'financialData',
  'limitedData',
  'closedData',
] as const;
const identifying: ReadonlySet<string> = new Set([
  'personal',
  'special-care',
  'financial',
  'my-number',
  'pseudonymised',
]);

/** Derives every trait from what the city's file says. Pure; `asOf` decides what is past its support. */
export function deriveTraits(index: CityIndex, asOf: Day): CityTraits {
  const traits = new Map<string, TraitSet>();
  for (const component of index.city.components)
    traits.set(component.key, ofComponent(index, component, asOf));
  for (const flow of index.city.flows) traits.set(flow.key, ofFlow(index, flow, traits));
  for (const contract of index.city.contracts)
    traits.set(contract.key, ofContract(index, contract, traits));
  for (const organisation of index.city.organisations)
    traits.set(organisation.key, ofOrganisation(index, organisation, traits));
  for (const dataSet of index.city.dataSets) {
    const set = new TraitSet();
    addData(index, set, [[dataSet.key, [dataSet.key]]]);
    traits.set(dataSet.key, set);
  }
  traits.set(index.city.key, ofCity(index, traits));
  return traits;
}

function addData(
  index: CityIndex,
  set: TraitSet,
  data: Iterable<readonly [string, Because]>,
): void {
  for (const [key, because] of data) {
    const dataSet = index.dataSets.get(key);
    if (!dataSet) continue;
    set.when(
      dataSet.personalData.some((kind) => identifying.has(kind)),
      'personalData',
      ...because,
    );
    set.when(dataSet.personalData.includes('special-care'), 'specialCareData', ...because);
    set.when(dataSet.personalData.includes('financial'), 'financialData', ...because);
    set.when(dataSet.disclosure === 'limited', 'limitedData', ...because);
    set.when(dataSet.disclosure === 'closed', 'closedData', ...because);
  }
}

/** Operator of either end of a flow; an outside system counts as its organisation, or as itself. */
function endOperator(index: CityIndex, key: string): string {
  const component = index.components.get(key);
  if (component) return operatorOf(component);
  return index.externals.get(key)?.organisation ?? key;
}

const crosses = (index: CityIndex, flow: Flow): boolean =>
  endOperator(index, flow.from) !== endOperator(index, flow.to);
const leavesCity = (index: CityIndex, flow: Flow): boolean =>
  index.externals.has(flow.from) || index.externals.has(flow.to);

function addSeat(
  index: CityIndex,
  set: TraitSet,
  organisation: string | undefined,
  ...because: string[]
): void {
  const found = organisation === undefined ? undefined : index.organisations.get(organisation);
  if (!found) return;
  set.when(found.seat.country !== 'JP', 'foreignSupplier', found.key, ...because);
  set.when(
    found.seat.country === 'unknown' || found.seat.law === 'unknown',
    'unknownLaw',
    found.key,
    ...because,
  );
}

function ofComponent(index: CityIndex, c: Component, asOf: Day): TraitSet {
  const set = new TraitSet();
  const operator = operatorOf(c);
  set.when(c.internetFacing, 'internetFacing', c.key);
  set.when(
    c.service?.channels.some((channel) => channel === 'web' || channel === 'app') ?? false,
    'internetFacing',
    c.key,
  );
  set.when(c.dataSets.length > 0 || c.linkage === 'accumulating', 'holdsData', c.key);
  set.when(
    c.processes || (c.kind === 'city-os' && c.linkage === 'accumulating'),
    'processesData',
    c.key,
  );
  set.when(c.linkage === 'accumulating', 'accumulates', c.key);
  const incoming = index.flowsTo.get(c.key) ?? [];
  set.when(incoming.length > 0, 'collectsData', ...incoming.slice(0, 1).map((f) => f.key));
  if (c.device) {
    const d = c.device;
    set.when(d.place === 'public' || d.place === 'vehicle', 'publicPlace', c.key);
    set.when(d.radio.length > 0, 'wireless', c.key);
    set.when(d.measures, 'sensor', c.key);
    set.when(d.moves !== 'nothing', 'actuator', c.key);
    set.when(d.moves !== 'nothing', 'safetyRelevant', c.key);
    set.when(d.supportEnd !== undefined && d.supportEnd < asOf, 'endOfSupport', c.key);
  }
  for (const w of index.weaknessesOf.get(c.key) ?? [])
    set.when(w.kind === 'end-of-support', 'endOfSupport', w.key);
  for (const [service, way] of dependenceOf(index, c.key).services)
    set.when(
      (index.components.get(service)?.service?.safety ?? 'none') !== 'none',
      'safetyRelevant',
      service,
      ...way.filter((key) => key !== service),
    );
  addData(index, set, index.dataAt.get(c.key) ?? []);
  for (const [key, because] of index.dataAt.get(c.key) ?? [])
    set.when(index.dataSets.get(key)?.owner !== operator, 'othersData', ...because);
  for (const f of [...(index.flowsFrom.get(c.key) ?? []), ...incoming]) {
    set
      .when(crosses(index, f), 'crossOrganisation', f.key)
      .when(crosses(index, f), 'sharedWithPartners', f.key);
    set.when(leavesCity(index, f), 'crossCity', f.key);
  }
  set.when(operator !== c.owner, 'outsourced', operator);
  set.when(
    c.supplier !== undefined && c.supplier !== c.owner,
    'suppliedProduct',
    ...(c.supplier === undefined ? [] : [c.supplier]),
  );
  for (const organisation of [c.supplier, c.operator, c.hosting?.provider])
    addSeat(index, set, organisation);
  for (const contract of index.covering.get(c.key) ?? []) {
    if (
      contract.contractor !== operator &&
      contract.principal !== operator &&
      contract.principal !== c.owner
    )
      continue;
    const behind = contractsBehind(index, contract).filter((next) =>
      next.covers.components.includes(c.key),
    );
    const [first] = behind;
    set.when(first !== undefined, 'subcontracted', contract.key, ...(first ? [first.key] : []));
    for (const next of [contract, ...behind]) addSeat(index, set, next.contractor, next.key);
  }
  if (c.hosting && c.hosting.model !== 'own') {
    set.when(true, 'cloudHosted', c.key);
    set.when((c.hosting.country ?? 'unknown') !== 'JP', 'abroad', c.key);
  }
  set.when(c.remoteMaintenance, 'remoteMaintenance', c.key);
  set.when(c.kind === 'device-management-system', 'remotelyManaged', c.key);
  set.when(
    c.managedBy !== undefined,
    'remotelyManaged',
    ...(c.managedBy === undefined ? [] : [c.managedBy]),
  );
  set.when(c.device?.managedByUsers === true, 'usersManageDevices', c.key);
  for (const a of index.accountsOf.get(c.key) ?? []) set.when(true, 'hasAccounts', a.key);
  set.when(
    ['service', 'city-os', 'device-management-system', 'administration-terminal'].includes(c.kind),
    'hasAccounts',
    c.key,
  );
  return set;
}

function ofFlow(index: CityIndex, f: Flow, traits: ReadonlyMap<string, TraitSet>): TraitSet {
  const set = new TraitSet();
  set.when(f.overInternet, 'internetFacing', f.key);
  set.inherit(traits.get(f.from), ['publicPlace', 'wireless', 'sensor'], f.from);
  set.inherit(traits.get(f.to), ['wireless'], f.to);
  // Commands to a device may move something; those of an administrator to a platform do not.
  set.when(f.control && index.components.get(f.to)?.device !== undefined, 'actuator', f.key);
  for (const [service, way] of dependenceOfFlow(index, f).services)
    set.when(
      (index.components.get(service)?.service?.safety ?? 'none') !== 'none',
      'safetyRelevant',
      service,
      ...way.filter((key) => key !== service),
    );
  addData(
    index,
    set,
    f.dataSets.map((key) => [key, [key]] as const),
  );
  for (const key of f.dataSets)
    set.when(index.dataSets.get(key)?.owner !== endOperator(index, f.to), 'othersData', key);
  const ends = [endOperator(index, f.from), endOperator(index, f.to)];
  set
    .when(crosses(index, f), 'crossOrganisation', ...ends)
    .when(crosses(index, f), 'sharedWithPartners', ...ends);
  set.when(leavesCity(index, f), 'crossCity', index.externals.has(f.from) ? f.from : f.to);
  return set;
}

function ofContract(
  index: CityIndex,
  k: Contract,
  traits: ReadonlyMap<string, TraitSet>,
): TraitSet {
  const set = new TraitSet();
  addData(
    index,
    set,
    k.covers.dataSets.map((key) => [key, [key]] as const),
  );
  for (const key of k.covers.components) {
    const component = index.components.get(key);
    const its = traits.get(key);
    set.inherit(its, ['safetyRelevant', 'processesData', ...dataTraits], key);
    if (!component) continue;
    set.when(
      component.kind === 'device-group' || component.kind === 'gateway',
      'coversDevices',
      key,
    );
    const runs =
      operatorOf(component) === k.contractor || component.hosting?.provider === k.contractor;
    set.when(runs && (its?.has('holdsData') ?? false), 'entrustsData', key);
    set.when(component.supplier === k.contractor, 'suppliedProduct', key);
    if (runs || component.supplier === k.contractor)
      set.inherit(its, ['cloudHosted', 'abroad', 'remoteMaintenance'], key);
  }
  set.when(k.covers.dataSets.length > 0, 'entrustsData', ...k.covers.dataSets.slice(0, 1));
  set.when(['purchase', 'lease', 'lending'].includes(k.kind), 'suppliedProduct', k.key);
  set.when(k.kind === 'saas', 'cloudHosted', k.key);
  const behind = contractsBehind(index, k);
  set.when(behind.length > 0, 'subcontracted', ...behind.slice(0, 1).map((next) => next.key));
  for (const next of [k, ...behind]) addSeat(index, set, next.contractor, next.key);
  for (const external of index.city.externalSystems)
    set.when(
      external.organisation === k.principal || external.organisation === k.contractor,
      'crossCity',
      external.key,
    );
  set.when(k.boundaries.length === 0, 'boundarySilent', k.key);
  return set;
}

function ofOrganisation(
  index: CityIndex,
  o: Organisation,
  traits: ReadonlyMap<string, TraitSet>,
): TraitSet {
  const set = new TraitSet();
  for (const c of index.operated.get(o.key) ?? []) {
    set.when(true, 'operates', c.key);
    // Nobody is advised about devices that are out of use.
    if (c.stage !== 'retired') set.inherit(traits.get(c.key), ['usersManageDevices'], c.key);
    set.inherit(
      traits.get(c.key),
      [
        'holdsData',
        'processesData',
        'collectsData',
        'othersData',
        'sharedWithPartners',
        'crossCity',
        'hasAccounts',
        ...dataTraits,
      ],
      c.key,
    );
  }
  const as = (contracts: readonly Contract[] | undefined): string[] =>
    (contracts ?? []).slice(0, 1).map((k) => k.key);
  const [principalOf] = as(index.asPrincipal.get(o.key));
  const [contractorOf] = as(index.asContractor.get(o.key));
  if (principalOf !== undefined) set.set('hasContractors', [principalOf]);
  if (contractorOf !== undefined) set.set('isContractor', [contractorOf]);
  if (principalOf !== undefined && contractorOf !== undefined)
    set.set('subcontracted', [contractorOf, principalOf]);
  for (const k of index.asPrincipal.get(o.key) ?? [])
    set.inherit(traits.get(k.key), ['foreignSupplier', 'unknownLaw'], k.key);
  for (const d of index.ownedData.get(o.key) ?? []) addData(index, set, [[d.key, [d.key]]]);
  for (const c of index.supplied.get(o.key) ?? [])
    set.when(c.owner !== o.key, 'suppliesProducts', c.key);
  set.when(o.legalForm === 'public-body', 'publicBody', o.key);
  return set;
}

function ofCity(index: CityIndex, traits: ReadonlyMap<string, TraitSet>): TraitSet {
  const set = new TraitSet();
  const { city } = index;
  for (const c of city.components)
    set.inherit(
      traits.get(c.key),
      ['safetyRelevant', 'sharedWithPartners', 'crossCity', ...dataTraits],
      c.key,
    );
  for (const o of city.organisations)
    set.inherit(traits.get(o.key), ['hasContractors', ...dataTraits], o.key);
  set.when(
    city.organisations.length > 1,
    'manyOrganisations',
    ...city.organisations.slice(0, 2).map((o) => o.key),
  );
  return set;
}
