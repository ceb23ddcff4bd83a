import type { City } from '@machimori/city';
import type { Day } from '@machimori/kernel';
import { elementsOf, everybody } from './element.ts';

/** One row of the visibility relation: what a contract lets one organisation see of another, and when. */
export interface SeenByContract {
  /** Organisations by their keys. */
  readonly viewer: string;
  readonly subject: string;
  readonly contract: string;
  readonly view: 'share';
  readonly from: Day | undefined;
  readonly until: Day | undefined;
}

/**
 * Who gives work sees, while the contract runs, the share of whoever does it that this contract covers;
 * and nothing that the same contractor does for others. Nobody sees upwards, or past one contract.
 */
export function seenByContracts(city: Pick<City, 'contracts'>): readonly SeenByContract[] {
  return city.contracts
    .filter(({ principal, contractor }) => principal !== contractor)
    .map(({ key, principal, contractor, term }) => ({
      viewer: principal,
      subject: contractor,
      contract: key,
      view: 'share',
      from: term.start,
      // A contract that is renewed each year goes on until somebody says that it ended.
      until: term.renewal === 'single' || term.renewal === 'multi-year' ? term.end : undefined,
    }));
}

/**
 * Keys of what each organisation sees of a description on a day: what is its own, and what its contracts let it see.
 * The same as the walls of the tables let through, for a description that need not stand in them any more.
 */
export function keysSeenBy(city: City, on: Day): (organisation: string) => ReadonlySet<string> {
  const elements = elementsOf(city).filter(({ kind }) => kind !== 'city' && kind !== 'controls');
  const running = seenByContracts(city).filter(
    ({ from, until }) => (from === undefined || from <= on) && (until === undefined || until >= on),
  );
  return (organisation) => {
    const contracts = new Set(
      running.flatMap(({ viewer, contract }) => (viewer === organisation ? [contract] : [])),
    );
    return new Set(
      elements.flatMap(({ key, owners, coveredBy }) =>
        owners.includes(everybody) ||
        owners.includes(organisation) ||
        coveredBy.some((contract) => contracts.has(contract))
          ? [key]
          : [],
      ),
    );
  };
}
