import type { Requirement, RiskLevel } from '@machimori/catalogue';
import type { CityIndex } from '@machimori/city';
import type { Category } from '@machimori/kernel';
import { inUse } from './candidates.ts';
import { compare } from './canonical-city.ts';
import type { DutyTable } from './duties.ts';
import type { EditionTables } from './edition-tables.ts';
import type { Seen } from './findings.ts';
import { NumberGroups, PairList } from './number-groups.ts';
import type { PlaceFinder, PlaceOf } from './places.ts';
import type { Duty, PlacedRequirement, Scenario } from './plan.ts';
import { rank } from './risk-levels.ts';
import type { AppliedRisk, DerivedScenarios } from './scenarios.ts';

type Sent = PlacedRequirement['sentFrom'][number];

const noIds: readonly string[] = [];
const nobody: readonly Sent[] = [];

/** A requirement at its place, filled as scenarios arrive; becomes a row of the plan as it is. */
class PlacedRow implements PlacedRequirement {
  readonly id: string;
  readonly requirement: string;
  readonly place: string;
  readonly categories: readonly Category[];
  basis: 'risk' | 'category' = 'category';
  scenarios: readonly string[] = noIds;
  findings: readonly string[] = noIds;
  sentFrom: readonly Sent[] = nobody;
  level: RiskLevel | undefined = undefined;
  lines: readonly string[] = noIds;
  readonly duty: Duty;

  constructor(requirement: string, place: string, categories: readonly Category[], duty: Duty) {
    this.id = `${requirement}@${place}`;
    this.requirement = requirement;
    this.place = place;
    this.categories = categories;
    this.duty = duty;
  }
}

/**
 * Appends to a list that starts as a shared empty one. Most lists stay short, and a pushed list reserves
 * seventeen places: over a hundred thousand of them that is most of the plan's memory.
 */
const append = <T>(list: readonly T[], item: T): readonly T[] => {
  if (list.length < 8) return [...list, item];
  (list as T[]).push(item);
  return list;
};

/** Every requirement at its place. Rows are numbered, and lines refer to them by number. */
export class RequirementTable {
  rows: PlacedRow[] = [];
  readonly #byPlace = new Map<string, Int32Array>();
  readonly #number: ReadonlyMap<string, number>;
  readonly #duties: DutyTable;
  /** Row and scenario of each demand as they come; by row, once the rows are settled. */
  readonly #demanded = new PairList();
  /** Numbers of the scenarios that demand each row. */
  #demands = new NumberGroups(0, this.#demanded);
  /** By number of a scenario: the number of its incident × component, from which reach is counted; -1 where it is about no component. */
  readonly #answers: Int32Array;
  readonly #stamps: Int32Array;
  #stamp = 0;
  #sender: Sent = { subject: '', placement: 'here' };

  constructor(tables: EditionTables, duties: DutyTable, answers: Int32Array) {
    this.#number = new Map(tables.edition.requirements.map((r, i) => [r.id, i]));
    this.#duties = duties;
    this.#answers = answers;
    this.#stamps = new Int32Array(answers.length);
  }

