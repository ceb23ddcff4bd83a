/**
 * Where boxes stand: a grid of lanes (who operates) and columns (what kind of thing). A box's place in it follows
 * from its own lane, column and key alone, so that whatever is added makes room and moves nothing out of its order.
 */

export interface GridBox {
  readonly key: string;
  /** Number of its lane, counted from 0; undefined for what stands outside the city, at the right edge. */
  readonly lane: number | undefined;
  /** Number of its column; what stands outside has the last one. */
  readonly column: number;
  /** Lane beside which something outside would best stand. */
  readonly beside: number;
}

export interface Cell {
  /** Counted over all lanes, from the top. */
  readonly row: number;
  /** Counted over all columns and the further ones of full cells, from the left. */
  readonly column: number;
}

export interface Grid {
  readonly cells: ReadonlyMap<string, Cell>;
  /** Lane of each row; undefined below the last lane, where only things outside stand. */
  readonly laneOfRow: readonly (number | undefined)[];
  /** Column that each grid column is part of. */
  readonly columnOf: readonly number[];
  /** Key of the box in a cell. */
  at(row: number, column: number): string | undefined;
}

/** Above so many lanes the picture grows to the side rather than downwards. */
const fewLanes = 12;
/** With few lanes a fuller cell goes on in a further column beside it. */
const rowsOfCell = 3;
/** With many lanes a cell is as wide as this, and a fuller one goes on in a further row. */
const columnsOfCell = 4;

/** Where the boxes of a cell stand in it, in the order of their keys: a further one moves only those after it. */
interface Filling {
  readonly rows: (boxes: number) => number;
  readonly columns: (boxes: number) => number;
  readonly at: (index: number) => Cell;
}

const downwards: Filling = {
  rows: (boxes) => Math.min(rowsOfCell, boxes),
  columns: (boxes) => Math.ceil(boxes / rowsOfCell),
  at: (index) => ({ row: index % rowsOfCell, column: Math.floor(index / rowsOfCell) }),
};

const sideways: Filling = {
  rows: (boxes) => Math.ceil(boxes / columnsOfCell),
  columns: (boxes) => Math.min(columnsOfCell, boxes),
  at: (index) => ({ row: Math.floor(index / columnsOfCell), column: index % columnsOfCell }),
};

const byKey = (a: GridBox, b: GridBox): number => (a.key < b.key ? -1 : 1);

/** `lanes` and `columns`: how many of each there are; an empty lane or column has no place. */
export function placeInGrid(boxes: readonly GridBox[], lanes: number, columns: number): Grid {
  const inside = boxes.filter(({ lane }) => lane !== undefined).toSorted(byKey);
  const outside = boxes
    .filter(({ lane }) => lane === undefined)
    .toSorted((a, b) => a.beside - b.beside || byKey(a, b));
  const cellOf = Map.groupBy(inside, ({ lane, column }) => `${lane} ${column}`);
  const filling = lanes > fewLanes ? sideways : downwards;
  const firstColumn: number[] = [];
  const columnOf: number[] = [];
  for (let column = 0; column < columns; column += 1) {
    firstColumn.push(columnOf.length);
    const fullest = Math.max(
      0,
      ...Array.from({ length: lanes }, (_, lane) => cellOf.get(`${lane} ${column}`)?.length ?? 0),
    );
    for (let part = 0; part < filling.columns(fullest); part += 1) columnOf.push(column);
  }
  const laneOfRow: (number | undefined)[] = [];
  const firstRow: number[] = [];
  for (let lane = 0; lane < lanes; lane += 1) {
    firstRow.push(laneOfRow.length);
    let rows = 0;
    for (let column = 0; column < columns; column += 1)
      rows = Math.max(rows, filling.rows(cellOf.get(`${lane} ${column}`)?.length ?? 0));
    for (let row = 0; row < rows; row += 1) laneOfRow.push(lane);
  }
  const cells = new Map<string, Cell>();
  for (const cell of cellOf.values())
    cell.forEach(({ key, lane = 0, column }, index) => {
      const within = filling.at(index);
      cells.set(key, {
        row: (firstRow[lane] ?? 0) + within.row,
        column: (firstColumn[column] ?? 0) + within.column,
      });
    });
  if (outside.length > 0) {
    const wished = outside.map(({ beside }) => firstRow[beside] ?? 0);
    placeOutside(wished, laneOfRow.length).forEach((row, index) => {
      cells.set(outside[index]?.key ?? '', { row, column: columnOf.length });
      while (laneOfRow.length <= row) laneOfRow.push(undefined);
    });
    columnOf.push(columns);
  }
  const taken = new Map([...cells].map(([key, { row, column }]) => [`${row} ${column}`, key]));
  return { cells, laneOfRow, columnOf, at: (row, column) => taken.get(`${row} ${column}`) };
}

/** Rows for things at the right edge: each where it would best stand or below, and all within the rows there are. */
function placeOutside(wished: readonly number[], rows: number): number[] {
  let next = 0;
  const placed = wished.map((row) => {
    const at = Math.max(row, next);
    next = at + 1;
    return at;
  });
  let last = Math.max(rows, placed.length);
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    last = Math.min(placed[index] ?? 0, last - 1);
    placed[index] = last;
  }
  return placed;
}
