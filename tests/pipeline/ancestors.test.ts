import { describe, expect, it } from 'vitest';
import type { PageSummary, UnplacedBreadcrumb } from '../../src/model/stored.ts';
import { withMissingAncestors } from '../../src/pipeline/ancestors.ts';
import { layoutPaths } from '../../src/publish/paths.ts';

const page = (id: number, title: string, parentId: number | null = null): PageSummary => ({
  id,
  spaceKey: 'TIDE',
  spaceName: 'Tide Tables',
  confluenceId: String(1000 + id),
  title,
  type: 'page',
  parentId,
  position: null,
  sourcePath: `${title}_${String(1000 + id)}.html`,
  markdownPath: null,
});

const crumb = (
  pageId: number,
  title: string,
  ref: string | null,
  ancestorId: number | null = null,
): UnplacedBreadcrumb => ({ pageId, title, ref, ancestorId });

const pathsOf = (pages: readonly PageSummary[], crumbs: readonly UnplacedBreadcrumb[]): string[] =>
  [...layoutPaths(withMissingAncestors(pages, crumbs))]
    .filter(([id]) => id > 0)
    .map(([, path]) => path)
    .sort();

describe('withMissingAncestors', () => {
  it('places a page below the ancestors that only its breadcrumb names', () => {
    const crumbs = [
      crumb(1, 'Tide Tables', null),
      crumb(1, 'Reports', 'page:id/2001'),
      crumb(1, 'Past Reports', 'page:id/2002'),
      crumb(2, 'Tide Tables', null),
      crumb(2, 'Reports', 'page:id/2001'),
    ];
    expect(pathsOf([page(1, 'Spring'), page(2, 'Summer')], crumbs)).toEqual([
      'TIDE/Reports/Past Reports/Spring.md',
      'TIDE/Reports/Summer.md',
    ]);
  });

  it('begins at the nearest ancestor that is there', () => {
    const crumbs = [crumb(2, 'Home', 'page:id/1001', 1), crumb(2, 'Reports', 'page:id/2001')];
    expect(pathsOf([page(1, 'Home'), page(2, 'Summer')], crumbs)).toEqual([
      'TIDE/Home.md',
      'TIDE/Home/Reports/Summer.md',
    ]);
  });

  it('leaves pages alone that have their parent, or only their space, above them', () => {
    const pages = [page(1, 'Home'), page(2, 'Summer', 1)];
    expect(pathsOf(pages, [crumb(1, 'Tide Tables', null)])).toEqual([
      'TIDE/Home.md',
      'TIDE/Home/Summer.md',
    ]);
  });

  it('keeps the path when the missing page arrives', () => {
    const before = pathsOf([page(2, 'Summer')], [crumb(2, 'Home', 'page:id/1001')]);
    const after = pathsOf([page(1, 'Home'), page(2, 'Summer', 1)], []);
    expect(after).toContain(before[0]);
  });
});
