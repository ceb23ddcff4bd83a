import {
  type CheckItem,
  type CheckItemDuty,
  type Edition,
  type FindingKind,
  type FirstStep,
  type Harm,
  type LikelihoodRule,
  labelKey,
  type Requirement,
  type Risk,
  type RiskAnchor,
} from '@machimori/catalogue';
import type { CityTraits } from '@machimori/city';
import type { Anchor, Category } from '@machimori/kernel';

/** Two 32-bit halves: one bit a trait, in the edition's order. */
export interface TraitMask {
  readonly low: number;
  readonly high: number;
}

export interface AnchoredRisk extends AskedTraits {
  readonly risk: Risk;
  readonly anchor: RiskAnchor;
  readonly kinds: ReadonlySet<string>;
  /** Traits that the row asks about; those the subject has are its reason. */
  readonly asked: TraitMask;
}

/** The edition's relations looked up once, in the shape the planner walks them. */
export interface EditionTables {
  readonly edition: Edition;
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly items: ReadonlyMap<string, CheckItem>;
  readonly itemOrder: ReadonlyMap<string, number>;
  readonly itemByLabel: ReadonlyMap<string, CheckItem>;
  readonly duties: ReadonlyMap<string, CheckItemDuty>;
  readonly risksAt: Readonly<Record<Anchor, readonly AnchoredRisk[]>>;
  readonly waysOf: ReadonlyMap<string, readonly string[]>;
  readonly harmsOf: ReadonlyMap<string, readonly Harm[]>;
  readonly findingKinds: ReadonlyMap<string, FindingKind>;
  readonly firstSteps: ReadonlyMap<string, FirstStep>;
  /** Traits that each likelihood rule asks about. */
  readonly ruleMasks: ReadonlyMap<LikelihoodRule, TraitMask>;
  /** Traits that the edition does not know count for nothing. */
  maskOf(traits: Iterable<string>): TraitMask;
  traitsOf(mask: TraitMask): readonly string[];
  /** Check items that carry out a requirement in a category. */
  itemsFor(requirement: string, category: Category): readonly CheckItem[];
  readonly requirementsOf: ReadonlyMap<Category, readonly Requirement[]>;
}

export const overlaps = (a: TraitMask, b: TraitMask): boolean =>
  (a.low & b.low) !== 0 || (a.high & b.high) !== 0;
const holdsAll = (has: TraitMask, all: TraitMask): boolean =>
  (has.low & all.low) === all.low && (has.high & all.high) === all.high;
const isEmpty = (mask: TraitMask): boolean => mask.low === 0 && mask.high === 0;

/** Traits that a rule of the edition asks for: all of one list, and one of the other unless it is empty. */
export interface AskedTraits {
  readonly all: TraitMask;
  readonly any: TraitMask;
}

export const meets = (has: TraitMask, { all, any }: AskedTraits): boolean =>
  holdsAll(has, all) && (isEmpty(any) || overlaps(has, any));

/** The traits of each element as a mask; elements with the same traits share one and the same. */
export type TraitMasks = (key: string) => TraitMask;

export function maskTraits(tables: EditionTables, traits: CityTraits): TraitMasks {
  const shared = new Map<string, TraitMask>();
  const masks = new Map<string, TraitMask>();
  for (const [key, its] of traits) {
    const mask = tables.maskOf(its.keys());
    const mark = `${mask.low} ${mask.high}`;
    const same = shared.get(mark) ?? mask;
    shared.set(mark, same);
    masks.set(key, same);
  }
  const none = tables.maskOf([]);
  return (key) => masks.get(key) ?? none;
}

/** Looks the relations of an edition up once. Two halves hold 62 traits; more is an error. */
export function tabulate(edition: Edition): EditionTables {
  const traitIds = edition.traits.map((t) => t.id);
  if (traitIds.length > 62) throw new Error('a trait mask holds 62 traits');
  const bit = new Map(traitIds.map((id, i) => [id, i]));
  const maskOf = (traits: Iterable<string>): TraitMask => {
    let low = 0;
    let high = 0;
    for (const trait of traits) {
      const i = bit.get(trait);
      if (i === undefined) continue;
      if (i < 31) low |= 1 << i;
      else high |= 1 << (i - 31);
    }
    return { low, high };
  };
  const interned = new Map<number, Map<number, readonly string[]>>();
  const traitsOf = (mask: TraitMask): readonly string[] => {
    let byHigh = interned.get(mask.low);
    if (!byHigh) {
      byHigh = new Map();
      interned.set(mask.low, byHigh);
    }
    let list = byHigh.get(mask.high);
    if (!list) {
      list = traitIds.filter(
        (_, i) => (i < 31 ? mask.low & (1 << i) : mask.high & (1 << (i - 31))) !== 0,
      );
      byHigh.set(mask.high, list);
    }
    return list;
  };
  const risks = new Map(edition.risks.map((r) => [r.id, r]));
  const risksAt: Record<Anchor, AnchoredRisk[]> = {
    component: [],
    flow: [],
    contract: [],
    organisation: [],
    city: [],
  };
  for (const anchor of edition.riskAnchors) {
    const risk = risks.get(anchor.risk);
    if (!risk) continue;
    const all = maskOf(anchor.whenAll);
    const any = maskOf(anchor.whenAny);
    risksAt[anchor.anchor].push({
      risk,
      anchor,
      kinds: new Set(anchor.kinds),
      all,
      any,
      asked: { low: all.low | any.low, high: all.high | any.high },
    });
  }
  const items = new Map(edition.checkItems.map((i) => [i.id, i]));
  const links = new Map<string, Map<Category, CheckItem[]>>();
  for (const link of edition.requirementLinks) {
    const item = items.get(link.checkItem);
    if (!item) continue;
    const byCategory = links.get(link.requirement) ?? new Map<Category, CheckItem[]>();
    links.set(link.requirement, byCategory);
    for (const category of link.categories) {
      const list = byCategory.get(category);
      if (list) list.push(item);
      else byCategory.set(category, [item]);
    }
  }
  const requirementsOf = new Map<Category, Requirement[]>();
  for (const r of edition.requirements)
    for (const c of r.categories) {
      const list = requirementsOf.get(c);
      if (list) list.push(r);
      else requirementsOf.set(c, [r]);
    }
  const none: readonly CheckItem[] = [];
  return {
    edition,
    requirements: new Map(edition.requirements.map((r) => [r.id, r])),
    items,
    itemOrder: new Map(edition.checkItems.map((i, n) => [i.id, n])),
    itemByLabel: new Map(edition.checkItems.map((i) => [labelKey(i.label), i])),
    duties: new Map(edition.checkItemDuties.map((d) => [d.checkItem, d])),
    risksAt,
    waysOf: new Map(edition.threatRatings.map((t) => [t.threat, t.ways])),
    harmsOf: new Map(edition.incidentHarms.map((h) => [h.incidentType, h.harms])),
    findingKinds: new Map(edition.findingKinds.map((k) => [k.id, k])),
    firstSteps: new Map(edition.firstSteps.map((s) => [s.checkItem, s])),
    ruleMasks: new Map(edition.criteria.likelihood.rules.map((r) => [r, maskOf(r.traits)])),
    maskOf,
    traitsOf,
    itemsFor: (requirement, category) => links.get(requirement)?.get(category) ?? none,
    requirementsOf,
  };
}

/** A check item by its id, or by its label however it is spelt. */
export function findItem(tables: EditionTables, idOrLabel: string): CheckItem | undefined {
  return tables.items.get(idOrLabel) ?? tables.itemByLabel.get(labelKey(idOrLabel));
}
