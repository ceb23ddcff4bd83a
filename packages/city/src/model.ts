import type { Day } from '@machimori/kernel';
import type {
  AccountKind,
  Clause,
  CloudModel,
  ComponentKind,
  ConfidentialityClass,
  ConsentBasis,
  ContractKind,
  ControlState,
  DeviceMovement,
  DevicePlace,
  Disclosure,
  InformationAssetKind,
  LegalForm,
  Linkage,
  PersonalDataKind,
  Protocol,
  Radio,
  Renewal,
  RoleId,
  SafetyRelevance,
  SelfCheckKind,
  ServiceDomain,
  Stage,
  Subcontracting,
} from './vocabulary.ts';

/**
 * A city as its file describes it: 星ヶ渡市 is examples/hoshigawatari/city.yaml.
 * Every element has a key that never changes; what can be derived is not here (see traits.ts).
 */
export interface City {
  readonly formatVersion: 1;
  readonly key: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly population?: number;
  /** Organisation that answers to residents for the whole: 推進主体. */
  readonly promoter: string;
  /** Facts that only the city knows and that make a law apply: `eeaPersonalData`, `buildingControl`, … */
  readonly facts: readonly string[];
  readonly organisations: readonly Organisation[];
  readonly contracts: readonly Contract[];
  readonly components: readonly Component[];
  readonly externalSystems: readonly ExternalSystem[];
  readonly dataSets: readonly DataSet[];
  readonly flows: readonly Flow[];
  readonly accounts: readonly AccountSummary[];
  readonly weaknesses: readonly Weakness[];
  readonly controls: readonly ControlFact[];
  /** Old key → present key, after a rename. */
  readonly aliases: Readonly<Record<string, string>>;
}

export interface Organisation {
  readonly key: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly roles: readonly RoleId[];
  readonly legalForm: LegalForm;
  /** Country of the seat (ISO 3166 alpha-2), and the law that governs it where that is another: `unknown` until established. */
  readonly seat: { readonly country: string; readonly law?: string };
  readonly parent?: string;
  readonly contacts: readonly Contact[];
  /** Last day on which its security was evaluated, with the scheme used. */
  readonly evaluated?: { readonly on: Day; readonly scheme: string };
  /** How it is checked where it performs and nobody else verifies. */
  readonly selfCheck?: SelfCheck;
  readonly note?: string;
}

export interface SelfCheck {
  readonly kind: SelfCheckKind;
  /** The department that checks, or the post that signed. */
  readonly by: string;
  /** Day on which it was settled, or signed. */
  readonly on: Day;
}

export interface Contact {
  readonly purpose: 'incident' | 'general' | 'out-of-hours';
  readonly post: string;
  readonly phone?: string;
  readonly mail?: string;
}

export interface Contract {
  readonly key: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly kind: ContractKind;
  readonly principal: string;
  readonly contractor: string;
  readonly covers: { readonly components: readonly string[]; readonly dataSets: readonly string[] };
  readonly term: { readonly start?: Day; readonly end?: Day; readonly renewal: Renewal };
  readonly boundaries: readonly ResponsibilityBoundary[];
  readonly clauses: readonly ContractClause[];
  readonly subcontracting: Subcontracting;
  readonly note?: string;
}

/** A clause that a contract contains. Where it names requirements, it says who performs them. */
export interface ContractClause {
  readonly clause: Clause;
  /** Organisation that performs the requirements; the contractor where it is left out. */
  readonly performs?: string;
  /** Empty where nothing more is known than that the contract has the clause. */
  readonly requirements: readonly string[];
}

/** Where duty changes hands (責任分界点), for a system or for data. */
export interface ResponsibilityBoundary {
  readonly aspect: 'system' | 'data';
  /** Component or data set that it is about. */
  readonly subject: string;
  /** Organisation that performs on this side. */
  readonly performs: string;
  /** Limits the boundary to these requirements; all when empty. */
  readonly requirements: readonly string[];
  readonly note?: string;
}

