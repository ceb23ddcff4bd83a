import type { CityIndex, Component, Flow } from '@machimori/city';
import type { Anchor } from '@machimori/kernel';

/** An element that a rule of the edition may be about. */
export interface Candidate {
  readonly key: string;
  readonly kinds: readonly string[];
}

/** Kinds that a component answers as: a city OS that serves residents is a service too (3.1.3). */
const kindsOf = (c: Component): readonly string[] =>
  c.kind !== 'service' && c.servesResidents ? [c.kind, 'service'] : [c.kind];

/** What is retired is described, and nothing more is asked of it. */
export const inUse = (c: Component): boolean => c.stage !== 'retired';

/** Elements that an anchor can mean, in a fixed order. */
export function candidatesFor(index: CityIndex, anchor: Anchor): readonly Candidate[] {
  const { city } = index;
  const isRetired = (key: string): boolean => index.components.get(key)?.stage === 'retired';
  const flows = (f: Flow): boolean => !isRetired(f.from) && !isRetired(f.to);
  switch (anchor) {
    case 'component':
      return city.components.filter(inUse).map((c) => ({ key: c.key, kinds: kindsOf(c) }));
    case 'flow':
      return city.flows.filter(flows).map((f) => ({ key: f.key, kinds: [] }));
    case 'contract':
      return city.contracts.map((k) => ({ key: k.key, kinds: [k.kind] }));
    case 'organisation':
      return city.organisations
        .filter((o) => o.roles.some((role) => role !== 'resident'))
        .map((o) => ({ key: o.key, kinds: [] }));
    case 'city':
      return [{ key: city.key, kinds: [] }];
  }
}

/** True where a rule names no kind, or one that the candidate answers as. */
export const isOfKind = ({ kinds }: Candidate, wanted: ReadonlySet<string>): boolean =>
  wanted.size === 0 || kinds.some((kind) => wanted.has(kind));