  /** Number of the row of a requirement at a place, made when it is not there. */
  at(requirement: Requirement, place: string, categories: readonly Category[]): number {
    let numbers = this.#byPlace.get(place);
    if (!numbers) {
      numbers = new Int32Array(this.#number.size).fill(-1);
      this.#byPlace.set(place, numbers);
    }
    const column = this.#number.get(requirement.id) ?? 0;
    let row = numbers[column] ?? -1;
    if (row < 0) {
      row = this.rows.length;
      numbers[column] = row;
      this.rows.push(
        new PlacedRow(requirement.id, place, categories, this.#duties.dutyFor(place, requirement)),
      );
    }
    return row;
  }

  /** A scenario, by its number, demands a row. */
  demand(row: number, scenario: number): void {
    this.#demanded.push(row, scenario);
  }

  /** Distinct incident × component that some rows answer together: paperwork that many rows cite does not win by that. */
  reachOf(rows: readonly number[]): number {
    this.#stamp += 1;
    let reach = 0;
    for (const row of rows) {
      const end = this.#demands.end(row);
      for (let i = this.#demands.start(row); i < end; i += 1) {
        const answer = this.#answers[this.#demands.at(i)] ?? -1;
        if (answer < 0 || this.#stamps[answer] === this.#stamp) continue;
        this.#stamps[answer] = this.#stamp;
        reach += 1;
      }
    }
    return reach;
  }

  find(row: number, finding: string): void {
    const placed = this.rows[row] as PlacedRow;
    placed.basis = 'risk';
    placed.findings = append(placed.findings, finding);
  }

  /** Records that an element sent a requirement here. What an element sends comes one after another, and shares its sender. */
  sent(row: number, subject: string, { place, placement }: PlaceOf): void {
    if (place === subject && placement === 'here') return;
    if (this.#sender.subject !== subject || this.#sender.placement !== placement)
      this.#sender = { subject, placement };
    const placed = this.rows[row] as PlacedRow;
    if (placed.sentFrom.at(-1)?.subject !== subject)
      placed.sentFrom = append(placed.sentFrom, this.#sender);
  }

  hasSent(row: number, subject: string): boolean {
    return (this.rows[row] as PlacedRow).sentFrom.some((sent) => sent.subject === subject);
  }

  /** Puts the rows in their final order, by place and requirement; numbers given out before no longer hold. */
  settle(): this {
    const columns = [...this.#number].sort(([a], [b]) => compare(a, b)).map(([, column]) => column);
    const order: PlacedRow[] = [];
    const moved = new Int32Array(this.rows.length);
    for (const place of [...this.#byPlace.keys()].sort(compare)) {
      const numbers = this.#byPlace.get(place);
      for (const column of columns) {
        const row = numbers?.[column] ?? -1;
        if (row < 0) continue;
        moved[row] = order.length;
        order.push(this.rows[row] as PlacedRow);
      }
    }
    this.rows = order;
    this.#byPlace.clear();
    this.#demands = new NumberGroups(order.length, this.#demanded, (row) => moved[row] ?? 0);
    return this;
  }

  /** Numbers of the scenarios that no row outside the given ones is demanded by. */
  answeredBy(carriedOut: ReadonlySet<number>): readonly number[] {
    const left = new Uint8Array(this.#answers.length);
    const asks = new Uint8Array(this.#answers.length);
    for (let row = 0; row < this.rows.length; row += 1) {
      const marks = carriedOut.has(row) ? asks : left;
      const end = this.#demands.end(row);
      for (let i = this.#demands.start(row); i < end; i += 1) marks[this.#demands.at(i)] = 1;
    }
    const numbers: number[] = [];
    asks.forEach((asked, i) => {
      if (asked === 1 && left[i] === 0) numbers.push(i);
    });
    return numbers;
  }

  /** Tells each row the scenarios that demand it, and the worst of their levels. */
  weigh(scenarios: readonly Scenario[]): void {
    const idOf = (number: number): string => scenarios[number]?.id ?? '';
    this.rows.forEach((placed, row) => {
      const end = this.#demands.end(row);
      for (let i = this.#demands.start(row); i < end; i += 1) {
        const { level } = scenarios[this.#demands.at(i)] as Scenario;
        if (placed.level === undefined || rank[level] > rank[placed.level]) placed.level = level;
      }
      if (placed.level === undefined) return;
      placed.basis = 'risk';
      placed.scenarios = this.#demands.list(row, idOf);
    });
  }

  /** Tells each row the lines that carry it out. */
  join(lines: readonly { readonly id: string; readonly rows: readonly number[] }[]): void {
    const joined = new PairList();
    lines.forEach(({ rows }, line) => {
      for (const row of rows) joined.push(row, line);
    });
    const byRow = new NumberGroups(this.rows.length, joined);
    const idOf = (line: number): string => lines[line]?.id ?? '';
    this.rows.forEach((placed, row) => {
      if (byRow.end(row) > byRow.start(row)) placed.lines = byRow.list(row, idOf);
    });
  }
}

/** By scenario, the number of its incident × component. */
function numberAnswers(index: CityIndex, { scenarios, elements }: DerivedScenarios): Int32Array {
  const answers = new Int32Array(scenarios.length).fill(-1);
  let counted = 0;
  for (const { subject, risks, first } of elements) {
    if (!index.components.has(subject)) continue;
    const incidents = new Map<string, number>();
    risks.forEach(({ risk }, i) => {
      const number = incidents.get(risk.incidentType) ?? counted + incidents.size;
      incidents.set(risk.incidentType, number);
      answers[first + i] = number;
    });
    counted += incidents.size;
  }
  return answers;
}

/** A requirement that elements demand, and which of their scenarios do, counted from an element's first. */
interface Demand {
  readonly requirement: Requirement;
  readonly by: readonly number[];
}

/** What elements demand to which these risks apply. */
function demandsOf(tables: EditionTables, risks: readonly AppliedRisk[]): readonly Demand[] {
  const by = new Map<string, number[]>();
  risks.forEach(({ risk }, i) => {
    for (const id of risk.requirements) by.set(id, [...(by.get(id) ?? []), i]);
  });
  return [...by].flatMap(([id, numbers]) => {
    const requirement = tables.requirements.get(id);
    return requirement ? [{ requirement, by: numbers }] : [];
  });
}

/** Step 3: the union of the scenarios' requirements at their places; what a category alone asks comes after, apart. */
export function placeRequirements(
  index: CityIndex,
  tables: EditionTables,
  derived: DerivedScenarios,
  findings: readonly Seen[],
  finder: PlaceFinder,
  duties: DutyTable,
  categories: ReadonlyMap<string, readonly Category[]>,
): RequirementTable {
  const table = new RequirementTable(tables, duties, numberAnswers(index, derived));
  const demands = new Map<readonly AppliedRisk[], readonly Demand[]>();
  for (const { subject, risks, first } of derived.elements) {
    const demanded = demands.get(risks) ?? demandsOf(tables, risks);
    demands.set(risks, demanded);
    for (const { requirement, by } of demanded)
      for (const found of finder.placesFor(subject, requirement)) {
        const row = table.at(requirement, found.place, found.categories);
        table.sent(row, subject, found);
        for (const scenario of by) table.demand(row, first + scenario);
      }
  }
  for (const finding of findings)
    for (const id of finding.kind.requirements) {
      const requirement = tables.requirements.get(id);
      if (!requirement) continue;
      for (const found of finder.placesFor(finding.subject, requirement)) {
        const row = table.at(requirement, found.place, found.categories);
        table.find(row, finding.id);
        // A scenario there, or another finding, may have demanded it already.
        if (!table.hasSent(row, finding.subject)) table.sent(row, finding.subject, found);
      }
    }
  for (const component of index.city.components) {
    if (!inUse(component)) continue;
    for (const category of categories.get(component.key) ?? [])
      for (const requirement of tables.requirementsOf.get(category) ?? [])
        table.at(requirement, component.key, finder.sharedAt(component.key, requirement));
  }
  const governed = new Set(table.rows.map((p) => p.requirement));
  for (const requirement of tables.requirementsOf.get('governance') ?? [])
    if (!governed.has(requirement.id)) table.at(requirement, index.city.key, ['governance']);
  return table.settle();
}
