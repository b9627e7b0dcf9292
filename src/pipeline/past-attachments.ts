/** The attachments of older copies of pages: not published, but part of what the archive remembers. */
import pLimit from 'p-limit';
import type { Archive } from '../archive/archive.ts';
import { attachmentName } from '../archive/attachment-versions.ts';
import { SourceError } from '../model/errors.ts';
import { byFolderAndName, fixityOf, locate } from './attachments.ts';
import type { PastCopy } from './keeper.ts';
import type { ResolvedOptions } from './options.ts';

type Found = Parameters<Archive['saveAttachmentVersions']>[1][number] & {
  /** Where the source has it; null where it has not. */
  readonly path: string | null;
};

/** Reads them in their sources; those that are not there, or cannot be read, have no bytes. */
export async function pastAttachments(
  copies: readonly PastCopy[],
  options: ResolvedOptions,
): Promise<readonly Found[]> {
  const elsewhere = byFolderAndName(new Set(copies.map(({ source }) => source)));
  const limit = pLimit(options.jobs);
  return Promise.all(
    copies.flatMap(({ pageId, source, record }) =>
      record.attachments.map(({ confluenceId, fileName, sourcePath }) =>
        limit(async (): Promise<Found> => {
          const name = attachmentName(confluenceId, fileName);
          const entry = await locate(source, sourcePath, elsewhere);
          const path = entry?.path ?? null;
          const about = { pageId, copySha256: record.sourceSha256, name, path };
          const tooLarge = (entry?.bytes ?? 0) > options.limits.maxAttachmentBytes;
          if (entry === null || tooLarge) return { ...about, bytes: null, sha256: null };
          try {
            return { ...about, ...(await fixityOf(source, entry.path)) };
          } catch (error) {
            if (!(error instanceof SourceError)) throw error;
            return { ...about, bytes: null, sha256: null };
          }
        }),
      ),
    ),
  );
}
