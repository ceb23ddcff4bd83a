import { messages as m } from './messages.ts';
import { type FlowClass, type PictureGraph, pictureGraph, stricter } from './picture-graph.ts';
import { layOutPicture, type NodeSize, type PictureLayout } from './picture-layout.ts';
import type { PlanReader } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { textWidth } from './text-width.ts';
import { call, type Literal, typstString } from './typst-literal.ts';

const gutter = 96;
interface Sheet {
  readonly paper: 'a4' | 'a3';
  readonly lying: boolean;
  readonly room: NodeSize;
}
const onA4: readonly Sheet[] = [
  { paper: 'a4', lying: false, room: { width: 493, height: 606 } },
  { paper: 'a4', lying: true, room: { width: 756, height: 372 } },
];
const onA3: readonly Sheet[] = [
  { paper: 'a3', lying: false, room: { width: 740, height: 950 } },
  { paper: 'a3', lying: true, room: { width: 1100, height: 610 } },
];
/** Below it the names of systems are hard to read on A4; town halls print A3 too. */
const readableUnit = 0.62;
const largestUnit = 1.3;
const classes: readonly FlowClass[] = ['closed', 'limited', 'open', 'none'];
const nameSize = 8.6;
const small = 0.88;
const kindHeight = 13;
const nodeSizes: readonly NodeSize[] = [
  { width: 96, height: 36 },
  { width: 80, height: 42 },
  { width: 66, height: 52 },
];

/** The picture, and the same in a table for those who cannot see it. */
export async function pictureSection(reader: PlanReader, isPublic: boolean): Promise<string> {
  const whole = pictureGraph(reader);
  const graph = isPublic ? withoutGaps(whole) : whole;
  if (graph.nodes.length === 0) return '';
  const { layout, size, sheet, unit } = await bestLayout(graph);
  const ownPage = sheet.lying || sheet.paper === 'a3';
  const body = [
    call(
      'section',
      reader.say(m.picture.heading),
      reader.join(
        reader.say(graph.grouping === 'system' ? m.picture.lead : m.picture.leadByRole),
        graph.grouping !== 'system'
          ? reader.say(m.picture.gathered[graph.grouping], { count: reader.city.components.length })
          : undefined,
      ),
      !ownPage,
    ),
    call('picture', drawing(reader, graph, layout, size, unit)),
    call(
      'picture-key',
      classes
        .filter((c) => graph.edges.some((e) => e.class === c))
        .map((c) => ({ class: c, name: reader.say(m.picture.classes[c]) })),
      [
        { agreed: true, name: reader.say(m.picture.agreed) },
        { agreed: false, name: reader.say(m.picture.silent) },
      ].filter(({ agreed }) => graph.edges.some((e) => e.agreed === agreed)),
      graph.nodes.some((n) => n.gap) ? reader.say(m.undecided) : undefined,
    ),
  ].join('');
  return `${ownPage ? `#page-of(${typstString(sheet.paper)}, ${sheet.lying})[\n${body}]\n` : body}${flowTable(reader)}`;
}

const withoutGaps = (graph: PictureGraph): PictureGraph => ({
  ...graph,
  nodes: graph.nodes.map((n) => ({ ...n, gap: false })),
  edges: graph.edges.map((e) => ({ ...e, agreed: undefined })),
});

interface Chosen {
  readonly layout: PictureLayout;
  readonly size: NodeSize;
  readonly sheet: Sheet;
  /** Points of the page for one unit of the layout. */
  readonly unit: number;
}

/** Of a few shapes of box, upright and lying, the one that lets the words be largest; on A3 where A4 is too small. */
async function bestLayout(graph: PictureGraph): Promise<Chosen> {
  const layouts = await Promise.all(
    nodeSizes.map(async (size) => ({ size, layout: await layOutPicture(graph, size) })),
  );
  const bestOn = (sheets: readonly Sheet[]): Chosen | undefined => {
    let best: Chosen | undefined;
    for (const { size, layout } of layouts)
      for (const sheet of sheets) {
        const unit = Math.min(
          largestUnit,
          sheet.room.width / (layout.width + gutter + 12),
          sheet.room.height / layout.height,
        );
        // A page that lies on its side, or another shape of box, must be worth it.
        if (!best || unit > best.unit * (sheet.lying ? 1.1 : 1.04))
          best = { layout, size, sheet, unit };
      }
    return best;
  };
  const best = bestOn(onA4);
  if (!best) throw new Error('there is at least one shape of box');
  return best.unit < readableUnit ? (bestOn(onA3) ?? best) : best;
}

