/** Parents that lead back to the page itself: breadcrumbs of different days may contradict. Pure. */

export interface ParentEdge {
  readonly id: number;
  readonly parentId: number;
  /** The parent was stated by an index, which knows better than a breadcrumb. */
  readonly isFromIndex: boolean;
}

/**
 * The pages that must lose their parent so that every page is below a top: one of each cycle, by
 * preference one whose parent no index has stated, else the one with the lowest id. Linear.
 */
export function cycleBreakers(edges: readonly ParentEdge[]): readonly number[] {
  const edgeOf = new Map(edges.map((edge) => [edge.id, edge]));
  /** By page, the walk that came by. */
  const walkOf = new Map<number, number>();
  const breakers: number[] = [];
  for (const start of edges) {
    let edge: ParentEdge | undefined = start;
    while (edge !== undefined && !walkOf.has(edge.id)) {
      walkOf.set(edge.id, start.id);
      edge = edgeOf.get(edge.parentId);
    }
    if (edge !== undefined && walkOf.get(edge.id) === start.id) {
      breakers.push(weakest(cycleFrom(edge, edgeOf)).id);
    }
  }
  return breakers;
}

function cycleFrom(
  first: ParentEdge,
  edgeOf: ReadonlyMap<number, ParentEdge>,
): readonly ParentEdge[] {
  const cycle = [first];
  let edge = edgeOf.get(first.parentId);
  while (edge !== undefined && edge.id !== first.id) {
    cycle.push(edge);
    edge = edgeOf.get(edge.parentId);
  }
  return cycle;
}

function weakest(cycle: readonly ParentEdge[]): ParentEdge {
  return cycle.reduce((weak, edge) => {
    if (edge.isFromIndex !== weak.isFromIndex) return edge.isFromIndex ? weak : edge;
    return edge.id < weak.id ? edge : weak;
  });
}
