import type { CheckItem, RiskLevel } from '@machimori/catalogue';
import { type CityIndex, type CityTraits, operatorOf } from '@machimori/city';
import type { Anchor } from '@machimori/kernel';
import { type Candidate, candidatesFor, isOfKind } from './candidates.ts';
import { type DutyTable, joinDuties } from './duties.ts';
import { type EditionTables, meets, type TraitMask } from './edition-tables.ts';
import type { Seen } from './findings.ts';
import type { Duty, PlacedRequirement, SheetLine } from './plan.ts';
import type { RequirementTable } from './requirements.ts';
import { rank } from './risk-levels.ts';

/** A line of the check sheet before it is put in order and dated. */
export type DraftLine = Pick<
  SheetLine,
  'id' | 'subject' | 'per' | 'answeredBy' | 'duty' | 'requirements' | 'findings' | 'level' | 'reach'
> & { readonly item: CheckItem };

/** A line while requirements and findings are joined to it. */
export interface OpenLine {
  readonly id: string;
  readonly item: CheckItem;
  readonly subject: string;
  readonly per: Anchor;
  /** Rows of the requirement table. */
  readonly rows: number[];
  findings: readonly string[];
}

const noFindings: readonly string[] = [];

/** Lines while they are gathered, by check item and then by what they are asked of. */
class OpenLines {
  readonly #byItem = new Map<CheckItem, Map<string, OpenLine>>();

  at(item: CheckItem, subject: string, per: Anchor): OpenLine {
    let lines = this.#byItem.get(item);
    if (!lines) {
      lines = new Map();
      this.#byItem.set(item, lines);
    }
    let line = lines.get(subject);
    if (!line) {
      line = { id: `${item.id}@${subject}`, item, subject, per, rows: [], findings: noFindings };
      lines.set(subject, line);
    }
    return line;
  }

  get(item: CheckItem, subject: string): OpenLine | undefined {
    return this.#byItem.get(item)?.get(subject);
  }

  all(): OpenLine[] {
    return [...this.#byItem.values()].flatMap((lines) => [...lines.values()]);
  }
}

/** Step 4: check items at what they are asked of, joined to the requirements they carry out. */
export function openLines(
  index: CityIndex,
  tables: EditionTables,
  traits: CityTraits,
  table: RequirementTable,
  findings: readonly Seen[],
): readonly OpenLine[] {
  const open = new OpenLines();
  const masks = new Map<string, TraitMask>();
  const maskAt = (key: string): TraitMask => {
    let mask = masks.get(key);
    if (!mask) {
      mask = tables.maskOf(traits.get(key)?.keys() ?? []);
      masks.set(key, mask);
    }
    return mask;
  };
  const candidates = new Map<Anchor, readonly Candidate[]>();
  for (const duty of tables.edition.checkItemDuties) {
    const item = tables.items.get(duty.checkItem);
    if (!item) continue;
    const kinds = new Set<string>(duty.kinds);
    const asked = { all: tables.maskOf([]), any: tables.maskOf(duty.whenAny) };
    const askedOf = candidates.get(duty.per) ?? candidatesFor(index, duty.per);
    candidates.set(duty.per, askedOf);
    for (const candidate of askedOf) {
      if (isOfKind(candidate, kinds) && meets(maskAt(candidate.key), asked))
        open.at(item, candidate.key, duty.per);
    }
  }
  const targets = new TargetFinder(index, open);
  table.rows.forEach((one, row) => {
    const categories =
      one.categories.length > 0
        ? one.categories
        : (tables.requirements.get(one.requirement)?.categories ?? []);
    for (const category of categories)
      for (const item of tables.itemsFor(one.requirement, category)) {
        const per = tables.duties.get(item.id)?.per ?? 'city';
        if (one.categories.length === 0 && per === 'component') continue;
        targets.each(item, per, one.place, (subject, as) => {
          const { rows } = open.at(item, subject, as);
          // One requirement comes by several categories in turn; it is joined once.
          if (rows.at(-1) !== row) rows.push(row);
        });
      }
  });
  for (const finding of findings)
    for (const itemId of finding.kind.checkItems) {
      const item = tables.items.get(itemId);
      if (!item) continue;
      for (const found of targets.existing(item, finding.subject))
        if (!found.findings.includes(finding.id)) found.findings = [...found.findings, finding.id];
    }
  return open.all();
}

/** Where a requirement's line stands, given how often its check item is asked. */
class TargetFinder {
  readonly #index: CityIndex;
  readonly #open: OpenLines;

  constructor(index: CityIndex, open: OpenLines) {
    this.#index = index;
    this.#open = open;
  }

