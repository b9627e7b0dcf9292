/** Emphasis, inline code, links, images and the small macros. */
import { codeSpan } from './code-span.ts';
import { childrenOf, TEXT, textOf, type DomNode } from './dom.ts';
import { balanceBrackets, beforeSign, destination, escapeText } from './escape.ts';
import { isBlock, isNamed, oneLine, type MarkdownRule } from './rule.ts';

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

type Side = 'previousSibling' | 'nextSibling';

/** The character before or after a node on the same line; '' at the line's edge. */
function neighbour(node: DomNode, side: Side): string {
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
function edgeOf(sibling: DomNode, side: Side): string {
  if (isBlock(sibling) || sibling.nodeName === 'BR') return '';
  const signs = SIGNS[sibling.nodeName];
  if (signs !== undefined) return signs[side === 'nextSibling' ? 0 : 1];
  const children = childrenOf(sibling);
  const inner = children[side === 'nextSibling' ? 0 : children.length - 1];
  if (inner !== undefined) return edgeOf(inner, side);
  const text = sibling.nodeValue ?? '';
  const characters = Array.from(side === 'nextSibling' ? text.slice(0, 2) : text.slice(-2));
  return (side === 'nextSibling' ? characters[0] : characters.at(-1)) ?? '';
}

/** The characters on both sides of a node. */
interface Outside {
  readonly before: string;
  readonly after: string;
}

const outsideOf = (node: DomNode): Outside => ({
  before: outside(node, 'previousSibling'),
  after: outside(node, 'nextSibling'),
});

/** The neighbouring character, when white space at the node's own edges has moved out. */
function outside(node: DomNode, side: Side): string {
  const edge = ownEdge(node, side);
  return /\s/.test(edge) ? edge : neighbour(node, side);
}

/** The first or last character of a node's text. */
function ownEdge(node: DomNode, side: Side): string {
  if (node.nodeType === TEXT) {
    const text = node.nodeValue ?? '';
    return side === 'nextSibling' ? text.slice(-1) : text.slice(0, 1);
  }
  const children = childrenOf(node);
  for (let count = 0; count < children.length; count += 1) {
    const child = children[side === 'nextSibling' ? children.length - 1 - count : count];
    const edge = child === undefined ? '' : ownEdge(child, side);
    if (edge !== '') return edge;
  }
  return '';
}

/** Whether a delimiter beside this character outside is recognised, whatever stands inside. */
const isApart = (outside: string): boolean =>
  outside === '' || outside === ' ' || /\s/.test(outside) || SURE_PUNCTUATION.test(outside);

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
function delimited(content: string, outside: Outside, delimiter: string): string {
  let inner = content;
  let before = '';
  let after = '';
  if (!isApart(outside.before)) {
    const lead = /^(?:\\[\p{P}\p{S}]|(?!\\)[\p{P}\p{S}])+\s*/u.exec(inner)?.[0] ?? '';
    if (!/[*_~`[<]|!$/.test(lead)) {
      before = lead;
      inner = inner.slice(lead.length);
    }
  }
  if (!isApart(outside.after)) {
    const tail = trailingPunctuation(inner);
    if (!/[*_~`)\]>]/.test(tail)) {
      after = tail;
      inner = inner.slice(0, inner.length - tail.length);
    }
  }
  const sign = delimiter.charAt(0);
  const isRecognised =
    (before !== '' || flanks(outside.before, firstInside(inner, sign))) &&
    (after !== '' || flanks(outside.after, lastInside(inner, sign)));
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
const oneParagraph = (content: string): string =>
  content.includes('\n') ? content.replace(/\n[ \t]*\n\s*/g, '\n') : content;

export const strong: MarkdownRule = {
  name: 'strong',
  elements: ['strong'],
  summary: '`**strong**`.',
  replacement(content, node) {
    if (content.trim() === '' || isWithin(node, 'STRONG')) return content;
    return delimited(oneParagraph(content), outsideOf(node), '**');
  },
};

export const emphasis: MarkdownRule = {
  name: 'emphasis',
  elements: ['em'],
  summary: '`_emphasis_`; `*emphasis*` inside a word.',
  replacement(content, node) {
    if (content.trim() === '' || isWithin(node, 'EM')) return content;
    const outside = outsideOf(node);
    const inWord = !isApart(outside.before) || !isApart(outside.after);
    return delimited(oneParagraph(content), outside, inWord ? '*' : '_');
  },
};

export const deletion: MarkdownRule = {
  name: 'deletion',
  elements: ['del'],
  summary: '`~~deleted~~`.',
  replacement: (content, node) =>
    content.trim() === '' || isWithin(node, 'DEL')
      ? content
      : delimited(oneParagraph(content), outsideOf(node), '~~'),
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
    // Code of several lines is written by its block.
    if (node.parentNode?.nodeName === 'PRE') return '';
    const code = textOf(node).replace(/\r?\n/g, ' ');
    if (code.trim() === '') return code;
    return codeSpan(code.trim());
  },
};

export const link: MarkdownRule = {
  name: 'link',
  elements: ['a'],
  summary: '`[text](address)`, or `<address>` where the text is the address.',
  replacement(content, node) {
    const href = node.getAttribute('href');
    const words = oneLine(content);
    if (href === null || words === '') return content;
    const isBare = /^(?:https?|ftp|mailto):[^\s<>]+$/.test(href) && textOf(node).trim() === href;
    if (isBare) return `<${href}>`;
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
