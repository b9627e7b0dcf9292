/**
 * Makes stored Markdown readable without the tree: a link shows the title of the page that it
 * means, not where that lies. So it is the same in two versions though its target moved.
 */
import type { RefName } from '../archive/history-reading.ts';
import { relink } from '../publish/relink.ts';
import type { ResolveLink } from '../publish/symbolic-link.ts';

/** Every symbolic name that the text links to. */
export function refsIn(markdown: string): ReadonlySet<string> {
  const refs = new Set<string>();
  relink(markdown, ({ target }) => {
    refs.add(target);
    return { href: target, label: '', title: null, attachmentId: null, diagnostic: null };
  });
  return refs;
}

/** `page:title/docs/some%20title` → `some title`, `page:id/12` → `page 12`. */
function wordsOfRef(ref: string): string {
  const [scheme = '', ...rest] = ref.split(/[:/]/);
  const last = rest.at(-1) ?? '';
  const words = decoded(last);
  return /^\d+$/.test(words) ? `${scheme} ${words}` : words;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * The text with links to titles of pages and names of files: `[the plan](Field Handbook)`,
 * `[the plan](OTHER/Field Handbook)` for a page of another space.
 * @param names from `Archive.refNames`; what is not in it is shown by the words of its own name.
 * @param space key of the page's own space.
 */
export function readableLinks(
  markdown: string,
  names: ReadonlyMap<string, RefName>,
  space: string | null,
): string {
  const resolve: ResolveLink = ({ target, fragment }) => {
    const { title = null, spaceKey = null } = names.get(target) ?? {};
    const words = title ?? wordsOfRef(target);
    const place = spaceKey === null || spaceKey === space ? words : `${spaceKey}/${words}`;
    const href = fragment === null || fragment === '' ? place : `${place}#${fragment}`;
    return { href, label: '', title: null, attachmentId: null, diagnostic: null };
  };
  return relink(markdown, resolve).markdown;
}
