/** From the archive to the output tree: every current page's file, and the attachments. */
import type { Archive, AttachmentUpdate } from '../archive/archive.ts';
import type { Addresses, Delivered } from '../model/addresses.ts';
import type { PublishedRemark } from '../model/checkpoint.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { PreservedFile, TreeChange } from '../model/imports.ts';
import type { StoredAttachment } from '../model/stored.ts';
import { layoutAttachments } from '../publish/attachment-paths.ts';
import { essenceOf } from '../publish/essence.ts';
import { renderDocument } from '../publish/document.ts';
import { indexFiles, sourcesFile } from '../publish/indexes.ts';
import { layoutPaths } from '../publish/paths.ts';
import { planTree, publishTree } from '../publish/tree.ts';
import type { DeliveredFile, TreeFile } from '../publish/tree-file.ts';
import { withMissingAncestors } from './ancestors.ts';
import type { AttachmentBytes } from './attachment-bytes.ts';
import type { ResolvedOptions } from './options.ts';

const PAGES_PER_CHUNK = 200;
const FILES_PER_CHUNK = 500;

export interface Publication {
  /** New versions beside edited files included. */
  readonly filesWritten: number;
  readonly files: readonly TreeChange[];
  /** Files that someone changed since they were written; they were left alone. */
  readonly preserved: readonly PreservedFile[];
  /** Those of attachments first, then those of pages, by id. */
  readonly remarks: readonly PublishedRemark[];
  /** What `treeStamp` will say of the folder if nobody touches it; null where nothing is published. */
  readonly stamp: string | null;
}

export interface PublishJob {
  /** The Markdown folder. */
  readonly folder: string;
  readonly bytes: AttachmentBytes;
  /** The import under which the archive notes what was delivered; null leaves it as it is. */
  readonly importId: number | null;
  /** Decides everything and writes no file. */
  readonly dryRun?: boolean;
  /** Where the folder holds what the archive held before the run: what is to be published anew. */
  readonly changes?: TreeChanges | null;
}

/** A tree that is as the last run left it, and the pages that are not. */
export interface TreeChanges {
  /** As `Archive.touched` gives them. */
  readonly pageIds: readonly number[];
  /** Of the files of the tree, from `treeStamp`. */
  readonly stamps: ReadonlyMap<string, string>;
  /** What was said when the tree was published. */
  readonly remarks: readonly PublishedRemark[];
}

/** What publishing asks of an archive. */
export type Publishable = Pick<
  Archive,
  | 'pageSummaries'
  | 'unplacedBreadcrumbs'
  | 'attachments'
  | 'publishablePages'
  | 'addresses'
  | 'delivered'
  | 'publishedSources'
  | 'setAttachments'
  | 'setPublished'
>;

export type PublishOptions = Pick<
  ResolvedOptions,
  'limits' | 'signal' | 'onProgress' | 'onEdited' | 'prune' | 'redirects'
>;

/** Where everything goes, and where it was. Attachments that could not be copied leave `copies`. */
interface Layout {
  /** The pages in the order in which they are delivered. */
  readonly ids: readonly number[];
  readonly paths: ReadonlyMap<number, string>;
  readonly copies: Map<number, string>;
  /** With what this run learns of their bytes. */
  readonly attachments: Map<number, StoredAttachment>;
  readonly delivered: {
    readonly pages: ReadonlyMap<number, Delivered>;
    readonly attachments: ReadonlyMap<number, Delivered>;
  };
}

/** What the files that were delivered mean for the archive. */
interface Ledger {
  /** Of the pages' files, by path. */
  readonly essences: Map<string, string>;
  readonly updates: AttachmentUpdate[];
  readonly published: Parameters<Archive['setPublished']>[1][number][];
  readonly remarks: PublishedRemark[];
}

/**
 * Publishes the whole archive into a folder, or with `dryRun` says what that would do. Attachments
 * go first, so that a page never links to a file that could not be copied. Where it is known which
 * pages changed, only these are rendered.
 */
