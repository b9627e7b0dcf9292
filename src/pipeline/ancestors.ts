/** Ancestors that breadcrumbs name and no export brought: folders of the tree without a file. */
import type { PageSummary, UnplacedBreadcrumb } from '../model/stored.ts';

/**
 * Gives pages whose parent is not in the archive the place that their breadcrumb states, below
 * stand-ins for the pages that are missing. Stand-ins have ids below 0 and get no file; when such a
 * page arrives one day, its children stay where they are.
 *
 * @param crumbs of pages without a stored parent, by page and position.
 */
export function withMissingAncestors(
  pages: readonly PageSummary[],
  crumbs: readonly UnplacedBreadcrumb[],
): PageSummary[] {
  const byId = new Map(pages.map((page) => [page.id, page]));
  const standIns = new Map<string, PageSummary>();
  const parents = new Map<number, number>();
  for (const { pageId, title, ref, ancestorId } of crumbs) {
    const page = byId.get(pageId);
    if (page === undefined || ref === null) continue;
    if (ancestorId !== null && byId.has(ancestorId)) {
      parents.set(pageId, ancestorId);
      continue;
    }
    const key = JSON.stringify([page.spaceKey ?? page.spaceName, ref]);
    const standIn = standIns.get(key) ?? {
      ...page,
      id: -1 - standIns.size,
      confluenceId: /^page:id\/(\d+)$/.exec(ref)?.[1] ?? null,
      title,
      type: 'page',
      parentId: parents.get(pageId) ?? null,
      position: null,
      sourcePath: ref,
      markdownPath: null,
    };
    standIns.set(key, standIn);
    parents.set(pageId, standIn.id);
  }
  const placed = pages.map((page) => {
    const parentId = parents.get(page.id);
    return parentId === undefined ? page : { ...page, parentId };
  });
  return [...placed, ...standIns.values()];
}
