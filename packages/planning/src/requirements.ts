import type { Requirement, RiskLevel } from '@machimori/catalogue';
import type { CityIndex } from '@machimori/city';
import type { Category } from '@machimori/kernel';
import { inUse } from './candidates.ts';
import { compare } from './canonical-city.ts';
import type { DutyTable } from './duties.ts';
import type { EditionTables } from './edition-tables.ts';
import type { Seen } from './findings.ts';
import type { PlaceFinder, PlaceOf } from './places.ts';
import type { Duty, PlacedRequirement, Scenario } from './plan.ts';
import { rank } from './risk-levels.ts';

type Sent = PlacedRequirement['sentFrom'][number];

const noIds: readonly string[] = [];
const noNumbers: readonly number[] = [];
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
  /** By row: the incident × component numbers that it answers; reach is counted from these. */
  #answers: (readonly number[])[] = [];
  #stamps = new Uint32Array(0);
  #stamp = 0;
  #answered = 0;
  readonly #byPlace = new Map<string, Int32Array>();
  readonly #number: ReadonlyMap<string, number>;
  readonly #duties: DutyTable;

  constructor(tables: EditionTables, duties: DutyTable) {
    this.#number = new Map(tables.edition.requirements.map((r, i) => [r.id, i]));
    this.#duties = duties;
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
      this.#answers.push(noNumbers);
    }
    return row;
  }

  /** `answer` numbers the incident × component; undefined where the scenario is not about a component. */
  demand(row: number, scenario: Scenario, answer: number | undefined): void {
    const placed = this.rows[row] as PlacedRow;
    placed.basis = 'risk';
    placed.scenarios = append(placed.scenarios, scenario.id);
    if (placed.level === undefined || rank[scenario.level] > rank[placed.level])
      placed.level = scenario.level;
    if (answer === undefined) return;
    const answers = this.#answers[row] ?? noNumbers;
    if (answers.at(-1) !== answer) this.#answers[row] = append(answers, answer);
    if (answer >= this.#answered) this.#answered = answer + 1;
  }

  /** Distinct incident × component that some rows answer together: paperwork that many rows cite does not win by that. */
  reachOf(rows: readonly number[]): number {
    if (this.#stamps.length < this.#answered) this.#stamps = new Uint32Array(this.#answered);
    this.#stamp += 1;
    let reach = 0;
    for (const row of rows)
      for (const answer of this.#answers[row] ?? [])
        if (this.#stamps[answer] !== this.#stamp) {
          this.#stamps[answer] = this.#stamp;
          reach += 1;
        }
    return reach;
  }

  find(row: number, finding: string): void {
    const placed = this.rows[row] as PlacedRow;
    placed.basis = 'risk';
    placed.findings = append(placed.findings, finding);
  }

  /** Records that an element sent a requirement here. Elements come one after another, so a repetition is the last one. */
  sent(row: number, subject: string, { place, placement }: PlaceOf): void {
    if (place === subject && placement === 'here') return;
    const placed = this.rows[row] as PlacedRow;
    if (placed.sentFrom.at(-1)?.subject !== subject)
      placed.sentFrom = append(placed.sentFrom, { subject, placement });
  }

  /** Puts the rows in their final order, by place and requirement; numbers given out before no longer hold. */
  settle(): this {
    const columns = [...this.#number].sort(([a], [b]) => compare(a, b)).map(([, column]) => column);
    const order: number[] = [];
    for (const place of [...this.#byPlace.keys()].sort(compare)) {
      const numbers = this.#byPlace.get(place);
      for (const column of columns) {
        const row = numbers?.[column] ?? -1;
        if (row >= 0) order.push(row);
      }
    }
    this.rows = order.map((row) => this.rows[row] as PlacedRow);
    this.#answers = order.map((row) => this.#answers[row] ?? noNumbers);
    this.#byPlace.clear();
    return this;
  }

  join(row: number, line: string): void {
    const placed = this.rows[row] as PlacedRow;
    placed.lines = append(placed.lines, line);
  }
}

/** Step 3: the union of the scenarios' requirements at their places; what a category alone asks comes after, apart. */
export function placeRequirements(
  index: CityIndex,
  tables: EditionTables,
  scenarios: readonly Scenario[],
  findings: readonly Seen[],
  finder: PlaceFinder,
  duties: DutyTable,
  categories: ReadonlyMap<string, readonly Category[]>,
): RequirementTable {
  const table = new RequirementTable(tables, duties);
  const risks = new Map(
    tables.edition.risks.map((r) => [
      r.id,
      {
        incidentType: r.incidentType,
        requirements: r.requirements
          .map((id) => tables.requirements.get(id))
          .filter((q) => q !== undefined),
      },
    ]),
  );
  // Scenarios come element by element, so that numbers are looked up within one element alone.
  const numbers = new Map<string, number>();
  let counted = 0;
  let element = '';
  const numberOf = (incidentType: string, subject: string): number => {
    if (subject !== element) numbers.clear();
    element = subject;
    let number = numbers.get(incidentType);
    if (number === undefined) {
      number = counted;
      counted += 1;
      numbers.set(incidentType, number);
    }
    return number;
  };
  for (const scenario of scenarios) {
    const risk = risks.get(scenario.risk);
    if (!risk) continue;
    const answer = index.components.has(scenario.subject)
      ? numberOf(risk.incidentType, scenario.subject)
      : undefined;
    for (const requirement of risk.requirements)
      for (const found of finder.placesFor(scenario.subject, requirement)) {
        const row = table.at(requirement, found.place, found.categories);
        table.demand(row, scenario, answer);
        table.sent(row, scenario.subject, found);
      }
  }
  for (const finding of findings)
    for (const id of finding.kind.requirements) {
      const requirement = tables.requirements.get(id);
      if (!requirement) continue;
      for (const found of finder.placesFor(finding.subject, requirement)) {
        const row = table.at(requirement, found.place, found.categories);
        table.find(row, finding.id);
        table.sent(row, finding.subject, found);
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
