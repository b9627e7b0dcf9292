/**
 * Shows the normalised tree to turndown as the few DOM members that turndown reads, so that a page
 * is parsed once. A test holds the result equal to plain turndown over the whole corpus.
 */
import { isTag, isText } from 'domhandler';
import type { ChildNode, Element } from '../model/dom.ts';

/** What rules may use of a node; turndown's own DOM has it too. */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly childNodes: ArrayLike<DomNode>;
  readonly parentNode: DomNode | null;
  readonly previousSibling: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}

const ELEMENT = 1;
const TEXT = 3;

class ViewNode implements DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly childNodes: ViewNode[] = [];
  parentNode: ViewNode | null = null;
  previousSibling: ViewNode | null = null;
  nextSibling: ViewNode | null = null;
  data: string;
  readonly #attributes: Readonly<Record<string, string>>;
  #text: string | null = null;

  constructor(name: string, attributes: Readonly<Record<string, string>>, data: string) {
    this.nodeType = name === '#text' ? TEXT : ELEMENT;
    this.nodeName = name;
    this.#attributes = attributes;
    this.data = data;
  }

  get nodeValue(): string {
    return this.data;
  }

  get firstChild(): ViewNode | null {
    return this.childNodes[0] ?? null;
  }

  /** Kept once computed: turndown asks for it at every level, and the tree no longer changes. */
  get textContent(): string {
    if (this.nodeType === TEXT) return this.data;
    this.#text ??= this.childNodes.map((child) => child.textContent).join('');
    return this.#text;
  }

  getAttribute(name: string): string | null {
    return this.#attributes[name] ?? null;
  }

  getElementsByTagName(name: string): ViewNode[] {
    return this.childNodes.flatMap((child) => [
      ...(child.nodeName === name ? [child] : []),
      ...child.getElementsByTagName(name),
    ]);
  }
}

/** Views of the tree's nodes, white space collapsed as turndown would. */
export function viewOf(root: Element): ViewNode {
  const view = new ViewNode(root.name.toUpperCase(), root.attribs, '');
  addChildren(view, root.children);
  collapse(view);
  setApart(view);
  link(view);
  return view;
}

function addChildren(parent: ViewNode, children: readonly ChildNode[]): void {
  for (const child of children) {
    const last = parent.childNodes.at(-1);
    // Neighbouring texts are one: what needs an escape is seen from the characters around it.
    if (isText(child) && last?.nodeType === TEXT) last.data += child.data;
    else if (isText(child)) parent.childNodes.push(new ViewNode('#text', {}, child.data));
    else if (isTag(child)) {
      const view = new ViewNode(child.name.toUpperCase(), child.attribs, '');
      addChildren(view, child.children);
      parent.childNodes.push(view);
    }
  }
}

/** `!` before a link would make an image of it; its text cannot know, so it gets a node of its own. */
function setApart(parent: ViewNode): void {
  const { childNodes } = parent;
  for (let at = childNodes.length - 1; at >= 0; at -= 1) {
    const child = childNodes[at];
    if (child === undefined) continue;
    setApart(child);
    const isBefore = childNodes[at + 1]?.nodeName === 'A';
    if (child.nodeType !== TEXT || !isBefore || !child.data.endsWith('!')) continue;
    child.data = child.data.slice(0, -1);
    const sign = new ViewNode('X-EXCLAMATION', {}, '');
    sign.childNodes.push(new ViewNode('#text', {}, '!'));
    childNodes.splice(at + 1, 0, sign);
    if (child.data === '') childNodes.splice(at, 1);
  }
}

function link(parent: ViewNode): void {
  let previous: ViewNode | null = null;
  for (const child of parent.childNodes) {
    child.parentNode = parent;
    child.previousSibling = previous;
    if (previous !== null) previous.nextSibling = child;
    previous = child;
    link(child);
  }
}

const BREAKERS = new Set(
  (
    'ASIDE BLOCKQUOTE BR DETAILS DIV FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE SUMMARY ' +
    'TABLE TBODY TD TH THEAD TR UL'
  ).split(' '),
);

/**
 * HTML's rule for white space: none at the edges of a block or a line, one space elsewhere, even
 * where it is spread over several inline elements.
 */
function collapse(root: ViewNode): void {
  let last: ViewNode | null = null;
  let pending = true;
  const endLine = (): void => {
    if (last !== null) last.data = last.data.replace(/ $/, '');
    last = null;
    pending = true;
  };
  const visit = (parent: ViewNode): void => {
    for (const child of parent.childNodes) {
      if (child.nodeType === TEXT) {
        let data = child.data.replace(/[ \r\n\t]+/g, ' ');
        if (pending && data.startsWith(' ')) data = data.slice(1);
        child.data = data;
        if (data === '') continue;
        last = child;
        pending = data.endsWith(' ');
      } else if (child.nodeName === 'PRE') {
        endLine();
      } else if (child.nodeName === 'IMG') {
        last = null;
        pending = false;
      } else {
        const breaks = BREAKERS.has(child.nodeName);
        if (breaks) endLine();
        visit(child);
        if (breaks) endLine();
      }
    }
  };
  visit(root);
  endLine();
  removeEmptyText(root);
}

function removeEmptyText(parent: ViewNode): void {
  const { childNodes } = parent;
  let kept = 0;
  for (const child of childNodes) {
    if (child.nodeType === TEXT && child.data === '') continue;
    childNodes[kept] = child;
    kept += 1;
    if (child.nodeName !== 'PRE') removeEmptyText(child);
  }
  childNodes.length = kept;
}

/**
 * A root that holds only `children`, whose own siblings and parent stay visible to rules. Without
 * a `firstChild` turndown does not collapse white space again.
 */
export function rootOf(children: readonly DomNode[]): DomNode {
  const root = {
    nodeType: ELEMENT,
    nodeName: 'X-ROOT',
    childNodes: children,
    firstChild: null,
    parentNode: null,
    previousSibling: null,
    nextSibling: null,
    textContent: null,
    getAttribute: () => null,
    cloneNode: () => root,
  };
  return root;
}
