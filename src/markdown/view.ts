/** Makes the tree that turndown converts of the normalised one: one walk, white space collapsed. */
import { isTag, isText } from 'domhandler';
import type { ChildNode, Element } from '../model/dom.ts';
import { TEXT, ViewNode, type Withheld } from './dom.ts';
import { isList } from './rule.ts';

/** Elements at whose edges a line begins or ends. */
const BREAKERS: ReadonlySet<string> = new Set(
  (
    'ASIDE BLOCKQUOTE BR DETAILS DIV FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE SUMMARY ' +
    'TABLE TBODY TD TH THEAD TR UL'
  ).split(' '),
);

const INLINE = 'A CODE DEL EM IMG SPAN STRONG SUB SUP TIME'.split(' ');

/** Their rules write all that is in them. */
const WRITERS: ReadonlySet<string> = new Set(['CODE', 'PRE']);

/** A rule of ours takes their content; turndown's own rules are for what is not among these. */
const HOLDERS: ReadonlySet<string> = new Set(
  (
    'A ASIDE BLOCKQUOTE DEL DETAILS DIV EM FIGCAPTION H1 H2 H3 H4 H5 H6 LI P SPAN STRONG SUB ' +
    'SUMMARY SUP TD TH TIME'
  ).split(' '),
);

/** What is to be known of all elements of one name. */
interface Kind {
  /** In upper case, and one string: turndown compares every node's name with many. */
  readonly name: string;
  readonly breaks: boolean;
  readonly withholds: Withheld;
}

const kindNamed = (name: string): Kind => ({
  name,
  breaks: BREAKERS.has(name),
  withholds: withheldFrom(name),
});

function withheldFrom(name: string): Withheld {
  if (name === 'TABLE') return 'rows';
  if (WRITERS.has(name)) return 'all';
  return HOLDERS.has(name) ? 'text' : 'nothing';
}

const KINDS: ReadonlyMap<string, Kind> = new Map(
  [...BREAKERS, ...INLINE].map((name) => [name.toLowerCase(), kindNamed(name)]),
);

const kindOf = ({ name }: Element): Kind => KINDS.get(name) ?? kindNamed(name.toUpperCase());

export interface View {
  readonly root: ViewNode;
  /** The nodes of the items of lists. */
  readonly items: ReadonlyMap<Element, ViewNode>;
}

interface Options {
  /** Leaves out what is in the lists directly below the root. */
  readonly emptyLists?: boolean;
}

/**
 * Views of the tree's nodes, white space collapsed as turndown would. Outside of code the texts of a
 * normalised tree have no white space but single spaces, so only where two of them meet can there be
 * more.
 */
export function viewOf(element: Element, { emptyLists = false }: Options = {}): View {
  const root = ViewNode.element(kindOf(element).name, element.attribs);
  const line: Line = { last: null, isPending: true, isCode: false };
  const items = new Map<Element, ViewNode>();
  addChildren(root, element.children, { line, items, emptyLists: emptyLists ? root : null });
  endLine(line);
  return { root, items };
}

/**
 * Where white space may be dropped. HTML's rule: none at the edges of a block or a line, one space
 * elsewhere, even where it is spread over several inline elements.
 */
interface Line {
  /** The last text of the line so far: a space at its end goes when the line ends there. */
  last: ViewNode | null;
  /** Whether a space would be at the line's start or behind another one. */
  isPending: boolean;
  /** Whether it is inline code, whose white space is as its author left it. */
  isCode: boolean;
}

interface Walk {
  readonly line: Line;
  readonly items: Map<Element, ViewNode>;
  /** The node whose lists are left empty. */
  readonly emptyLists: ViewNode | null;
}

function addChildren(parent: ViewNode, children: readonly ChildNode[], walk: Walk): void {
  for (const child of children) {
    if (isText(child)) addText(parent, child.data, walk.line);
    else if (isTag(child)) addElement(parent, child, walk);
  }
}

function addText(parent: ViewNode, text: string, line: Line): void {
  let data = line.isCode ? text.replace(/[ \r\n\t]+/g, ' ') : text;
  if (line.isPending && data.startsWith(' ')) data = data.slice(1);
  if (data === '') return;
  line.last = appendText(parent, data);
  line.isPending = data.endsWith(' ');
}

/** Neighbouring texts are one: what needs an escape is seen from the characters around it. */
function appendText(parent: ViewNode, data: string): ViewNode {
  const before = parent.children.at(-1);
  if (before?.nodeType === TEXT) {
    before.nodeValue += data;
    return before;
  }
  const node = ViewNode.text(data);
  parent.append(node);
  return node;
}

function endLine(line: Line): void {
  const { last } = line;
  if (last?.nodeValue.endsWith(' ')) {
    last.nodeValue = last.nodeValue.slice(0, -1);
    if (last.nodeValue === '') last.remove();
  }
  line.last = null;
  line.isPending = true;
}

function addElement(parent: ViewNode, child: Element, walk: Walk): void {
  const { line, items } = walk;
  const { name, breaks, withholds } = kindOf(child);
  if (name === 'A') setApart(parent, line);
  const node = ViewNode.element(name, child.attribs, withholds);
  parent.append(node);
  if (name === 'IMG') {
    line.last = null;
    line.isPending = false;
    return;
  }
  if (breaks) endLine(line);
  if (name === 'LI') items.set(child, node);
  if (name === 'PRE') addCode(node, child.children);
  else if (name === 'CODE') {
    const { isCode } = line;
    line.isCode = true;
    addChildren(node, child.children, walk);
    line.isCode = isCode;
  } else if (parent !== walk.emptyLists || !isList(node)) addChildren(node, child.children, walk);
  if (breaks) endLine(line);
}

/** Preformatted, so as it is. */
function addCode(parent: ViewNode, children: readonly ChildNode[]): void {
  for (const child of children) {
    if (isText(child)) appendText(parent, child.data);
    else if (isTag(child)) {
      const node = ViewNode.element(kindOf(child).name, child.attribs);
      parent.append(node);
      addCode(node, child.children);
    }
  }
}

/** `!` before a link would make an image of it; its text cannot know, so it gets a node of its own. */
function setApart(parent: ViewNode, line: Line): void {
  const before = parent.children.at(-1);
  if (before?.nodeType !== TEXT || !before.nodeValue.endsWith('!')) return;
  before.nodeValue = before.nodeValue.slice(0, -1);
  if (before.nodeValue === '') before.remove();
  const sign = ViewNode.element('X-EXCLAMATION');
  sign.append(ViewNode.text('!'));
  parent.append(sign);
  line.last = null;
}
