/** Headings, paragraphs, quotations, rules, code, figures. */
import { isOneLine } from './cell.ts';
import { escapeHtml, escapeLineStarts, escapeText } from './escape.ts';
import { codeSpan, longestRun } from './code-span.ts';
import { childrenOf, textOf } from './dom.ts';
import { relaxEscapes } from './relax.ts';
import { asBlock, inCell, isNamed, oneLine, quoted, type MarkdownRule } from './rule.ts';

export const heading: MarkdownRule = {
  name: 'heading',
  elements: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  summary: '`#` headings; in a table’s cell, bold text.',
  replacement(content, node) {
    const line = oneLine(content);
    if (line === '') return '';
    if (inCell(node)) return asBlock(/^\*\*.*\*\*$/.test(line) ? line : `**${line}**`);
    const words = relaxEscapes(line);
    const level = Number(node.nodeName.slice(1));
    const safe = words.endsWith('#') ? words.replace(/(^|\s)(#+)$/, '$1\\$2') : words;
    return asBlock(`${'#'.repeat(level)} ${safe}`);
  },
};

export const paragraph: MarkdownRule = {
  name: 'paragraph',
  elements: ['p'],
  summary: 'A paragraph, between blank lines.',
  // In a table's cell no block begins, and what can be taken for emphasis the whole cell decides.
  replacement: (content, node) =>
    asBlock(inCell(node) ? content.trim() : escapeLineStarts(relaxEscapes(content.trim()))),
};

export const blockquote: MarkdownRule = {
  name: 'blockquote',
  elements: ['blockquote'],
  summary: '`>` before each line.',
  replacement: (content, node) => asBlock(inCell(node) ? content.trim() : quoted(content)),
};

export const thematicBreak: MarkdownRule = {
  name: 'thematic-break',
  elements: ['hr'],
  summary: '`---`.',
  // With a list item's own marker `---` would make one rule of the whole line.
  replacement: (_content, node) =>
    asBlock(inCell(node) ? '' : isNamed(node.parentNode, 'LI') ? '___' : '---'),
};

export const lineBreak: MarkdownRule = {
  name: 'line-break',
  elements: ['br'],
  summary: 'Two spaces at the end of the line; `<br>` in a table’s cell.',
  replacement: () => '  \n',
};

export const fencedCode: MarkdownRule = {
  name: 'fenced-code',
  elements: ['pre'],
  summary:
    'A fence long enough for its content, with the language; the title in bold above. One line in a table’s cell is inline code.',
  replacement(_content, node) {
    const code = childrenOf(node).find((child) => isNamed(child, 'CODE'));
    const text = textOf(code ?? node);
    const language = /language-(\S+)/.exec(code?.getAttribute('class') ?? '')?.[1] ?? '';
    const title = node.getAttribute('data-title');
    const above = title === null ? '' : `**${escapeText(title)}**\n\n`;
    if (inCell(node)) return asBlock(isOneLine(node) ? above + codeSpan(text) : '');
    const fence = '`'.repeat(Math.max(2, longestRun(text)) + 1);
    return asBlock(`${above}${fence}${language}\n${text}\n${fence}`);
  },
};

export const figcaption: MarkdownRule = {
  name: 'figcaption',
  elements: ['figcaption'],
  summary: 'A caption in italics, in a paragraph of its own.',
  replacement(content) {
    const words = content.trim();
    return words === '' ? '' : asBlock(/[*_\n]/.test(words) ? words : `_${words}_`);
  },
};

export const details: MarkdownRule = {
  name: 'details',
  elements: ['details'],
  summary: '`<details>` with its summary, the content as Markdown.',
  replacement(content, node) {
    const [first] = childrenOf(node);
    const title = first !== undefined && isNamed(first, 'SUMMARY') ? textOf(first) : '';
    if (inCell(node)) return asBlock(`**${title.trim()}**\n\n${content.trim()}`);
    const summary = `<summary>${escapeHtml(title.trim())}</summary>`;
    const hidden = content.trim();
    return asBlock(`<details>\n${summary}\n\n${hidden === '' ? '' : `${hidden}\n\n`}</details>`);
  },
};

/** The summary is written by `details`. */
export const summary: MarkdownRule = {
  name: 'summary',
  elements: ['summary'],
  summary: 'Written with its `<details>`.',
  replacement: () => '',
};
