/** From the archive to the output tree: every current page's file, and the attachments. */
import type { Archive, AttachmentUpdate } from '../archive/archive.ts';
import type { Delivered } from '../model/addresses.ts';
import type { PublishedRemark } from '../model/checkpoint.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { PreservedFile, TreeChange } from '../model/imports.ts';
import type { StoredAttachment } from '../model/stored.ts';
import { essenceOf } from '../publish/essence.ts';
import { renderDocument } from '../publish/document.ts';
import { indexFiles, sourcesFile } from '../publish/indexes.ts';
import { planTree, publishTree } from '../publish/tree.ts';
import type { DeliveredFile, TreeFile } from '../publish/tree-file.ts';
import type { AttachmentBytes } from './attachment-bytes.ts';
import type { ResolvedOptions } from './options.ts';
import {
  everUsed,
  layOut,
  leftPaths,
  type Layout,
  type Publishable,
  type TreeChanges,
} from './tree-layout.ts';

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

export type PublishOptions = Pick<
  ResolvedOptions,
  'limits' | 'signal' | 'onProgress' | 'onEdited' | 'prune' | 'redirects'
>;

/** What a file of the tree is the file of. */
type Pending =
  | { readonly attachmentId: number }
  | {
      readonly pageId: number;
      readonly before: Delivered | undefined;
      readonly essence: string;
    };

/** What the files that were delivered mean for the archive. */
interface Ledger {
  /** The files that are on their way, by path. */
  readonly pending: Map<string, Pending>;
  /** How many of the pages and attachments are delivered. */
  done: number;
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
  const ledger: Ledger = {
    pending: new Map(),
    done: 0,
    updates: [],
    published: [],
    remarks: [],
  };
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
      reserved: everUsed(archive, layout),
      left: leftPaths(layout),
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

/** What an earlier run delivered at this path; null when that was elsewhere. */
const deliveredAt = (delivered: Delivered | undefined, path: string): string | null =>
  delivered?.path === path ? delivered.sha256 : null;

function recorder(
  layout: Layout,
  job: PublishJob,
  options: PublishOptions,
  ledger: Ledger,
): (file: DeliveredFile) => void {
  const { copies, ids } = layout;
  const total = (job.changes == null ? copies.size : 0) + ids.length;
  return (file) => {
    const pending = ledger.pending.get(file.path);
    if (pending === undefined) return;
    ledger.pending.delete(file.path);
    if ('attachmentId' in pending) recordAttachment(layout, job, ledger, pending, file);
    else if (job.importId !== null) {
      const { pageId, before } = pending;
      const sha256 = deliveredHash(file, before);
      const essence = isDelivered(file) ? pending.essence : (before?.essence ?? null);
      ledger.published.push({ pageId, markdownPath: file.path, sha256, essence });
    }
    ledger.done++;
    options.onProgress({ phase: 'publishing', done: ledger.done, total });
  };
}

function recordAttachment(
  { copies, attachments, delivered }: Layout,
  { bytes, importId }: PublishJob,
  { updates, remarks }: Ledger,
  { attachmentId }: Extract<Pending, { attachmentId: number }>,
  file: DeliveredFile,
): void {
  const attachment = attachments.get(attachmentId);
  if (attachment === undefined) return;
  const update = updateOf(attachment, file, delivered.attachments.get(attachmentId));
  if (importId !== null) updates.push(update);
  if (update.sha256 !== attachment.sha256)
    attachments.set(attachmentId, { ...attachment, sha256: update.sha256 });
  const problem = problemOf(attachment, file);
  if (problem === null) return;
  copies.delete(attachmentId);
  const { pageId } = attachment;
  remarks.push({ pageId, of: 'attachment', path: bytes.reportedAt(pageId), found: problem });
}

async function* treeOf(
  archive: Publishable,
  layout: Layout,
  { bytes, changes }: PublishJob,
  { redirects }: PublishOptions,
  { remarks, pending }: Ledger,
): AsyncGenerator<TreeFile[]> {
  const { ids, paths, copies, attachments, delivered } = layout;
  yield* attachmentChunks(layout, bytes, pending);
  for (let from = 0; from < ids.length; from += PAGES_PER_CHUNK) {
    const some = ids.slice(from, from + PAGES_PER_CHUNK);
    const texts: TreeFile[] = [];
    for (const page of await archive.publishablePages(some)) {
      const path = paths.get(page.summary.id);
      if (path === undefined) continue;
      const document = renderDocument(page, { pages: paths, attachments: copies });
      const before = delivered.pages.get(page.summary.id);
      const { bytes: content, sha256, essence } = essenceOf(document.text);
      pending.set(path, { pageId: page.summary.id, before, essence });
      // A newer export that changed nothing but its date has nothing new for an edited file.
      const isOld = before?.path === path && before.essence === essence;
      const was = isOld ? sha256 : deliveredAt(before, path);
      texts.push({ kind: 'text', path, text: content, sha256, delivered: was });
      // What the pages of other imports lack was told by those imports.
      if (bytes.reportedAt(page.summary.id) === null) continue;
      const about = { pageId: page.summary.id, of: 'page', path: page.sourcePath } as const;
      for (const found of document.diagnostics) remarks.push({ ...about, found });
    }
    yield texts;
  }
  if (changes != null) {
    if (ids.length > 0) yield [sourcesFile(await archive.publishedSources())];
    return;
  }
  const addresses = await archive.addresses();
  const published = { addresses, pages: paths, attachments: copies, stored: attachments };
  for (const file of indexFiles(published, redirects)) yield [file];
}

function* attachmentChunks(
  { copies, attachments, delivered }: Layout,
  source: AttachmentBytes,
  pending: Ledger['pending'],
): Generator<TreeFile[]> {
  let chunk: TreeFile[] = [];
  for (const [id, path] of copies) {
    const attachment = attachments.get(id);
    if (attachment === undefined) continue;
    const { sha256, bytes } = attachment;
    pending.set(path, { attachmentId: id });
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
