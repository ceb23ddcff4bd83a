import { type Component, operatorOf, wordLabel } from '@machimori/city';
import { messages as m } from './messages.ts';
import type { PlanReader } from './plan-reader.ts';
import { caps } from './report-input.ts';

/** What a box stands for. */
export type Grouping = 'system' | 'organisation' | 'kind';

export type FlowClass = 'open' | 'limited' | 'closed' | 'none';

export interface PictureNode {
  readonly key: string;
  readonly lane: string;
  readonly name: string;
  readonly kind: string;
  readonly gap: boolean;
  readonly tier: number;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly class: FlowClass;
  readonly bothWays: boolean;
  /** Whether a contract names the boundary where duty changes hands; undefined inside one lane. */
  readonly agreed: boolean | undefined;
}

export interface PictureLane {
  readonly key: string;
  readonly name: string;
  readonly role: string;
}

export interface PictureGraph {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** From the devices down to the services and what lies outside. */
  readonly lanes: readonly PictureLane[];
  readonly grouping: Grouping;
}

const tiers: Readonly<Record<Component['kind'], number>> = {
  'device-group': 0,
  gateway: 1,
  network: 1,
  'device-management-system': 2,
  'city-os': 3,
  'administration-terminal': 3,
  'supporting-system': 4,
  service: 5,
};
const outsideTier = 7;
const outsideLane = ' outside';
const classOrder: readonly FlowClass[] = ['none', 'open', 'limited', 'closed'];

/** What the picture shows: systems, or organisations where there are too many systems, and the flows between them. */
export function pictureGraph(reader: PlanReader): PictureGraph {
  const { city } = reader;
  const grouping = groupingFor(reader);
  const nodeOf = new Map<string, string>();
  for (const c of city.components) nodeOf.set(c.key, groupOf(reader, c, grouping));
  for (const e of city.externalSystems)
    nodeOf.set(e.key, grouping === 'system' ? e.key : outsideLane);
  const edges = joinFlows(reader, nodeOf);
  const all = grouping === 'system' ? systemNodes(reader) : groupNodes(reader, grouping);
  const nodes = mostConnected(all, edges);
  const kept = new Set(nodes.map((n) => n.key));
  return {
    nodes,
    edges: edges.filter((e) => kept.has(e.from) && kept.has(e.to)).slice(0, caps.pictureFlows),
    lanes: lanesOf(reader, nodes),
    grouping,
  };
}

/** As fine as can be read: systems, else organisations, else kinds of system by role. */
function groupingFor(reader: PlanReader): Grouping {
  const { components, externalSystems } = reader.city;
  if (components.length + externalSystems.length <= caps.pictureNodes) return 'system';
  return new Set(components.map(operatorOf)).size <= caps.pictureOrganisations
    ? 'organisation'
    : 'kind';
}

function systemNodes(reader: PlanReader): PictureNode[] {
  const open = placesWithGap(reader);
  return [
    ...reader.city.components.map(
      (c): PictureNode => ({
        key: c.key,
        lane: operatorOf(c),
        name: reader.name(c.key),
        kind: [
          reader.say(wordLabel('components', c.kind)),
          c.device ? reader.say(m.picture.devices, { count: c.device.count }) : '',
        ]
          .join(' ')
          .trim(),
        gap: open.has(c.key),
        tier: tiers[c.kind],
      }),
    ),
    ...reader.city.externalSystems.map(
      (e): PictureNode => ({
        key: e.key,
        lane: outsideLane,
        name: reader.name(e.key),
        kind:
          e.organisation === undefined
            ? reader.say(m.picture.outside)
            : reader.name(e.organisation),
        gap: false,
        tier: outsideTier,
      }),
    ),
  ];
}

/** One node for all systems of a group, in the lane of the role that its operator has first. */
function groupNodes(reader: PlanReader, grouping: 'organisation' | 'kind'): PictureNode[] {
  const open = placesWithGap(reader);
  const groups = new Map<string, [Component, ...Component[]]>();
  for (const c of reader.city.components) {
    const key = groupOf(reader, c, grouping);
    const group = groups.get(key);
    if (group) group.push(c);
    else groups.set(key, [c]);
  }
  const nodes = [...groups].map(
    ([key, its]): PictureNode => ({
      key,
      lane: roleOf(reader, operatorOf(its[0])),
      name:
        grouping === 'organisation'
          ? reader.name(key)
          : reader.say(wordLabel('components', its[0].kind)),
      kind: reader.say(m.picture.systems, { count: its.length }),
      gap: its.some((c) => open.has(c.key)),
      tier: its.reduce((sum, c) => sum + tiers[c.kind], 0) / its.length,
    }),
  );
  if (reader.city.externalSystems.length > 0)
    nodes.push({
      key: outsideLane,
      lane: outsideLane,
      name: reader.say(m.picture.outside),
      kind: reader.say(m.picture.systems, { count: reader.city.externalSystems.length }),
      gap: false,
      tier: outsideTier,
    });
  return nodes;
}

