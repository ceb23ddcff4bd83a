import elkModule, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { PictureGraph } from './picture-graph.ts';

export interface PlacedNode {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnEdge {
  /** Position of the edge in the graph. */
  readonly index: number;
  readonly points: readonly (readonly [number, number])[];
}

export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly DrawnEdge[];
  /** Upper edge and height of each lane, in the graph's order. */
  readonly lanes: readonly { readonly y: number; readonly height: number }[];
}

export interface NodeSize {
  readonly width: number;
  readonly height: number;
}

const pad = 9;
const widestRow = 9;

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.partitioning.activate': 'true',
  'elk.randomSeed': '1',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.spacing.nodeNode': '10',
  'elk.spacing.edgeNode': '8',
  'elk.spacing.edgeEdge': '6',
  'elk.spacing.componentComponent': '14',
  'elk.separateConnectedComponents': 'false',
  'elk.layered.spacing.nodeNodeBetweenLayers': '19',
  'elk.layered.spacing.edgeNodeBetweenLayers': '8',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '5',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
} as const;

/** Lays the picture out in horizontal lanes; edges that run up are laid as if they ran down, then turned. */
export async function layOutPicture(
  graph: PictureGraph,
  nodeSize: NodeSize,
): Promise<PictureLayout> {
  const rowOf = rowsOf(graph);
  const down = graph.edges.map((e) => (rowOf.get(e.from) ?? 0) <= (rowOf.get(e.to) ?? 0));
  const asked: ElkNode = {
    id: 'picture',
    layoutOptions: options,
    children: graph.nodes.map(
      (n): ElkNode => ({
        id: n.key,
        ...nodeSize,
        layoutOptions: { 'elk.partitioning.partition': String(rowOf.get(n.key) ?? 0) },
      }),
    ),
    edges: graph.edges.map(
      (e, i): ElkExtendedEdge => ({
        id: `edge-${i}`,
        sources: [down[i] ? e.from : e.to],
        targets: [down[i] ? e.to : e.from],
      }),
    ),
  };
  const placed: ElkNode = await new elkModule.default().layout(asked);
  const nodes = (placed.children ?? []).map(
    (n): PlacedNode => ({ key: n.id, x: n.x ?? 0, y: (n.y ?? 0) + pad, ...nodeSize }),
  );
  const edges = (placed.edges ?? []).map((e, index): DrawnEdge => {
    const points = (e.sections ?? [])
      .flatMap((s) => [s.startPoint, ...(s.bendPoints ?? []), s.endPoint])
      .map((p) => [p.x, p.y + pad] as const);
    return { index, points: down[index] ? points : [...points].reverse() };
  });
  const height = (placed.height ?? 0) + 2 * pad;
  return { width: placed.width ?? 0, height, nodes, edges, lanes: bands(graph, nodes, height) };
}

/** Rows in which nodes may stand: one a lane, more where a lane has too many for the page's width. */
function rowsOf(graph: PictureGraph): Map<string, number> {
  const rows = new Map<string, number>();
  let next = 0;
  for (const lane of graph.lanes) {
    const its = graph.nodes
      .filter((n) => n.lane === lane.key)
      .sort((a, b) => a.tier - b.tier || (a.key < b.key ? -1 : 1));
    const perRow = Math.ceil(its.length / Math.max(1, Math.ceil(its.length / widestRow)));
    its.forEach((node, i) => {
      rows.set(node.key, next + Math.floor(i / perRow));
    });
    next += Math.max(1, Math.ceil(its.length / Math.max(1, perRow)));
  }
  return rows;
}

/** Lanes meet halfway between the lowest node of one and the highest of the next. */
function bands(
  graph: PictureGraph,
  nodes: readonly PlacedNode[],
  height: number,
): { y: number; height: number }[] {
  const laneOf = new Map(graph.nodes.map((n) => [n.key, n.lane]));
  const extents = graph.lanes.map((lane) => {
    const its = nodes.filter((n) => laneOf.get(n.key) === lane.key);
    return {
      top: Math.min(...its.map((n) => n.y)),
      bottom: Math.max(...its.map((n) => n.y + n.height)),
    };
  });
  const tops = extents.map((e, i) => {
    const above = extents[i - 1];
    return above ? (above.bottom + e.top) / 2 : 0;
  });
  return tops.map((y, i) => ({ y, height: (tops[i + 1] ?? height) - y }));
}
