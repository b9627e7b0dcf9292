/** Images: embedded attachments, external pictures, placeholders of what was lost, and furniture. */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, h, text, textOf } from './build.ts';
import { flow, inline, trimmed } from './flow.ts';
import { decode, destinationOf } from './href.ts';
import type { PageFacts, Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';
import { attachmentById } from '../model/refs.ts';

/** `<figure><img><figcaption>words</figcaption></figure>` */
export const figure: Rule = {
  name: 'figure',
  matches: ['figure'],
  summary: 'Figures keep their caption below.',
  apply(element, walk) {
    const isCaption = ({ name }: Element): boolean => name === 'figcaption';
    const caption = find(element, isCaption);
    const rest = element.children.filter((child) => child !== caption);
    const content = flow(rest.flatMap((child) => walk.node(child)));
    const words = caption === null ? [] : trimmed(inline(walk.children(caption)));
    if (words.length === 0 || content.length === 0) return [...content, ...flow(words)];
    return [h('figure', {}, [...content, h('figcaption', {}, words)])];
  },
};

/** Icons, spacers, avatars and spinners of Confluence itself. */
export const furnitureImage: Rule = {
  name: 'furniture-image',
  matches: [
    'img.icon',
    'img.expand-control-image',
    'img[src*=images/icons/]',
    'img[src^=icons/]',
    'img[src^=./icons/]',
    'img[src^=images/border/]',
    'img[src^=border/]',
    'img[src*=/universal_avatar/]',
    'img[src*=/secure/viewavatar]',
  ],
  summary: 'Icons of Confluence’s own pages go; an icon of another site leaves its word.',
  apply(element) {
    const { src = '', alt = '' } = element.attribs;
    // `<img src="http://jira.example.com/images/icons/bug.gif" alt="Bug">` is all that a cell holds.
    const isForeign = /^https?:.*\/images\/icons\//.test(src);
    const word = cleanLine(alt);
    return isForeign && word !== '' && !standsBeside(element, word) ? [text(` ${word} `)] : [];
  },
};

/** `<img … alt="Closed" /> Closed`: the icon's word is there already. */
function standsBeside({ prev, next }: Element, word: string): boolean {
  const wordsOf = (node: ChildNode | null): string =>
    node === null ? '' : cleanLine(textOf(node)).toLowerCase();
  const [before, after, own] = [wordsOf(prev), wordsOf(next), word.toLowerCase()];
  const isEdge = (character: string | undefined): boolean => !/[\p{L}\p{N}]/u.test(character ?? '');
  return (
    (after.startsWith(own) && isEdge(after.at(own.length))) ||
    (before.endsWith(own) && isEdge(before.at(-own.length - 1) ?? ''))
  );
}

/**
 * `<img src="plugins/servlet/confluence/placeholder/unknown-attachment" title="plan.png">`. Cloud's
 * media service answers only to addresses signed with a token, and that had expired long ago.
 */
export const lostImage: Rule = {
  name: 'lost-image',
  matches: [
    'img[src*=placeholder/unknown-attachment]',
    'img[src^=https://api.media.atlassian.com/]',
    'img[src^=data:]',
  ],
  summary:
    'An image whose file Confluence had lost, or never let go, or that stands in the page as data, leaves its name.',
  apply(element, walk) {
    const { src = '', title = '', alt = '' } = element.attribs;
    if (element.attribs['data-linked-resource-id'] !== undefined) return null;
    const name = cleanLine(title || alt);
    walk.macro('image', 'lost-at-source', name || null);
    walk.report(
      'image-missing',
      name || (src.startsWith('data:') ? 'a picture within the page' : src),
    );
    const words = name === '' ? '[missing image]' : `[missing image: ${name}]`;
    return [h('span', { 'data-macro': 'image' }, [text(words)])];
  },
};

export const image: Rule = {
  name: 'image',
  matches: ['img'],
  summary:
    'Images, with alternative text but without size, for which Markdown has no words; a thumbnail gives way to its original.',
  apply(element, walk) {
    const raw = sourceOf(element);
    if (raw === '') return [];
    const destination = attachmentOf(element) ?? destinationOf(raw, walk.page);
    const alt = altOf(element) || fileNameOf(destination.target, walk.page);
    walk.link(
      { ...destination, problem: destination.problem === null ? null : 'image-missing' },
      raw,
      alt,
    );
    if (destination.href === null) return alt === '' ? [] : [text(alt)];
    return [h('img', { src: destination.href, alt, width: widthOf(element) }, [])];
  },
};

/** `data-image-src` is the original where `src` is a thumbnail or a dead `download/` path. */
function sourceOf(element: Element): string {
  const original = element.attribs['data-image-src'] ?? '';
  const src = element.attribs.src ?? '';
  const local = /^(?:https?:)?\/\//.test(original) || original.startsWith('attachments/');
  if (original !== '' && (local || src === '' || src.startsWith('download/'))) return original;
  return src || original;
}

function attachmentOf(element: Element): ReturnType<typeof destinationOf> | null {
  const id = element.attribs['data-linked-resource-id'];
  const type = element.attribs['data-linked-resource-type'];
  if (type !== 'attachment' || id === undefined || !/^\d+$/.test(id)) return null;
  const target = attachmentById(id);
  return { kind: 'attachment', target, fragment: null, href: target, problem: null };
}

/** The author's words, else the original file name; a bare attachment id says nothing. */
function altOf(element: Element): string {
  const { alt = '', title = '' } = element.attribs;
  const fileName = element.attribs['data-linked-resource-default-alias'] ?? '';
  return cleanLine([alt, title, decode(fileName)].find((words) => words !== '') ?? '');
}

type FileNames = ReadonlyMap<string, string>;
const fileNames = new WeakMap<PageFacts['attachments'], FileNames>();

/** The name that the page's list of attachments gives the file; '' where it does not list it. */
function fileNameOf(target: string | null, { attachments }: PageFacts): string {
  if (target === null || attachments.size === 0) return '';
  let names = fileNames.get(attachments);
  if (names === undefined) {
    names = new Map(Array.from(attachments, ([name, ref]) => [ref, name]));
    fileNames.set(attachments, names);
  }
  return cleanLine(names.get(target) ?? '');
}

function widthOf(element: Element): string | null {
  const width = /^(\d+)(?:px|\.\d+)?$/.exec(element.attribs.width ?? '')?.[1];
  return width === undefined || width === '0' ? null : width;
}
