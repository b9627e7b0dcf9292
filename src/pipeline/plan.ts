/** Decide, then act: what a found page is to the archive. Pure. */
import { isBefore } from '../model/iso-date.ts';
import type { PageRecord } from '../model/page.ts';
import type { StoredIdentity } from '../model/stored.ts';
import { isServedBy } from './conversion.ts';

export type Decision =
  | { readonly outcome: 'created'; readonly pageId: null }
  | { readonly outcome: 'updated' | 'moved' | 'unchanged'; readonly pageId: number }
  /** The archive holds a newer export of the page, or this run met another copy of it. */
  | { readonly outcome: 'older-copy'; readonly pageId: number };

type Found = Pick<
  PageRecord,
  'confluenceId' | 'title' | 'parentRef' | 'exportedOn' | 'sourcePath' | 'sourceSha256'
>;

/**
 * Compares a converted page with what is stored of it.
 *
 * @param conversion identifies the rules and options of this run.
 * @param written rows that this run has already written or confirmed from other files.
 */
export function decide(
  found: Found,
  stored: StoredIdentity | null,
  conversion: string,
  written: ReadonlySet<number>,
): Decision {
  if (stored === null) return { outcome: 'created', pageId: null };
  const { pageId } = stored;
  if (written.has(pageId)) {
    // Only the id makes two files of one run the same page; two pages may share a title by mistake.
    return found.confluenceId === null
      ? { outcome: 'created', pageId: null }
      : { outcome: 'older-copy', pageId };
  }
  // A file at another path has its attachments at other paths, too.
  const same =
    stored.sourceSha256 === found.sourceSha256 &&
    stored.sourcePath === found.sourcePath &&
    isServedBy(conversion, stored.conversion);
  if (same) return { outcome: 'unchanged', pageId };
  if (isBefore(found.exportedOn, stored.exportedOn)) return { outcome: 'older-copy', pageId };
  const moved = stored.title !== found.title || stored.parentRef !== found.parentRef;
  return { outcome: moved ? 'moved' : 'updated', pageId };
}

/** Newest first; a copy without an export date comes last. Stable for equal dates. */
export const newestFirst = (
  a: Pick<PageRecord, 'exportedOn'>,
  b: Pick<PageRecord, 'exportedOn'>,
): number => (b.exportedOn ?? '').localeCompare(a.exportedOn ?? '', 'en');
