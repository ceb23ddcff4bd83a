import type {
  Anchor,
  Category,
  CheckGroup,
  ComponentKind,
  ContractKind,
  RoleId,
  ServiceDomain,
  Text,
} from '@machimori/kernel';
import type { Named, Source } from './named.ts';
import type { Reference } from './reference.ts';
import type {
  Change,
  ClassificationAxis,
  DataKind,
  DeviceMeans,
  DeviceMeansGroup,
  DeviceRequirement,
  DeviceRequirementScheme,
  GuidelineFigure,
  LinkageAttribute,
  LinkageThing,
  ThreatCategory,
} from './supplements.ts';

/** The shapes of a guideline edition as data. What each file holds stands in catalogue/README.md. */

export type { Named, Source } from './named.ts';
export type {
  Confidence,
  Reference,
  ReferenceArticle,
  ReferenceFigure,
  ReferenceSuccessor,
} from './reference.ts';

export interface EditionHeader {
  readonly id: string;
  readonly framework: Text;
  readonly version: string;
  readonly status: string;
  readonly provenance: Text;
  readonly documents: readonly {
    readonly id: string;
    readonly title: Text;
    readonly date?: string;
  }[];
  readonly notice: Text;
}

export interface CheckSection {
  readonly id: string;
  readonly group: CheckGroup;
  readonly number: number;
  readonly heading: Text;
  readonly notes?: readonly Text[];
  readonly source: Source;
}

/** A line of the official check sheet: チェック項目. */
export interface CheckItem {
  readonly id: string;
  readonly label: string;
  readonly group: CheckGroup;
  readonly section: string;
  readonly heading: Text;
  readonly asks: Text;
  readonly answeredBy: readonly RoleId[];
  readonly notes?: readonly Text[];
  readonly source: Source;
}

export interface RequirementFamily {
  readonly id: string;
  readonly heading: Text;
  readonly source: Source;
}

/** A coded thing to satisfy: 対策要件, CPS.AC-1. */
export interface Requirement {
  readonly id: string;
  readonly family: string;
  readonly categories: readonly Category[];
  readonly suggestedCategories?: readonly Category[];
  readonly heading: Text;
  readonly asks: Text;
  readonly source: Source;
}

export interface IncidentType {
  readonly id: string;
  readonly heading: Text;
  readonly plain: Text;
  readonly source: Source;
}

export interface Threat {
  readonly id: string;
  readonly name: Text;
  readonly plain: Text;
  readonly source: Source;
}

export interface Vulnerability {
  readonly id: string;
  readonly name: Text;
  readonly conditional: Text;
  readonly question: Text;
  readonly source: Source;
}

/** One row of Appendix B: incident type × threat × vulnerability, and the requirements it calls for. */
export interface Risk {
  readonly id: string;
  readonly incidentType: string;
  readonly threat: string;
  readonly vulnerability: string;
  readonly requirements: readonly string[];
  readonly source: Source;
}

export interface UseCaseRisk {
  readonly place: 'R1' | 'R2' | 'R3' | 'R4';
  readonly heading: Text;
  readonly incidentType?: string;
  readonly threat?: string;
  readonly requirements: readonly string[];
  readonly beyondAppendixB?: { readonly requirements: readonly string[]; readonly reason: Text };
  readonly source: Source;
}

export interface UseCase {
  readonly id: string;
  readonly domain: ServiceDomain;
  readonly name: Text;
  readonly story: Text;
  readonly risks: readonly UseCaseRisk[];
  readonly notes?: readonly Text[];
  readonly source: Source;
}

/** A theme of section 3.3. */
export interface Theme {
  readonly id: string;
  readonly heading: Text;
  readonly source: Source;
}

/** A measure of section 3.3: standard for every city, recommended where the need is higher. */
export interface Measure {
  readonly id: string;
  readonly kind: 'standard' | 'recommended';
  readonly number: number;
  readonly text: Text;
  readonly checkItems: readonly string[];
  readonly source: Source;
}

export interface Case {
  readonly id: string;
  readonly theme: string;
  readonly heading: Text;
  readonly problem: Text;
  readonly measures: readonly Measure[];
  /** The case on which the printed list of measures, common to both, is stored. */
  readonly sharesMeasuresOf?: string;
  readonly notes?: readonly Text[];
  readonly source: Source;
}

// ── What is ours: judgements that the sources lack, each with its reason ──

/** Something about an element that can be derived and decides which risks apply there. */
export interface TraitDefinition {
  readonly id: string;
  readonly on: readonly (Anchor | 'dataSet')[];
  readonly name: Text;
  readonly meaning: Text;
}

export interface RequirementLink {
  readonly requirement: string;
  readonly checkItem: string;
  readonly categories: readonly Category[];
  readonly reason: Text;
}

/** A requirement that no check item speaks of for one category. */
export interface WithoutItem {
  readonly requirement: string;
  readonly category: Category;
  readonly reason: Text;
}