export async function publishArchive(
  archive: Publishable,
  job: PublishJob,
  options: PublishOptions,
): Promise<Publication> {
  const layout = await layOut(archive, job);
  const ledger: Ledger = { updates: [], published: [], remarks: [], essences: new Map() };
  const publish = job.dryRun === true ? planTree : publishTree;
  let stamp: string | null = null;
  const { counts, changes, preserved } = await publish(
    job.folder,
    treeOf(archive, layout, job, options, ledger),
    {
      maxAttachmentBytes: options.limits.maxAttachmentBytes,
      signal: options.signal,
      prune: options.prune,
      onEdited: options.onEdited,
      standing: job.changes?.stamps,
      ...(job.changes == null ? formerPaths(layout, await archive.addresses()) : {}),
      onFile: recorder(layout, job, options, ledger),
      onStamp: (found) => {
        stamp = found;
      },
    },
  );
  if (job.importId !== null) {
    await archive.setAttachments(ledger.updates);
    await archive.setPublished(job.importId, ledger.published);
  }
  return {
    filesWritten: counts.written + counts.beside,
    files: changes,
    preserved,
    remarks: [...unsaid(job), ...ledger.remarks].sort(byPage),
    stamp,
  };
}

/** What is still so of the pages that are not rendered, and of all attachments. */
function unsaid({ changes, bytes }: PublishJob): readonly PublishedRemark[] {
  if (changes == null) return [];
  const rendered = new Set(changes.pageIds);
  return changes.remarks.filter(
    ({ pageId, of }) =>
      (of === 'attachment' || !rendered.has(pageId)) && bytes.reportedAt(pageId) !== null,
  );
}

const byPage = (a: PublishedRemark, b: PublishedRemark): number =>
  a.of === b.of ? (a.of === 'page' ? a.pageId - b.pageId : 0) : a.of === 'attachment' ? -1 : 1;

/** Where everything lies, as long as nothing but the words of pages changed. */
async function asDelivered(archive: Publishable, { pageIds }: TreeChanges): Promise<Layout> {
  const delivered = await archive.delivered();
  const pathsOf = (files: ReadonlyMap<number, Delivered>): Map<number, string> =>
    new Map([...files].map(([id, { path }]) => [id, path]));
  return {
    ids: pageIds,
    paths: pathsOf(delivered.pages),
    copies: pathsOf(delivered.attachments),
    attachments: new Map(),
    delivered,
  };
}

async function layOut(archive: Publishable, { changes, importId }: PublishJob): Promise<Layout> {
  if (changes != null) return asDelivered(archive, changes);
  // Only the folder of imports is the one that the archive remembers.
  const isSame = importId !== null;
  const pages = await archive.pageSummaries();
  const paths = layoutPaths(withMissingAncestors(pages, await archive.unplacedBreadcrumbs()));
  for (const id of paths.keys()) if (id < 0) paths.delete(id);
  const attachments = new Map((await archive.attachments()).map((item) => [item.id, item]));
  return {
    ids: pages.map(({ id }) => id),
    paths,
    copies: layoutAttachments(pages, paths, attachments.values()),
    attachments,
    delivered: isSame ? await archive.delivered() : { pages: new Map(), attachments: new Map() },
  };
}

/** The paths of today and of earlier runs, and those of the last run that are not used any more. */
function formerPaths(
  { paths, copies, delivered }: Layout,
  addresses: Addresses,
): {
  readonly reserved: ReadonlySet<string>;
  readonly left: readonly string[];
} {
  const today = new Set([...paths.values(), ...copies.values()]);
  const last = [...delivered.pages.values(), ...delivered.attachments.values()].map(
    ({ path }) => path,
  );
  const ever = addresses.former.flatMap(({ kind, name }) => (kind === 'markdown' ? [name] : []));
  return {
    reserved: new Set([...today, ...last, ...ever]),
    left: last.filter((path) => !today.has(path)),
  };
}

/** What an earlier run delivered at this path; null when that was elsewhere. */
const deliveredAt = (delivered: Delivered | undefined, path: string): string | null =>
  delivered?.path === path ? delivered.sha256 : null;

function recorder(
  layout: Layout,
  { bytes }: PublishJob,
  options: PublishOptions,
  { updates, published, remarks, essences }: Ledger,
): (file: DeliveredFile) => void {
  const { copies, attachments, delivered } = layout;
  const toCopy = [...copies.keys()].filter((id) => attachments.has(id));
  const total = toCopy.length + layout.ids.length;
  const attachmentAt = invert(copies);
  const pageAt = invert(layout.paths);
  return (file) => {
    const attachment = attachments.get(attachmentAt.get(file.path) ?? -1);
    const pageId = pageAt.get(file.path);
    if (attachment !== undefined) {
      const update = updateOf(attachment, file, delivered.attachments.get(attachment.id));
      updates.push(update);
      attachments.set(attachment.id, { ...attachment, sha256: update.sha256 });
      const problem = problemOf(attachment, file);
      if (problem !== null) {
        copies.delete(attachment.id);
        const { pageId: holder } = attachment;
        const path = bytes.reportedAt(holder);
        remarks.push({ pageId: holder, of: 'attachment', path, found: problem });
      }
    } else if (pageId !== undefined) {
      const sha256 = deliveredHash(file, delivered.pages.get(pageId));
      const before = delivered.pages.get(pageId);
      const isNew = isDelivered(file);
      const essence = isNew ? (essences.get(file.path) ?? null) : (before?.essence ?? null);
      published.push({ pageId, markdownPath: file.path, sha256, essence });
    } else return;
    options.onProgress({ phase: 'publishing', done: updates.length + published.length, total });
  };
}

