/** From the archive to the output tree: every current page's file, and the attachments. */
import type { Archive, AttachmentUpdate } from '../archive/archive.ts';
import type { Delivered } from '../model/addresses.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { PreservedFile, TreeChange } from '../model/imports.ts';
import type { StoredAttachment } from '../model/stored.ts';
import { layoutAttachments } from '../publish/attachment-paths.ts';
import { essenceOf } from '../publish/essence.ts';
import { renderDocument } from '../publish/document.ts';
import { indexFiles } from '../publish/indexes.ts';
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
  readonly diagnostics: readonly { readonly path: string | null; readonly found: Diagnostic }[];
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
  readonly diagnostics: { readonly path: string | null; readonly found: Diagnostic }[];
}

/**
 * Publishes the whole archive into a folder, or with `dryRun` says what that would do. Attachments
 * go first, so that a page never links to a file that could not be copied.
 */
export async function publishArchive(
  archive: Publishable,
  job: PublishJob,
  options: PublishOptions,
): Promise<Publication> {
  const layout = await layOut(archive, job.importId !== null);
  const ledger: Ledger = {
    pending: new Map(),
    done: 0,
    updates: [],
    published: [],
    diagnostics: [],
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
    diagnostics: ledger.diagnostics,
    stamp,
  };
}

/** @param isSame whether the folder is the one that the archive remembers. */
async function layOut(archive: Publishable, isSame: boolean): Promise<Layout> {
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

function* lastPaths({ delivered }: Layout): Generator<string> {
  for (const { path } of delivered.pages.values()) yield path;
  for (const { path } of delivered.attachments.values()) yield path;
}

/** Paths of the last run that are not used any more. */
function leftPaths(layout: Layout): readonly string[] {
  const today = new Set([...layout.paths.values(), ...layout.copies.values()]);
  return [...lastPaths(layout)].filter((path) => !today.has(path));
}

/** The paths of today and of all earlier runs, once they are asked for. */
function everUsed(archive: Publishable, layout: Layout): () => Promise<readonly string[]> {
  // Later those that could not be copied are missing.
  const copies = [...layout.copies.values()];
  return async () => {
    const { former } = await archive.addresses();
    const ever = former.flatMap(({ kind, name }) => (kind === 'markdown' ? [name] : []));
    return [...layout.paths.values(), ...copies, ...lastPaths(layout), ...ever];
  };
}

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
  const total = copies.size + ids.length;
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
  { updates, diagnostics }: Ledger,
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
  diagnostics.push({ path: bytes.reportedAt(attachment.pageId), found: problem });
}

async function* treeOf(
  archive: Publishable,
  layout: Layout,
  { bytes }: PublishJob,
  { redirects }: PublishOptions,
  { diagnostics, pending }: Ledger,
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
      diagnostics.push(...document.diagnostics.map((found) => ({ path: page.sourcePath, found })));
    }
    yield texts;
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
