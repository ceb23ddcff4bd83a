import type { Cell, Grid } from './picture-grid.ts';

export interface GridLine {
  readonly id: string;
  /** Lines of one class may share their way to a crowded box. */
  readonly class: string;
  readonly from: string;
  readonly to: string;
}

/** Left, top, width and height, in units of about one pixel. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Point = readonly [x: number, y: number];

export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Rectangle>;
  /** Corners of each line, from where it begins to where it ends. */
  readonly lines: ReadonlyMap<string, readonly Point[]>;
  /** Left edge and width of each grid column. */
  readonly columns: readonly { readonly x: number; readonly width: number }[];
  /** Upper edge and height of each row with half the room around it: neighbouring rows touch. */
  readonly rows: readonly { readonly y: number; readonly height: number }[];
}

export const boxWidth = 168;
const boxHeight = 66;
/** Between two lines that leave or reach the same side of a box. */
const portGap = 12;
/** Between lines that run beside each other. */
const trackGap = 8;
const gutter = 22;
const rowGap = 20;
/** A side of a box that more lines reach has one place for each class of them: they join before it. */
const mostPorts = 8;
/** Lines that miss each other by so little run straight instead. */
const straighten = 4;

/** A line from its left end to its right one; within one column both ends are on the right side. */
interface Route {
  readonly id: string;
  readonly left: Cell;
  readonly right: Cell;
  readonly turned: boolean;
  readonly class: string;
  /** What it shares with other lines at that end. */
  leftBundle?: string;
  rightBundle?: string;
  /** Below the upper edges of the rows of its ends. */
  leftPort: number;
  rightPort: number;
  /** The row whose empty cells it passes; or the room above a row; neither where its ends are neighbours. */
  through?: { readonly row: number; readonly port: number };
  above?: { readonly row: number; track: number };
}

/**
 * Draws lines between the boxes of a grid, with corners of ninety degrees. Between columns and between rows there is
 * room in which lines run beside each other; a line crosses a column only there or through empty cells, so none ever
 * lies over a box.
 */
export function drawLines(grid: Grid, lines: readonly GridLine[]): Drawn {
  const routes = routesOf(grid, lines);
  const heights = assignPorts(grid, routes);
  const rowHeights = grid.laneOfRow.map(() => boxHeight);
  for (const [key, { row }] of grid.cells)
    rowHeights[row] = Math.max(rowHeights[row] ?? 0, heights.get(key) ?? 0);
  choosePassages(grid, routes);
  const tracksAbove = assignRowTracks(grid, routes);

  const tops: number[] = [];
  const edges: number[] = [0];
  let y = 0;
  rowHeights.forEach((height, row) => {
    y += rowGap + (tracksAbove[row] ?? 0) * trackGap;
    tops.push(y);
    y += height;
  });
  const height = y + rowGap + (tracksAbove[rowHeights.length] ?? 0) * trackGap;
  for (let row = 1; row < rowHeights.length; row += 1)
    edges.push(((tops[row - 1] ?? 0) + (rowHeights[row - 1] ?? 0) + (tops[row] ?? 0)) / 2);
  edges.push(height);

  const yOfTrack = (row: number, track: number): number => {
    const above = row === 0 ? 0 : (tops[row - 1] ?? 0) + (rowHeights[row - 1] ?? 0);
    return above + rowGap / 2 + trackGap / 2 + track * trackGap;
  };
  const verticals = routes.flatMap((route) => verticalsOf(route, tops, yOfTrack));
  const tracks = assignColumnTracks(verticals, grid.columnOf.length);

  const columns: { x: number; width: number }[] = [];
  let x = 0;
  for (let column = 0; column < grid.columnOf.length; column += 1) {
    x += gutter + (tracks[column] ?? 0) * trackGap;
    columns.push({ x, width: boxWidth });
    x += boxWidth;
  }
  const width = x + gutter + (tracks[columns.length] ?? 0) * trackGap;
  const xOfTrack = (column: number, track: number): number =>
    (column === 0 ? 0 : (columns[column - 1]?.x ?? 0) + boxWidth) +
    gutter / 2 +
    trackGap / 2 +
    track * trackGap;

  const boxes = new Map(
    [...grid.cells].map(([key, { row, column }]) => [
      key,
      {
        x: columns[column]?.x ?? 0,
        y: tops[row] ?? 0,
        width: boxWidth,
        height: heights.get(key) ?? boxHeight,
      },
    ]),
  );
  const at = Map.groupBy(verticals, ({ route }) => route);
  const drawn = new Map(
    routes.map((route) => {
      const points = pointsOf(route, at.get(route) ?? [], columns, tops, xOfTrack);
      return [route.id, route.turned ? points.toReversed() : points];
    }),
  );
  return {
    width,
    height,
    boxes,
    lines: drawn,
    columns,
    rows: rowHeights.map((_, row) => ({
      y: edges[row] ?? 0,
      height: (edges[row + 1] ?? 0) - (edges[row] ?? 0),
    })),
  };
}

