/** Where the bytes of attachments come from while the tree is written. */
import { openOriginal } from '../archive/originals-folder.ts';
import type { StoredAttachment } from '../model/stored.ts';
import { readPublished } from '../publish/tree.ts';
import type { Located, Owners } from './attachments.ts';

export interface AttachmentBytes {
  /** Null when the bytes are nowhere to be had. */
  open(attachment: StoredAttachment): Promise<AsyncIterable<Uint8Array>> | null;
  /** Path under which to report what a page lacks; null for a page that is not of this run. */
  reportedAt(pageId: number): string | null;
}

/** From the sources of an import; else from the copy that the tree still has, or the originals. */
export function importedBytes(
  owners: Owners,
  located: Located['paths'],
  { folder, archive }: { readonly folder: string; readonly archive: string },
): AttachmentBytes {
  return {
    open({ id, pageId, publishedPath, sha256 }) {
      const source = owners.get(pageId)?.source;
      const from = located.get(id);
      if (source !== undefined && from !== undefined) return source.stream(from);
      if (publishedPath !== null) return Promise.resolve(readPublished(folder, publishedPath));
      const original = sha256 === null ? null : openOriginal(archive, sha256);
      return original === null ? null : Promise.resolve(original);
    },
    reportedAt: (pageId) => owners.get(pageId)?.path ?? null,
  };
}
