import type {
  AdviceDuty,
  CheckItem,
  CheckItemDuty,
  Edition,
  RiskLevel,
} from '@machimori/catalogue';
import { type CityIndex, operatorOf } from '@machimori/city';
import type { Anchor } from '@machimori/kernel';
import { type Candidate, candidatesFor, isOfKind } from './candidates.ts';
import { type DutyTable, joinDuties } from './duties.ts';
import { type EditionTables, meets, type TraitMasks } from './edition-tables.ts';
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
  /** What the item asks besides, of its users; neither requirements nor findings are joined to it. */
  readonly advice: boolean;
  /** Rows of the requirement table. */
  readonly rows: number[];
  findings: readonly string[];
}

const noFindings: readonly string[] = [];

/** Lines while they are gathered, by check item and then by what they are asked of. */
class OpenLines {
  readonly #byItem = new Map<CheckItem, Map<string, OpenLine>>();
  readonly #advice: OpenLine[] = [];

  at(item: CheckItem, subject: string, per: Anchor): OpenLine {
    let lines = this.#byItem.get(item);
    if (!lines) {
      lines = new Map();
      this.#byItem.set(item, lines);
    }
    let line = lines.get(subject);
    if (!line) {
      line = newLine(item, subject, per, false);
      lines.set(subject, line);
    }
    return line;
  }

  /** A line apart from those that requirements and findings are joined to. */
  advise(item: CheckItem, subject: string, per: Anchor): void {
    this.#advice.push(newLine(item, subject, per, true));
  }

  get(item: CheckItem, subject: string): OpenLine | undefined {
    return this.#byItem.get(item)?.get(subject);
  }