/** Where a risk row applies. Conditions are positive only: one more trait never removes a risk. */
export interface RiskAnchor {
  readonly risk: string;
  readonly anchor: Anchor;
  readonly viewpoint: 'own' | 'other';
  /** Kinds of component or of contract; any when empty. */
  readonly kinds: readonly (ComponentKind | ContractKind)[];
  readonly whenAll: readonly string[];
  readonly whenAny: readonly string[];
  readonly reason: Text;
}

/** Who answers a check item by default, and how often it is asked. */
export interface CheckItemDuty {
  readonly checkItem: string;
  readonly answeredBy: RoleId;
  readonly per: Anchor;
  readonly kinds: readonly ComponentKind[];
  readonly whenAny: readonly string[];
  readonly reason: Text;
}

/** What a check item asks besides, of something else than its other lines, and is answered apart. */
export interface AdviceDuty extends CheckItemDuty {
  /** In place of what the item asks: our own words for this part of it. */
  readonly asks: Text;
}

/** A short answer that we made up, for whoever has none yet: what a good one says of a component of these kinds. */
export interface AnswerExample {
  readonly checkItem: string;
  readonly per: Anchor;
  /** Any when empty. */
  readonly kinds: readonly ComponentKind[];
  readonly answer: Text;
}

/** A part of the way through the check items, with the reason for its place. */
export interface FirstStepStage {
  readonly id: string;
  /** How many of it the first things of a plan hold at most, so that no stage crowds out the next. */
  readonly most: number;
  readonly name: Text;
  readonly reason: Text;
}

/** What an officer of a small town can do at once about a check item: whom to ask, what to write down. */
export interface FirstStep {
  readonly checkItem: string;
  readonly stage: string;
  readonly step: Text;
  /** The same for whoever runs the thing itself, where others than the promoting body answer the item. */
  readonly own?: Text;
}

/** A kind of known weakness that an officer records with a count and a date. */
export interface FindingKind {
  readonly id: string;
  readonly on: Anchor | 'dataSet';
  readonly name: Text;
  /** With its counts. */
  readonly sentence: Text;
  /** Where there is but one, or nothing to count. */
  readonly alone: Text;
  readonly unit: Text;
  readonly vulnerabilities: readonly string[];
  readonly requirements: readonly string[];
  readonly checkItems: readonly string[];
  readonly urgency: 1 | 2 | 3;
  readonly ease: 1 | 2 | 3;
  readonly firstStep: Text;
  /** For whoever is in charge of the thing itself, where it is said otherwise. */
  readonly ownStep?: Text;
  readonly reason: Text;
}

/** Something that decides whether a law applies and is asked, never inferred. */
export interface LawFact {
  readonly id: string;
  readonly on: Anchor | 'dataSet';
  /** The fact as a statement, to choose from a list. */
  readonly name: Text;
  readonly question: Text;
}

/** When a law or guideline applies: all of `whenAll`, and one of each other list that is not empty. */
export interface LawTrigger {
  readonly reference: string;
  readonly on: Anchor | 'dataSet';
  readonly whenAny: readonly string[];
  readonly whenAll: readonly string[];
  readonly domains?: readonly ServiceDomain[];
  readonly facts?: readonly string[];
  readonly always?: boolean;
  readonly reason: Text;
}

/** A link of Appendix D that the anchored rows do not give a typical small city at that place, and why. */
export interface UseCaseDifference {
  readonly domain: ServiceDomain | 'all';
  readonly place: UseCaseRisk['place'];
  readonly requirement: string;
  readonly reason: Text;
}

/** When a recommended measure fits a city; a standard one fits every city. */
export interface MeasureTrigger {
  readonly measure: string;
  readonly on: Anchor;
  readonly whenAll: readonly string[];
  readonly whenAny: readonly string[];
  readonly reason: Text;
}

export type Harm = 'confidentiality' | 'integrity' | 'availability';
/** By which way a threat comes; exposure traits raise only the ways they open. */
export type ThreatWay = 'remote' | 'physical' | 'path' | 'insider' | 'supplier' | 'quality';

/** What of a thing an incident type harms; decides which side of the impact counts. */
export interface IncidentHarm {
  readonly incidentType: string;
  readonly harms: readonly Harm[];
  readonly reason: Text;
}

export interface ThreatRating {
  readonly threat: string;
  readonly ways: readonly ThreatWay[];
  readonly reason: Text;
}

/** Who performs, verifies and answers: the first row whose conditions all hold decides. */
export interface DutyRule {
  readonly id: string;
  readonly when: readonly DutyCondition[];
  readonly performer:
    | 'boundary'
    | 'clause'
    | 'principal'
    | 'operator'
    | 'owner'
    | 'subject'
    | 'promoter'
    | 'nobody';
  readonly verifier: 'principal' | 'owner' | 'promoter' | 'self-check';
  readonly state: DutyState;
  readonly reason: Text;
  readonly closes?: Text;
}

