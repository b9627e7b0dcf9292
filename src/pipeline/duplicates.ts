/** The same page met in two formats: the poorer copy points at the richer one. */
import type { Archive, DuplicateCandidate } from '../archive/archive.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import { SOURCE_FORMATS } from '../model/document.ts';
import { containment } from '../extract/fingerprint.ts';

/** How much of the poorer page's text must be in the richer one when nothing else ties them. */
const SAME_TEXT = 0.8;

/** Marks duplicates among the pages of this run; says which page repeats which. */
export async function markDuplicates(
  archive: Archive,
  pageIds: readonly number[],
): Promise<readonly { readonly path: string; readonly found: Diagnostic }[]> {
  const candidates = await archive.duplicateCandidates(pageIds);
  const richer = new Map<number, DuplicateCandidate['other']>();
  const marked: { path: string; found: Diagnostic }[] = [];
  for (const { page, other, sameIdentity } of candidates) {
    if (richer.has(page.id) || richer.has(other.id) || !isPoorer(page, other)) continue;
    if (!sameIdentity && containment(page.text, other.text) < SAME_TEXT) continue;
    richer.set(page.id, other);
    marked.push({ path: page.sourcePath, found: diagnostic('duplicate-page', other.sourcePath) });
  }
  await archive.setDuplicates(
    [...richer].map(([id, { id: of }]) => ({ pageId: id, duplicateOf: of })),
  );
  return marked;
}

type Copy = DuplicateCandidate['page'];

/** HTML says more than Markdown, Markdown more than text; in one format, more words say more. */
function isPoorer(page: Copy, other: Copy): boolean {
  const rank = SOURCE_FORMATS.indexOf(page.format) - SOURCE_FORMATS.indexOf(other.format);
  if (rank !== 0) return rank > 0;
  return page.wordCount !== other.wordCount ? page.wordCount < other.wordCount : page.id > other.id;
}
