/** Emphasis, inline code, links, images and the small macros. */
import type { DomNode } from './dom.ts';
import { balanceBrackets, destination } from './escape.ts';
import { isNamed, linesOf, type MarkdownRule } from './rule.ts';

const PUNCTUATION = /[\p{P}\p{S}]/u;

/** The character before or after a node on the same line; '' at the line's edge. */
function neighbour(node: DomNode, side: 'previousSibling' | 'nextSibling'): string {
  const sibling = node[side];
  if (sibling === null) {
    const parent = node.parentNode;
    return parent !== null && isNamed(parent, 'STRONG', 'EM', 'DEL', 'SPAN', 'TIME')
      ? neighbour(parent, side)
      : '';
  }
  // A list begins a line of its own.
  if (isNamed(sibling, 'BR', 'UL', 'OL')) return '';
  const text = sibling.textContent ?? '';
  const characters = Array.from(side === 'nextSibling' ? text.slice(0, 2) : text.slice(-2));
  return (side === 'nextSibling' ? characters[0] : characters.at(-1)) ?? '';
}

/** Whether a letter or digit touches the node on this side, with no space on either side of the edge. */
function sticks(node: DomNode, side: 'previousSibling' | 'nextSibling'): boolean {
  const own = node.textContent ?? '';
  if (/\s/.test(side === 'nextSibling' ? own.slice(-1) : own.slice(0, 1))) return false;
  const character = neighbour(node, side);
  return character !== '' && !/\s/.test(character) && !PUNCTUATION.test(character);
}

/**
 * Wraps content in delimiters that CommonMark will recognise. A delimiter between a letter outside
 * and punctuation inside (`**Note:**text`) is none, so such punctuation moves out.
 */
function delimited(content: string, node: DomNode, delimiter: string): string {
  let inner = content;
  let before = '';
  let after = '';
  if (sticks(node, 'previousSibling')) {
    const lead = /^(?:\\?[\p{P}\p{S}])+\s*/u.exec(inner)?.[0] ?? '';
    if (!/[*_~`[!<]/.test(lead)) {
      before = lead;
      inner = inner.slice(lead.length);
    }
  }
  if (sticks(node, 'nextSibling')) {
    const tail = trailingPunctuation(inner);
    if (!/[*_~`)\]>]/.test(tail)) {
      after = tail;
      inner = inner.slice(0, inner.length - tail.length);
    }
  }
  if (inner.trim() === '') return before + inner + after;
  return `${before}${delimiter}${inner}${delimiter}${after}`;
}

/** Walks back from the end: a pattern anchored there would try every start. */
function trailingPunctuation(content: string): string {
  const characters = Array.from(content.slice(-40));
  let from = characters.length;
  while (from > 0 && PUNCTUATION.test(characters[from - 1] ?? '')) from -= 1;
  const tail = characters.slice(from).join('');
  while (from > 0 && tail !== '' && /\s/.test(characters[from - 1] ?? '')) from -= 1;
  return characters.slice(from).join('');
}

/** A hard break inside emphasis is fine, a blank line is not. */
const oneParagraph = (content: string): string => content.replace(/\n[ \t]*\n\s*/g, '\n');

export const strong: MarkdownRule = {
  name: 'strong',
  elements: ['strong'],
  summary: '`**strong**`.',
  replacement(content, node) {
    if (content.trim() === '' || isNamed(node.parentNode, 'STRONG')) return content;
    return delimited(oneParagraph(content), node, '**');
  },
};

export const emphasis: MarkdownRule = {
  name: 'emphasis',
  elements: ['em'],
  summary: '`_emphasis_`; `*emphasis*` inside a word.',
  replacement(content, node) {
    if (content.trim() === '' || isNamed(node.parentNode, 'EM')) return content;
    const inWord = sticks(node, 'previousSibling') || sticks(node, 'nextSibling');
    const delimiter = inWord || content.includes('_') ? '*' : '_';
    return delimited(oneParagraph(content), node, delimiter);
  },
};

export const deletion: MarkdownRule = {
  name: 'deletion',
  elements: ['del'],
  summary: '`~~deleted~~`.',
  replacement: (content, node) =>
    content.trim() === '' || isNamed(node.parentNode, 'DEL')
      ? content
      : delimited(oneParagraph(content), node, '~~'),
};

/** Markdown has no raised and lowered text; GitHub and most others take the HTML. */
export const subSup: MarkdownRule = {
  name: 'sub-sup',
  elements: ['sub', 'sup'],
  summary: '`<sub>` and `<sup>`.',
  replacement(content, node) {
    if (content.trim() === '') return content;
    const tag = node.nodeName.toLowerCase();
    return `<${tag}>${content}</${tag}>`;
  },
};

export const inlineCode: MarkdownRule = {
  name: 'inline-code',
  elements: ['code'],
  summary: 'Backticks, as many as the content needs.',
  replacement(_content, node) {
    const code = (node.textContent ?? '').replace(/\r?\n/g, ' ');
    if (code.trim() === '') return code;
    return codeSpan(code.trim());
  },
};

export function codeSpan(code: string): string {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${code}${pad}${fence}`;
}

export const link: MarkdownRule = {
  name: 'link',
  elements: ['a'],
  summary: '`[text](address)`, or `<address>` where the text is the address.',
  replacement(content, node) {
    const href = node.getAttribute('href');
    const words = linesOf(content).join(' ');
    if (href === null || words === '') return content;
    const plain = (node.textContent ?? '').trim();
    if (plain === href && /^(?:https?|ftp|mailto):[^\s<>]+$/.test(href)) return `<${href}>`;
    return `[${balanceBrackets(words)}](${destination(href)})`;
  },
};

export const image: MarkdownRule = {
  name: 'image',
  elements: ['img'],
  summary: '`![alternative text](address)`.',
  replacement(_content, node) {
    const alt = (node.getAttribute('alt') ?? '').replace(/[\\[\]]/g, '\\$&').replace(/\s+/g, ' ');
    const src = node.getAttribute('src');
    return src === null ? alt : `![${alt}](${destination(src)})`;
  },
};

export const inlineMacro: MarkdownRule = {
  name: 'inline-macro',
  elements: ['span', 'time'],
  summary: 'A status is inline code, a formula is between dollar signs, a date or name is text.',
  replacement(content, node) {
    const status = node.getAttribute('data-status');
    if (status !== null) return codeSpan(status);
    const math = node.getAttribute('data-math');
    return math === null ? content : `$${math}$`;
  },
};

export const blockMacro: MarkdownRule = {
  name: 'block-macro',
  elements: ['div'],
  summary: 'A displayed formula is between double dollar signs; a placeholder keeps its content.',
  replacement(content, node) {
    const math = node.getAttribute('data-math');
    return math === null ? `\n\n${content}\n\n` : `\n\n$$\n${math}\n$$\n\n`;
  },
};
