/**
 * The nodes from which nothing is reached that does not lead back: the ends of chains, and circles that nothing leaves.
 * Takes time by the links that are looked at, and keeps no more than the nodes (Tarjan's components, without recursion).
 * `near` gives those that a node may lead to, `leads` says to which it does.
 */
export function chainEnds<Node>(
  nodes: readonly Node[],
  near: (node: Node) => readonly Node[],
  leads: (node: Node, other: Node) => boolean,
): Node[] {
  const order = new Map<Node, number>();
  const lowest = new Map<Node, number>();
  const open: Node[] = [];
  const closed = new Set<Node>();
  /** Nodes that lead out of their circle. */
  const leaving = new Set<Node>();
  const ends = new Set<Node>();
  const way: { readonly node: Node; readonly near: readonly Node[]; at: number }[] = [];
  const enter = (node: Node): void => {
    lowest.set(node, order.size);
    order.set(node, order.size);
    open.push(node);
    way.push({ node, near: near(node), at: 0 });
  };
  const lower = (node: Node, to = 0): void => {
    lowest.set(node, Math.min(lowest.get(node) ?? 0, to));
  };
  for (const start of nodes) {
    if (!order.has(start)) enter(start);
    for (let here = way.at(-1); here; here = way.at(-1)) {
      const { node } = here;
      if (here.at < here.near.length) {
        const other = here.near[here.at++] as Node;
        if (!leads(node, other)) continue;
        if (!order.has(other)) enter(other);
        else if (closed.has(other)) leaving.add(node);
        else lower(node, order.get(other));
        continue;
      }
      way.pop();
      const before = way.at(-1)?.node;
      if (before !== undefined) lower(before, lowest.get(node));
      if (lowest.get(node) !== order.get(node)) continue;
      const circle = open.splice(open.lastIndexOf(node));
      for (const one of circle) closed.add(one);
      if (!circle.some((one) => leaving.has(one))) for (const one of circle) ends.add(one);
      if (before !== undefined) leaving.add(before);
    }
  }
  return nodes.filter((node) => ends.has(node));
}
