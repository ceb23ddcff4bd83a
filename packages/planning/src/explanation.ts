import type { Text } from '@machimori/kernel';

/** A link of the plan's graph, read from one node: why it is there (`because`) or what follows from it (`leadsTo`). */
export type EdgeKind =
  | 'because'
  | 'requires'
  | 'satisfies'
  | 'answers'
  | 'covers'
  | 'confirms'
  | 'applies';

export interface ExplainedNode {
  readonly id: string;
  readonly kind: string;
  readonly name: Text;
  readonly detail?: Text;
}

export interface ExplainedEdge {
  readonly kind: EdgeKind;
  readonly to: ExplainedNode;
}

/** One node with its links both ways: towards its reasons, and towards what follows. */
export interface Explanation {
  readonly node: ExplainedNode;
  /** Ids of others that the same word means: a town and its own organisation may share a name. */
  readonly also: readonly string[];
  readonly because: readonly ExplainedEdge[];
  readonly leadsTo: readonly ExplainedEdge[];
}

/** A link as it is found: what it leads to is told only when it is looked at. */
export interface FoundEdge {
  readonly kind: EdgeKind;
  readonly nodeKind: string;
  readonly to: () => ExplainedNode;
}

/** The same as `Explanation`, for whoever shows the first of many links. */
export interface FoundExplanation {
  readonly node: ExplainedNode;
  readonly also: readonly string[];
  readonly because: readonly FoundEdge[];
  readonly leadsTo: readonly FoundEdge[];
}
