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

/** Whole numbers in the order in which they came, side by side in memory. */
class NumberList {
  #values = new Int32Array(4_096);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  at(i: number): number {
    return this.#values[i] ?? 0;
  }
}

/** Every requirement at its place. Rows are numbered, and lines refer to them by number. */
export class RequirementTable {
  rows: PlacedRow[] = [];
  readonly #byPlace = new Map<string, Int32Array>();
  readonly #number: ReadonlyMap<string, number>;
  readonly #duties: DutyTable;
  /** Row and scenario of each demand as they come; by row, once the rows are settled. */
  readonly #rowOf = new NumberList();
  readonly #scenarioOf = new NumberList();
  /** Where the demands of each row begin in `#demands`, which holds numbers of scenarios. */
  #starts = new Int32Array(1);
  #demands = new Int32Array(0);
  /** By number of a scenario: the number of its incident × component, from which reach is counted; -1 where it is about no component. */
  readonly #answers: Int32Array;
  readonly #stamps: Int32Array;
  #stamp = 0;

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
    this.#rowOf.push(row);
    this.#scenarioOf.push(scenario);
  }

  /** Distinct incident × component that some rows answer together: paperwork that many rows cite does not win by that. */
  reachOf(rows: readonly number[]): number {
    this.#stamp += 1;
    let reach = 0;
    for (const row of rows) {
      const end = this.#starts[row + 1] ?? 0;
      for (let i = this.#starts[row] ?? 0; i < end; i += 1) {
        const answer = this.#answers[this.#demands[i] ?? 0] ?? -1;
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

  /** Records that an element sent a requirement here: once, though a scenario and a finding there may both demand it. */
  sent(row: number, subject: string, { place, placement }: PlaceOf): void {
    if (place === subject && placement === 'here') return;
    const placed = this.rows[row] as PlacedRow;
    if (!placed.sentFrom.some((sent) => sent.subject === subject))
      placed.sentFrom = append(placed.sentFrom, { subject, placement });
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
    this.#gatherDemands(moved);
    return this;
  }

  /** Counts the demands of each row, then puts each at its place: lists of the right length at once. */
  #gatherDemands(moved: Int32Array): void {
    const starts = new Int32Array(this.rows.length + 1);
    const total = this.#rowOf.length;
    for (let i = 0; i < total; i += 1) {
      const after = (moved[this.#rowOf.at(i)] ?? 0) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
    for (let row = 0; row < this.rows.length; row += 1)
      starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
    const free = starts.slice();
    this.#demands = new Int32Array(total);
    for (let i = 0; i < total; i += 1) {
      const row = moved[this.#rowOf.at(i)] ?? 0;
      const at = free[row] ?? 0;
      this.#demands[at] = this.#scenarioOf.at(i);
      free[row] = at + 1;
    }
    this.#starts = starts;
  }

  /** Numbers of the scenarios that no row outside the given ones is demanded by. */
  answeredBy(carriedOut: ReadonlySet<number>): readonly number[] {
    const left = new Uint8Array(this.#answers.length);
    const asks = new Uint8Array(this.#answers.length);
    for (let row = 0; row < this.rows.length; row += 1) {
      const marks = carriedOut.has(row) ? asks : left;
      const end = this.#starts[row + 1] ?? 0;
      for (let i = this.#starts[row] ?? 0; i < end; i += 1) marks[this.#demands[i] ?? 0] = 1;
    }
    const numbers: number[] = [];
    asks.forEach((asked, i) => {
      if (asked === 1 && left[i] === 0) numbers.push(i);
    });
    return numbers;
  }

  /** Tells each row the scenarios that demand it, and the worst of their levels. */
  weigh(scenarios: readonly Scenario[]): void {
    this.rows.forEach((placed, row) => {
      const start = this.#starts[row] ?? 0;
      const count = (this.#starts[row + 1] ?? 0) - start;
      if (count === 0) return;
      const ids = new Array<string>(count);
      for (let i = 0; i < count; i += 1) {
        const scenario = scenarios[this.#demands[start + i] ?? 0] as Scenario;
        ids[i] = scenario.id;
        if (placed.level === undefined || rank[scenario.level] > rank[placed.level])
          placed.level = scenario.level;
      }
      placed.basis = 'risk';
      placed.scenarios = ids;
    });
  }

  join(row: number, line: string): void {
    const placed = this.rows[row] as PlacedRow;
    placed.lines = append(placed.lines, line);
  }
}

/** By scenario, the number of its incident × component; scenarios come element by element. */
function numberAnswers(
  index: CityIndex,
  scenarios: readonly Scenario[],
  incidentOf: (risk: string) => string | undefined,
): Int32Array {
  const answers = new Int32Array(scenarios.length).fill(-1);
  const here = new Map<string | undefined, number>();
  let counted = 0;
  let element = '';
  let isComponent = false;
  scenarios.forEach(({ risk, subject }, i) => {
    if (subject !== element) {
      here.clear();
      element = subject;
      isComponent = index.components.has(subject);
    }
    if (!isComponent) return;
    const incident = incidentOf(risk);
    let number = here.get(incident);
    if (number === undefined) {
      number = counted;
      counted += 1;
      here.set(incident, number);
    }
    answers[i] = number;
  });
  return answers;
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
  const answers = numberAnswers(index, scenarios, (risk) => risks.get(risk)?.incidentType);
  const table = new RequirementTable(tables, duties, answers);
  // Scenarios come element by element, and many at one element demand the same.
  const here = new Map<Requirement, readonly number[]>();
  let element = '';
  scenarios.forEach(({ risk, subject }, number) => {
    if (subject !== element) here.clear();
    element = subject;
    for (const requirement of risks.get(risk)?.requirements ?? []) {
      let rows = here.get(requirement);
      if (!rows) {
        rows = finder.placesFor(subject, requirement).map((found) => {
          const row = table.at(requirement, found.place, found.categories);
          table.sent(row, subject, found);
          return row;
        });
        here.set(requirement, rows);
      }
      for (const row of rows) table.demand(row, number);
    }
  });
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
