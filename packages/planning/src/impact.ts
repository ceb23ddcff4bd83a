import type { Criteria, Harm, ImpactRule } from '@machimori/catalogue';
import {
  type CityIndex,
  type Component,
  type DataSet,
  dependenceOf,
  dependenceOfFlow,
  type Flow,
} from '@machimori/city';
import type { Impact, ImpactSide } from './plan.ts';

export const harms: readonly Harm[] = ['confidentiality', 'integrity', 'availability'];

const least: ImpactSide = { value: 1, rule: 'impact-none', from: '', via: [] };
const nothing: Impact = { confidentiality: least, integrity: least, availability: least };

/** Step 1 of section 4.1: what harm the loss of each element does. Keys of components, data sets, flows, contracts, organisations, the city. */
export function rateImpacts(index: CityIndex, criteria: Criteria): ReadonlyMap<string, Impact> {
  const impacts = new Map<string, Impact>();
  for (const d of index.city.dataSets)
    impacts.set(d.key, own(d.key, criteria.impact, 'dataSet', dataFields(d)));
  const ownOf = new Map<string, Impact>();
  for (const c of index.city.components) ownOf.set(c.key, ownImpact(index, c, criteria, impacts));
  for (const c of index.city.components) impacts.set(c.key, componentImpact(index, c, ownOf));
  for (const f of index.city.flows) impacts.set(f.key, flowImpact(index, f, impacts, ownOf));
  for (const k of index.city.contracts)
    impacts.set(
      k.key,
      highest(
        [...k.covers.components, ...k.covers.dataSets].map(
          (key) => [key, impacts.get(key)] as const,
        ),
      ),
    );
  for (const o of index.city.organisations) {
    const keys = [
      ...(index.operated.get(o.key) ?? []).map((c) => c.key),
      ...(index.ownedData.get(o.key) ?? []).map((d) => d.key),
      ...(index.asContractor.get(o.key) ?? []).map((k) => k.key),
    ];
    impacts.set(o.key, highest(keys.map((key) => [key, impacts.get(key)] as const)));
  }
  impacts.set(
    index.city.key,
    highest(index.city.components.map((c) => [c.key, impacts.get(c.key)] as const)),
  );
  return impacts;
}

type Fields = Readonly<Record<string, readonly string[]>>;

const dataFields = (d: DataSet): Fields => ({
  disclosure: [d.disclosure],
  personalData: d.personalData,
  confidentiality: d.confidentiality === undefined ? [] : [d.confidentiality],
});

const componentFields = (c: Component): Fields => ({
  kind: [c.kind],
  stage: [c.stage],
  domain: c.service ? [c.service.domain] : [],
  safety: c.service ? [c.service.safety] : [],
  moves: c.device ? [c.device.moves] : [],
});

function own(
  key: string,
  rules: readonly ImpactRule[],
  on: ImpactRule['on'],
  fields: Fields,
): Impact {
  let impact = nothing;
  for (const rule of rules) {
    if (rule.on !== on) continue;
    const holds = Object.entries(rule.when).every(
      ([field, words]) => fields[field]?.some((word) => words.includes(word)) ?? false,
    );
    if (holds) impact = raise(impact, (harm) => side(rule[harm], rule.id, key));
  }
  return impact;
}

const side = (value: number | undefined, rule: string, from: string): ImpactSide | undefined =>
  value === undefined ? undefined : { value, rule, from, via: [] };

function raise(impact: Impact, by: (harm: Harm) => ImpactSide | undefined): Impact {
  const pick = (harm: Harm): ImpactSide => {
    const other = by(harm);
    return other && other.value > impact[harm].value ? other : impact[harm];
  };
  return {
    confidentiality: pick('confidentiality'),
    integrity: pick('integrity'),
    availability: pick('availability'),
  };
}

const through = (from: ImpactSide, via: readonly string[]): ImpactSide => ({
  ...from,
  via: [...via, ...from.via],
});

/** A component by itself: its own rules, its profile as a service, and the data at it. */
function ownImpact(
  index: CityIndex,
  c: Component,
  criteria: Criteria,
  impacts: ReadonlyMap<string, Impact>,
): Impact {
  let impact = own(c.key, criteria.impact, 'component', componentFields(c));
  if (c.kind === 'service') {
    const service = own(c.key, criteria.impact, 'service', componentFields(c));
    impact = raise(impact, (harm) => service[harm]);
  }
  for (const [key, because] of index.dataAt.get(c.key) ?? []) {
    const data = impacts.get(key);
    if (data) impact = raise(impact, (harm) => through(data[harm], because.slice(1).concat(key)));
  }
  return impact;
}

/**
 * Impact flows upstream: a thing inherits integrity and availability from every service that suffers with it,
 * and everything from what fails wholly with it. Open data lowers confidentiality alone.
 */
function componentImpact(
  index: CityIndex,
  c: Component,
  ownOf: ReadonlyMap<string, Impact>,
): Impact {
  let impact = ownOf.get(c.key) ?? nothing;
  const dependence = dependenceOf(index, c.key);
  for (const [key, way] of dependence.whole) {
    const its = key === c.key ? undefined : ownOf.get(key);
    if (its) impact = raise(impact, (harm) => through(its[harm], way));
  }
  for (const [key, way] of dependence.services) {
    const its = key === c.key ? undefined : ownOf.get(key);
    if (its)
      impact = raise(impact, (harm) =>
        harm === 'confidentiality' ? undefined : through(its[harm], way),
      );
  }
  return impact;
}

function flowImpact(
  index: CityIndex,
  f: Flow,
  impacts: ReadonlyMap<string, Impact>,
  ownOf: ReadonlyMap<string, Impact>,
): Impact {
  let impact = highest(f.dataSets.map((key) => [key, impacts.get(key)] as const));
  for (const [key, way] of dependenceOfFlow(index, f).services) {
    const its = ownOf.get(key);
    if (its)
      impact = raise(impact, (harm) =>
        harm === 'confidentiality' ? undefined : through(its[harm], [f.to, ...way]),
      );
  }
  if (f.control) {
    const its = impacts.get(f.to);
    if (its) impact = raise(impact, (harm) => through(its[harm], [f.to]));
  }
  return impact;
}

function highest(parts: readonly (readonly [string, Impact | undefined])[]): Impact {
  let impact = nothing;
  for (const [key, part] of parts)
    if (part)
      impact = raise(impact, (harm) =>
        part[harm].via[0] === key || part[harm].from === key
          ? part[harm]
          : through(part[harm], [key]),
      );
  return impact;
}
