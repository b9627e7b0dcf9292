/**
 * The few DOM members that turndown and our rules read. Turndown gets the normalised tree in these
 * nodes (see `view.ts`), so that a page is parsed once. A test holds the result equal to plain
 * turndown, on a DOM of its own, over the whole corpus.
 */

/** What rules may use of a node; turndown's own DOM has it too. */
export interface DomNode {
  readonly nodeType: number;
  /** In upper case; `#text` for text. */
  readonly nodeName: string;
  /** The text of a text node. */
  readonly nodeValue: string | null;
  /** What turndown converts of the children; rules use `childrenOf`. */
  readonly childNodes: ArrayLike<DomNode>;
  readonly parentNode: DomNode | null;
  readonly previousSibling: DomNode | null;
  readonly nextSibling: DomNode | null;
  getAttribute(name: string): string | null;
  /** The words that turndown was not shown, as they are; null where it has seen everything. */
  readonly withheldText?: string | null;
  /** What turndown found outside of the words, and puts there again. */
  readonly flankingWhitespace?: { readonly leading: string; readonly trailing: string };
  /** The Markdown of a cell's or item's children, for whoever writes it later. */
  content?: string | undefined;
  /** Whether its own Markdown is wanted, apart from that of what stands around it. */
  isPart?: boolean;
  markdown?: string | undefined;
  /** What an item begins with; its list knows. */
  marker?: string | undefined;
  /** Whether a list's markers are the other ones, because one of its kind stands directly before. */
  isOdd?: boolean | undefined;
}

const ELEMENT = 1;
export const TEXT = 3;

export const isElement = ({ nodeType }: DomNode): boolean => nodeType === ELEMENT;

/** All children. Turndown's own DOM has a list of its kind. */
export const childrenOf = (node: DomNode): readonly DomNode[] =>
  node instanceof ViewNode ? node.children : Array.from(node.childNodes);

const NO_CHILDREN: ViewNode[] = [];
const NO_ATTRIBUTES: Readonly<Record<string, string>> = {};
/**
 * What turndown is not shown of an element's children, because it asks every node many questions
 * and the answers are known: all, where the element's rule writes them itself; `text`, where they
 * are one text, which only wants its escapes; `rows`, which are nothing but their cells, of which
 * those of such a text are not shown either.
 */
export type Withheld = 'nothing' | 'text' | 'rows' | 'all';

const NO_SPACE = { leading: '', trailing: '' };

