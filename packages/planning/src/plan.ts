import type { DutyState, Harm, RiskLevel } from '@machimori/catalogue';
import type { SelfCheck } from '@machimori/city';
import type { Anchor, Category, CheckGroup, Day, Text } from '@machimori/kernel';

/**
 * The plan as it is written to plan.json: what could go wrong where, what is required because of it,
 * who does what by when, what to do first. Every row's id comes from what it is about, never from its
 * position, so that answers given later survive a new plan.
 */
export interface Plan {
  readonly formatVersion: 1;
  readonly generator: { readonly name: 'machimori'; readonly version: string };
  readonly asOf: Day;
  readonly city: {
    readonly key: string;
    readonly name: string;
    readonly nameEn?: string;
    /** Old key → present key: by these an older plan is read beside this one. */
    readonly aliases?: Readonly<Record<string, string>>;
  };
  readonly edition: { readonly id: string; readonly name: Text; readonly provenance: Text };
  readonly criteria: { readonly id: string; readonly title: Text };
  /** The guideline says of itself that it is not exhaustive (1.4, 4.2). */
  readonly notice: Text;
  readonly subjects: readonly Subject[];
  readonly findings: readonly Finding[];
  readonly riskGroups: readonly RiskGroup[];
  readonly scenarios: readonly Scenario[];
  readonly requirements: readonly PlacedRequirement[];
  readonly withoutItem: readonly UnaskedRequirement[];
  readonly lines: readonly SheetLine[];
  readonly sheet: readonly SheetRow[];
  readonly contractNotes: readonly ContractNote[];
  readonly laws: readonly ApplicableLaw[];
  readonly measures: readonly ProposedMeasure[];
  readonly actions: readonly Action[];
  readonly counts: PlanCounts;
}

export type SubjectKind = Anchor | 'dataSet' | 'externalSystem';

/** An element of the city that something in the plan is about. */
export interface Subject {
  readonly key: string;
  readonly kind: SubjectKind;
  readonly name: string;
  readonly nameEn?: string;
  readonly categories: readonly Category[];
  readonly traits: readonly SubjectTrait[];
  /** What harm its loss does, 1 to 5 each; absent for organisations and contracts that carry none. */
  readonly impact?: Impact;
  /** At the promoting body: how what it performs itself is checked, as the city records it. */
  readonly selfCheck?: SelfCheck;
}

/** A trait with the rule that derived it and the elements that made it so. */
export interface SubjectTrait {
  readonly trait: string;
  readonly because: readonly string[];
}

export type Impact = Readonly<Record<Harm, ImpactSide>>;

/** One side of the impact: the value, the rule that set it, and the element it was inherited from. */
export interface ImpactSide {
  readonly value: number;
  readonly rule: string;
  /** Key of the data set, service or component whose own value this is. */
  readonly from: string;
  /** The way it came: keys from this element towards `from`. */
  readonly via: readonly string[];
}

/** A known weakness with its count and date; stands before every derived risk. */
export interface Finding {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly affected?: number;
  readonly total?: number;
  readonly foundOn: Day;
  readonly origin: 'recorded' | 'derived';
  readonly sentence: Text;
  readonly firstStep: Text;
  readonly vulnerabilities: readonly string[];
  readonly requirements: readonly string[];
  readonly lines: readonly string[];
  readonly level: RiskLevel;
  readonly urgency: 1 | 2 | 3;
  readonly ease: 1 | 2 | 3;
  readonly responsible: string;
}

/** Risk scenario: a risk row of the catalogue at an element where it applies. Id: `risk-017@sensors`. */
export interface Scenario {
  readonly id: string;
  readonly risk: string;
  readonly subject: string;
  readonly viewpoint: 'own' | 'other';
  /** Traits that made the row apply here; empty where the anchor itself is the reason. */
  readonly traits: readonly string[];
  readonly harm: Harm;
  readonly likelihood: number;
  readonly impact: number;
  readonly level: RiskLevel;
  /** Ids of the rules that made the likelihood. */
  readonly rules: readonly string[];
  /** Findings that confirm its vulnerability here. */
  readonly findings: readonly string[];
}

/** What people read: one incident type, what it happens to, the weaknesses beneath. */
export interface RiskGroup {
  readonly id: string;
  readonly incidentType: string;
  readonly level: RiskLevel;
  readonly confirmed: boolean;
  readonly subjects: readonly {
    readonly subject: string;
    readonly level: RiskLevel;
    readonly scenarios: readonly string[];
  }[];
  readonly vulnerabilities: readonly string[];
}