export interface Component {
  readonly key: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly kind: ComponentKind;
  readonly owner: string;
  readonly operator?: string;
  readonly supplier?: string;
  readonly standsOn: readonly string[];
  readonly managedBy?: string;
  readonly stage: Stage;
  /** Last day on which it is meant to serve; contracts are held against it. */
  readonly plannedUntil?: Day;
  /** Reached by residents directly (a portal of a city OS): answers as a service too (3.1.3). */
  readonly servesResidents: boolean;
  readonly internetFacing: boolean;
  readonly remoteMaintenance: boolean;
  readonly processes: boolean;
  readonly dataSets: readonly string[];
  readonly hosting?: Hosting;
  readonly service?: ServiceDetails;
  readonly linkage?: Linkage;
  readonly device?: DeviceDetails;
  /** Where its people see it on a map: latitude and longitude in degrees (WGS 84). */
  readonly position?: { readonly latitude: number; readonly longitude: number };
  readonly note?: string;
}

export interface Hosting {
  readonly model: CloudModel;
  readonly provider?: string;
  readonly region?: string;
  readonly country?: string;
  readonly multipleRegions: boolean;
}

export interface ServiceDetails {
  readonly domain: ServiceDomain;
  readonly audience: readonly ('residents' | 'visitors' | 'staff' | 'businesses')[];
  readonly channels: readonly ('web' | 'app' | 'counter' | 'signage' | 'phone' | 'mail')[];
  readonly safety: SafetyRelevance;
}

export interface DeviceDetails {
  readonly count: number;
  readonly model?: string;
  readonly version?: string;
  readonly supportEnd?: Day;
  readonly place: DevicePlace;
  readonly moves: DeviceMovement;
  readonly measures: boolean;
  readonly radio: readonly Radio[];
  readonly labels: readonly {
    readonly scheme: 'JC-STAR' | 'CCDS' | 'other';
    readonly stars?: number;
    readonly count: number;
  }[];
  readonly update: 'remote' | 'on-site' | 'none' | 'unknown';
  readonly managedByUsers: boolean;
}

/** A system of another city or a platform outside; flows may begin or end there. */
export interface ExternalSystem {
  readonly key: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly kind: 'city' | 'platform';
  readonly organisation?: string;
}

export interface DataSet {
  readonly key: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly owner: string;
  readonly informationAssets: readonly InformationAssetKind[];
  readonly disclosure: Disclosure;
  readonly personalData: readonly PersonalDataKind[];
  readonly confidentiality?: ConfidentialityClass;
  readonly subjects?: { readonly who: string; readonly count?: number };
  readonly consent: ConsentBasis;
  readonly note?: string;
}

export interface Flow {
  readonly key: string;
  readonly name?: string;
  readonly nameEn?: string;
  /** Component or external system. */
  readonly from: string;
  readonly to: string;
  readonly dataSets: readonly string[];
  readonly purpose: string;
  readonly protocol: Protocol;
  readonly encrypted: 'yes' | 'no' | 'unknown';
  readonly authenticated: 'yes' | 'no' | 'unknown';
  readonly control: boolean;
  readonly overInternet: boolean;
}

/** Accounts of a component in brief: counts, never names. */
export interface AccountSummary {
  readonly key: string;
  readonly component: string;
  readonly kind: AccountKind;
  readonly total: number;
  readonly orphaned: number;
  readonly dormant: number;
  readonly withoutSecondFactor: number;
  readonly reviewedOn?: Day;
}

/** A known weakness with its count and date: a fact, not a derived risk. */
export interface Weakness {
  readonly key: string;
  /** Kind of finding in the catalogue: `default-password`. */
  readonly kind: string;
  /** The element that has it. */
  readonly subject: string;
  readonly affected?: number;
  readonly total?: number;
  readonly foundOn: Day;
  readonly note?: string;
}

/** What is known of an answer to a check item: state, planned date in its raw wording, how. */
export interface ControlFact {
  /** Check item id or label: `service-2-3` or `サービス②-3`. */
  readonly checkItem: string;
  readonly subject: string;
  readonly state: ControlState;
  readonly planned?: string;
  readonly statement?: string;
}
