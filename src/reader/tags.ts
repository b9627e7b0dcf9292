/**
 * Reads the tags of HTML one after the other, as the HTML standard does where they are written as
 * they should be (https://html.spec.whatwg.org/#tokenization): it jumps from sign to sign instead of
 * looking at each character. Whatever has a rule of its own for errors is refused.
 */
import { kindOf, lowerCase, type ElementKind } from './element-kinds.ts';
import { decodedValue } from './references.ts';

/** Told of everything that stands in a text, in order. */
export interface TagHandler {
  /** The name of the innermost element that is open, whose end tag is likely to come next. */
  readonly innermost: string;
  /** `<!doctype …>`, as it stands between the brackets. */
  doctype(data: string): void;
  startTag(kind: ElementKind, attribs: Record<string, string>): void;
  endTag(kind: ElementKind): void;
  /** The text between two tags, never empty: as it stands in HTML, references and all. */
  text(data: string): void;
  comment(data: string): void;
}

/** Thrown to leave a text; never leaves `readTags`. */
const NOT_WELL_FORMED = new Error('not well formed');

/** Leaves the text: it is not well formed. For handlers, too. */
export function refuse(): never {
  throw NOT_WELL_FORMED;
}

/** Reads a text with line ends of `\n`; returns whether all of its tags are written as they should be. */
export function readTags(html: string, handler: TagHandler): boolean {
  try {
    new Tags(html, handler).read();
    return true;
  } catch (error) {
    if (error === NOT_WELL_FORMED) return false;
    throw error;
  }
}

const TAB = 0x09;
const LINE_END = 0x0a;
const FORM_FEED = 0x0c;
const SPACE = 0x20;
const EXCLAMATION = 0x21;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;

const isWhite = (code: number): boolean =>
  code === SPACE || code === LINE_END || code === TAB || code === FORM_FEED;

// Bit 5 is all that tells the two cases apart.
const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;

/** A `<` before anything else is text. */
const beginsMarkup = (code: number): boolean =>
  isLetter(code) || code === SLASH || code === EXCLAMATION || code === QUESTION;

/** All that are likely to occur in one export; there are as many as authors of macros like. */
const MOST_NAMES = 1000;
/** In characters. Where a quote was forgotten, half a page may be a name. */
const LONGEST_NAME = 60;

/** What attributes are called, by how that is written: pages repeat a few dozen names. */
const attributeNames = new Map<string, string>();

function attributeNamed(written: string): string {
  const known = attributeNames.get(written);
  if (known !== undefined) return known;
  const name = lowerCase(written);
  // The prototype would be set instead of an attribute.
  if (name === '__proto__') refuse();
  if (written.length > LONGEST_NAME) return name;
  // A part of a page’s text would keep the whole text in memory; a property’s name is apart from it.
  const [own = name] = Object.keys({ [written]: true });
  if (attributeNames.size === MOST_NAMES) attributeNames.clear();
  attributeNames.set(own, own === name ? own : name);
  return name;
}

const END_TAG = /^[a-z][^\s/>]*/i;

class Tags {
  /** Where the reading is. */
  private at = 0;
  private readonly html: string;
  private readonly handler: TagHandler;

  constructor(html: string, handler: TagHandler) {
    this.html = html;
    this.handler = handler;
  }

  read(): void {
    const { html, handler } = this;
    while (this.at < html.length) {
      let sign = html.indexOf('<', this.at);
      while (sign !== -1 && !beginsMarkup(html.charCodeAt(sign + 1)))
        sign = html.indexOf('<', sign + 1);
      const end = sign === -1 ? html.length : sign;
      if (end > this.at) handler.text(html.slice(this.at, end));
      if (sign === -1) return;
      this.at = sign + 1;
      const code = html.charCodeAt(this.at);
      if (code === SLASH) this.endTag();
      else if (isLetter(code)) this.startTag();
      else if (code === EXCLAMATION) this.declaration();
      else refuse();
    }
  }

  private startTag(): void {
    const kind = kindOf(this.name());
    const attribs = this.attributes();
    this.handler.startTag(kind, attribs);
    if (kind.isOpaque) this.opaqueText(kind);
  }

