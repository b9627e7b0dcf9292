/** One page as it is published, printed instead of written. */
import { resolve as absolute } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { UsageError } from '../model/errors.ts';
import type { IndexFile } from '../archive/record-reading.ts';
import type { NamedPage, ShownPage, ShownSection } from '../model/history.ts';
import type { FieldOrigin } from '../model/pieces.ts';
import type { SectionRecord } from '../model/page.ts';
import type { PageWhole } from '../model/record.ts';
import type { PublishablePage } from '../model/stored.ts';
import { layoutAttachments } from '../publish/attachment-paths.ts';
import { renderDocument, renderPart } from '../publish/document.ts';
import { escapeHeading } from '../publish/escape.ts';
import type { TreeLayout } from '../publish/link-resolver.ts';
import { layoutPaths } from '../publish/paths.ts';
import { withMissingAncestors } from './ancestors.ts';
import { rebuiltAsOf } from './as-of.ts';
import { findPage, reading } from './find-page.ts';
import type { PageQuery } from './history.ts';
import { originsOf } from './provenance.ts';

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
    const { stored, whole, markdown } = await within(archive, named, { path, asOf }, renderedPage);
    const now = await contentOf(archive, named.pageId);
    const { firstImportId, lastImportId, sources, diagnostics } = now.whole;
    return {
      ...whole,
      // What imports met is no part of the past: a rebuilt archive has imports of its own.
      ...{ firstImportId, lastImportId, sources, diagnostics },
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

/**
 * The sections of a page that have this key, each with those below it, as they read in the page's
 * file; in the order of the page.
 *
 * @throws UsageError as `showPage`, and when the page has no such section.
 */
export function showSections({
  archive: path,
  page,
  section: key,
  asOf = null,
}: ShowOptions & { readonly section: string }): Promise<readonly ShownSection[]> {
  return reading(path, async (archive) => {
    const named = await findPage(archive, page);
    return within(archive, named, { path, asOf }, ({ stored, whole, layout }) => {
      const found = whole.sections.filter((section) => section.key === key);
      if (found.length === 0) throw unknownSection(named, key, whole.sections);
      return found.map((section) => {
        const parts = [section, ...below(section, whole.sections)];
        const markdown = parts.map(sectionMarkdown).join('\n\n');
        return {
          ...{ pageId: named.pageId, title: named.title, spaceKey: named.spaceKey },
          ...{ key, heading: section.heading, position: section.position },
          markdown: renderPart(markdown, stored, layout),
          items: parts.flatMap(({ items }) => items),
        };
      });
    });
  });
}

/**
 * For each field of a page, the file, its hash and the piece of it that it came from, and how it was
 * read. @throws UsageError when `page` names no page or several; ArchiveError.
 */
export function pageProvenance({
  archive: path,
  page,
}: PageQuery): Promise<readonly FieldOrigin[]> {
  return reading(path, async (archive) => {
    const named = await findPage(archive, page);
    const { stored, whole } = await contentOf(archive, named.pageId);
    const index = indexOf(named.sourcePath, await archive.indexFiles());
    return originsOf({ page: named, stored, whole, index });
  });
}

/** The newest index in the page's own folder, else in the nearest above it. */
function indexOf(path: string, files: readonly IndexFile[]): IndexFile | null {
  const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);
  const near = files.filter((file) => path.startsWith(folderOf(file.path)));
  const nearest = Math.max(...near.map((file) => folderOf(file.path).length));
  return near.find((file) => folderOf(file.path).length === nearest) ?? null;
}

/** The sections inside another one, at any depth. */
function below(
  { position }: SectionRecord,
  sections: readonly SectionRecord[],
): readonly SectionRecord[] {
  const inside = new Set([position]);
  return sections.filter(({ parent, position: own }) => {
    const isInside = parent !== null && inside.has(parent);
    if (isInside) inside.add(own);
    return isInside;
  });
}

const sectionMarkdown = ({ level, heading, markdown }: SectionRecord): string =>
  [`${'#'.repeat(level)} ${escapeHeading(heading)}`, markdown.trim()]
    .filter((block) => block !== '')
    .join('\n\n');

function unknownSection(
  page: NamedPage,
  key: string,
  sections: readonly SectionRecord[],
): UsageError {
  const keys = [...new Set(sections.map((section) => section.key))].join(', ');
  return new UsageError(
    `“${page.title ?? page.sourcePath}” has no section with the key “${key}”.`,
    keys === '' ? 'It has no sections.' : `Its sections are ${keys}.`,
  );
}

interface Content {
  readonly stored: PublishablePage;
  readonly whole: PageWhole;
}

async function contentOf(archive: Archive, pageId: number): Promise<Content> {
  const [stored] = await archive.storedPages([pageId]);
  const whole = await archive.wholePage(pageId);
  if (stored === undefined || whole === null) throw new Error(`page ${String(pageId)} is gone`);
  return { stored, whole };
}

interface Laid extends Content {
  readonly layout: TreeLayout;
  /** The archive's row of a page that may be one of a rebuilt archive. */
  readonly rowOf: (pageId: number | null) => number | null;
}

const renderedPage = ({ stored, whole, layout, rowOf }: Laid) => ({
  stored,
  whole: {
    ...whole,
    parentId: rowOf(whole.parentId),
    links: whole.links.map((link) => ({ ...link, targetPageId: rowOf(link.targetPageId) })),
  },
  markdown: renderDocument(stored, layout).text,
});

interface Moment {
  /** Of the archive. */
  readonly path: string;
  readonly asOf: string | null;
}

/** Does `work` with the page as it was at that moment, among the pages that there were. */
async function within<Result>(
  archive: Archive,
  page: NamedPage,
  { path, asOf }: Moment,
  work: (laid: Laid) => Result,
): Promise<Result> {
  if (asOf === null) return work(await laidOut(archive, page));
  const { archive: then, rows } = await rebuiltAsOf(path, asOf);
  try {
    const pageId = rows.get(page.pageId);
    if (pageId === undefined) {
      throw new UsageError(
        `The page was not there as of ${asOf}.`,
        '`confluence-archive history` tells when it was.',
      );
    }
    const own = new Map([...rows].map(([row, rebuilt]) => [rebuilt, row]));
    const rowOf = (id: number | null): number | null =>
      id === null ? null : (own.get(id) ?? null);
    const laid = await laidOut(then, { ...page, pageId, markdownPath: null });
    return work({ ...laid, rowOf });
  } finally {
    await then.close();
  }
}

async function laidOut(archive: Archive, page: NamedPage): Promise<Laid> {
  const content = await contentOf(archive, page.pageId);
  const layout = await currentLayout(archive);
  const pages = new Map(layout.pages);
  // A page without a file of its own links as if it stood at the root of the tree.
  if (!pages.has(page.pageId)) pages.set(page.pageId, page.markdownPath ?? '');
  return { ...content, layout: { ...layout, pages }, rowOf: (id) => id };
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