export type DutyCondition =
  | 'supplierRequirement'
  | 'onContract'
  | 'onOrganisation'
  | 'onCity'
  | 'boundaryNamed'
  | 'clauseNamed'
  | 'boundariesClash'
  | 'operatorIsOwner'
  | 'operatorKnown'
  | 'contractCovers'
  | 'contractSilent';

export type DutyState = 'agreed' | 'in-house' | 'presumed' | 'gap' | 'overlap';

/** How likelihood and impact are rated. A city can replace the whole set. */
export interface Criteria {
  readonly id: string;
  readonly title: Text;
  readonly scale: readonly {
    readonly value: number;
    readonly name: Text;
    readonly likelihood: Text;
    readonly impact: Text;
  }[];
  readonly impact: readonly ImpactRule[];
  readonly likelihood: { readonly base: number; readonly rules: readonly LikelihoodRule[] };
  readonly levels: readonly {
    readonly id: RiskLevel;
    readonly from: number;
    readonly name: Text;
  }[];
}

export type RiskLevel = 'low' | 'medium' | 'high' | 'very-high';

/** Applies where every stated condition holds; the highest value of each harm counts. */
export interface ImpactRule {
  readonly id: string;
  readonly on: 'dataSet' | 'service' | 'component';
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly confidentiality?: number;
  readonly integrity?: number;
  readonly availability?: number;
  readonly reason: Text;
}

/** Moves the likelihood of threats that come by one of `ways` (all when empty), between 1 and 5. */
export interface LikelihoodRule {
  readonly id: string;
  readonly when: 'trait' | 'finding' | 'controlled';
  readonly traits: readonly string[];
  readonly ways: readonly ThreatWay[];
  readonly add: number;
  readonly reason: Text;
}

/** An edition whole, as compiled into edition.json. */
export interface Edition extends EditionHeader {
  readonly roles: readonly Named[];
  readonly umbrella: Named & { readonly members: readonly RoleId[] };
  readonly categories: readonly Named[];
  readonly views: readonly Named[];
  readonly layers: readonly (Named & {
    readonly edition: string;
    readonly number: number;
    readonly category: Category;
  })[];
  readonly ruleKinds: readonly Named[];
  readonly sections: readonly CheckSection[];
  readonly checkItems: readonly CheckItem[];
  readonly families: readonly RequirementFamily[];
  readonly requirements: readonly Requirement[];
  readonly incidentTypes: readonly IncidentType[];
  readonly threats: readonly Threat[];
  readonly vulnerabilities: readonly Vulnerability[];
  readonly risks: readonly Risk[];
  readonly references: readonly Reference[];
  readonly additions: readonly Reference[];
  readonly guidelineFigure: GuidelineFigure;
  readonly useCases: readonly UseCase[];
  readonly themes: readonly Theme[];
  readonly cases: readonly Case[];
  readonly informationAssets: readonly Named[];
  readonly threatCategories: readonly ThreatCategory[];
  readonly deviceRequirementScheme: DeviceRequirementScheme;
  readonly deviceRequirements: readonly DeviceRequirement[];
  readonly deviceMeansGroups: readonly DeviceMeansGroup[];
  readonly deviceMeans: readonly DeviceMeans[];
  readonly dataKinds: readonly DataKind[];
  readonly classificationAxes: readonly ClassificationAxis[];
  readonly linkageThings: readonly LinkageThing[];
  readonly linkageAttributes: readonly LinkageAttribute[];
  readonly changes: readonly Change[];
  readonly traits: readonly TraitDefinition[];
  readonly requirementLinks: readonly RequirementLink[];
  readonly withoutItem: readonly WithoutItem[];
  readonly riskAnchors: readonly RiskAnchor[];
  readonly checkItemDuties: readonly CheckItemDuty[];
  readonly advice: readonly AdviceDuty[];
  readonly answerExamples: readonly AnswerExample[];
  readonly findingKinds: readonly FindingKind[];
  /** In the order in which a town without specialists can take them up. */
  readonly firstStepStages: readonly FirstStepStage[];
  readonly firstSteps: readonly FirstStep[];
  readonly lawFacts: readonly LawFact[];
  readonly lawTriggers: readonly LawTrigger[];
  readonly measureTriggers: readonly MeasureTrigger[];
  readonly useCaseDifferences: readonly UseCaseDifference[];
  readonly incidentHarms: readonly IncidentHarm[];
  readonly threatRatings: readonly ThreatRating[];
  readonly dutyRules: readonly DutyRule[];
  /** Requirements about how data is handled, which a boundary for data decides. */
  readonly dataRequirements: readonly { readonly requirement: string; readonly reason: Text }[];
  readonly criteria: Criteria;
}