function drawing(
  reader: PlanReader,
  graph: PictureGraph,
  layout: PictureLayout,
  size: NodeSize,
  unit: number,
): Literal {
  const inner = layout.width + gutter + 12;
  const shift = gutter + 6;
  const byKey = new Map(graph.nodes.map((n) => [n.key, n]));
  const moved = layout.edges.map((e) => ({
    edge: graph.edges[e.index],
    points: e.points.map(([x, y]) => [x + shift, y] as const),
  }));
  return {
    alt: reader.say(m.picture.alt),
    width: inner * unit,
    height: layout.height * unit,
    unit,
    gutter,
    nodeText: nameSize * unit,
    laneText: nameSize * unit,
    lanes: graph.lanes.map((lane, i) => ({
      name: lane.name,
      role: lane.role,
      y: layout.lanes[i]?.y ?? 0,
      height: layout.lanes[i]?.height ?? 0,
    })),
    flows: moved.map(({ edge, points }) => ({
      class: edge?.class ?? 'none',
      points: points.map(([x, y]) => [x, y]),
    })),
    heads: moved.flatMap(({ edge, points }) =>
      edge
        ? [
            ...headAt(points, edge.class),
            ...(edge.bothWays ? headAt([...points].reverse(), edge.class) : []),
          ]
        : [],
    ),
    marks: moved.flatMap(({ edge, points }) =>
      edge?.agreed === undefined ? [] : boundaryMark(points, layout, edge.agreed),
    ),
    nodes: layout.nodes.map((n) => {
      const node = byKey.get(n.key);
      const gap = node?.gap ? reader.say(m.undecided) : undefined;
      const kind = node?.kind ?? '';
      return {
        x: n.x + shift,
        y: n.y,
        width: n.width,
        height: n.height,
        ...fitted(node?.name ?? '', size),
        kind,
        kindSize: oneLine(gap ?? kind, size),
        gap,
      };
    }),
  };
}

/** A name as large as its box allows: smaller where it needs every line, cut where they do not hold it. */
function fitted(name: string, box: NodeSize): { name: string; size: number } {
  const room = box.width - 8;
  const holds = (letters: readonly string[], size: number): boolean => {
    const lines = Math.floor((box.height - kindHeight) / (nameSize * size * 1.3));
    return textWidth(letters.join(''), nameSize * size) <= room * (lines === 1 ? 1 : lines * 0.92);
  };
  let cut = [...name];
  const oneSmallLine =
    textWidth(name, nameSize) > room && textWidth(name, nameSize * small) <= room;
  if (holds(cut, 1) && !oneSmallLine) return { name, size: 1 };
  while (!holds(cut, small)) cut = cut.slice(0, -1);
  return {
    name: cut.length === [...name].length ? name : `${cut.slice(0, -1).join('')}…`,
    size: small,
  };
}

/** How small the second text of a box must be to stay on one line. */
const oneLine = (words: string, box: NodeSize): number =>
  Math.max(0.5, Math.min(0.78, (box.width - 7) / textWidth(words, nameSize)));

type Points = readonly (readonly [number, number])[];

function headAt(
  points: Points,
  flowClass: FlowClass,
): { x: number; y: number; dx: number; dy: number; class: FlowClass }[] {
  const end = points.at(-1);
  const before = points.at(-2);
  if (!end || !before) return [];
  const along = Math.abs(end[1] - before[1]) > Math.abs(end[0] - before[0]);
  return [
    {
      x: end[0],
      y: end[1],
      dx: along ? 0 : Math.sign(end[0] - before[0]),
      dy: along ? Math.sign(end[1] - before[1]) : 0,
      class: flowClass,
    },
  ];
}

/** Where a line first crosses from one lane into another. */
function boundaryMark(
  points: Points,
  layout: PictureLayout,
  agreed: boolean,
): { x: number; y: number; agreed: boolean }[] {
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1], points[i]];
    if (!a || !b) continue;
    const low = Math.min(a[1], b[1]);
    const high = Math.max(a[1], b[1]);
    const crossed = layout.lanes.map((lane) => lane.y).filter((y) => y > low && y < high);
    const nearest = a[1] < b[1] ? crossed[0] : crossed.at(-1);
    if (nearest !== undefined) return [{ x: a[0], y: nearest, agreed }];
  }
  return [];
}

function flowTable(reader: PlanReader): string {
  const disclosure = new Map(reader.city.dataSets.map((d) => [d.key, d.disclosure]));
  const shown = reader.city.flows.slice(0, caps.flowRows);
  const rest = reader.city.flows.length - shown.length;
  if (shown.length === 0) return '';
  return [
    call('subsection', reader.say(m.picture.table)),
    call(
      'flows-table',
      m.picture.columns.map((c) => reader.say(c)),
      shown.map((f) => {
        const its = f.dataSets.reduce<FlowClass>(
          (worst, d) => stricter(worst, disclosure.get(d) ?? 'none'),
          'none',
        );
        return {
          start: reader.name(f.from),
          end: reader.name(f.to),
          data: reader.names(f.dataSets, 4),
          class: its,
          className: reader.say(m.picture.classes[its]),
          purpose: f.purpose,
        };
      }),
    ),
    rest > 0 ? call('kept-note', reader.say(m.restInPlan, { count: rest })) : '',
  ].join('');
}
