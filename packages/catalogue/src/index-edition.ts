import type { Category } from '@machimori/kernel';
import type {
  CheckItem,
  CheckItemDuty,
  Edition,
  FindingKind,
  IncidentType,
  Measure,
  Reference,
  Requirement,
  RequirementLink,
  Risk,
  RiskAnchor,
  Threat,
  TraitDefinition,
  Vulnerability,
} from './edition.ts';

/** An edition's entries by id and its relations from either end. */
export interface EditionIndex {
  readonly edition: Edition;
  readonly checkItems: ReadonlyMap<string, CheckItem>;
  /** By `labelKey` of the printed label. */
  readonly checkItemsByLabel: ReadonlyMap<string, CheckItem>;
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly incidentTypes: ReadonlyMap<string, IncidentType>;
  readonly threats: ReadonlyMap<string, Threat>;
  readonly vulnerabilities: ReadonlyMap<string, Vulnerability>;
  readonly risks: ReadonlyMap<string, Risk>;
  readonly risksByIncidentType: ReadonlyMap<string, readonly Risk[]>;
  readonly risksByVulnerability: ReadonlyMap<string, readonly Risk[]>;
  readonly risksByRequirement: ReadonlyMap<string, readonly Risk[]>;
  readonly anchorsByRisk: ReadonlyMap<string, readonly RiskAnchor[]>;
  readonly linksByRequirement: ReadonlyMap<string, readonly RequirementLink[]>;
  readonly linksByCheckItem: ReadonlyMap<string, readonly RequirementLink[]>;
  readonly duties: ReadonlyMap<string, CheckItemDuty>;
  readonly findingKinds: ReadonlyMap<string, FindingKind>;
  readonly traits: ReadonlyMap<string, TraitDefinition>;
  /** Of Appendix A and added since. */
  readonly references: ReadonlyMap<string, Reference>;
  readonly measures: ReadonlyMap<string, Measure>;
  /** The links that answer a requirement where it applies to one category. */
  readonly linksFor: (requirement: string, category: Category) => readonly RequirementLink[];
}

/** Makes the lookups of an edition once. */
export function indexEdition(edition: Edition): EditionIndex {
  const linksByPair = groupAll(edition.requirementLinks, (link) =>
    link.categories.map((category) => `${link.requirement} ${category}`),
  );
  return {
    edition,
    checkItems: byId(edition.checkItems),
    checkItemsByLabel: new Map(edition.checkItems.map((i) => [labelKey(i.label), i])),
    requirements: byId(edition.requirements),
    incidentTypes: byId(edition.incidentTypes),
    threats: byId(edition.threats),
    vulnerabilities: byId(edition.vulnerabilities),
    risks: byId(edition.risks),
    risksByIncidentType: groupAll(edition.risks, (risk) => [risk.incidentType]),
    risksByVulnerability: groupAll(edition.risks, (risk) => [risk.vulnerability]),
    risksByRequirement: groupAll(edition.risks, (risk) => risk.requirements),
    anchorsByRisk: groupAll(edition.riskAnchors, (anchor) => [anchor.risk]),
    linksByRequirement: groupAll(edition.requirementLinks, (link) => [link.requirement]),
    linksByCheckItem: groupAll(edition.requirementLinks, (link) => [link.checkItem]),
    duties: new Map(edition.checkItemDuties.map((duty) => [duty.checkItem, duty])),
    findingKinds: byId(edition.findingKinds),
    traits: byId(edition.traits),
    references: byId([...edition.references, ...edition.additions]),
    measures: byId(edition.cases.flatMap((entry) => entry.measures)),
    linksFor: (requirement, category) => linksByPair.get(`${requirement} ${category}`) ?? [],
  };
}

/**
 * A check item's label as it compares: 「都市 OS①−1」, 「都市OS①-1」 and 「都市ＯＳ1-1」 are one.
 * A leading or trailing mark (※) falls away.
 */
export function labelKey(label: string): string {
  return label
    .normalize('NFKC')
    .replace(/[\s※*]/g, '')
    .replace(/(?<=\d)[\u2010-\u2015\u2212\u30fc-]+(?=\d)/g, '-');
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((entry) => [entry.id, entry]));

/** Entries under each of their keys, in their own order. */
function groupAll<T>(
  list: readonly T[],
  keysOf: (entry: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of list) {
    for (const key of keysOf(entry)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [entry]);
      else group.push(entry);
    }
  }
  return groups;
}
