/** Which of the attachments that pages name are in the sources, and their fixity. */
import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import type { Archive, AttachmentUpdate } from '../archive/archive.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { StoredAttachment } from '../model/stored.ts';
import type { Source } from '../source/source.ts';
import type { ResolvedOptions } from './options.ts';

/** Which source brought each page of this run, and the page's path there. */
export type Owners = ReadonlyMap<number, { readonly source: Source; readonly path: string }>;

export interface Located {
  readonly present: number;
  readonly missing: number;
  /** Paths of the sources' files that are attachments. */
  readonly paths: ReadonlySet<string>;
  readonly diagnostics: readonly { readonly path: string | null; readonly found: Diagnostic }[];
}

/** Looks up the attachments of this run's pages in their sources and stores what is there. */
export async function locateAttachments(
  archive: Archive,
  owners: Owners,
  options: ResolvedOptions,
): Promise<Located> {
  const attachments = await archive.attachments();
  const own = attachments.filter(({ pageId }) => owners.has(pageId));
  const limit = pLimit(options.jobs);
  const updates = await Promise.all(
    own.map((attachment) => limit(() => locate(attachment, owners.get(attachment.pageId)?.source))),
  );
  await archive.setAttachments(updates);
  const missing = own.filter((_, at) => updates[at]?.status === 'missing');
  return {
    present: own.length - missing.length,
    missing: missing.length,
    paths: new Set(own.flatMap(({ sourcePath }) => sourcePath ?? [])),
    diagnostics: missing.map(({ pageId, fileName, sourcePath }) => ({
      path: owners.get(pageId)?.path ?? null,
      found: diagnostic('attachment-missing', sourcePath ?? fileName),
    })),
  };
}

async function locate(
  attachment: StoredAttachment,
  source: Source | undefined,
): Promise<AttachmentUpdate> {
  const { id, sourcePath, publishedPath } = attachment;
  const entry = sourcePath === null ? null : await source?.stat(sourcePath);
  if (entry === null || entry === undefined) {
    return { id, status: 'missing', bytes: null, sha256: null, publishedPath: null };
  }
  // The hash stays for a file of the same size until it is read again.
  const sha256 = attachment.bytes === entry.bytes ? attachment.sha256 : null;
  return { id, status: 'present', bytes: entry.bytes, sha256, publishedPath };
}

/** Reads the attachments whose hash is not known, for imports that publish no Markdown. */
export async function hashAttachments(
  archive: Archive,
  owners: Owners,
  options: ResolvedOptions,
): Promise<void> {
  const attachments = await archive.attachments();
  const limit = pLimit(options.jobs);
  const unknown = attachments.filter(
    ({ pageId, status, sha256 }) => owners.has(pageId) && status === 'present' && sha256 === null,
  );
  const updates = await Promise.all(
    unknown.map((attachment) =>
      limit(async (): Promise<AttachmentUpdate> => {
        const { id, sourcePath, publishedPath, status } = attachment;
        options.signal?.throwIfAborted();
        const stream = await owners.get(attachment.pageId)?.source.stream(sourcePath ?? '');
        const hash = createHash('sha256');
        let bytes = 0;
        for await (const piece of stream ?? []) {
          const data = piece as Uint8Array;
          hash.update(data);
          bytes += data.length;
        }
        return { id, status, bytes, sha256: hash.digest('hex'), publishedPath };
      }),
    ),
  );
  await archive.setAttachments(updates);
}
