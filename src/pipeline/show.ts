/** One page as it is published, printed instead of written. */
import { resolve as absolute } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { UsageError } from '../model/errors.ts';
import type { NamedPage, ShownPage } from '../model/history.ts';
import type { PublishablePage } from '../model/stored.ts';
import { layoutAttachments } from '../publish/attachment-paths.ts';
import { renderDocument } from '../publish/document.ts';
import type { TreeLayout } from '../publish/link-resolver.ts';
import { layoutPaths } from '../publish/paths.ts';
import { withMissingAncestors } from './ancestors.ts';
import { rebuiltAsOf } from './as-of.ts';
import { findPage, reading } from './find-page.ts';
import type { PageQuery } from './history.ts';

export interface ShowOptions extends PageQuery {
  /** A date or `import:N`: the page as it was then; null for the present. */
  readonly asOf?: string | null | undefined;
}

/**
 * A page of the archive as its published file has it, front matter included, with its main fields.
 * A removed page is shown as it last was, and a duplicate as itself.
 *
 * @throws UsageError when `page` names no page or several; ArchiveError.
 */
export function showPage({ archive: path, page, asOf = null }: ShowOptions): Promise<ShownPage> {
  return reading(path, async (archive) => {
    const named = await findPage(archive, page);
    const { stored, markdown } =
      asOf === null ? await pageNow(archive, named) : await pageAsOf(path, named, asOf);
    return {
      archive: absolute(path),
      page: named,
      asOf,
      breadcrumbs: stored.breadcrumbs,
      creator: stored.creator,
      createdOn: stored.createdOn,
      lastModifier: stored.lastModifier,
      lastModifiedOn: stored.lastModifiedOn,
      exportedOn: stored.exportedOn,
      labels: stored.labels,
      sourceFormat: stored.format,
      markdown,
      versions: await archive.versions(named.pageId),
    };
  });
}

interface Rendered {
  readonly stored: PublishablePage;
  readonly markdown: string;
}

/** As its file in the tree of that moment. */
async function pageAsOf(path: string, page: NamedPage, asOf: string): Promise<Rendered> {
  const { archive, rows } = await rebuiltAsOf(path, asOf);
  try {
    const pageId = rows.get(page.pageId);
    if (pageId === undefined) {
      throw new UsageError(
        `The page was not there as of ${asOf}.`,
        '`confluence-archive history` tells when it was.',
      );
    }
    return await pageNow(archive, { ...page, pageId, markdownPath: null });
  } finally {
    await archive.close();
  }
}

async function pageNow(archive: Archive, page: NamedPage): Promise<Rendered> {
  const [stored] = await archive.storedPages([page.pageId]);
  if (stored === undefined) throw new Error(`page ${String(page.pageId)} is gone`);
  const layout = await currentLayout(archive);
  const pages = new Map(layout.pages);
  // A page without a file of its own links as if it stood at the root of the tree.
  if (!pages.has(page.pageId)) pages.set(page.pageId, page.markdownPath ?? '');
  return { stored, markdown: renderDocument(stored, { ...layout, pages }).text };
}

/** Where everything was published; where nothing was, where it would be. */
async function currentLayout(archive: Archive): Promise<TreeLayout> {
  const summaries = await archive.pageSummaries();
  const attachments = await archive.attachments();
  const written = summaries.flatMap(({ id, markdownPath }) =>
    markdownPath === null ? [] : [[id, markdownPath] as const],
  );
  if (written.length > 0) {
    const copies = attachments.flatMap(({ id, publishedPath }) =>
      publishedPath === null ? [] : [[id, publishedPath] as const],
    );
    return { pages: new Map(written), attachments: new Map(copies) };
  }
  const placed = withMissingAncestors(summaries, await archive.unplacedBreadcrumbs());
  const pages = layoutPaths(placed);
  return { pages, attachments: layoutAttachments(summaries, pages, attachments) };
}
