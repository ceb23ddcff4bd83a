import type { City } from '@machimori/city';
import type { Day } from '@machimori/kernel';

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
