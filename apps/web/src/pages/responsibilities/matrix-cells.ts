import type { Text } from '@machimori/kernel';
import type { Answer } from '../../api/routes.ts';

export type Matrix = Answer<'GET /plan/responsibilities/matrix'>;
export type Duty = Matrix['duties'][number];
export type Column = Matrix['columns'][number];
export type Row = Matrix['rows'][number];

/** One cell with the names of its parties, and the id by which its reasons are found. */
export interface ShownDuty {
  readonly id: string;
  readonly state: Duty['state'];
  readonly selfCheck: boolean;
  readonly performers: readonly Text[];
  readonly verifier: Text | undefined;
  readonly answerable: readonly Text[];
  /** Who answers the line of the check sheet, where that is nobody who performs. */
  readonly line: Text | undefined;
}

/** The matrix as it is shown: rows and columns that have anything, and what stands where they cross. */
export interface ShownMatrix {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly cell: (row: number, column: number) => ShownDuty | undefined;
}

const isOpen = ({ state, selfCheck }: Duty): boolean =>
  selfCheck || state === 'gap' || state === 'overlap' || state === 'presumed';

export interface Narrowing {
  /** `open`: what is not settled; `nobody`: what nobody performs. */
  readonly only: 'open' | 'nobody' | '';
  /** Key of the one thing of the city that is shown; all of them where it is empty or not there. */
  readonly at: string;
}

const isWanted: Readonly<Record<Narrowing['only'], (duty: Duty) => boolean>> = {
  '': () => true,
  open: isOpen,
  nobody: ({ state }) => state === 'gap',
};

/** Unfolds the answer, narrowed. */
export function shownMatrix(matrix: Matrix, { only, at: key }: Narrowing): ShownMatrix {
  const { rows, columns, cells, duties, parties } = matrix;
  const wanted = duties.map(isWanted[only]);
  const alone = columns.findIndex((column) => column.key === key);
  const found = cells.map((row) => {
    const at = new Map<number, number>();
    for (let i = 0; i < row.length; i += 2) {
      const [column = 0, duty = 0] = [row[i], row[i + 1]];
      if (wanted[duty] && (alone < 0 || column === alone)) at.set(column, duty);
    }
    return at;
  });
  const rowsUsed = rows.flatMap((_, i) => ((found[i]?.size ?? 0) > 0 ? [i] : []));
  const used = new Set(found.flatMap((at) => [...at.keys()]));
  const columnsUsed = columns.flatMap((_, i) => (used.has(i) ? [i] : []));
  const nameOf = (number: number): Text => parties[number]?.name ?? { ja: '', en: '' };
  return {
    rows: rowsUsed.map((i) => rows[i] as Row),
    columns: columnsUsed.map((i) => columns[i] as Column),
    cell: (row, column) => {
      const [r, c] = [rowsUsed[row] ?? -1, columnsUsed[column] ?? -1];
      const duty = duties[found[r]?.get(c) ?? -1];
      if (duty === undefined) return undefined;
      return {
        id: `${rows[r]?.id}@${columns[c]?.key}`,
        state: duty.state,
        selfCheck: duty.selfCheck,
        performers: duty.performers.map(nameOf),
        verifier: duty.verifier === undefined ? undefined : nameOf(duty.verifier),
        answerable: duty.answerable.map(nameOf),
        line: duty.line === undefined ? undefined : nameOf(duty.line),
      };
    },
  };
}
