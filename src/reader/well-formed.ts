/**
 * A fast reading of HTML that is well formed, which most of what Confluence writes is.
 *
 * The HTML standard's tree construction (https://html.spec.whatwg.org/#tree-construction) is costly
 * because of what it does with errors: unclosed paragraphs, text between table rows, overlapping
 * tags. Where a text has none of that, the tree is what the tags say, and htmlparser2 builds it in
 * a fraction of the time. This handler watches for everything that would make the standard's tree a
 * different one; at the first sign of it there is no result, and the caller parses by the standard.
 * A test holds both trees equal over the whole corpus and over damaged pages.
 */
import {
  Document,
  Element,
  ProcessingInstruction,
  Text,
  Comment,
  type ParentNode,
} from 'domhandler';
import { Parser, type Handler } from 'htmlparser2';
import { decodedText, decodedValue } from './references.ts';
import {
  endsParagraph,
  isBlock,
  isScope,
  isUnusual,
  isVoid,
  PARENTS,
  TABLE_PARTS,
} from './element-kinds.ts';

/** Thrown to leave the parser; never leaves this file. */
const NOT_WELL_FORMED = new Error('not well formed');

function refuse(): never {
  throw NOT_WELL_FORMED;
}

/** Where the document is, in the words of the standard's insertion modes. */
type Stage = 'before html' | 'before head' | 'in head' | 'after head' | 'in body' | 'after body';

const IN_HEAD = new Set(['title', 'meta', 'link', 'style', 'script', 'base']);
const HEADING = /^h[1-6]$/;
const BLANK = /^[ \t\n\f]*$/;

/** Elements into which no text may come but white space. */
const NO_TEXT = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'colgroup']);

/** With the name space that the standard's parser notes, by which serializers know HTML. */
function elementOf(name: string, attribs: Record<string, string>): Element {
  const element = new Element(name, attribs);
  element.namespace = 'http://www.w3.org/1999/xhtml';
  return element;
}

function decodeValues(attribs: Record<string, string>): void {
  for (const [name, value] of Object.entries(attribs)) attribs[name] = decodedValue(value);
}

class TreeHandler implements Partial<Handler> {
  readonly root = new Document([]);
  /** How many elements were closed. */
  closed = 0;
  private stage: Stage;
  private readonly open: Element[] = [];
  private readonly invented = new WeakSet<Element>();
  private current: ParentNode = this.root;
  private body: Element | null = null;
  /** A paragraph that the last tag closed without naming it, and the next event must explain. */
  private isParagraphLeft = false;
  /** Without the doctype of today's HTML, a paragraph may hold a table. */
  private isStandard: boolean;
  /** The parser drops the line end that begins these, as the standard says. */
  private dropsLineEnd = false;
  /** An attribute of the tag that is being read holds character references. */
  private hasReferences = false;

  constructor(isFragment: boolean) {
    this.stage = isFragment ? 'in body' : 'before html';
    this.isStandard = isFragment;
  }

  onprocessinginstruction(name: string, data: string): void {
    if (this.stage !== 'before html' || name !== '!doctype' || this.root.children.length > 0)
      refuse();
    if (!/^!doctype\s+html\b/i.test(data)) refuse();
    this.isStandard = /^!doctype\s+html\s*$/i.test(data);
    this.append(new ProcessingInstruction('!doctype', data));
  }

  onopentag(name: string, attribs: Record<string, string>, isImplied: boolean): void {
    // A lone `</p>` is an empty paragraph; the parser made no other tag up by itself.
    if ((isImplied && (name !== 'p' || this.open.length === 0)) || isUnusual(name)) refuse();
    if (this.isParagraphLeft && (!isBlock(name) || (name === 'table' && !this.isStandard)))
      refuse();
    this.isParagraphLeft = false;
    this.dropsLineEnd = name === 'pre';
    if (this.stage === 'in body') this.enter(name);
    else this.checkOutside(name);
    if (this.hasReferences) decodeValues(attribs);
    this.hasReferences = false;
    const element = elementOf(name, attribs);
    this.append(element);
    if (name === 'body') this.body = element;
    if (!isVoid(name)) this.enterElement(element);
  }

  onattribute(_: string, value: string): void {
    this.hasReferences ||= value.includes('&');
  }

  onclosetag(name: string, isImplied: boolean): void {
    this.closed += 1;
    this.dropsLineEnd = false;
    if (isVoid(name)) return;
    if (isImplied) {
      if (name !== 'p' || this.isParagraphLeft) refuse();
      this.isParagraphLeft = true;
    } else if (this.isParagraphLeft) {
      if (!endsParagraph(name)) refuse();
      this.isParagraphLeft = false;
    }
    if (name === 'table') this.leaveInvented();
    if (this.open.at(-1)?.name !== name) refuse();
    this.leave();
    if (name === 'head') this.stage = 'after head';
    if (name === 'body') this.stage = 'after body';
  }

  ontext(data: string): void {
    if (this.isParagraphLeft) refuse();
    const name = this.open.at(-1)?.name;
    // The two parsers read an entity behind a loose `<` of a title differently.
    if (name === 'title' && data.includes('<')) refuse();
    const own = this.dropsLineEnd && data.startsWith('\n') ? data.slice(1) : data;
    const text = name === 'script' || name === 'style' ? own : decodedText(own);
    this.dropsLineEnd = false;
    if (text === '') return;
    const isInBody = this.stage === 'in body';
    const isLoose = !isInBody && !(this.stage === 'in head' && this.open.length > 2);
    if ((isLoose || NO_TEXT.has(name ?? '')) && !BLANK.test(text)) refuse();
    if (this.stage === 'before html' || this.stage === 'before head') return;
    this.write(text, this.stage === 'after body' && this.body !== null ? this.body : this.current);
  }