const roleOf = (reader: PlanReader, organisation: string): string =>
  reader.city.organisations.find((o) => o.key === organisation)?.roles[0] ?? outsideLane;

const groupOf = (reader: PlanReader, component: Component, grouping: Grouping): string =>
  grouping === 'system'
    ? component.key
    : grouping === 'organisation'
      ? operatorOf(component)
      : `${roleOf(reader, operatorOf(component))} ${component.kind}`;

function placesWithGap(reader: PlanReader): Set<string> {
  return new Set(
    reader.plan.requirements.filter((r) => r.duty.state === 'gap').map((r) => r.place),
  );
}

/** One line for all flows between two nodes: the strictest class, and an arrow at each end that receives. */
function joinFlows(reader: PlanReader, nodeOf: ReadonlyMap<string, string>): PictureEdge[] {
  const disclosure = new Map(reader.city.dataSets.map((d) => [d.key, d.disclosure]));
  const bounded = new Set(reader.city.contracts.flatMap((k) => k.boundaries.map((b) => b.subject)));
  const holder = new Map<string, string>([
    ...reader.city.components.map((c) => [c.key, operatorOf(c)] as const),
    ...reader.city.externalSystems.map((e) => [e.key, e.organisation ?? outsideLane] as const),
  ]);
  const joined = new Map<string, PictureEdge>();
  for (const flow of reader.city.flows) {
    const from = nodeOf.get(flow.from);
    const to = nodeOf.get(flow.to);
    if (from === undefined || to === undefined || from === to) continue;
    const its = flow.dataSets.reduce<FlowClass>(
      (worst, d) => stricter(worst, disclosure.get(d) ?? 'none'),
      'none',
    );
    const crosses = holder.get(flow.from) !== holder.get(flow.to);
    const agreed = crosses
      ? [flow.from, flow.to, ...flow.dataSets].some((key) => bounded.has(key))
      : undefined;
    const there = joined.get(`${from} ${to}`);
    const back = there ? undefined : joined.get(`${to} ${from}`);
    const known = there ?? back;
    const key = back ? `${to} ${from}` : `${from} ${to}`;
    joined.set(key, {
      from: back ? to : from,
      to: back ? from : to,
      class: stricter(known?.class ?? 'none', its),
      bothWays: (known?.bothWays ?? false) || back !== undefined,
      agreed:
        known?.agreed === undefined
          ? agreed
          : agreed === undefined
            ? known.agreed
            : known.agreed && agreed,
    });
  }
  return [...joined.values()];
}

export const stricter = (a: FlowClass, b: FlowClass): FlowClass =>
  classOrder.indexOf(b) > classOrder.indexOf(a) ? b : a;

function mostConnected(
  nodes: readonly PictureNode[],
  edges: readonly PictureEdge[],
): PictureNode[] {
  if (nodes.length <= caps.pictureNodes) return [...nodes];
  const ends = new Map<string, number>();
  for (const e of edges) for (const key of [e.from, e.to]) ends.set(key, (ends.get(key) ?? 0) + 1);
  const kept = new Set(
    [...nodes]
      .sort((a, b) => (ends.get(b.key) ?? 0) - (ends.get(a.key) ?? 0) || (a.key < b.key ? -1 : 1))
      .slice(0, caps.pictureNodes)
      .map((n) => n.key),
  );
  return nodes.filter((n) => kept.has(n.key));
}

function lanesOf(reader: PlanReader, nodes: readonly PictureNode[]): PictureLane[] {
  const tiersIn = new Map<string, number[]>();
  for (const n of nodes) tiersIn.set(n.lane, [...(tiersIn.get(n.lane) ?? []), n.tier]);
  const mean = (values: readonly number[]): number =>
    values.reduce((a, b) => a + b, 0) / values.length;
  const ordered = [...tiersIn].sort(([a, x], [b, y]) => mean(x) - mean(y) || (a < b ? -1 : 1));
  return ordered.map(([key]) => {
    if (key === outsideLane) return { key, name: reader.say(m.picture.outside), role: '' };
    const role = reader.entry<{ name: { ja: string; en: string } }>(key);
    if (role && !reader.subject(key)) return { key, name: reader.say(role.name), role: '' };
    const first = reader.city.organisations.find((o) => o.key === key)?.roles[0];
    const named =
      first === undefined ? undefined : reader.entry<{ name: { ja: string; en: string } }>(first);
    return { key, name: reader.name(key), role: named ? reader.say(named.name) : '' };
  });
}
