/** The page tree of each space, with what cannot be a tree mended. */
import type { PageSummary } from '../model/stored.ts';

/** Pages of one space have one key; where the source states none, one name. */
export function spaceIdentity(page: PageSummary): string | null {
  return page.spaceKey ?? page.spaceName;
}

/**
 * The parent of each page: null for a page without one, with one that is not published, or with
 * one in another space. Where parents form a ring, its first page stands at the top.
 * @param ordered pages in the order that decides.
 */
function soundParents(ordered: readonly PageSummary[]): Map<PageSummary, PageSummary | null> {
  const byId = new Map(ordered.map((page) => [page.id, page]));
  const rank = new Map(ordered.map((page, index) => [page, index]));
  const parents = new Map<PageSummary, PageSummary | null>();
  for (const page of ordered) {
    const parent = page.parentId === null ? undefined : byId.get(page.parentId);
    const sound = parent !== undefined && spaceIdentity(parent) === spaceIdentity(page);
    parents.set(page, sound ? parent : null);
  }
  const settled = new Set<PageSummary>();
  for (const start of ordered) {
    const walked = new Set<PageSummary>();
    let page: PageSummary | null = start;
    while (page !== null && !settled.has(page) && !walked.has(page)) {
      walked.add(page);
      page = parents.get(page) ?? null;
    }
    if (page !== null && walked.has(page)) {
      const path = [...walked];
      const ring = path.slice(path.indexOf(page));
      const first = ring.reduce((a, b) => ((rank.get(b) ?? 0) < (rank.get(a) ?? 0) ? b : a));
      parents.set(first, null);
    }
    for (const walkedPage of walked) settled.add(walkedPage);
  }
  return parents;
}

/** The pages at the top (under null) and the children of each page, all in the given order. */
export function childrenByParent(
  ordered: readonly PageSummary[],
): Map<PageSummary | null, PageSummary[]> {
  const parents = soundParents(ordered);
  const children = new Map<PageSummary | null, PageSummary[]>();
  for (const page of ordered) {
    const parent = parents.get(page) ?? null;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [page]);
    else siblings.push(page);
  }
  return children;
}