  each(
    item: CheckItem,
    per: Anchor,
    place: string,
    act: (subject: string, as: Anchor) => void,
  ): void {
    const index = this.#index;
    let found = false;
    const asked = (keys: readonly { readonly key: string }[], as: Anchor, known: boolean): void => {
      for (const { key } of keys) {
        if (known && !this.#open.get(item, key)) continue;
        found = true;
        act(key, as);
      }
    };
    const once = (key: string, as: Anchor): void => {
      found = true;
      act(key, as);
    };
    switch (per) {
      case 'city':
        once(index.city.key, 'city');
        break;
      case 'organisation':
        once(this.#organisationOf(place), 'organisation');
        break;
      case 'component': {
        if (index.components.has(place)) once(place, 'component');
        const covered = index.contracts.get(place)?.covers.components.map((key) => ({ key }));
        asked(covered ?? index.operated.get(place) ?? [], 'component', true);
        return;
      }
      case 'contract':
        if (index.contracts.has(place)) once(place, 'contract');
        else
          asked(index.covering.get(place) ?? index.asPrincipal.get(place) ?? [], 'contract', false);
        break;
      case 'flow':
        asked(index.flowsFrom.get(place) ?? [], 'flow', true);
        asked(index.flowsTo.get(place) ?? [], 'flow', true);
        break;
    }
    // An item that is asked of contracts or flows where there are none is answered once for the city.
    if (!found) act(index.city.key, 'city');
  }

  /** Lines of an item at an element or at what belongs to it. */
  existing(item: CheckItem, subject: string): OpenLine[] {
    const index = this.#index;
    const keys = [
      subject,
      this.#organisationOf(subject),
      index.city.key,
      ...(index.covering.get(subject) ?? []).map((k) => k.key),
    ];
    for (const c of index.operated.get(subject) ?? []) keys.push(c.key);
    const flow = index.flows.get(subject);
    if (flow) keys.push(flow.from, flow.to);
    return [...new Set(keys)]
      .map((key) => this.#open.get(item, key))
      .filter((found) => found !== undefined);
  }

  #organisationOf(place: string): string {
    const index = this.#index;
    const component = index.components.get(place);
    if (component) return operatorOf(component);
    return (
      index.contracts.get(place)?.principal ??
      (index.organisations.has(place) ? place : index.city.promoter)
    );
  }
}

/** A line with its duty, its level and its reach, once the requirements have been weighed. */
export function closeLine(
  index: CityIndex,
  tables: EditionTables,
  duties: DutyTable,
  table: RequirementTable,
  open: OpenLine,
): DraftLine {
  const answeredBy = answererOf(index, tables, open);
  const requirements: string[] = [];
  const own: Duty[] = [];
  let level: RiskLevel | undefined;
  for (const row of open.rows) {
    const placed = table.rows[row] as PlacedRequirement;
    requirements.push(placed.id);
    if (placed.place === open.subject && !own.includes(placed.duty)) own.push(placed.duty);
    if (placed.level && (!level || rank[placed.level] > rank[level])) level = placed.level;
    table.join(row, open.id);
  }
  return {
    id: open.id,
    item: open.item,
    subject: open.subject,
    per: open.per,
    answeredBy,
    duty:
      joinDuties(own, index.city.promoter) ??
      duties.dutyFor(index.flows.has(open.subject) ? answeredBy : open.subject, undefined),
    requirements,
    findings: open.findings,
    level,
    reach: table.reachOf(open.rows),
  };
}

/** Who answers a line: by the item's default role, at what the line is asked of. */
function answererOf(
  index: CityIndex,
  tables: EditionTables,
  { item, subject, per }: OpenLine,
): string {
  const role = tables.duties.get(item.id)?.answeredBy ?? 'promoter';
  if (per === 'city') return index.city.promoter;
  if (per === 'organisation')
    return index.organisations.has(subject) ? subject : index.city.promoter;
  const contract = index.contracts.get(subject);
  if (contract) return contract.principal;
  const component = index.components.get(subject);
  if (component) return role === 'promoter' ? index.city.promoter : operatorOf(component);
  const flow = index.flows.get(subject);
  if (!flow || role === 'promoter') return index.city.promoter;
  const ends = role === 'dataProvider' ? [flow.from, flow.to] : [flow.to, flow.from];
  const end = ends.map((key) => index.components.get(key)).find((c) => c !== undefined);
  return end ? operatorOf(end) : index.city.promoter;
}

/** Order of lines: findings first; then level; then reach; then ease, taken as how few must agree; then the sheet's own order. */
export function byPriority(tables: EditionTables): (a: DraftLine, b: DraftLine) => number {
  const level = (line: DraftLine): number => (line.level === undefined ? 0 : rank[line.level]);
  return (a, b) =>
    Math.sign(b.findings.length) - Math.sign(a.findings.length) ||
    level(b) - level(a) ||
    b.reach - a.reach ||
    a.duty.performers.length - b.duty.performers.length ||
    (tables.itemOrder.get(a.item.id) ?? 0) - (tables.itemOrder.get(b.item.id) ?? 0) ||
    (a.subject < b.subject ? -1 : 1);
}
