/**
 * The words of a normalised tree, as plain text. Outside of code its texts have no white space but
 * single spaces, so only where two of them meet can there be more.
 */
import { isTag, isText } from 'domhandler';
import type { ChildNode, Element } from '../model/dom.ts';

const BLOCKS = new Set(
  (
    'h1 h2 h3 h4 h5 h6 p hr pre ul ol li table thead tbody tr th td blockquote details summary ' +
    'aside figure figcaption div br'
  ).split(' '),
);

/** A list item and its own words in one line: those of the lists below it are not among them. */
export interface ItemText {
  readonly element: Element;
  /** Lists around it, the outermost not counted. */
  readonly depth: number;
  readonly text: string;
}

interface Lines {
  readonly done: string[];
  /** How many lines there are up to the last that is code or a row, whose white space stays. */
  kept: number;
  /** The line being written. */
  open: string;
  /** Whether a space would be at the line's start or behind another one. */
  isSpaced: boolean;
  /** Whether inline code is written, whose white space is as its author left it. */
  isCode: boolean;
  readonly items: ItemText[];
  /** Lists around the place that is written, less one. */
  depth: number;
}

const noLines = (items: ItemText[] = [], depth = -1): Lines => ({
  done: [],
  kept: 0,
  open: '',
  isSpaced: true,
  isCode: false,
  items,
  depth,
});

/**
 * The words of the nodes, one block (or line of a block) per line, without blank lines: list items
 * and table rows a line each, cells separated by a tab. Code keeps its lines and spaces. Titles of
 * panels and code blocks are words too. Pictures have none.
 */
export const blockText = (nodes: readonly ChildNode[]): string => linesOf(nodes).done.join('\n');

/** The words of the nodes in one line. */
export function lineText(nodes: readonly ChildNode[]): string {
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined && isText(only)) return oneLine(only.data);
  const lines = linesOf(nodes);
  return joined(lines, 0, lines.done.length);
}

/** What blocks say, each of them read once. */
export interface BlockTexts {
  /** As `blockText` of all the blocks. */
  readonly text: string;
  /** The same of some of them, which stand next to each other and between paragraphs or headings. */
  textOf(blocks: readonly ChildNode[]): string;
  /** The items of all lists of some of them that stand next to each other, in document order. */
  itemsOf(blocks: readonly ChildNode[]): readonly ItemText[];
}

/** How much was written before a block. */
interface Place {
  readonly lines: number;
  readonly items: number;
}

export function readBlocks(blocks: readonly ChildNode[]): BlockTexts {
  const lines = noLines();
  const here = (): Place => ({ lines: lines.done.length, items: lines.items.length });
  const places: Place[] = [];
  for (const block of blocks) {
    if (isTag(block) && BLOCKS.has(block.name)) endLine(lines);
    places.push(here());
    write(block, lines);
  }
  endLine(lines);
  const end = here();
  const indexes = new Map(blocks.map((block, at) => [block, at]));
  const placeOf = (block: ChildNode | undefined, offset: number): Place => {
    const at = block === undefined ? undefined : indexes.get(block);
    return (at === undefined ? undefined : places[at + offset]) ?? end;
  };
  return {
    text: lines.done.join('\n'),
    textOf: (some) =>
      lines.done.slice(placeOf(some[0], 0).lines, placeOf(some.at(-1), 1).lines).join('\n'),
    itemsOf: (some) => lines.items.slice(placeOf(some[0], 0).items, placeOf(some.at(-1), 1).items),
  };
}

function linesOf(nodes: readonly ChildNode[]): Lines {
  const lines = noLines();
  for (const node of nodes) write(node, lines);
  endLine(lines);
  return lines;
}

/** White space that is more than one space: most texts have none, and are left as they are. */
const LOOSE_SPACE = /[^\S ]| {2}/;

const tight = (text: string): string => (LOOSE_SPACE.test(text) ? text.replace(/\s+/g, ' ') : text);

const oneLine = (text: string): string => tight(text).trim();

/** Some of the lines in one. */
function joined({ done, kept }: Lines, from: number, to: number): string {
  const line = to === from + 1 ? (done[from] ?? '') : done.slice(from, to).join(' ');
  return kept > from ? oneLine(line) : line;
}

function add(text: string, lines: Lines): void {
  const words = lines.isSpaced && text.startsWith(' ') ? text.slice(1) : text;
  if (words === '') return;
  lines.open += words;
  lines.isSpaced = words.endsWith(' ');
}

function write(node: ChildNode, lines: Lines): void {
  if (isText(node)) add(lines.isCode ? tight(node.data) : node.data, lines);
  if (!isTag(node)) return;
  const isBlock = BLOCKS.has(node.name);
  if (isBlock) endLine(lines);
  const title = node.attribs['data-title'];
  if (title !== undefined) {
    add(tight(title), lines);
    endLine(lines);
  }
  writeInside(node, lines);
  if (isBlock) endLine(lines);
}

function writeInside(element: Element, lines: Lines): void {
  switch (element.name) {
    case 'pre':
      writeCode(element, lines);
      break;
    case 'tr':
      writeRow(element, lines);
      break;
    case 'li':
      writeItem(element, lines);
      break;
    case 'code': {
      const { isCode } = lines;
      lines.isCode = true;
      for (const child of element.children) write(child, lines);
      lines.isCode = isCode;
      break;
    }
    case 'ul':
    case 'ol':
      lines.depth += 1;
      for (const child of element.children) write(child, lines);
      lines.depth -= 1;
      break;
    default:
      for (const child of element.children) write(child, lines);
  }
}

function endLine(lines: Lines): void {
  if (lines.open === '') return;
  lines.done.push(lines.isSpaced ? lines.open.slice(0, -1) : lines.open);
  lines.open = '';
  lines.isSpaced = true;
}

/** A row's tabs are not white space to collapse. */
function writeRow(row: Element, lines: Lines): void {
  const text = row.children
    .filter(isTag)
    .map((cell) => cellText(cell, lines))
    .join('\t');
  if (text.trim() !== '') keep(text, lines);
}

function keep(text: string, lines: Lines): void {
  lines.done.push(text);
  lines.kept = lines.done.length;
}

function cellText(cell: Element, { items, depth }: Lines): string {
  const lines = noLines(items, depth);
  for (const child of cell.children) write(child, lines);
  endLine(lines);
  return joined(lines, 0, lines.done.length);
}

function writeItem(item: Element, lines: Lines): void {
  const { items, depth } = lines;
  const place = items.length;
  // Items below it come behind it.
  items.push({ element: item, depth, text: '' });
  const from = lines.done.length;
  let to: number | null = null;
  let isSplit = false;
  for (const child of item.children) {
    if (isList(child)) {
      endLine(lines);
      to ??= lines.done.length;
    } else if (to !== null) isSplit ||= !isText(child) || /\S/.test(child.data);
    write(child, lines);
  }
  endLine(lines);
  const text = isSplit
    ? lineText(item.children.filter((child) => !isList(child)))
    : joined(lines, from, to ?? lines.done.length);
  items[place] = { element: item, depth, text };
}

const isList = (node: ChildNode): boolean =>
  isTag(node) && (node.name === 'ul' || node.name === 'ol');

function writeCode(pre: Element, lines: Lines): void {
  const code = rawText(pre).replace(/\n$/, '');
  if (code.trim() !== '') keep(code, lines);
}

const rawText = (node: ChildNode): string => {
  if (isText(node)) return node.data;
  return isTag(node) ? node.children.map(rawText).join('') : '';
};
