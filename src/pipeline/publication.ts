/** From the archive to the output tree: every current page's file, and the attachments. */
import type { Archive, AttachmentUpdate } from '../archive/archive.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { StoredAttachment } from '../model/stored.ts';
import { layoutAttachments } from '../publish/attachment-paths.ts';
import { renderDocument } from '../publish/document.ts';
import { layoutPaths } from '../publish/paths.ts';
import { publishTree, readPublished } from '../publish/tree.ts';
import type { DeliveredFile, TreeFile } from '../publish/tree-file.ts';
import { withMissingAncestors } from './ancestors.ts';
import type { Located, Owners } from './attachments.ts';
import type { ResolvedOptions } from './options.ts';

const PAGES_PER_CHUNK = 200;
const FILES_PER_CHUNK = 500;

export interface Publication {
  readonly filesWritten: number;
  /** Files that someone changed since they were written; they were left alone. */
  readonly preserved: readonly string[];
  readonly diagnostics: readonly { readonly path: string | null; readonly found: Diagnostic }[];
}

interface Published {
  readonly pageId: number;
  readonly markdownPath: string;
  readonly sha256: string | null;
}

/**
 * Publishes the whole archive into `folder`. Attachments go first, so that a page never links to
 * a file that could not be copied.
 */
export async function publishArchive(
  archive: Archive,
  folder: string,
  owners: Owners,
  located: Located['paths'],
  options: ResolvedOptions,
): Promise<Publication> {
  const pages = await archive.pageSummaries();
  const paths = layoutPaths(withMissingAncestors(pages, await archive.unplacedBreadcrumbs()));
  for (const id of paths.keys()) if (id < 0) paths.delete(id);
  const attachments = new Map((await archive.attachments()).map((item) => [item.id, item]));
  const copies = layoutAttachments(pages, paths, attachments.values());
  const total = copies.size + pages.length;
  const attachmentAt = invert(copies);
  const pageAt = invert(paths);
  const updates: AttachmentUpdate[] = [];
  const published: Published[] = [];
  const diagnostics: { path: string | null; found: Diagnostic }[] = [];
  const onFile = (file: DeliveredFile): void => {
    options.onProgress({ phase: 'publishing', done: updates.length + published.length + 1, total });
    const attachment = attachments.get(attachmentAt.get(file.path) ?? -1);
    const pageId = pageAt.get(file.path);
    if (attachment !== undefined) {
      updates.push(updateOf(attachment, file));
      const problem = problemOf(attachment, file);
      if (problem === null) return;
      copies.delete(attachment.id);
      diagnostics.push({ path: owners.get(attachment.pageId)?.path ?? null, found: problem });
    } else if (pageId !== undefined) {
      published.push({ pageId, markdownPath: file.path, sha256: file.sha256 });
    }
  };
  async function* chunks(): AsyncGenerator<TreeFile[]> {
    yield* attachmentChunks(folder, copies, attachments, owners, located);
    for (let from = 0; from < pages.length; from += PAGES_PER_CHUNK) {
      const ids = pages.slice(from, from + PAGES_PER_CHUNK).map(({ id }) => id);
      const texts: TreeFile[] = [];
      for (const page of await archive.publishablePages(ids)) {
        const path = paths.get(page.summary.id);
        if (path === undefined) continue;
        const document = renderDocument(page, { pages: paths, attachments: copies });
        texts.push({ kind: 'text', path, text: document.text });
        // What the pages of other imports lack was told by those imports.
        if (!owners.has(page.summary.id)) continue;
        diagnostics.push(
          ...document.diagnostics.map((found) => ({ path: page.sourcePath, found })),
        );
      }
      yield texts;
    }
  }
  const { counts, preserved } = await publishTree(folder, chunks(), {
    maxAttachmentBytes: options.limits.maxAttachmentBytes,
    signal: options.signal,
    onFile,
  });
  await archive.setAttachments(updates);
  await archive.setPublished(published);
  return { filesWritten: counts.written, preserved, diagnostics };
}

const invert = (paths: ReadonlyMap<number, string>): Map<string, number> =>
  new Map([...paths].map(([id, path]) => [path, id]));

function* attachmentChunks(
  folder: string,
  copies: ReadonlyMap<number, string>,
  attachments: ReadonlyMap<number, StoredAttachment>,
  owners: Owners,
  located: Located['paths'],
): Generator<TreeFile[]> {
  let chunk: TreeFile[] = [];
  for (const [id, path] of [...copies]) {
    const attachment = attachments.get(id);
    if (attachment === undefined) continue;
    const { sha256, bytes, pageId, publishedPath } = attachment;
    chunk.push({
      kind: 'stream',
      path,
      sha256,
      bytes,
      open: () => {
        const source = owners.get(pageId)?.source;
        const from = located.get(id);
        if (source === undefined || from === undefined) {
          // The page's folder has another name now, and only the tree still has the file.
          if (publishedPath === null) throw new Error('its source is not part of this import');
          return Promise.resolve(readPublished(folder, publishedPath));
        }
        return source.stream(from);
      },
    });
    if (chunk.length < FILES_PER_CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Attachments that could not be copied keep what is known of them, but have no published path. */
function updateOf(attachment: StoredAttachment, file: DeliveredFile): AttachmentUpdate {
  const { id, status } = attachment;
  const copied = file.outcome === 'written' || file.outcome === 'unchanged';
  return {
    id,
    status,
    bytes: file.bytes ?? attachment.bytes,
    sha256: file.sha256 ?? attachment.sha256,
    publishedPath: copied || file.outcome === 'preserved' ? file.path : null,
  };
}

function problemOf({ fileName }: StoredAttachment, file: DeliveredFile): Diagnostic | null {
  if (file.outcome === 'too-large') return diagnostic('attachment-too-large', fileName);
  if (file.outcome !== 'unreadable') return null;
  return diagnostic('unreadable-file', `${fileName}: ${file.reason ?? 'no reason given'}`);
}
