import { messages as m } from './messages.ts';
import { type FlowClass, type PictureGraph, pictureGraph, stricter } from './picture-graph.ts';
import { layOutPicture, type PictureLayout } from './picture-layout.ts';
import type { PlanReader } from './plan-reader.ts';
import { caps } from './report-input.ts';
import { call, type Literal } from './typst-literal.ts';

const gutter = 96;
const wide = { width: 756, height: 372 } as const;
const tall = { width: 493, height: 596 } as const;
const largestUnit = 1.05;

/** The picture, and the same in a table for those who cannot see it. */
export async function pictureSection(reader: PlanReader, isPublic: boolean): Promise<string> {
  const whole = pictureGraph(reader);
  const graph = isPublic ? withoutGaps(whole) : whole;
  if (graph.nodes.length === 0) return '';
  const layout = await layOutPicture(graph);
  const unitIn = (room: { width: number; height: number }): number => Math.min(largestUnit, room.width / (layout.width + gutter + 12), room.height / layout.height);
  const lying = unitIn(wide) > unitIn(tall) * 1.1;
  const unit = lying ? unitIn(wide) : unitIn(tall);
  const body = [
    call('section', reader.say(m.picture.heading), reader.join(reader.say(m.picture.lead), graph.gathered ? reader.say(m.picture.gathered, { count: reader.city.components.length }) : undefined), !lying),
    call('picture', drawing(reader, graph, layout, unit)),
    call(
      'picture-key',
      [...new Set(graph.edges.map((e) => e.class))].sort().map((c) => ({ class: c, name: reader.say(m.picture.classes[c]) })),
      isPublic
        ? []
        : [
            { agreed: true, name: reader.say(m.picture.agreed) },
            { agreed: false, name: reader.say(m.picture.silent) },
          ],
      graph.nodes.some((n) => n.gap) ? reader.say(m.undecided) : undefined,
    ),
  ].join('');
  return `${lying ? `#wide-on[\n${body}]\n` : body}${flowTable(reader)}`;
}

const withoutGaps = (graph: PictureGraph): PictureGraph => ({
  ...graph,
  nodes: graph.nodes.map((n) => ({ ...n, gap: false })),
  edges: graph.edges.map((e) => ({ ...e, agreed: undefined })),
});

function drawing(reader: PlanReader, graph: PictureGraph, layout: PictureLayout, unit: number): Literal {
  const inner = layout.width + gutter + 12;
  const shift = gutter + 6;
  const byKey = new Map(graph.nodes.map((n) => [n.key, n]));
  const moved = layout.edges.map((e) => ({ edge: graph.edges[e.index], points: e.points.map(([x, y]) => [x + shift, y] as const) }));
  return {
    alt: reader.say(m.picture.alt),
    width: inner * unit,
    height: layout.height * unit,
    unit,
    gutter,
    nodeText: Math.max(5, 8.6 * unit),
    laneText: Math.max(5.5, 8.6 * unit),
    lanes: graph.lanes.map((lane, i) => ({ name: lane.name, role: lane.role, y: layout.lanes[i]?.y ?? 0, height: layout.lanes[i]?.height ?? 0 })),
    flows: moved.map(({ edge, points }) => ({ class: edge?.class ?? 'none', points: points.map(([x, y]) => [x, y]) })),
    heads: moved.flatMap(({ edge, points }) => (edge ? [...headAt(points, edge.class), ...(edge.bothWays ? headAt([...points].reverse(), edge.class) : [])] : [])),
    marks: moved.flatMap(({ edge, points }) => (edge?.agreed === undefined ? [] : boundaryMark(points, layout, edge.agreed))),
    nodes: layout.nodes.map((n) => {
      const node = byKey.get(n.key);
      return { x: n.x + shift, y: n.y, width: n.width, height: n.height, name: node?.name ?? '', kind: node?.kind ?? '', gap: node?.gap ? reader.say(m.undecided) : undefined };
    }),
  };
}

type Points = readonly (readonly [number, number])[];

function headAt(points: Points, flowClass: FlowClass): { x: number; y: number; dx: number; dy: number; class: FlowClass }[] {
  const end = points.at(-1);
  const before = points.at(-2);
  if (!end || !before) return [];
  const along = Math.abs(end[1] - before[1]) > Math.abs(end[0] - before[0]);
  return [{ x: end[0], y: end[1], dx: along ? 0 : Math.sign(end[0] - before[0]), dy: along ? Math.sign(end[1] - before[1]) : 0, class: flowClass }];
}

/** Where a line first crosses from one lane into another. */
function boundaryMark(points: Points, layout: PictureLayout, agreed: boolean): { x: number; y: number; agreed: boolean }[] {
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
        const its = f.dataSets.reduce<FlowClass>((worst, d) => stricter(worst, disclosure.get(d) ?? 'none'), 'none');
        return { start: reader.name(f.from), end: reader.name(f.to), data: reader.names(f.dataSets, 4), class: its, className: reader.say(m.picture.classes[its]), purpose: f.purpose };
      }),
    ),
    rest > 0 ? call('kept-note', reader.say(m.restInPlan, { count: rest })) : '',
  ].join('');
}
