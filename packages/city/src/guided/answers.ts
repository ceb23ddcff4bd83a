import type { Day } from '@machimori/kernel';
import type {
  DeviceMovement,
  DevicePlace,
  Disclosure,
  LegalForm,
  Renewal,
  ServiceDomain,
} from '../vocabulary.ts';

/** Steps of the guided start, in the order in which they are asked. */
export const guidedSteps = [
  'promoter',
  'services',
  'platform',
  'devices',
  'data',
  'suppliers',
  'contacts',
] as const;
export type GuidedStep = (typeof guidedSteps)[number];

/** Not known yet: left out of the city, and something to find out later. */
type OrUnknown<Word> = Word | 'unknown';

/**
 * What an officer answered on the way to a first description. Keys are those of the template's parts, or numbered
 * ones (`service-1`, `device-1`, `data-1`, `supplier-1`) for what no template has. What is not answered is not there.
 */
export interface GuidedAnswers {
  readonly promoter: {
    readonly cityName: string;
    readonly organisationName: string;
    readonly legalForm: LegalForm;
    readonly population?: number | undefined;
  };
  readonly services: readonly {
    readonly key: string;
    readonly domain: ServiceDomain;
    readonly name: string;
  }[];
  /** The ground on which services stand: one's own, somebody else's, or each service alone. */
  readonly platform: {
    readonly kind: OrUnknown<'own' | 'hosted' | 'none'>;
    readonly name: string;
  };
  readonly devices: readonly {
    readonly key: string;
    /** The service they work for. */
    readonly service: string;
    readonly name: string;
    readonly count?: number | undefined;
    readonly place: OrUnknown<DevicePlace>;
    readonly moves: OrUnknown<DeviceMovement>;
    /** Whether some still have the password they left the factory with, and how many. */
    readonly factoryPassword: OrUnknown<'none' | 'some'>;
    readonly withFactoryPassword?: number | undefined;
    /** Day on which that was answered. */
    readonly foundOn?: Day | undefined;
  }[];
  readonly dataSets: readonly {
    readonly key: string;
    readonly service: string;
    readonly name: string;
    readonly disclosure: OrUnknown<Disclosure>;
    readonly contains: OrUnknown<'nothing' | 'personal' | 'special-care' | 'financial'>;
    readonly people?: number | undefined;
  }[];
  readonly suppliers: readonly {
    readonly key: string;
    readonly name: string;
    readonly inJapan: OrUnknown<'yes' | 'no'>;
    readonly contract: OrUnknown<'yes' | 'no'>;
    readonly until?: Day | undefined;
    readonly renewal: OrUnknown<Renewal>;
  }[];
  /** By component: who is asked about it, and what the contract says about who does what. */
  readonly supplied: readonly {
    readonly component: string;
    /** Key of a supplier. */
    readonly by: OrUnknown<'own' | string>;
    readonly boundary: OrUnknown<'supplier' | 'own' | 'unwritten'>;
  }[];
  readonly contacts: readonly {
    /** Key of a supplier, or `promoter`. */
    readonly of: string;
    readonly post: string;
    readonly phone: string;
    readonly mail: string;
    readonly outOfHours: string;
  }[];
}

/** Where somebody begins who has answered nothing but what setting up asked already. */
export const firstAnswers = (cityName: string, organisationName: string): GuidedAnswers => ({
  promoter: { cityName, organisationName, legalForm: 'public-body' },
  services: [],
  platform: { kind: 'unknown', name: '' },
  devices: [],
  dataSets: [],
  suppliers: [],
  supplied: [],
  contacts: [],
});

/** The day stands with each answer that became a finding: those that have none were given today. */
export function datedAnswers(answers: GuidedAnswers, today: Day): GuidedAnswers {
  return {
    ...answers,
    devices: answers.devices.map((device) => {
      const { foundOn, ...rest } = device;
      return rest.factoryPassword === 'some' ? { ...rest, foundOn: foundOn ?? today } : rest;
    }),
  };
}
