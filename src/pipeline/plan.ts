/** Decide, then act: what a found page is to the archive. Pure. */
import type { IsoDate, PageRecord } from '../model/page.ts';
import type { StoredIdentity } from '../model/stored.ts';
import { isOlder } from '../model/timeline.ts';
import { isServedBy } from './conversion.ts';

export type Decision =
  | { readonly outcome: 'created'; readonly pageId: number | null }
  | {
      /**
       * `refreshed`: another file that says the same, such as one of a newer export;
       * `reconverted`: the same file under other rules or options.
       */
      readonly outcome: 'updated' | 'moved' | 'unchanged' | 'refreshed' | 'reconverted';
      readonly pageId: number;
    }
  /** The archive holds a newer export of the page, or this run met another copy of it. */
  | { readonly outcome: 'older-copy'; readonly pageId: number };

export interface Found extends Pick<
  PageRecord,
  'confluenceId' | 'title' | 'parentRef' | 'sourcePath' | 'sourceSha256'
> {
  /** Identifies what the page says, apart from the file that says it. */
  readonly digest: string;
  /** When the wiki had the page so. */
  readonly seenOn: IsoDate;
}

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
  const isSameFile =
    stored.sourceSha256 === found.sourceSha256 && stored.sourcePath === found.sourcePath;
  if (isSameFile && stored.status === 'current') {
    // An older version of this tool did not keep what the page said whole.
    const isServed = stored.contentDigest !== null && isServedBy(conversion, stored.conversion);
    return { outcome: isServed ? 'unchanged' : 'reconverted', pageId };
  }
  // The very file of a page that is gone says nothing newer, unless it bears no date.
  const isPast = isSameFile && stored.seenOn === found.seenOn;
  if (isPast || (stored.seenOn !== null && isOlder(found.seenOn, stored.seenOn))) {
    return { outcome: 'older-copy', pageId };
  }
  if (stored.status === 'removed') return { outcome: 'created', pageId };
  if (stored.contentDigest === found.digest) return { outcome: 'refreshed', pageId };
  const moved = stored.title !== found.title || stored.parentRef !== found.parentRef;
  return { outcome: moved ? 'moved' : 'updated', pageId };
}

/** Newest first; stable for equal moments. */
export const newestFirst = (a: Pick<Found, 'seenOn'>, b: Pick<Found, 'seenOn'>): number =>
  isOlder(a.seenOn, b.seenOn) ? 1 : isOlder(b.seenOn, a.seenOn) ? -1 : 0;