function routesOf(grid: Grid, lines: readonly GridLine[]): Route[] {
  return lines
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, class: its, from, to }): Route[] => {
      const [a, b] = [grid.cells.get(from), grid.cells.get(to)];
      if (a === undefined || b === undefined || from === to) return [];
      const turned = b.column < a.column || (b.column === a.column && b.row < a.row);
      const [left, right] = turned ? [b, a] : [a, b];
      return [{ id, class: its, left, right, turned, leftPort: 0, rightPort: 0 }];
    });
}

interface LineEnd {
  readonly route: Route;
  readonly other: Cell;
  readonly set: (port: number, bundle: string | undefined) => void;
}

/** Spreads the ends of lines over the sides of boxes, in the order of where they lead. Returns the boxes' heights. */
function assignPorts(grid: Grid, routes: readonly Route[]): Map<string, number> {
  const sides = new Map<string, LineEnd[]>();
  const put = (side: string, end: LineEnd): void => {
    const list = sides.get(side) ?? [];
    list.push(end);
    sides.set(side, list);
  };
  const name = (cell: Cell, side: 'l' | 'r'): string => `${cell.row} ${cell.column} ${side}`;
  for (const route of routes) {
    const { left, right } = route;
    put(name(left, 'r'), {
      route,
      other: right,
      set(port, bundle) {
        route.leftPort = port;
        if (bundle !== undefined) route.leftBundle = bundle;
      },
    });
    put(name(right, left.column === right.column ? 'r' : 'l'), {
      route,
      other: left,
      set(port, bundle) {
        route.rightPort = port;
        if (bundle !== undefined) route.rightBundle = bundle;
      },
    });
  }
  const heights = new Map<string, number>();
  for (const [key, cell] of grid.cells) {
    const ports = (['l', 'r'] as const).map((side) => ({
      side: name(cell, side),
      shift: side === 'l' ? -2 : 2,
      ends: portsOf(sides.get(name(cell, side)) ?? [], cell),
    }));
    const most = Math.max(...ports.map(({ ends }) => ends.length));
    const height = Math.max(boxHeight, (most + 1) * portGap);
    heights.set(key, height);
    for (const { side, shift, ends } of ports)
      ends.forEach((its, index) => {
        const port = Math.round((height * (index + 1)) / (ends.length + 1)) + shift;
        for (const { route, set } of its)
          set(port, its.length > 1 ? `${side} ${route.class}` : undefined);
      });
  }
  return heights;
}

/** The ends at one side of a box, by the place that they get there. */
function portsOf(ends: readonly LineEnd[], cell: Cell): readonly (readonly LineEnd[])[] {
  const ordered = ends.toSorted(
    (a, b) =>
      a.other.row - b.other.row ||
      Math.abs(a.other.column - cell.column) - Math.abs(b.other.column - cell.column) ||
      (a.route.id < b.route.id ? -1 : 1),
  );
  if (ends.length <= mostPorts) return ordered.map((end) => [end]);
  return [...Map.groupBy(ordered, ({ route }) => route.class)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, its]) => its);
}

/** Through empty cells of the row of one end where that is free; else through the room above or below a row. */
function choosePassages(grid: Grid, routes: readonly Route[]): void {
  interface Passage {
    readonly row: number;
    readonly port: number;
    readonly bundle: string | undefined;
  }
  const passed = new Map<number, (Passage & { from: number; to: number })[]>();
  const free = ({ row, port, bundle }: Passage, from: number, to: number): boolean => {
    for (let column = from; column <= to; column += 1)
      if (grid.at(row, column) !== undefined) return false;
    return (passed.get(row) ?? []).every(
      (each) =>
        each.to < from ||
        each.from > to ||
        Math.abs(each.port - port) >= trackGap - 2 ||
        (bundle !== undefined && each.bundle === bundle),
    );
  };
  for (const route of routes) {
    const { left, right } = route;
    const [from, to] = [left.column + 1, right.column - 1];
    if (from > to) continue;
    const way = [
      { row: left.row, port: route.leftPort, bundle: route.leftBundle },
      { row: right.row, port: route.rightPort, bundle: route.rightBundle },
    ].find((passage) => free(passage, from, to));
    if (way === undefined) {
      route.above = { row: left.row < right.row ? right.row : right.row + 1, track: 0 };
      if (left.row === right.row) route.above = { row: right.row, track: 0 };
      continue;
    }
    route.through = way;
    passed.set(way.row, [...(passed.get(way.row) ?? []), { ...way, from, to }]);
  }
}

