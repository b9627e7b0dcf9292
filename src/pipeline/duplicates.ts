/** The same page met in two formats: the poorer copy points at the richer one. */
import type { Archive, DuplicateSide } from '../archive/archive.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import { SOURCE_FORMATS } from '../model/document.ts';
import { containment } from '../extract/fingerprint.ts';

/** How much of the poorer page's text must be in the richer one. */
const SAME_TEXT = 0.8;
/** Of the 16 numbers of a fingerprint; a dump of a page has nearly all of them. */
const MINIMUM_SHARED = 4;
/** Pairs whose texts are held at a time. */
const CHUNK = 64;

/** Marks duplicates among the pages of this run; says which page repeats which. */
export async function markDuplicates(
  archive: Archive,
  pageIds: readonly number[],
): Promise<readonly { readonly path: string; readonly found: Diagnostic }[]> {
  const candidates = await archive.duplicateCandidates(pageIds, MINIMUM_SHARED);
  const richer = new Map<number, DuplicateSide>();
  const marked: { path: string; found: Diagnostic }[] = [];
  for (let from = 0; from < candidates.length; from += CHUNK) {
    const chunk = candidates.slice(from, from + CHUNK);
    const ids = chunk.flatMap(({ one, other }) => [one.pageId, other.pageId]);
    const texts = await archive.duplicateTexts([...new Set(ids)]);
    const textOf = ({ pageId }: DuplicateSide): string => texts.get(pageId) ?? '';
    for (const { one, other } of chunk) {
      const [poor, rich] = isPoorer(one, other) ? [one, other] : [other, one];
      if (richer.has(poor.pageId) || richer.has(rich.pageId)) continue;
      if (containment(textOf(poor), textOf(rich)) < SAME_TEXT) continue;
      richer.set(poor.pageId, rich);
      marked.push({ path: poor.sourcePath, found: diagnostic('duplicate-page', rich.sourcePath) });
    }
  }
  await archive.setDuplicates(
    [...richer].map(([pageId, { pageId: duplicateOf }]) => ({ pageId, duplicateOf })),
  );
  return marked;
}

/** HTML says more than Markdown, Markdown more than text; in one format, more words say more. */
function isPoorer(page: DuplicateSide, other: DuplicateSide): boolean {
  const rank = SOURCE_FORMATS.indexOf(page.format) - SOURCE_FORMATS.indexOf(other.format);
  if (rank !== 0) return rank > 0;
  return page.wordCount !== other.wordCount
    ? page.wordCount < other.wordCount
    : page.pageId > other.pageId;
}
