/** Reads the archive's own Markdown back into blocks, each with its place in the text. */
import { isTag, isText } from 'domhandler';
import { parse, postprocess, preprocess } from 'micromark';
import type { ChildNode, Element } from '../model/dom.ts';
import { hasReadableEmphasis } from './crawled-markdown/emphasis.ts';
import { extensionsFor, parseMarkdown } from './crawled-markdown/markdown.ts';
import { parseFragment } from './parse.ts';

export interface StoredBlock {
  /** Where its Markdown begins and ends. */
  readonly start: number;
  readonly end: number;
  readonly element: Element;
}

export interface StoredMarkdown {
  readonly blocks: readonly StoredBlock[];
  /** A detached element whose children are the blocks' elements. */
  readonly body: Element;
}

/** Our writer fences all code. */
const DIALECT = { indentedCode: false };

/**
 * The blocks of Markdown as this tool writes it. A `<details>` is one block with all that is in it, as it
 * was before it was written.
 */
export function readStoredMarkdown(markdown: string): StoredMarkdown {
  const ranges = joinDetails(markdown, topLevelRanges(markdown));
  const elements = elementsOf(markdown, ranges);
  const blocks = ranges.map(([start, end], at) => ({
    start,
    end,
    // Read one by one where the whole does not come apart as the text does: that takes long.
    element: elements?.[at] ?? elementOf(markdown.slice(start, end)),
  }));
  for (const { element } of blocks) if (element.name === 'blockquote') dropAlert(element);
  const body = parseFragment('');
  body.children = blocks.map(({ element }) => element);
  for (const [at, { element }] of blocks.entries()) {
    element.parent = body;
    element.prev = blocks[at - 1]?.element ?? null;
    element.next = blocks[at + 1]?.element ?? null;
  }
  return { blocks, body };
}

type Range = readonly [start: number, end: number];

/** Tokens of micromark that are no blocks themselves: what is inside them counts. */
const TRANSPARENT = new Set(['content', 'lineEnding', 'lineEndingBlank', 'linePrefix']);

function topLevelRanges(markdown: string): Range[] {
  const written = preprocess()(markdown, undefined, true);
  const events = postprocess(
    parse({ extensions: extensionsFor(DIALECT, !hasReadableEmphasis(markdown)) })
      .document()
      .write(written),
  );
  const ranges: Range[] = [];
  let depth = 0;
  for (const [kind, token] of events) {
    if (TRANSPARENT.has(token.type)) continue;
    depth += kind === 'enter' ? 1 : -1;
    if (kind === 'exit' && depth === 0) ranges.push([token.start.offset, token.end.offset]);
  }
  return ranges;
}

function joinDetails(markdown: string, ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  let open = 0;
  for (const [start, end] of ranges) {
    const text = markdown.slice(start, end);
    const last = joined.at(-1);
    if (open > 0 && last !== undefined) joined[joined.length - 1] = [last[0], end];
    else joined.push([start, end]);
    if (/^<\/?details>/.test(text)) {
      open += text.split('<details>').length - text.split('</details>').length;
    }
  }
  return joined;
}

/** The elements of all blocks, read at once; null where they are not one for each block. */
function elementsOf(markdown: string, ranges: readonly Range[]): readonly Element[] | null {
  const { body } = parseMarkdown(markdown, DIALECT);
  const children = body.children.filter((child) => !isBlank(child));
  const elements = children.filter(isTag);
  return children.length === ranges.length && elements.length === ranges.length ? elements : null;
}

const isBlank = (node: ChildNode): boolean => isText(node) && node.data.trim() === '';

/** One element for one block: a block that is several, such as a whole `<details>`, gets a `div`. */
function elementOf(markdown: string): Element {
  const { body } = parseMarkdown(markdown, DIALECT);
  const children = body.children.filter((child) => !isBlank(child));
  const [only] = children;
  if (children.length === 1 && only !== undefined && isTag(only)) return only;
  body.name = 'div';
  return body;
}

/** `[!NOTE]` at the beginning of a quotation is the kind of a box, and no word of it. */
function dropAlert(quotation: Element): void {
  const paragraph = quotation.children.find(isTag);
  const first = paragraph?.children[0];
  if (first !== undefined && isText(first)) {
    first.data = first.data.replace(/^\s*\[!(?:NOTE|TIP|WARNING|CAUTION)\]\s?/, '');
  }
}
