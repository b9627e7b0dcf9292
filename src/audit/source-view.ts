/** Reads what a reader of the exported page sees, from the raw tree. */
import { isComment } from 'domhandler';
import type { ChildNode, Element } from '../model/dom.ts';
import {
  gridOf,
  ONLY_AN_IMAGE,
  squash,
  type Cell,
  type Content,
  type ShownLink,
} from './content.ts';
import { standInFor } from './stand-in.ts';
import {
  hasClass,
  isLayout,
  isPicture,
  isShown,
  isTag,
  isTextNode,
  shownBelow,
} from './visible.ts';

const BLOCKS = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 ul ol li table tbody thead tfoot tr td th blockquote pre hr br dl dt dd ' +
    'section article center address caption figure figcaption form'
  ).split(' '),
);

/** What Confluence put before braces that it took for a macro; the braces are the author's. */
const LABEL = /Unknown macro: (?=\{)/;

/** `<![CDATA[x]]>` of leaked storage markup: to a parser of HTML it is a comment. */
const CDATA = /^\[CDATA\[(.*?)(?:\]\])?$/s;

/** The edge of an inline box, whose margin parts words that touch it, but not punctuation. */
const EDGE = '\uE000';
const MARGINS = /([\p{L}\p{N}])\uE000+(?=[\p{L}\p{N}])/gu;

const words = (text: string): string => squash(text.replace(MARGINS, '$1 ').replaceAll(EDGE, ''));

const isList = ({ name }: Element): boolean => name === 'ul' || name === 'ol';

type Skip = (element: Element) => boolean;
const nothing: Skip = () => false;

function textOf(node: ChildNode, skip: Skip): string {
  if (isTextNode(node)) return node.data.replace(LABEL, ' ');
  if (isComment(node)) return CDATA.exec(node.data)?.[1] ?? '';
  if (!isTag(node) || !isShown(node) || skip(node)) return ' ';
  if (node.name === 'br') return ' ';
  const standIn = standInFor(node);
  if (standIn !== null) {
    return standIn
      .map((part) => ` ${typeof part === 'string' ? part : textOf(part, skip)} `)
      .join(' ');
  }
  if (node.name === 'table') return ` ${rowsOf(node).flat().join(' ')} ${captionOf(node)} `;
  if (isList(node) && isInCell(node)) return listInCell(node, skip);
  const inner = node.children.map((child) => textOf(child, skip)).join('');
  if (node.name === 'time') return `${EDGE}${words(inner) || (node.attribs.datetime ?? '')}${EDGE}`;
  if (hasClass(node, 'status-macro')) return `${EDGE}${inner}${EDGE}`;
  const isBlock =
    BLOCKS.has(node.name) ||
    node.name.startsWith('ac:') ||
    hasClass(node, 'confluence-embedded-file', 'refresh-action-group');
  return isBlock ? ` ${inner} ` : inner;
}

/** Whether a cell of a data table holds the element. */
function isInCell(element: Element): boolean {
  let inside = false;
  for (let { parent } = element; parent !== null && isTag(parent); { parent } = parent) {
    if (/^t[dh]$/.test(parent.name)) inside = true;
    if (parent.name !== 'table') continue;
    if (inside && !isLayout(parent)) return true;
    inside = false;
  }
  return inside;
}

/** Characters below an element; tables in tables are not repeated, so this bounds what a cell shows. */
const sizeOf = (element: Element): number =>
  element.children.reduce(
    (sum, child) =>
      sum + (isTextNode(child) ? child.data.length : isTag(child) ? sizeOf(child) : 0),
    0,
  );

/** A list in a table is shown as lines with the markers that a browser draws. */
function listInCell(list: Element, skip: Skip): string {
  const isTask = hasClass(list, 'inline-task-list');
  let number = Number(list.attribs.start ?? '1');
  const lines = list.children.map((child) => {
    const own = textOf(child, skip);
    if (!isTag(child) || child.name !== 'li' || words(own) === '') return own;
    if (list.name === 'ol') return ` ${String(number++)}. ${own} `;
    const box = isTask ? (hasClass(child, 'checked') ? '[x] ' : '[ ] ') : '';
    return ` - ${box}${own} `;
  });
  return lines.join('');
}

const wordsIn = (element: Element, skip = nothing): string =>
  words(element.children.map((child) => textOf(child, skip)).join(''));

/** The browser moves a caption's words in front; the order of words is not compared. */
const captionOf = (table: Element): string =>
  [...table.children.filter(isCaption), ...(titleRowOf(table) ?? [])]
    .map((caption) => wordsIn(caption))
    .join(' ');

const isCaption = (node: ChildNode): node is Element => isTag(node) && node.name === 'caption';

/** The first row of 2.x’s tables of Jira issues is one cell that links to Jira: the title. */
function titleRowOf(table: Element): [Element] | null {
  const [first] = hasClass(table, 'grid') ? shownBelow(table, ({ name }) => name === 'tr') : [];
  const [only, ...others] = first?.children.filter(isTag) ?? [];
  if (first === undefined || only?.attribs.colspan === undefined || others.length > 0) return null;
  const links = shownBelow(only, ({ name }) => name === 'a');
  return links.some(({ attribs }) => attribs.href?.includes('IssueNavigator')) ? [first] : null;
}

const spanOf = (cell: Element, name: 'rowspan' | 'colspan'): number =>
  Math.min(1000, Math.max(1, Number.parseInt(cell.attribs[name] ?? '1', 10) || 1));

/** The cells of a table by place; in a table within a table, each cell once. */
function placesOf(table: Element): (Element | null)[][] {
  const [title] = titleRowOf(table) ?? [];
  const shown = shownBelow(table, ({ name }) => name === 'tr').filter((row) => row !== title);
  const rows = shown.map((row) =>
    row.children
      .filter((cell): cell is Element => isTag(cell) && (cell.name === 'td' || cell.name === 'th'))
      .map((node): Cell<Element> => ({
        node,
        rowspan: spanOf(node, 'rowspan'),
        colspan: spanOf(node, 'colspan'),
      })),
  );
  const filled = rows.filter((row) => row.length > 0);
  return isLayout(table) || isInCell(table)
    ? filled.map((row) => row.map(({ node }) => node))
    : gridOf(filled, sizeOf);
}

function rowsOf(table: Element): string[][] {
  const words = new Map<Element, string>();
  const of = (cell: Element): string => {
    const known = words.get(cell) ?? wordsIn(cell);
    words.set(cell, known);
    return known;
  };
  return placesOf(table).map((row) => row.map((cell) => (cell === null ? '' : of(cell))));
}

/**
 * Every element that is shown, outer ones before inner ones; those in merged cells once for each
 * place that the cell covers.
 */
function* shownIn(root: Element, into: (element: Element) => boolean): Generator<Element> {
  for (const child of root.children) {
    if (!isTag(child) || !isShown(child)) continue;
    yield child;
    const standIn = standInFor(child);
    if (standIn !== null) {
      for (const part of standIn) {
        if (typeof part === 'string') continue;
        yield part;
        yield* shownIn(part, into);
      }
    } else if (!into(child)) {
      continue;
    } else if (child.name === 'table' && !isLayout(child)) {
      for (const place of [...(titleRowOf(child) ?? []), ...placesOf(child).flat()]) {
        if (place !== null) yield* shownIn(place, into);
      }
    } else yield* shownIn(child, into);
  }
}

const PRE = new Set(['pre', 'xmp', 'listing']);

function codeOf(pre: Element): string {
  const raw = (element: Element): string =>
    element.children
      .map((child) => {
        if (isTextNode(child)) return child.data;
        return isTag(child) ? (child.name === 'br' ? '\n' : raw(child)) : '';
      })
      .join('');
  // The parser has already dropped one line end behind the tag, as HTML says.
  const code = raw(pre).replace(/\r\n?/g, '\n').replace(/^\n/, '');
  let end = code.length;
  while (code.charAt(end - 1) === '\n') end -= 1;
  // Confluence 1 wrote each space of code as a no-break one.
  return code.slice(0, end).replaceAll('\u00a0', ' ');
}

const nameOfImage = ({ attribs }: Element): string =>
  words(
    [attribs.alt, attribs.title, attribs['data-linked-resource-default-alias']].find(Boolean) ?? '',
  );

/** Editors split a link where its formatting changes; it is one link all the same. */
const isRunOf = (link: Element, before: ChildNode | null): before is Element =>
  before !== null &&
  isTag(before) &&
  before.name === 'a' &&
  !['', '#'].includes(link.attribs.href ?? '') &&
  before.attribs.href === link.attribs.href &&
  words(textOf(link, nothing)) !== '';

function runsFrom(first: Element): Element[] {
  const runs = [first];
  for (let { next } = first; next !== null && isTag(next); { next } = next) {
    if (next.name !== 'a' || !isRunOf(next, next.prev)) break;
    runs.push(next);
  }
  return runs;
}

const FILMS = new Set(['video', 'audio', 'object']);

/** A frame or viewer: what it shows is elsewhere, so that Markdown can only lead there. */
function frameOf(element: Element): ShownLink | null {
  const { name, attribs } = element;
  const isFrame = name === 'iframe' || name === 'embed';
  if (!isFrame && !hasClass(element, 'vf-slide-viewer-macro')) return null;
  const address = attribs.src?.trim() ?? '';
  if (isFrame && (address === '' || address === 'about:blank')) return null;
  return { text: words(textOf(element, nothing)), href: address };
}

/** An item's own words; what stands in the list behind it, and in no item, is part of it. */
function wordsOfItem(item: Element): string {
  const own = [wordsIn(item, isList)];
  for (let { next } = item; next !== null; { next } = next) {
    if (isTag(next) && (next.name === 'li' || isList(next))) break;
    own.push(words(textOf(next, isList)));
  }
  return words(own.join(' '));
}

/** What stands in a heading's markup and is none of its words. */
const isBlock = ({ name }: Element): boolean => /^(?:ul|ol|table|pre)$/.test(name);

/** How often each element is shown: more than once in a merged cell. */
function repeatsOf(shown: readonly Element[], wordsOf: (element: Element) => string) {
  const times = new Map<Element, number>();
  for (const element of shown) times.set(element, (times.get(element) ?? 0) + 1);
  const repeated = [...times].filter(([, count]) => count > 1);
  return repeated.map(([element, count]) => [wordsOf(element), count] as const);
}

/** What the body, as a reader yields it, shows. The tree is not changed. */
export function sourceContent(body: Element): Content {
  const outer = [...shownIn(body, (element) => element.name !== 'table' || isLayout(element))];
  const all = [...shownIn(body, () => true)];
  const links = all.filter(
    (link) => link.name === 'a' && link.attribs.href !== undefined && !isRunOf(link, link.prev),
  );
  const images = all.filter(isPicture);
  const labelOf = (link: Element): string =>
    words(
      runsFrom(link)
        .map((run) => textOf(run, nothing))
        .join(''),
    ) || (shownBelow(link, isPicture).length === 0 ? '' : ONLY_AN_IMAGE);
  return {
    text: wordsIn(body),
    headings: outer
      .filter(({ name }) => /^h[1-6]$/.test(name))
      .map((heading) => wordsIn(heading, isBlock))
      .filter((words) => words !== ''),
    items: outer
      .filter(({ name }) => name === 'li')
      .map(wordsOfItem)
      .filter((words) => words !== ''),
    rows: outer.filter((table) => table.name === 'table' && !isLayout(table)).flatMap(rowsOf),
    code: all
      .filter(({ name }) => PRE.has(name))
      .map(codeOf)
      .filter((code) => code.trim() !== ''),
    links: links
      .map((link) => ({ text: labelOf(link), href: link.attribs.href ?? '' }))
      .concat(all.flatMap((element) => frameOf(element) ?? []))
      .filter(({ text }) => text !== ''),
    images: images.map(nameOfImage),
    films: all.filter(({ name, attribs }) => FILMS.has(name) && !attribs.title).length,
    repeats: new Map([...repeatsOf(links, labelOf), ...repeatsOf(images, nameOfImage)]),
  };
}