  all(): OpenLine[] {
    const lines = [...this.#byItem.values()].flatMap((its) => [...its.values()]);
    const known = new Set(lines.map(({ id }) => id));
    return [...lines, ...this.#advice.filter(({ id }) => !known.has(id))];
  }
}

const newLine = (item: CheckItem, subject: string, per: Anchor, advice: boolean): OpenLine => ({
  id: `${item.id}@${subject}`,
  item,
  subject,
  per,
  advice,
  rows: [],
  findings: noFindings,
});

/** Step 4: check items at what they are asked of, joined to the requirements they carry out. */
export function openLines(
  index: CityIndex,
  tables: EditionTables,
  masks: TraitMasks,
  table: RequirementTable,
  findings: readonly Seen[],
): readonly OpenLine[] {
  const open = new OpenLines();
  const candidates = new Map<Anchor, readonly Candidate[]>();
  const askedBy = (duty: CheckItemDuty): readonly Candidate[] => {
    const kinds = new Set<string>(duty.kinds);
    const asked = { all: tables.maskOf([]), any: tables.maskOf(duty.whenAny) };
    const askedOf = candidates.get(duty.per) ?? candidatesFor(index, duty.per);
    candidates.set(duty.per, askedOf);
    return askedOf.filter((each) => isOfKind(each, kinds) && meets(masks(each.key), asked));
  };
  for (const duty of tables.edition.checkItemDuties) {
    const item = tables.items.get(duty.checkItem);
    if (item) for (const { key } of askedBy(duty)) open.at(item, key, duty.per);
  }
  for (const duty of tables.edition.advice) {
    const item = tables.items.get(duty.checkItem);
    if (item) for (const { key } of askedBy(duty)) open.advise(item, key, duty.per);
  }
  const perOf = new Map(
    tables.edition.checkItems.map((item) => [item, tables.duties.get(item.id)?.per ?? 'city']),
  );
  const targets = new TargetFinder(index, open);
  table.rows.forEach((one, row) => {
    const categories =
      one.categories.length > 0
        ? one.categories
        : (tables.requirements.get(one.requirement)?.categories ?? []);
    for (const category of categories)
      for (const item of tables.itemsFor(one.requirement, category)) {
        const per = perOf.get(item) ?? 'city';
        if (one.categories.length === 0 && per === 'component') continue;
        // One requirement comes by several categories in turn; it is joined once.
        for (const { rows } of targets.linesFor(item, per, one.place))
          if (rows.at(-1) !== row) rows.push(row);
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

/** Elements at which the requirements of a place are answered by items that are asked equally often. */
interface Targets {
  readonly subjects: readonly string[];
  /** The item may not be asked of all of them: where it is not, none of its lines is there. */
  readonly onlyAsked: boolean;
  /** Where there is none of them, the item is answered once for the city. */
  readonly orCity: boolean;
}

const keysOf = (elements: readonly { readonly key: string }[] | undefined): readonly string[] =>
  (elements ?? []).map(({ key }) => key);

/** Where a requirement's line stands, given how often its check item is asked. */
class TargetFinder {
  readonly #index: CityIndex;
  readonly #open: OpenLines;
  /** Requirements come place by place: what is found at one is forgotten at the next. */
  #place = '';
  readonly #targets = new Map<Anchor, Targets>();
  readonly #lines = new Map<CheckItem, readonly OpenLine[]>();

  constructor(index: CityIndex, open: OpenLines) {
    this.#index = index;
    this.#open = open;
  }

  /** The lines of an item that carry out what is required at a place. */
  linesFor(item: CheckItem, per: Anchor, place: string): readonly OpenLine[] {
    if (place !== this.#place) {
      this.#place = place;
      this.#targets.clear();
      this.#lines.clear();
    }
    let lines = this.#lines.get(item);
    if (!lines) {
      const targets = this.#targets.get(per) ?? this.#findTargets(per, place);
      this.#targets.set(per, targets);
      lines = this.#linesAt(item, per, targets);
      this.#lines.set(item, lines);
    }
    return lines;
  }

  #linesAt(item: CheckItem, per: Anchor, { subjects, onlyAsked, orCity }: Targets): OpenLine[] {
    const lines = onlyAsked
      ? subjects.map((key) => this.#open.get(item, key)).filter((line) => line !== undefined)
      : subjects.map((key) => this.#open.at(item, key, per));
    return lines.length === 0 && orCity
      ? [this.#open.at(item, this.#index.city.key, 'city')]
      : lines;
  }

  #findTargets(per: Anchor, place: string): Targets {
    const index = this.#index;
    const all = { onlyAsked: false, orCity: false };
    switch (per) {
      case 'city':
        return { subjects: [index.city.key], ...all };
      case 'organisation':
        return { subjects: [this.#organisationOf(place)], ...all };
      case 'component': {
        if (index.components.has(place)) return { subjects: [place], ...all };
        const covered = index.contracts.get(place)?.covers.components;
        const subjects = covered ?? keysOf(index.operated.get(place));
        return { subjects, onlyAsked: true, orCity: false };
      }
      case 'contract': {
        if (index.contracts.has(place)) return { subjects: [place], ...all };
        const subjects = keysOf(index.covering.get(place) ?? index.asPrincipal.get(place));
        return { subjects, onlyAsked: false, orCity: true };
      }
      case 'flow': {
        const subjects = [
          ...keysOf(index.flowsFrom.get(place)),
          ...keysOf(index.flowsTo.get(place)),
        ];
        return { subjects, onlyAsked: true, orCity: true };
      }
    }
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
  const own: Duty[] = [];
  let level: RiskLevel | undefined;
  for (const row of open.rows) {
    const placed = table.rows[row] as PlacedRequirement;
    if (placed.place === open.subject && !own.includes(placed.duty)) own.push(placed.duty);
    if (placed.level && (!level || rank[placed.level] > rank[level])) level = placed.level;
  }
  return {
    id: open.id,
    item: open.item,
    subject: open.subject,
    per: open.per,
    answeredBy,
    duty:
      joinDuties(own, index.city.promoter) ??
      // Advice is given by whoever answers for it, whoever runs what it is about.
      duties.dutyFor(
        open.advice || index.flows.has(open.subject) ? answeredBy : open.subject,
        undefined,
      ),
    requirements: open.rows.map((row) => (table.rows[row] as PlacedRequirement).id),
    findings: open.findings,
    level,
    reach: table.reachOf(open.rows),
  };
}

/** What an item asks besides, at elements of a kind where the item itself is not asked. */
export const adviceOn = (
  edition: Pick<Edition, 'advice'>,
  checkItem: string,
  per: Anchor,
): AdviceDuty | undefined =>
  edition.advice.find((each) => each.checkItem === checkItem && each.per === per);

/** Who answers a line: by the item's default role, at what the line is asked of. */
function answererOf(
  index: CityIndex,
  tables: EditionTables,
  { item, subject, per, advice }: OpenLine,
): string {
  const duty = advice ? adviceOn(tables.edition, item.id, per) : tables.duties.get(item.id);
  const role = duty?.answeredBy ?? 'promoter';
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