  /** To the next white space, `/`, `>` or `=`; other control characters are refused behind it. */
  private name(): string {
    const { html, at } = this;
    let end = at;
    let code = html.charCodeAt(end);
    while (code > SPACE && code !== GREATER && code !== EQUALS && code !== SLASH) {
      end += 1;
      code = html.charCodeAt(end);
    }
    if (end === at) refuse();
    this.at = end;
    return html.slice(at, end);
  }

  private attributes(): Record<string, string> {
    const { html } = this;
    const attribs: Record<string, string> = {};
    for (;;) {
      let code = html.charCodeAt(this.at);
      while (isWhite(code) || code === SLASH) {
        this.at += 1;
        code = html.charCodeAt(this.at);
      }
      if (code === GREATER) break;
      const name = attributeNamed(this.name());
      const value = this.value();
      // The first of a name counts. What every object has by itself is no string.
      if (typeof attribs[name] !== 'string') attribs[name] = value;
    }
    this.at += 1;
    return attribs;
  }

  /** The value of the attribute whose name was read; empty where it has none. */
  private value(): string {
    const { html } = this;
    this.skipWhite();
    if (html.charCodeAt(this.at) !== EQUALS) return '';
    this.at += 1;
    this.skipWhite();
    const quote = html.charCodeAt(this.at);
    let start = this.at;
    let end = start;
    if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) {
      start += 1;
      end = this.found(quote === DOUBLE_QUOTE ? '"' : "'", start);
      this.at = end + 1;
    } else {
      for (let code = quote; code > SPACE && code !== GREATER; code = html.charCodeAt(end))
        end += 1;
      if (end === start) refuse();
      this.at = end;
    }
    return decodedValue(html.slice(start, end));
  }

  private skipWhite(): void {
    while (isWhite(this.html.charCodeAt(this.at))) this.at += 1;
  }

  /** Where `sign` is next; refuses a text in which it is not. */
  private found(sign: string, from: number): number {
    const at = this.html.indexOf(sign, from);
    if (at === -1) refuse();
    return at;
  }

  private endTag(): void {
    const { html, handler } = this;
    const start = this.at + 1;
    const end = start + handler.innermost.length;
    if (html.charCodeAt(end) === GREATER && html.startsWith(handler.innermost, start)) {
      this.at = end + 1;
      handler.endTag(kindOf(handler.innermost));
      return;
    }
    const close = this.found('>', start);
    const text = html.slice(start, close);
    const [name = refuse()] = END_TAG.exec(text) ?? [];
    for (let at = name.length; at < text.length; at += 1)
      if (!isWhite(text.charCodeAt(at))) refuse();
    this.at = close + 1;
    handler.endTag(kindOf(name));
  }

  /** All up to the end tag of an element in which no other tag counts. */
  private opaqueText(kind: ElementKind): void {
    const { html, handler } = this;
    const start = this.at;
    let end = this.found('</', start);
    while (html.slice(end + 2, end + 2 + kind.name.length).toLowerCase() !== kind.name)
      end = this.found('</', end + 2);
    const after = html.charCodeAt(end + 2 + kind.name.length);
    if (!isWhite(after) && after !== GREATER) refuse();
    const text = html.slice(start, end);
    // A script in a comment in a script has an end of its own.
    if (text.includes('<!--') && /<script/i.test(text)) refuse();
    if (text !== '') handler.text(text);
    this.at = end + 1;
    this.endTag();
  }

  private declaration(): void {
    const { html, handler } = this;
    const start = this.at;
    if (!html.startsWith('!--', start)) {
      const end = this.found('>', start);
      this.at = end + 1;
      handler.doctype(html.slice(start, end));
      return;
    }
    const first = html.charAt(start + 3);
    // `<!-->` is a whole comment.
    if (first === '-' || first === '>') refuse();
    const end = this.found('-->', start + 3);
    this.at = end + 3;
    const data = html.slice(start + 3, end);
    if (data.includes('--!>')) refuse();
    handler.comment(data);
  }
}
