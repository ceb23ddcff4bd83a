import type { EdgeKind, ExplainedNode, FoundEdge } from '../explanation.ts';
import type { PlanView } from './plan-view.ts';
import { type ReasonChain, reasonChain } from './reason-chain.ts';

/** Neighbours of one kind that are reached by one kind of link. */
export interface LinkedNodes {
  readonly link: EdgeKind;
  readonly kind: string;
  readonly total: number;
  /** The first of them. */
  readonly nodes: readonly ExplainedNode[];
}

/** One node of the plan with its chain of reasons, and everything that it is linked with, both ways. */
export interface WhyView {
  readonly node: ExplainedNode;
  /** Ids of others that the same word means. */
  readonly also: readonly string[];
  readonly chain: ReasonChain | undefined;
  readonly because: readonly LinkedNodes[];
  readonly leadsTo: readonly LinkedNodes[];
}

const mostNodes = 50;
const cataloguePrefix = 'catalogue:';

/** Why something is there, by any id, key, name or label; undefined for what is none of these. */
export function whyView(view: PlanView, id: string): WhyView | undefined {
  const explained = view.graph.find(id);
  if (explained === undefined) return undefined;
  const { node, also, because, leadsTo } = explained;
  const own = node.id.startsWith(cataloguePrefix) ? node.id.slice(cataloguePrefix.length) : node.id;
  return {
    node,
    also,
    chain: reasonChain(view, own),
    because: grouped(because),
    leadsTo: grouped(leadsTo),
  };
}

function grouped(edges: readonly FoundEdge[]): readonly LinkedNodes[] {
  const groups = Map.groupBy(edges, ({ kind, nodeKind }) => `${kind}\n${nodeKind}`);
  return [...groups.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    return [
      {
        link: first.kind,
        kind: first.nodeKind,
        total: list.length,
        nodes: list.slice(0, mostNodes).map(({ to }) => to()),
      },
    ];
  });
}
