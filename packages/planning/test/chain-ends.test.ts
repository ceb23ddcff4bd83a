import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainEnds } from '../src/chain-ends.ts';

const links = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.array(fc.array(fc.nat({ max: size - 1 }), { maxLength: 3 }), {
    minLength: size,
    maxLength: size,
  }),
);
const endsOf = (graph: readonly (readonly number[])[]): number[] =>
  chainEnds(
    graph.map((_, node) => node),
    (node) => graph[node] ?? [],
    () => true,
  );

/** Everything that is reached in one step or more, found by walking. */
function reached(graph: readonly (readonly number[])[], from: number): Set<number> {
  const found = new Set<number>();
  const way = [...(graph[from] ?? [])];
  for (let node = way.pop(); node !== undefined; node = way.pop())
    if (!found.has(node)) {
      found.add(node);
      way.push(...(graph[node] ?? []));
    }
  return found;
}

describe('the ends of chains', () => {
  it('are those from which only what leads back is reached', () => {
    fc.assert(
      fc.property(links, (graph) => {
        const wanted = graph.flatMap((_, node) =>
          [...reached(graph, node)].every(
            (other) => other === node || reached(graph, other).has(node),
          )
            ? [node]
            : [],
        );
        expect(endsOf(graph)).toEqual(wanted);
        expect(wanted.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are found in a chain and in a circle of any length', () => {
    const length = 50_000;
    const chain = Array.from({ length }, (_, at) => (at + 1 < length ? [at + 1] : []));
    expect(endsOf(chain)).toEqual([length - 1]);
    expect(endsOf(chain.map((next) => (next.length > 0 ? next : [0])))).toHaveLength(length);
  });
});