/** Tracks in the room above each row, and below the last one. Returns how many each has. */
function assignRowTracks(grid: Grid, routes: readonly Route[]): number[] {
  const counts: number[] = [];
  for (let row = 0; row <= grid.laneOfRow.length; row += 1) {
    const its = routes.filter(({ above }) => above?.row === row);
    const tracks = inTracks(
      its.map((route) => ({
        of: [route],
        bundle: route.rightBundle ?? route.leftBundle,
        from: route.left.column + 1,
        to: route.right.column,
      })),
    );
    tracks.forEach((list, track) => {
      for (const { of } of list)
        for (const { above } of of) if (above !== undefined) above.track = track;
    });
    counts.push(tracks.length);
  }
  return counts;
}

interface Vertical {
  readonly route: Route;
  /** The room left of this column. */
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly bundle: string | undefined;
  track: number;
}

/** Where a line runs up or down, from its left end to its right one. */
function verticalsOf(
  route: Route,
  tops: readonly number[],
  yOfTrack: (row: number, track: number) => number,
): Vertical[] {
  const { left, right, through, above } = route;
  const start = (tops[left.row] ?? 0) + route.leftPort;
  const end = (tops[right.row] ?? 0) + route.rightPort;
  const first = left.column + 1;
  const { leftBundle, rightBundle } = route;
  const vertical = (
    column: number,
    from: number,
    to: number,
    bundle = rightBundle ?? leftBundle,
  ): Vertical => ({ route, column, from, to, bundle, track: 0 });
  if (above !== undefined) {
    const y = yOfTrack(above.row, above.track);
    return [vertical(first, start, y, leftBundle ?? rightBundle), vertical(right.column, y, end)];
  }
  if (left.column !== right.column && Math.abs(start - end) <= straighten) return [];
  if (through === undefined || through.row !== left.row) return [vertical(first, start, end)];
  return [vertical(right.column, start, end)];
}

/** Tracks in the room left of each column, and right of the last one. Returns how many each has. */
function assignColumnTracks(verticals: readonly Vertical[], columns: number): number[] {
  const counts: number[] = [];
  for (let column = 0; column <= columns; column += 1) {
    const tracks = inTracks(
      verticals
        .filter((each) => each.column === column)
        .map((of) => ({
          of: [of],
          bundle: of.bundle,
          from: Math.min(of.from, of.to) - 3,
          to: Math.max(of.from, of.to) + 3,
        })),
    );
    tracks.forEach((list, track) => {
      for (const { of } of list) for (const each of of) each.track = track;
    });
    counts.push(tracks.length);
  }
  return counts;
}

interface Stretch<Of> {
  readonly of: readonly Of[];
  /** Stretches of one bundle lie on each other. */
  readonly bundle: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** Stretches that touch get different tracks: the longest last, so that short ways stay near the boxes. */
function inTracks<Of>(stretches: readonly Stretch<Of>[]): Stretch<Of>[][] {
  const tracks: Stretch<Of>[][] = [];
  for (const stretch of bundled(stretches).toSorted((a, b) => a.to - a.from - (b.to - b.from))) {
    const free = tracks.find((list) =>
      list.every((each) => each.to < stretch.from || each.from > stretch.to),
    );
    if (free === undefined) tracks.push([stretch]);
    else free.push(stretch);
  }
  return tracks;
}

function bundled<Of>(stretches: readonly Stretch<Of>[]): Stretch<Of>[] {
  const groups = Map.groupBy(stretches, ({ bundle }, index) => bundle ?? index);
  return [...groups.values()].map((its) => ({
    of: its.flatMap(({ of }) => of),
    bundle: its[0]?.bundle,
    from: Math.min(...its.map(({ from }) => from)),
    to: Math.max(...its.map(({ to }) => to)),
  }));
}

function pointsOf(
  route: Route,
  verticals: readonly Vertical[],
  columns: readonly { readonly x: number }[],
  tops: readonly number[],
  xOfTrack: (column: number, track: number) => number,
): Point[] {
  const { left, right } = route;
  const same = left.column === right.column;
  const startX = (columns[left.column]?.x ?? 0) + boxWidth;
  const endX = (columns[right.column]?.x ?? 0) + (same ? boxWidth : 0);
  const start = (tops[left.row] ?? 0) + route.leftPort;
  const end = (tops[right.row] ?? 0) + route.rightPort;
  if (verticals.length === 0)
    return [
      [startX, start],
      [endX, start],
    ];
  return [
    [startX, start],
    ...verticals.flatMap(({ column, from, to, track }): Point[] => {
      const x = xOfTrack(column, track);
      return [
        [x, from],
        [x, to],
      ];
    }),
    [endX, end],
  ];
}
