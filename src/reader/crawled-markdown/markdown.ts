/**
 * Markdown becomes a tree here: micromark makes HTML of it, and the one HTML parser reads that.
 *
 * micromark is held at 4.0.2: 4.0.3 copies all that it has read so far at the end of each list, so that
 * a page of 2 MB took 46 seconds instead of 5.
 */
import { isComment, isTag, isText, type ChildNode } from 'domhandler';
import { micromark, type Options } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import type { Element } from '../../model/dom.ts';
import { DEEPEST, flattenDepths } from '../depth.ts';
import { drop } from '../drop.ts';
import { parseFragment } from '../parse.ts';
import { elementsIn, textOf } from './blocks.ts';
import { hasReadableEmphasis } from './emphasis.ts';
import { withOpenFlanks, withoutStandIns } from './flanks.ts';

/**
 * What of GFM would invent something. Crawlers write every link of the page as `[text](href)`, so a
 * bare address was plain text, and its escapes (`a\_b`) would stay in it. Confluence has no notes.
 */
const NOT_IN_DUMPS = [
  'wwwAutolink',
  'protocolAutolink',
  'emailAutolink',
  'gfmFootnoteDefinition',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
];

const EMPHASIS = ['attention', 'strikethrough'];

export interface Dialect {
  /** Whether four spaces before a line make it code. */
  readonly indentedCode: boolean;
}

export interface ParsedMarkdown {
  readonly body: Element;
  /** Something was nested deeper than can be kept, and was flattened. */
  readonly tooDeep: boolean;
  /** A paragraph has so many signs of emphasis that all of them were taken for text. */
  readonly plain: boolean;
}

/** micromark's time for nested lists grows with the cube of their depth. */
const TOO_DEEP_INDENT = new RegExp(`^[ \\t]{${String(DEEPEST + 1)},}`, 'gm');

/**
 * Parses CommonMark with GFM's tables, task lists and `~~deletions~~`.
 *
 * The body is a detached element whose children are plain HTML. Comments, among them the
 * `<!--THE END-->` that crawlers put between sibling lists, are dropped: the lists stay apart. A task
 * list item is `li[data-task="open|done"]`. Addresses come percent-encoded, as micromark writes them.
 */
export function parseMarkdown(markdown: string, dialect: Dialect): ParsedMarkdown {
  const shallow = markdown.replace(TOO_DEEP_INDENT, ' '.repeat(DEEPEST));
  const plain = !hasReadableEmphasis(shallow);
  const { body, tooDeep } = bestReading(shallow, optionsFor(dialect, plain), plain);
  drop(body, isComment);
  markTasks(body);
  return { body, tooDeep: tooDeep || shallow !== markdown, plain };
}

/** What a dialect is made of, for micromark; `plain` leaves the signs of emphasis as they are. */
export function extensionsFor(
  { indentedCode }: Dialect,
  plain: boolean,
): NonNullable<Options['extensions']> {
  const disabled = [
    ...NOT_IN_DUMPS,
    ...(indentedCode ? [] : ['codeIndented']),
    ...(plain ? EMPHASIS : []),
  ];
  // A single tilde is “about” (`~5 people`) or Pandoc's subscript, never deletion.
  return [gfm({ singleTilde: false }), { disable: { null: disabled } }];
}

function optionsFor(dialect: Dialect, plain: boolean): Options {
  return {
    // Safe mode would drop markup and addresses; what is unsafe is decided once, in normalisation.
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: extensionsFor(dialect, plain),
    htmlExtensions: [withoutTagFilter(gfmHtml())],
  };
}

/** By the letter of CommonMark, unless the lenient reading of emphasis leaves fewer asterisks. */
function bestReading(markdown: string, options: Options, plain: boolean): Tree {
  const strict = shallowTree(micromark(markdown, options));
  if (plain) return strict;
  const asterisks = asterisksIn(strict.body);
  if (asterisks === 0) return strict;
  const flanked = withOpenFlanks(markdown);
  if (flanked === markdown) return strict;
  const lenient = shallowTree(withoutStandIns(micromark(flanked, options)));
  return asterisksIn(lenient.body) < asterisks ? lenient : strict;
}

type Tree = Pick<ParsedMarkdown, 'body' | 'tooDeep'>;

function shallowTree(html: string): Tree {
  const body = parseFragment(html);
  return { body, tooDeep: flattenDepths(body) };
}

function asterisksIn(body: Element): number {
  return textOf(body).split('*').length - 1;
}

/** GitHub's tag filter makes visible text of `<script>` and `<iframe>`; here they stay elements. */
function withoutTagFilter(extension: ReturnType<typeof gfmHtml>): ReturnType<typeof gfmHtml> {
  const exit = { ...extension.exit };
  delete exit.htmlFlowData;
  delete exit.htmlTextData;
  return { ...extension, exit };
}

/** `- [x] text` arrives as `<li><input type="checkbox" disabled="" checked=""> text</li>`. */
function markTasks(body: Element): void {
  const boxes = new Set<ChildNode>();
  const isBox = ({ name, attribs }: Element): boolean =>
    name === 'input' && attribs.type?.toLowerCase() === 'checkbox';
  for (const box of elementsIn(body, isBox)) {
    const item = itemAround(box);
    if (item === null) continue;
    item.attribs['data-task'] = box.attribs.checked === undefined ? 'open' : 'done';
    if (box.next !== null && isText(box.next)) box.next.data = box.next.data.trimStart();
    boxes.add(box);
  }
  if (boxes.size > 0) drop(body, (node) => boxes.has(node));
}

/** The nearest list item around an element; null outside of lists. */
function itemAround({ parent }: Element): Element | null {
  for (let around = parent; around !== null && isTag(around); around = around.parent) {
    if (around.name === 'li') return around;
  }
  return null;
}
