/** Macros whose markup is more button than content: what a reader of the page takes from them. */
import type { Element } from '../model/dom.ts';
import { hasClass, isTag, isTextNode, shownBelow, shownText } from './visible.ts';
import { squash } from './content.ts';

/** Either words that stand for the whole element, or the only parts of it that say something. */
export type StandIn =
  { readonly words: string } | { readonly parts: readonly Element[] };

const SILENT: StandIn = { words: '' };

const allText = (element: Element): string =>
  element.children
    .map((child) => (isTextNode(child) ? child.data : isTag(child) ? allText(child) : ''))
    .join('');

/** What an element stands for; null for one that says what its children say. */
export function standInFor(element: Element): StandIn | null {
  if (isContentsBox(element)) return SILENT;
  if (hasClass(element, 'tabs-menu')) return { words: allText(element) };
  if (hasClass(element, 'plugin_attachments_container', 'plugin_attachments_table_container')) {
    return { parts: shownBelow(element, (child) => hasClass(child, 'filename')) };
  }
  if (hasClass(element, 'content-by-label')) {
    const details = shownBelow(element, (child) => hasClass(child, 'details'));
    return {
      parts: details.flatMap((each) => shownBelow(each, ({ name }) => name === 'a').slice(0, 1)),
    };
  }
  if (hasClass(element, 'confluence-embedded-file') && squash(shownText(element)) === '') {
    return { words: element.attribs['data-linked-resource-default-alias'] ?? '' };
  }
  return mediaStandIn(element);
}

function mediaStandIn({ name, attribs }: Element): StandIn | null {
  const { src = '', title = '', alt = '' } = attribs;
  // The icon of another site, such as Jira's “Bug”, is all that some cells hold.
  if (name === 'img' && /^https?:.*\/images\/icons\//.test(src)) return { words: alt };
  if (name !== 'iframe' && name !== 'embed') return null;
  return { words: (title === '' ? src : title).replace(/^\/\//, '') };
}

/** A box whose only content is a table of contents, its title being “Contents”. */
const isContentsBox = (element: Element): boolean =>
  hasClass(element, 'confluence-information-macro', 'panel') &&
  holdsContents(element) &&
  shownBelow(element, (child) =>
    hasClass(child, 'confluence-information-macro-body', 'panelContent'),
  ).every((body) => squash(shownText(body)) === '');

const holdsContents = (element: Element): boolean =>
  element.children.some(
    (child) => isTag(child) && (hasClass(child, 'toc-macro') || holdsContents(child)),
  );
