/** The words of a normalised tree, as plain text. */
import { isTag, isText } from 'domhandler';
import type { ChildNode, Element } from '../model/dom.ts';

const BLOCKS = new Set(
  (
    'h1 h2 h3 h4 h5 h6 p hr pre ul ol li table thead tbody tr th td blockquote details summary ' +
    'aside figure figcaption div br'
  ).split(' '),
);

interface Lines {
  readonly done: string[];
  /** The line being written; white space is collapsed when it ends. */
  open: string;
}

/**
 * The words of the nodes, one block (or line of a block) per line, without blank lines: list items
 * and table rows a line each, cells separated by a tab. Code keeps its lines and spaces. Titles of
 * panels and code blocks are words too. Pictures have none.
 */
export function blockText(nodes: readonly ChildNode[]): string {
  const lines: Lines = { done: [], open: '' };
  for (const node of nodes) write(node, lines);
  endLine(lines);
  return lines.done.join('\n');
}

/** The words of the nodes in one line. */
export const lineText = (nodes: readonly ChildNode[]): string => oneLine(blockText(nodes));

/** White space that is more than one space: most texts have none, and are left as they are. */
const LOOSE_SPACE = /[^\S ]| {2}/;

const oneLine = (text: string): string =>
  (LOOSE_SPACE.test(text) ? text.replace(/\s+/g, ' ') : text).trim();

function write(node: ChildNode, lines: Lines): void {
  if (isText(node)) lines.open += node.data;
  if (!isTag(node)) return;
  const isBlock = BLOCKS.has(node.name);
  if (isBlock) endLine(lines);
  const title = node.attribs['data-title'];
  if (title !== undefined) {
    lines.open += title;
    endLine(lines);
  }
  if (node.name === 'pre') writeCode(node, lines);
  else if (node.name === 'tr') lines.open += rowText(node);
  else for (const child of node.children) write(child, lines);
  if (node.name === 'tr') endRow(lines);
  else if (isBlock) endLine(lines);
}

function endLine(lines: Lines): void {
  if (lines.open === '') return;
  const line = oneLine(lines.open);
  if (line !== '') lines.done.push(line);
  lines.open = '';
}

/** A row's tabs are not white space to collapse. */
function endRow(lines: Lines): void {
  if (lines.open.trim() !== '') lines.done.push(lines.open);
  lines.open = '';
}

const rowText = (row: Element): string =>
  row.children
    .filter(isTag)
    .map((cell) => lineText(cell.children))
    .join('\t');

function writeCode(pre: Element, lines: Lines): void {
  const code = rawText(pre).replace(/\n$/, '');
  if (code.trim() !== '') lines.done.push(code);
}

const rawText = (node: ChildNode): string => {
  if (isText(node)) return node.data;
  return isTag(node) ? node.children.map(rawText).join('') : '';
};

const HAS_IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu;

/**
 * The words of a text, in order: runs of letters and digits, with the apostrophes and hyphens in
 * them; each ideograph or kana by itself, as word processors count scripts that have no spaces.
 */
export const wordsOf = (text: string): string[] =>
  (HAS_IDEOGRAPH.test(text) ? text.replace(IDEOGRAPHS, ' $& ') : text).match(WORDS) ?? [];

/** How many words a text has. */
export const countWords = (text: string): number => wordsOf(text).length;

/** How many words stand outside of links: what a page says beyond leading elsewhere. */
export const countWordsOutsideLinks = (nodes: readonly ChildNode[]): number =>
  nodes.reduce((sum, node) => {
    if (isText(node)) return sum + countWords(node.data);
    if (!isTag(node) || node.name === 'a') return sum;
    return sum + countWordsOutsideLinks(node.children);
  }, 0);
