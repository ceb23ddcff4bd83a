import type { DutyState } from '@machimori/catalogue';
import type { Text } from '@machimori/kernel';
import { answersForOthers } from '../answers-for-others.ts';
import type { Duty, SubjectKind } from '../plan.ts';
import type { NamedKey, PlanView } from './plan-view.ts';

/** What the rows of the matrix are: requirements where they are met, or check items where they are asked. */
export type MatrixRows = 'requirements' | 'items';

/**
 * Who performs, verifies and answers to residents, for each requirement or check item at each place. Parties and
 * duties are told once and named by their number, so that a large city's matrix stays small on the line.
 */
export interface ResponsibilityMatrix {
  readonly by: MatrixRows;
  readonly columns: readonly {
    readonly key: string;
    readonly name: Text;
    readonly kind: SubjectKind;
  }[];
  readonly rows: readonly { readonly id: string; readonly label: string; readonly heading: Text }[];
  readonly parties: readonly NamedKey[];
  readonly duties: readonly {
    readonly state: DutyState;
    readonly performers: readonly number[];
    readonly verifier?: number;
    readonly selfCheck: boolean;
    readonly answerable: readonly number[];
    /** Who answers its line of the check sheet, which is not who performs; of check items alone. */
    readonly line?: number;
  }[];
  /** For each row: column, duty, column, duty, … in the order of the columns. */
  readonly cells: readonly (readonly number[])[];
}

const kindOrder: Readonly<Record<SubjectKind, number>> = {
  component: 0,
  flow: 1,
  dataSet: 2,
  externalSystem: 3,
  contract: 4,
  organisation: 5,
  city: 6,
};

interface Cell {
  readonly row: string;
  readonly column: string;
  readonly duty: Duty;
  /** Who answers the line; of check items alone. */
  readonly answeredBy?: string;
}

/** The matrix; of one organisation, what it performs, verifies or answers for. */
export function responsibilityMatrix(
  view: PlanView,
  by: MatrixRows,
  of?: string,
): ResponsibilityMatrix {
  const all = by === 'requirements' ? requirementCells(view) : itemCells(view);
  const cells = of === undefined ? all : all.filter(({ duty }) => concerns(duty, of));
  const columns = columnsOf(view, cells);
  const rows = rowsOf(view, by, cells);
  const columnAt = new Map(columns.map(({ key }, i) => [key, i]));
  const rowAt = new Map(rows.map(({ id }, i) => [id, i]));
  const told = new Interned(view);
  const numbered: [number, number][][] = rows.map(() => []);
  for (const { row, column, duty, answeredBy } of cells)
    numbered[rowAt.get(row) ?? 0]?.push([columnAt.get(column) ?? 0, told.duty(duty, answeredBy)]);
  return {
    by,
    columns,
    rows,
    parties: told.parties,
    duties: told.duties,
    cells: numbered.map((row) => row.sort(([a], [b]) => a - b).flat()),
  };
}

const concerns = ({ performers, verifier, answerable }: Duty, of: string): boolean =>
  verifier === of || performers.includes(of) || answerable.includes(of);

const requirementCells = ({ plan }: PlanView): Cell[] =>
  plan.requirements.map(({ requirement, place, duty }) => ({
    row: requirement,
    column: place,
    duty,
  }));

const itemCells = ({ plan }: PlanView): Cell[] =>
  plan.lines.map(({ checkItem, subject, duty, answeredBy }) => ({
    row: checkItem,
    column: subject,
    duty,
    answeredBy,
  }));

function columnsOf(view: PlanView, cells: readonly Cell[]): ResponsibilityMatrix['columns'] {
  const used = new Set(cells.map(({ column }) => column));
  return view.plan.subjects
    .filter(({ key }) => used.has(key))
    .map(({ key, kind }) => ({ key, kind, name: view.named(key).name }))
    .sort((a, b) => kindOrder[a.kind] - kindOrder[b.kind]);
}

/** In the guideline's order. */
function rowsOf(
  view: PlanView,
  by: MatrixRows,
  cells: readonly Cell[],
): ResponsibilityMatrix['rows'] {
  const used = new Set(cells.map(({ row }) => row));
  const { requirements, checkItems } = view.edition;
  return by === 'requirements'
    ? requirements
        .filter(({ id }) => used.has(id))
        .map(({ id, heading }) => ({ id, label: id, heading }))
    : checkItems
        .filter(({ id }) => used.has(id))
        .map(({ id, label, heading }) => ({ id, label, heading }));
}

class Interned {
  readonly parties: NamedKey[] = [];
  readonly duties: ResponsibilityMatrix['duties'][number][] = [];
  readonly #view: PlanView;
  readonly #parties = new Map<string, number>();
  readonly #duties = new Map<string, number>();
  /** Places share their duties: most are found without looking into them. */
  readonly #same = new Map<string | undefined, Map<Duty, number>>();

  constructor(view: PlanView) {
    this.#view = view;
  }

  duty(of: Duty, answeredBy: string | undefined): number {
    const alike = this.#same.get(answeredBy) ?? new Map<Duty, number>();
    this.#same.set(answeredBy, alike);
    const same = alike.get(of);
    if (same !== undefined) return same;
    const { state, selfCheck } = of;
    const [line] = answeredBy === undefined ? [] : answersForOthers([{ answeredBy, duty: of }]);
    const told = {
      state,
      performers: of.performers.map((key) => this.#party(key)),
      ...(of.verifier === undefined ? {} : { verifier: this.#party(of.verifier) }),
      selfCheck,
      answerable: of.answerable.map((key) => this.#party(key)),
      ...(line === undefined ? {} : { line: this.#party(line) }),
    };
    const mark = JSON.stringify(told);
    const known = this.#duties.get(mark) ?? this.duties.push(told) - 1;
    this.#duties.set(mark, known);
    alike.set(of, known);
    return known;
  }

  #party(key: string): number {
    const known = this.#parties.get(key) ?? this.parties.push(this.#view.named(key)) - 1;
    this.#parties.set(key, known);
    return known;
  }
}