/** A node of the tree that turndown converts. */
export class ViewNode implements DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  nodeValue: string;
  readonly children: ViewNode[];
  parentNode: ViewNode | null = null;
  previousSibling: ViewNode | null = null;
  nextSibling: ViewNode | null = null;
  readonly #withholds: Withheld;
  readonly #attributes: Readonly<Record<string, string>>;
  #edges: string | null = null;
  #namesInside: ReadonlySet<string> | null = null;
  // Turndown adds these to every node that it comes to, and rules those of `DomNode`: declared, all
  // nodes keep one shape.
  isBlock = false;
  isCode = false;
  isBlank = false;
  flankingWhitespace = NO_SPACE;
  content: string | undefined = undefined;
  isPart = false;
  markdown: string | undefined = undefined;
  marker: string | undefined = undefined;
  isOdd: boolean | undefined = undefined;

  private constructor(
    name: string,
    children: ViewNode[],
    attributes: Readonly<Record<string, string>>,
    text: string,
    withholds: Withheld,
  ) {
    this.nodeType = name === '#text' ? TEXT : ELEMENT;
    this.nodeName = name;
    this.nodeValue = text;
    this.children = children;
    this.#attributes = attributes;
    this.#withholds = withholds;
  }

  static text(text: string): ViewNode {
    return new ViewNode('#text', NO_CHILDREN, NO_ATTRIBUTES, text, 'nothing');
  }

  static element(
    name: string,
    attributes = NO_ATTRIBUTES,
    withholds: Withheld = 'nothing',
  ): ViewNode {
    return new ViewNode(name, [], attributes, '', withholds);
  }

  /** A node around others, which keep their own parents and siblings, and the space at their edges. */
  static around(name: string, children: ViewNode[], parent: ViewNode | null): ViewNode {
    const node = new ViewNode(name, children, NO_ATTRIBUTES, '', 'nothing');
    node.#edges = WORDS;
    node.parentNode = parent;
    return node;
  }

  getAttribute(name: string): string | null {
    return this.#attributes[name] ?? null;
  }

  get childNodes(): readonly ViewNode[] {
    switch (this.#withholds) {
      case 'nothing':
        return this.children;
      case 'text':
        return this.#onlyText() === null ? this.children : NO_CHILDREN;
      case 'rows':
        return cellsToConvert(this);
      case 'all':
        return NO_CHILDREN;
    }
  }

  get withheldText(): string | null {
    return this.#withholds === 'text' ? this.#onlyText() : null;
  }

  #onlyText(): string | null {
    const [only] = this.children;
    return only?.nodeType === TEXT && this.children.length === 1 ? only.nodeValue : null;
  }

  append(child: ViewNode): void {
    const before = this.children.at(-1) ?? null;
    child.parentNode = this;
    child.previousSibling = before;
    if (before !== null) before.nextSibling = child;
    this.children.push(child);
  }

  remove(): void {
    const { parentNode, previousSibling, nextSibling } = this;
    if (parentNode === null) return;
    parentNode.children.splice(parentNode.children.lastIndexOf(this), 1);
    if (previousSibling !== null) previousSibling.nextSibling = nextSibling;
    if (nextSibling !== null) nextSibling.previousSibling = previousSibling;
  }

  /** Turndown clones what it is given, as it would change it. Not this: its space is collapsed already. */
  cloneNode(): this {
    return this;
  }

  /**
   * Turndown asks every node for its text, to see whether it is blank and what white space is at its
   * edges. So only that is told: the words between the edges are an `x`. Rules use `textOf`.
   */
  get textContent(): string {
    this.#edges ??= this.nodeType === TEXT ? edgesOfText(this.nodeValue) : edgesOf(this.children);
    return this.#edges;
  }

  /** Turndown only asks blank elements, and only whether there is any: one stands for all. */
  getElementsByTagName(name: string): readonly ViewNode[] {
    return this.namesInside().has(name) ? [this] : NO_CHILDREN;
  }

  private namesInside(): ReadonlySet<string> {
    this.#namesInside ??= new Set(
      this.children.flatMap((child) => [child.nodeName, ...child.namesInside()]),
    );
    return this.#namesInside;
  }
}

/** The cells of a table that hold more than one text; and whatever else stands between its rows. */
function cellsToConvert(table: ViewNode, cells: ViewNode[] = []): ViewNode[] {
  for (const part of table.children) {
    const { nodeName } = part;
    if (nodeName === 'TR' || nodeName === 'TBODY' || nodeName === 'THEAD') {
      cellsToConvert(part, cells);
    } else if ((nodeName !== 'TD' && nodeName !== 'TH') || part.childNodes.length > 0) {
      cells.push(part);
    }
  }
  return cells;
}

const WORDS = 'x';

function edgesOfText(text: string): string {
  if (isPlain(text.charCodeAt(0)) && isPlain(text.charCodeAt(text.length - 1))) return WORDS;
  const fromStart = text.trimStart();
  if (fromStart === '') return text;
  const leading = text.slice(0, text.length - fromStart.length);
  return leading + WORDS + text.slice(text.trimEnd().length);
}

/** Sure to be no white space, without a closer look. */
const isPlain = (code: number): boolean => code > 32 && code < 127;

function edgesOf(children: readonly ViewNode[]): string {
  let leading = '';
  let first = 0;
  for (; first < children.length; first += 1) {
    const edges = children[first]?.textContent ?? '';
    const words = edges.indexOf(WORDS);
    leading += words === -1 ? edges : edges.slice(0, words);
    if (words !== -1) break;
  }
  if (first === children.length) return leading;
  let trailing = '';
  for (let last = children.length - 1; last >= first; last -= 1) {
    const edges = children[last]?.textContent ?? '';
    const words = edges.indexOf(WORDS);
    trailing = edges.slice(words + 1) + trailing;
    if (words !== -1) break;
  }
  return leading + WORDS + trailing;
}

/** All text of a node. */
export function textOf(node: DomNode): string {
  if (node.nodeType === TEXT) return node.nodeValue ?? '';
  let text = '';
  for (const child of childrenOf(node)) text += textOf(child);
  return text;
}