  oncomment(data: string): void {
    this.dropsLineEnd = false;
    if (this.stage !== 'in body' || this.isParagraphLeft) refuse();
    // What looks like a section of XML ends elsewhere in HTML, and some comments do.
    if (data.startsWith('[CDATA[') || data.includes('--!>')) refuse();
    this.append(new Comment(data));
  }

  oncdatastart(): void {
    refuse();
  }

  /** Whether everything was opened and closed that has to be. */
  isWhole(isFragment: boolean): boolean {
    return this.open.length === 0 && (isFragment || this.stage === 'after body');
  }

  private enterElement(element: Element): void {
    this.open.push(element);
    this.current = element;
  }

  private leave(): void {
    this.open.pop();
    this.current = this.open.at(-1) ?? this.root;
  }

  /** Leaves the `tbody` that the standard puts around rows which have none. */
  private leaveInvented(): void {
    if (this.invented.has(this.current as Element)) this.leave();
  }

  private append(
    node: Element | ProcessingInstruction | Comment | Text,
    parent = this.current,
  ): void {
    const previous = parent.children.at(-1) ?? null;
    node.parent = parent;
    node.prev = previous;
    if (previous !== null) previous.next = node;
    parent.children.push(node);
  }

  private write(text: string, parent: ParentNode): void {
    const last = parent.children.at(-1);
    if (last instanceof Text) last.data += text;
    else this.append(new Text(text), parent);
  }

  private checkOutside(name: string): void {
    if (this.stage === 'before html' && name === 'html') this.stage = 'before head';
    else if (this.stage === 'before head' && name === 'head') this.stage = 'in head';
    else if (this.stage === 'after head' && name === 'body') this.stage = 'in body';
    else if (this.stage !== 'in head' || this.open.length !== 2 || !IN_HEAD.has(name)) refuse();
  }

  /** Everything by which a start tag makes the standard close, move or invent an element. */
  private enter(name: string): void {
    if (PARENTS.get(name)?.has('table') === true) this.leaveInvented();
    if (name === 'tr' && this.open.at(-1)?.name === 'table') {
      const body = elementOf('tbody', {});
      this.append(body);
      this.invented.add(body);
      this.enterElement(body);
    }
    const above = this.open.at(-1)?.name ?? 'body';
    const parents = PARENTS.get(name);
    if (parents === undefined ? TABLE_PARTS.has(above) : !parents.has(above)) refuse();
    if (isBlock(name) && this.isInScope('p')) refuse();
    if (HEADING.test(name) && HEADING.test(above)) refuse();
    if (name === 'li' && this.isItemOpen('li')) refuse();
    if ((name === 'dd' || name === 'dt') && (this.isItemOpen('dd') || this.isItemOpen('dt')))
      refuse();
    if ((name === 'a' || name === 'form' || name === 'button') && this.isAnywhere(name)) refuse();
  }

  private isAnywhere(name: string): boolean {
    return this.open.some((element) => element.name === name);
  }

  private isInScope(name: string): boolean {
    for (let at = this.open.length - 1; at >= 0; at -= 1) {
      const element = this.open[at]?.name ?? '';
      if (element === name) return true;
      if (isScope(element)) return false;
    }
    return false;
  }

  /** Whether an item is open that the next one would close: only these may stand between. */
  private isItemOpen(name: string): boolean {
    for (let at = this.open.length - 1; at >= 0; at -= 1) {
      const element = this.open[at]?.name ?? '';
      if (element === name) return true;
      if (isBlock(element) && !['address', 'div', 'p'].includes(element)) return false;
      if (isScope(element)) return false;
    }
    return false;
  }
}

/**
 * Refuses tags that the two parsers read differently: end tags that end nothing, of which the standard
 * does not ignore all, or whose name is not where it should be, and comments that end in odd ways.
 */
class WatchedParser extends Parser {
  private readonly html: string;
  private readonly handler: TreeHandler;

  constructor(html: string, handler: TreeHandler) {
    super(handler, { decodeEntities: false });
    this.html = html;
    this.handler = handler;
  }

  override ontext(start: number, end: number): void {
    // Text follows a tag, or begins with a `<` that begins no tag; `</>` and `<!>` are no text.
    const isSign = this.html[start] === '<';
    if (isSign ? this.html[start + 1] === '/' : start > 0 && this.html[start - 1] !== '>') refuse();
    super.ontext(start, end);
  }

  override onclosetag(start: number, end: number): void {
    if (this.html[start - 1] !== '/') refuse();
    const before = this.handler.closed;
    super.onclosetag(start, end);
    if (this.handler.closed === before) refuse();
  }

  override oncomment(start: number, end: number, offset: number): void {
    const first = this.html[start];
    // `</1>` is a comment too; `<!-->` is a whole one.
    if (this.html[start - 1] !== '-' || first === '-' || first === '>') refuse();
    super.oncomment(start, end, offset);
  }
}

function read(html: string, isFragment: boolean): Document | null {
  const isCutOff = html.includes('<', html.lastIndexOf('>') + 1);
  if (isCutOff || html.includes('\0')) return null;
  const text = html.includes('\r') ? html.replace(/\r\n?/g, '\n') : html;
  const handler = new TreeHandler(isFragment);
  try {
    new WatchedParser(text, handler).end(text);
  } catch (error) {
    if (error === NOT_WELL_FORMED) return null;
    throw error;
  }
  return handler.isWhole(isFragment) ? handler.root : null;
}

/** The tree of a whole page, as the HTML standard has it; null where the page is not well formed. */
export const wellFormedDocument = (html: string): Document | null => read(html, false);

/** The tree of what stands in a `body`. */
export const wellFormedFragment = (html: string): Document | null => read(html, true);
