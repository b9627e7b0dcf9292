/** Emphasis, inline code, links, images and the small macros. */
import type { DomNode } from './dom.ts';
import { balanceBrackets, beforeSign, destination, escapeText } from './escape.ts';
import { isNamed, linesOf, type MarkdownRule } from './rule.ts';

const PUNCTUATION = /[\p{P}\p{S}]/u;

/** What every version of CommonMark takes for punctuation: 0.31 added the symbols beyond ASCII. */
const SURE_PUNCTUATION = /[\p{P}$+<=>^`|~]/u;

/** The signs with which Markdown writes a node that is no text: first and last. */
const SIGNS: Readonly<Record<string, readonly [string, string]>> = {
  CODE: ['`', '`'],
  A: ['[', ')'],
  IMG: ['!', ')'],
  SUB: ['<', '>'],
  SUP: ['<', '>'],
};

/** The character before or after a node on the same line; '' at the line's edge. */
function neighbour(node: DomNode, side: 'previousSibling' | 'nextSibling'): string {
  const sibling = node[side];
  if (sibling === null) {
    const parent = node.parentNode;
    return parent !== null && isNamed(parent, 'STRONG', 'EM', 'DEL', 'SPAN', 'TIME')
      ? neighbour(parent, side)
      : '';
  }
  return edgeOf(sibling, side);
}

/** The first or last character of a neighbour, as far as it is known before it is written. */
function edgeOf(sibling: DomNode, side: 'previousSibling' | 'nextSibling'): string {
  // A list begins a line of its own.
  if (isNamed(sibling, 'BR', 'UL', 'OL')) return '';
  const signs = SIGNS[sibling.nodeName];
  if (signs !== undefined) return signs[side === 'nextSibling' ? 0 : 1];
  const inner = Array.from(sibling.childNodes).at(side === 'nextSibling' ? 0 : -1);
  if (inner !== undefined) return edgeOf(inner, side);
  const text = sibling.textContent ?? '';
  const characters = Array.from(side === 'nextSibling' ? text.slice(0, 2) : text.slice(-2));
  return (side === 'nextSibling' ? characters[0] : characters.at(-1)) ?? '';
}

/** The same, when white space at the node's own edges has moved out. */
function outside(node: DomNode, side: 'previousSibling' | 'nextSibling'): string {
  const own = node.textContent ?? '';
  const edge = side === 'nextSibling' ? own.slice(-1) : own.slice(0, 1);
  return /\s/.test(edge) ? edge : neighbour(node, side);
}

/** Whether a letter or digit touches the node on this side, with no space on either side of the edge. */
const sticks = (node: DomNode, side: 'previousSibling' | 'nextSibling'): boolean =>
  !isApart(outside(node, side));

/** Whether a delimiter beside this character outside is recognised, whatever stands inside. */
const isApart = (outside: string): boolean =>
  outside === '' || /\s/.test(outside) || SURE_PUNCTUATION.test(outside);

/** CommonMark's “flanking”, from the character outside and the one inside of a delimiter. */
const flanks = (outside: string, inside: string): boolean =>
  inside !== '' && !/\s/.test(inside) && (isApart(outside) || !PUNCTUATION.test(inside));

/** The first character inside, behind delimiters that would be one run with the outer one. */
const firstInside = (inner: string, sign: string): string => {
  let at = 0;
  while (inner.charAt(at) === sign) at += 1;
  return String.fromCodePoint(inner.codePointAt(at) ?? 32);
};

const lastInside = (inner: string, sign: string): string => {
  let end = inner.length;
  while (inner.charAt(end - 1) === sign && inner.charAt(end - 2) !== '\\') end -= 1;
  return Array.from(inner.slice(Math.max(0, end - 2), end)).at(-1) ?? '';
};

/**
 * Wraps content in delimiters that CommonMark will recognise. A delimiter between a letter outside
 * and punctuation inside (`**Note:**text`) is none, so such punctuation moves out. Where that does not
 * help, as before inline code, the words stay plain: nobody shall read the delimiters.
 */
function delimited(content: string, node: DomNode, delimiter: string): string {
  let inner = content;
  let before = '';
  let after = '';
  if (sticks(node, 'previousSibling')) {
    const lead = /^(?:\\[\p{P}\p{S}]|(?!\\)[\p{P}\p{S}])+\s*/u.exec(inner)?.[0] ?? '';
    if (!/[*_~`[<]|!$/.test(lead)) {
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
  const sign = delimiter.charAt(0);
  const isRecognised =
    (before !== '' || flanks(outside(node, 'previousSibling'), firstInside(inner, sign))) &&
    (after !== '' || flanks(outside(node, 'nextSibling'), lastInside(inner, sign)));
  if (!isRecognised) return before + inner + after;
  return `${before}${delimiter}${beforeSign(inner)}${delimiter}${after}`;
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

/** Bold within bold, at any depth of the line, is no bolder, and its delimiters would end the outer. */
function isWithin(node: DomNode, name: string): boolean {
  let at = node.parentNode;
  while (at !== null && isNamed(at, 'STRONG', 'EM', 'DEL', 'SUB', 'SUP', 'SPAN', 'A')) {
    if (isNamed(at, name)) return true;
    at = at.parentNode;
  }
  return false;
}

/** A hard break inside emphasis is fine, a blank line is not. */
const oneParagraph = (content: string): string => content.replace(/\n[ \t]*\n\s*/g, '\n');

export const strong: MarkdownRule = {
  name: 'strong',
  elements: ['strong'],
  summary: '`**strong**`.',
  replacement(content, node) {
    if (content.trim() === '' || isWithin(node, 'STRONG')) return content;
    return delimited(oneParagraph(content), node, '**');
  },
};

export const emphasis: MarkdownRule = {
  name: 'emphasis',
  elements: ['em'],
  summary: '`_emphasis_`; `*emphasis*` inside a word.',
  replacement(content, node) {
    if (content.trim() === '' || isWithin(node, 'EM')) return content;
    const inWord = sticks(node, 'previousSibling') || sticks(node, 'nextSibling');
    const delimiter = inWord ? '*' : '_';
    return delimited(oneParagraph(content), node, delimiter);
  },
};

export const deletion: MarkdownRule = {
  name: 'deletion',
  elements: ['del'],
  summary: '`~~deleted~~`.',
  replacement: (content, node) =>
    content.trim() === '' || isWithin(node, 'DEL')
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
  // One space at both ends is taken for padding, unless there is nothing else.
  const isPadded = code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '';
  const pad = isPadded || code.startsWith('`') || code.endsWith('`') ? ' ' : '';
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
    return `[${beforeSign(balanceBrackets(words))}](${destination(href)})`;
  },
};

export const exclamation: MarkdownRule = {
  name: 'exclamation',
  elements: ['x-exclamation'],
  summary: '`!` directly before a link, which would be an image with it.',
  replacement: () => '\\!',
};

/** The words for an image are inline Markdown too, in which brackets must pair up. */
const altText = (alt: string): string =>
  escapeText(alt.replace(/\s+/g, ' ')).replace(/\\.|[[\]]/g, (found) =>
    found.length > 1 ? found : `\\${found}`,
  );

export const image: MarkdownRule = {
  name: 'image',
  elements: ['img'],
  summary: '`![alternative text](address)`.',
  replacement(_content, node) {
    const alt = altText(node.getAttribute('alt') ?? '');
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
