/** Parents that contradict each other never leave a page without a way to the top. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycleBreakers, type ParentEdge } from '../../src/archive/parent-cycles.ts';

const edge = (id: number, parentId: number, isFromIndex = false): ParentEdge => ({
  id,
  parentId,
  isFromIndex,
});

const graphs = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 12 }),
    parentId: fc.integer({ min: 1, max: 12 }),
    isFromIndex: fc.boolean(),
  }),
  { selector: ({ id }) => id },
);

/** Whether following parents from the page ends. */
function reachesTop(start: number, edges: readonly ParentEdge[]): boolean {
  const parents = new Map(edges.map(({ id, parentId }) => [id, parentId]));
  let page: number | undefined = start;
  for (let steps = 0; steps <= edges.length; steps += 1) {
    if (page === undefined) return true;
    page = parents.get(page);
  }
  return page === undefined;
}

describe('cycles of parents', () => {
  it('are none in a tree', () => {
    expect(cycleBreakers([edge(2, 1), edge(3, 1), edge(4, 2)])).toEqual([]);
  });

  it('are broken where a breadcrumb, not an index, says the parent', () => {
    expect(cycleBreakers([edge(1, 2, true), edge(2, 3), edge(3, 1, true)])).toEqual([2]);
    expect(cycleBreakers([edge(1, 2, true), edge(2, 1, true)])).toEqual([1]);
  });

  it('are all broken, and by as few pages as there are cycles', () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const breakers = new Set(cycleBreakers(edges));
        const left = edges.filter(({ id }) => !breakers.has(id));
        for (const { id } of edges) expect(reachesTop(id, left)).toBe(true);
        for (const id of breakers) {
          const others = edges.filter((other) => other.id === id || !breakers.has(other.id));
          expect(reachesTop(id, others)).toBe(false);
        }
      }),
    );
  });
});
