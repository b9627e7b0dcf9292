/** Reads one HTML tag inside Markdown (CommonMark 0.31, section 6.6). */

export interface TagAttribute {
  readonly name: string;
  /** As written, entities included; '' when it has none. */
  readonly value: string;
  /** Where the value stands, without quotes, in the text that was read. */
  readonly start: number;
  readonly end: number;
}

export interface HtmlTag {
  /** Lower case. */
  readonly name: string;
  readonly closing: boolean;
  readonly attributes: readonly TagAttribute[];
  /** Just behind the `>`. */
  readonly end: number;
}

const NAME = /<(\/?)([a-z][a-z\d-]*)/iy;
const SPACE = /\s*/y;
const ATTRIBUTE_NAME = /[a-z_:][\w.:-]*/iy;
const EQUALS = /\s*=\s*/y;
const BARE_VALUE = /[^\s"'=<>`]+/y;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** @returns where the value starts and ends, and where reading goes on; null if it never ends. */
function readValue(
  text: string,
  at: number,
): readonly [start: number, end: number, next: number] | null {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const end = text.indexOf(quote, at + 1);
    return end === -1 ? null : [at + 1, end, end + 1];
  }
  const bare = match(BARE_VALUE, text, at);
  return bare === null ? null : [at, at + bare[0].length, at + bare[0].length];
}

/** @returns the tag that begins at `at`; null when no tag does. Costs no more than its length. */
export function readTag(text: string, at: number): HtmlTag | null {
  const opening = match(NAME, text, at);
  if (opening === null) return null;
  const attributes: TagAttribute[] = [];
  const tag = { name: (opening[2] ?? '').toLowerCase(), closing: opening[1] === '/', attributes };
  let position = at + opening[0].length;
  for (;;) {
    const spaces = match(SPACE, text, position)?.[0].length ?? 0;
    position += spaces;
    if (text[position] === '>') return { ...tag, end: position + 1 };
    if (text.startsWith('/>', position)) return { ...tag, end: position + 2 };
    const name = spaces === 0 ? null : match(ATTRIBUTE_NAME, text, position);
    if (name === null) return null;
    position += name[0].length;
    const equals = match(EQUALS, text, position);
    const value = equals === null ? null : readValue(text, position + equals[0].length);
    if (equals !== null && value === null) return null;
    const [start, end, next] = value ?? [position, position, position];
    attributes.push({ name: name[0].toLowerCase(), value: text.slice(start, end), start, end });
    position = next;
  }
}