export type Placement = 'here' | 'stands-on' | 'operator' | 'end' | 'principal';

/** A requirement at the place where it is met, with the scenarios that demand it. Id: `CPS.AC-1@broker`. */
export interface PlacedRequirement {
  readonly id: string;
  readonly requirement: string;
  readonly place: string;
  readonly categories: readonly Category[];
  /** `risk` when a scenario demands it, `category` when the place's category alone asks it. */
  readonly basis: 'risk' | 'category';
  readonly scenarios: readonly string[];
  readonly findings: readonly string[];
  /** Elements that sent it here because their own category does not list it. */
  readonly sentFrom: readonly { readonly subject: string; readonly placement: Placement }[];
  readonly level: RiskLevel | undefined;
  readonly lines: readonly string[];
  readonly duty: Duty;
}

/** A requirement that no check item asks for in a category, where the city has it. Id: `CPS.IP-4#asset`. */
interface UnaskedRequirement {
  readonly id: string;
  readonly requirement: string;
  readonly category: Category;
  /** Why no item asks for it: our judgement. */
  readonly reason: Text;
  readonly level: RiskLevel | undefined;
  /** Ids of the placed requirements. */
  readonly requirements: readonly string[];
}

/** Who performs, who verifies, who answers to residents; with the rule of the decision table. */
export interface Duty {
  readonly performers: readonly string[];
  readonly verifier: string | undefined;
  readonly selfCheck: boolean;
  readonly answerable: readonly string[];
  readonly state: DutyState;
  readonly rule: string;
  readonly contract: string | undefined;
}

/** A line of the check sheet: check item × what it is asked of. Id: `service-2-3@river-watch`. */
export interface SheetLine {
  readonly id: string;
  readonly checkItem: string;
  readonly group: CheckGroup;
  readonly subject: string;
  readonly per: Anchor;
  readonly answeredBy: string;
  readonly duty: Duty;
  readonly requirements: readonly string[];
  readonly findings: readonly string[];
  readonly level: RiskLevel | undefined;
  /** Distinct incident × component that it answers. */
  readonly reach: number;
  readonly basis: 'risk' | 'category';
  readonly priority: number;
  readonly planned: {
    readonly raw: string;
    readonly by: Day;
    readonly origin: 'stated' | 'proposed';
  };
  readonly state: 'not-started' | 'planned' | 'in-progress' | 'implemented' | 'not-applicable';
  readonly statement?: string;
}

/** One check item as one organisation answers it, gathering the lines it answers alike; at most 55 for one answerer. */
export interface SheetRow {
  readonly id: string;
  readonly checkItem: string;
  readonly organisation: string;
  readonly lines: readonly string[];
  readonly level: RiskLevel | undefined;
  readonly planned: { readonly raw: string; readonly by: Day };
}

export type ContractNoteKind =
  | 'silent'
  | 'ends-before-service'
  | 'unknown-law'
  | 'no-incident-clause'
  | 'no-vulnerability-clause'
  | 'subcontracting-unstated'
  | 'expired';

export interface ContractNote {
  readonly id: string;
  readonly kind: ContractNoteKind;
  readonly contract: string;
  readonly about: readonly string[];
  readonly sentence: Text;
  readonly closes: Text;
}

export interface ApplicableLaw {
  readonly reference: string;
  readonly triggers: readonly { readonly subject: string; readonly because: Text }[];
}

export interface ProposedMeasure {
  readonly measure: string;
  readonly kind: 'standard' | 'recommended';
  readonly because: readonly string[];
  readonly reason: Text;
  readonly lines: readonly string[];
}

/** Something to do first, in plain words: what, why, who, by when. */
export interface Action {
  readonly rank: number;
  readonly id: string;
  readonly kind: 'finding' | 'contract' | 'duty' | 'line';
  readonly title: Text;
  /** Whom to ask and what to write down first; absent where the title is itself the step. */
  readonly firstStep?: Text;
  readonly why: Text;
  readonly organisation: string;
  readonly horizon: 'week' | 'month' | 'half' | 'year';
  readonly by: Day;
  readonly level: RiskLevel | undefined;
  /** Ids of the rows it came from. */
  readonly from: readonly string[];
}

export interface PlanCounts {
  readonly organisations: number;
  readonly components: number;
  readonly devices: number;
  readonly scenarios: number;
  readonly findings: number;
  readonly requirements: number;
  readonly lines: number;
  readonly gaps: number;
  readonly overlaps: number;
  readonly presumed: number;
  readonly selfChecks: number;
}
