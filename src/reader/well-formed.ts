/**
 * A fast reading of HTML that is well formed, which most of what Confluence writes is.
 *
 * The HTML standard's tree construction (https://html.spec.whatwg.org/#tree-construction) is costly
 * because of what it does with errors: unclosed paragraphs, text between table rows, overlapping
 * tags. Where a text has none of that, the tree is what the tags say, and is built in a fraction of
 * the time. This handler watches for everything that would make the standard's tree a different one;
 * at the first sign of it there is no result, and the caller parses by the standard.
 * A test holds both trees equal over the whole corpus and over damaged pages.
 */
import {
  Comment,
  Document,
  Element,
  ProcessingInstruction,
  Text,
  type ParentNode,
} from 'domhandler';
import { kindOf, type ElementKind } from './element-kinds.ts';
import { decodedText } from './references.ts';
import { readTags, refuse, type TagHandler } from './tags.ts';

/** Where the document is, in the words of the standard's insertion modes. */
type Stage = 'before html' | 'before head' | 'in head' | 'after head' | 'in body' | 'after body';

const BLANK = /^[ \t\n\f]*$/;

const ROOT = kindOf('#root');
const HTML = kindOf('html');
const HEAD = kindOf('head');
const BODY = kindOf('body');
const PARAGRAPH = kindOf('p');
const LINK = kindOf('a');
const FORM = kindOf('form');
const BUTTON = kindOf('button');
const ITEM = kindOf('li');
const TERM = kindOf('dt');
const DESCRIPTION = kindOf('dd');
const TABLE = kindOf('table');
const ROW = kindOf('tr');
const PRE = kindOf('pre');
/** The `tbody` that the standard puts around rows which have none. */
const INVENTED: ElementKind = { ...kindOf('tbody') };

/** An item ends where the next begins, across these only. */
const BETWEEN_ITEMS: ReadonlySet<ElementKind> = new Set([
  kindOf('address'),
  kindOf('dialog'),
  kindOf('div'),
  PARAGRAPH,
]);

/** An element that is open, with those around it. */
interface Open {
  readonly kind: ElementKind;
  readonly node: ParentNode;
  readonly around: Open | null;
  /** It is a paragraph, or stands in one that the next block would close. */
  readonly isInParagraph: boolean;
  /** The item that it is or stands in, where the next item would close that one. */
  readonly item: ElementKind | null;
}

/** No such element may stand anywhere in another of its name. */
const isSingle = (kind: ElementKind): boolean => kind === LINK || kind === FORM || kind === BUTTON;

const isItem = (kind: ElementKind): boolean =>
  kind === ITEM || kind === TERM || kind === DESCRIPTION;

/** What an item does not close when it begins, nor anything around it. */
const hidesItems = (kind: ElementKind): boolean =>
  kind.isScope || (kind.isBlock && !BETWEEN_ITEMS.has(kind));

/** With the name space that the standard's parser notes, by which serializers know HTML. */
function elementOf(name: string, attribs: Record<string, string>): Element {
  const element = new Element(name, attribs);
  element.namespace = 'http://www.w3.org/1999/xhtml';
  return element;
}

class TreeHandler implements TagHandler {
  readonly root = new Document([]);
  innermost = ROOT.name;
  private stage: Stage;
  private open: Open = {
    kind: ROOT,
    node: this.root,
    around: null,
    isInParagraph: false,
    item: null,
  };
  private readonly openSingles = new Set<ElementKind>();
  private body: Element | null = null;
  /** Without the doctype of today's HTML, a paragraph may hold a table. */
  private isStandard: boolean;
  /** The line end that begins a `pre` is dropped, as the standard says. */
  private dropsLineEnd = false;

  constructor(isFragment: boolean) {
    this.stage = isFragment ? 'in body' : 'before html';
    this.isStandard = isFragment;
  }

  doctype(data: string): void {
    if (this.stage !== 'before html' || this.root.children.length > 0) refuse();
    if (!/^!doctype[ \t\n\f]+html(?![^ \t\n\f])/i.test(data)) refuse();
    this.isStandard = /^!doctype[ \t\n\f]+html[ \t\n\f]*$/i.test(data);
    this.append(new ProcessingInstruction('!doctype', data), this.root);
  }

  startTag(kind: ElementKind, attribs: Record<string, string>): void {
    if (kind.isUnusual) refuse();
    this.dropsLineEnd = kind === PRE;
    if (this.stage === 'in body') this.enter(kind);
    else this.checkOutside(kind);
    const element = elementOf(kind.name, attribs);
    this.append(element, this.open.node);
    if (kind === BODY) this.body = element;
    if (!kind.isVoid) this.enterElement(kind, element);
  }

  endTag(kind: ElementKind): void {
    this.dropsLineEnd = false;
    if (kind === PARAGRAPH && this.open.kind !== PARAGRAPH) this.addParagraph();
    if (kind.endsParagraph && this.open.kind === PARAGRAPH) this.leave();
    if (kind === TABLE) this.leaveInvented();
    if (this.open.kind.name !== kind.name) refuse();
    this.leave();
    if (kind === HEAD) this.stage = 'after head';
    if (kind === BODY) this.stage = 'after body';
  }

