/** A cell by its place on the page, counted from 0. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

/** Cells between two corners: that from which it began, and that which is active. */
export interface Selection {
  readonly anchor: Spot;
  readonly active: Spot;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that the Page keys go. */
  readonly page: number;
}

export interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const at = (row: number, column: number): Selection => ({
  anchor: { row, column },
  active: { row, column },
});

export const blockOf = ({ anchor, active }: Selection): Block => ({
  top: Math.min(anchor.row, active.row),
  bottom: Math.max(anchor.row, active.row),
  left: Math.min(anchor.column, active.column),
  right: Math.max(anchor.column, active.column),
});

export const isWithin = ({ top, bottom, left, right }: Block, { row, column }: Spot): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

const held = (place: number, count: number): number => Math.max(0, Math.min(count - 1, place));

/** The same where there may be fewer rows now. */
export const within = ({ anchor, active }: Selection, { rows, columns }: Extent): Selection => {
  const hold = ({ row, column }: Spot): Spot => ({
    row: held(row, rows),
    column: held(column, columns),
  });
  return { anchor: hold(anchor), active: hold(active) };
};

export interface Stroke {
  readonly key: string;
  readonly shift: boolean;
  /** Control, or Command on a Mac. */
  readonly control: boolean;
}

/** Where a key leads, as in a spreadsheet; undefined: it is no key that moves. */
export function moved(
  selection: Selection,
  { key, shift, control }: Stroke,
  extent: Extent,
): Selection | undefined {
  const { active } = selection;
  const { rows, columns, page } = extent;
  if (key === 'Tab') {
    const place = active.row * columns + active.column + (shift ? -1 : 1);
    const to = held(place, rows * columns);
    return at(Math.floor(to / columns), to % columns);
  }
  const to: Spot | undefined = {
    ArrowDown: { row: control ? rows : active.row + 1, column: active.column },
    ArrowUp: { row: control ? 0 : active.row - 1, column: active.column },
    ArrowRight: { row: active.row, column: control ? columns : active.column + 1 },
    ArrowLeft: { row: active.row, column: control ? 0 : active.column - 1 },
    PageDown: { row: active.row + page, column: active.column },
    PageUp: { row: active.row - page, column: active.column },
    Home: { row: control ? 0 : active.row, column: 0 },
    End: { row: control ? rows : active.row, column: columns },
  }[key];
  if (to === undefined) return undefined;
  return within({ anchor: shift ? selection.anchor : to, active: to }, extent);
}