async function* treeOf(
  archive: Publishable,
  layout: Layout,
  { bytes, changes }: PublishJob,
  { redirects }: PublishOptions,
  { remarks, essences }: Ledger,
): AsyncGenerator<TreeFile[]> {
  const { ids, paths, copies, attachments, delivered } = layout;
  yield* attachmentChunks(layout, bytes);
  for (let from = 0; from < ids.length; from += PAGES_PER_CHUNK) {
    const some = ids.slice(from, from + PAGES_PER_CHUNK);
    const texts: TreeFile[] = [];
    for (const page of await archive.publishablePages(some)) {
      const path = paths.get(page.summary.id);
      if (path === undefined) continue;
      const document = renderDocument(page, { pages: paths, attachments: copies });
      const before = delivered.pages.get(page.summary.id);
      const { bytes: content, sha256, essence } = essenceOf(document.text);
      essences.set(path, essence);
      // A newer export that changed nothing but its date has nothing new for an edited file.
      const isOld = before?.path === path && before.essence === essence;
      const was = isOld ? sha256 : deliveredAt(before, path);
      texts.push({ kind: 'text', path, text: content, sha256, delivered: was });
      // What the pages of other imports lack was told by those imports.
      if (bytes.reportedAt(page.summary.id) === null) continue;
      const about = { pageId: page.summary.id, of: 'page', path: page.sourcePath } as const;
      remarks.push(...document.diagnostics.map((found) => ({ ...about, found })));
    }
    yield texts;
  }
  if (changes != null) {
    if (ids.length > 0) yield [sourcesFile(await archive.publishedSources())];
    return;
  }
  const addresses = await archive.addresses();
  const published = { addresses, pages: paths, attachments: copies, stored: attachments };
  yield indexFiles(published, redirects);
}

const invert = (paths: ReadonlyMap<number, string>): Map<string, number> =>
  new Map([...paths].map(([id, path]) => [path, id]));

function* attachmentChunks(
  { copies, attachments, delivered }: Layout,
  source: AttachmentBytes,
): Generator<TreeFile[]> {
  let chunk: TreeFile[] = [];
  for (const [id, path] of [...copies]) {
    const attachment = attachments.get(id);
    if (attachment === undefined) continue;
    const { sha256, bytes } = attachment;
    chunk.push({
      kind: 'stream',
      path,
      sha256,
      bytes,
      delivered: deliveredAt(delivered.attachments.get(id), path),
      open: () => {
        const opened = source.open(attachment);
        if (opened === null) throw new Error('its source is not part of this import');
        return opened;
      },
    });
    if (chunk.length < FILES_PER_CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

const isDelivered = ({ outcome, newVersion }: DeliveredFile): boolean =>
  outcome !== 'preserved' || newVersion !== null;

/** What stands for a page now: its file, or the new version beside the edited one. */
function deliveredHash(file: DeliveredFile, before: Delivered | undefined): string | null {
  return isDelivered(file) ? file.sha256 : deliveredAt(before, file.path);
}

/** Attachments that could not be copied keep what is known of them, but have no published path. */
function updateOf(
  attachment: StoredAttachment,
  file: DeliveredFile,
  before: Delivered | undefined,
): AttachmentUpdate {
  const { id, status } = attachment;
  const hasFile = ['written', 'unchanged', 'preserved'].includes(file.outcome);
  return {
    id,
    status,
    bytes: file.bytes ?? attachment.bytes,
    sha256: file.sha256 ?? attachment.sha256,
    publishedPath: hasFile ? file.path : null,
    publishedSha256: hasFile ? deliveredHash(file, before) : null,
  };
}

function problemOf({ fileName }: StoredAttachment, file: DeliveredFile): Diagnostic | null {
  if (file.outcome === 'too-large') return diagnostic('attachment-too-large', fileName);
  if (file.outcome !== 'unreadable') return null;
  return diagnostic('unreadable-file', `${fileName}: ${file.reason ?? 'no reason given'}`);
}