  text(data: string): void {
    const { kind, node } = this.open;
    // A line end that is written as a reference is dropped, too.
    if (this.dropsLineEnd && data.startsWith('&')) refuse();
    const own = this.dropsLineEnd && data.startsWith('\n') ? data.slice(1) : data;
    const text = kind.isOpaque && kind.name !== 'title' ? own : decodedText(own);
    this.dropsLineEnd = false;
    if (text === '') return;
    const isLoose = this.stage !== 'in body' && !(this.stage === 'in head' && kind !== HEAD);
    if ((isLoose || kind.isTablePart) && !BLANK.test(text)) refuse();
    if (this.stage === 'before html' || this.stage === 'before head') return;
    this.write(text, this.stage === 'after body' && this.body !== null ? this.body : node);
  }

  comment(data: string): void {
    this.dropsLineEnd = false;
    if (this.stage !== 'in body') refuse();
    this.append(new Comment(data), this.open.node);
  }

  /** Whether everything was opened and closed that has to be. */
  isWhole(isFragment: boolean): boolean {
    return this.open.kind === ROOT && (isFragment || this.stage === 'after body');
  }

  private enterElement(kind: ElementKind, node: Element): void {
    const around = this.open;
    const isInParagraph = kind === PARAGRAPH || (around.isInParagraph && !kind.isScope);
    const outer = hidesItems(kind) ? null : around.item;
    this.open = { kind, node, around, isInParagraph, item: isItem(kind) ? kind : outer };
    if (isSingle(kind)) this.openSingles.add(kind);
    this.innermost = kind.name;
  }

  private leave(): void {
    const { kind, around } = this.open;
    if (around === null) refuse();
    if (isSingle(kind)) this.openSingles.delete(kind);
    this.open = around;
    this.innermost = around.kind.name;
  }

  private leaveInvented(): void {
    if (this.open.kind === INVENTED) this.leave();
  }

  /** A lone `</p>` is an empty paragraph. */
  private addParagraph(): void {
    if (this.open.kind === ROOT || this.open.isInParagraph) refuse();
    this.startTag(PARAGRAPH, {});
  }

  private append(node: Element | ProcessingInstruction | Comment | Text, parent: ParentNode): void {
    const { children } = parent;
    const previous = children.length === 0 ? null : (children[children.length - 1] ?? null);
    node.parent = parent;
    node.prev = previous;
    if (previous !== null) previous.next = node;
    children.push(node);
  }

  private write(text: string, parent: ParentNode): void {
    const last = parent.children.at(-1);
    if (last instanceof Text) last.data += text;
    else this.append(new Text(text), parent);
  }

  private checkOutside(kind: ElementKind): void {
    if (this.stage === 'before html' && kind === HTML) this.stage = 'before head';
    else if (this.stage === 'before head' && kind === HEAD) this.stage = 'in head';
    else if (this.stage === 'after head' && kind === BODY) this.stage = 'in body';
    else if (this.stage !== 'in head' || this.open.kind !== HEAD || !kind.isInHead) refuse();
  }

  /** Everything by which a start tag makes the standard close, move or invent an element. */
  private enter(kind: ElementKind): void {
    if (kind.parents === null) {
      if (this.open.kind.isTablePart) refuse();
    } else this.enterTable(kind, kind.parents);
    if (kind.isBlock && this.open.isInParagraph) {
      if (this.open.kind !== PARAGRAPH || (kind === TABLE && !this.isStandard)) refuse();
      this.leave();
    }
    if (kind.isHeading && this.open.kind.isHeading) refuse();
    const { item } = this.open;
    if (item !== null && isItem(kind) && (kind === ITEM) === (item === ITEM)) refuse();
    if (isSingle(kind) && this.openSingles.has(kind)) refuse();
  }

  private enterTable(kind: ElementKind, parents: readonly string[]): void {
    if (parents[0] === TABLE.name) this.leaveInvented();
    if (kind === ROW && this.open.kind === TABLE) {
      const body = elementOf(INVENTED.name, {});
      this.append(body, this.open.node);
      this.enterElement(INVENTED, body);
    }
    if (!parents.includes(this.open.kind.name)) refuse();
  }
}

function read(html: string, isFragment: boolean): Document | null {
  if (html.includes('\0')) return null;
  const text = html.includes('\r') ? html.replace(/\r\n?/g, '\n') : html;
  const handler = new TreeHandler(isFragment);
  return readTags(text, handler) && handler.isWhole(isFragment) ? handler.root : null;
}

/** The tree of a whole page, as the HTML standard has it; null where the page is not well formed. */
export const wellFormedDocument = (html: string): Document | null => read(html, false);

/** The tree of what stands in a `body`. */
export const wellFormedFragment = (html: string): Document | null => read(html, true);
