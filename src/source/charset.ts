/** Bytes to text: byte order mark, then declaration, then strict UTF-8, then windows-1252. */
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import { declaredCharset } from './declared-charset.ts';
import { hasBinaryMagic, startsWith } from './magic.ts';
import { decodeWindows1252 } from './windows-1252.ts';

export interface DecodedText {
  /** Without byte order mark; line ends and everything else as they were. */
  readonly text: string;
  /** Name in the WHATWG Encoding Standard, lower-case (`utf-8`, `gbk`, `windows-1252`). */
  readonly charset: string;
  readonly diagnostics: readonly Diagnostic[];
}

const BYTE_ORDER_MARKS = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
] as const;

/** The Encoding Standard's name for a label; null for labels that it does not know. */
function canonical(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** The standard decodes GBK and GB2312 as their superset, so that rare characters survive. */
const decoderLabel = (charset: string): string => (charset === 'gbk' ? 'gb18030' : charset);

function decodeLossy(bytes: Uint8Array, charset: string): string {
  if (charset === 'windows-1252') return decodeWindows1252(bytes);
  return new TextDecoder(decoderLabel(charset), { ignoreBOM: true }).decode(bytes);
}

/** Null when the bytes are not valid in the character set. */
function decodeStrict(bytes: Uint8Array, charset: string): string | null {
  if (charset === 'windows-1252') {
    const text = decodeWindows1252(bytes);
    return text.includes('\uFFFD') ? null : text;
  }
  try {
    const options = { fatal: true, ignoreBOM: true };
    return new TextDecoder(decoderLabel(charset), options).decode(bytes);
  } catch {
    return null;
  }
}

const BEYOND_ASCII = /[\u0080-\u{10FFFF}]/u;

/** Fewer characters were replaced than understood: a few broken bytes, not another character set. */
function mostlyFits(text: string): boolean {
  let understood = 0;
  for (const character of text) {
    if (character > '\u007F') understood += character === '\uFFFD' ? -1 : 1;
  }
  return understood > 0;
}

function withBom(bytes: Uint8Array): DecodedText | null {
  const found = BYTE_ORDER_MARKS.find(([, mark]) => startsWith(bytes, mark));
  if (found === undefined) return null;
  const [charset, mark] = found;
  const content = bytes.subarray(mark.length);
  const text = decodeStrict(content, charset);
  if (text !== null) return { text, charset, diagnostics: [] };
  const diagnostics = [diagnostic('invalid-characters', charset)];
  return { text: decodeLossy(content, charset), charset, diagnostics };
}

/**
 * The last resort, for bytes valid neither in what is declared nor in UTF-8. A damaged byte must not
 * turn a whole page into gibberish, so the likelier set is kept where it explains most characters.
 */
function guess(bytes: Uint8Array, likely: string, because: readonly Diagnostic[]): DecodedText {
  const text = decodeLossy(bytes, likely);
  if (likely !== 'windows-1252' && mostlyFits(text)) {
    return { text, charset: likely, diagnostics: [diagnostic('invalid-characters', likely)] };
  }
  const charset = 'windows-1252';
  const strict = decodeStrict(bytes, charset);
  if (strict !== null) return { text: strict, charset, diagnostics: because };
  const diagnostics = [...because, diagnostic('invalid-characters', charset)];
  return { text: decodeLossy(bytes, charset), charset, diagnostics };
}

function asDeclared(bytes: Uint8Array, label: string): DecodedText {
  // A declaration that can be read byte by byte is no UTF-16; the HTML standard reads UTF-8 then.
  const known = canonical(label);
  const declared = known?.startsWith('utf-16') === true ? 'utf-8' : known;
  const text = declared === null ? null : decodeStrict(bytes, declared);
  const unicode = declared === 'utf-8' ? text : decodeStrict(bytes, 'utf-8');
  // Nearly any bytes are valid windows-1252 (also declared as ISO-8859-1), but text in it that is
  // UTF-8 by chance does not occur: a tool converted the file and left the declaration.
  const stale = declared === 'windows-1252' && unicode !== null && BEYOND_ASCII.test(unicode);
  if (declared !== null && text !== null && !stale) {
    return { text, charset: declared, diagnostics: [] };
  }
  const name = label.slice(0, 40);
  if (unicode !== null) {
    // Where all is ASCII, an unknown label changes nothing that could be wrong.
    const harmless = declared === null && !BEYOND_ASCII.test(unicode);
    const about = `declares ${name}, read as utf-8`;
    const diagnostics = harmless ? [] : [diagnostic('charset-mismatch', about)];
    return { text: unicode, charset: 'utf-8', diagnostics };
  }
  const about = `declares ${name}, read as windows-1252`;
  return guess(bytes, declared ?? 'utf-8', [diagnostic('charset-mismatch', about)]);
}

/**
 * Decodes a whole file. Never throws: what is odd is a diagnostic (`charset-guessed`,
 * `charset-mismatch`, `invalid-characters`).
 *
 * The order is the HTML standard's (byte order mark, then declaration), tightened by strict decoding
 * because old exports mix character sets within one folder: GBK pages lie beside UTF-8 ones.
 *
 * @param bytes the file's content
 * @param kind `html` looks for a declaration in the first 4096 bytes; `text` has none
 * @param stated what stands around the file says, and overrules the declaration, as in the standard
 */
export function decodeText(
  bytes: Uint8Array,
  kind: 'html' | 'text',
  stated: string | null = null,
): DecodedText {
  const marked = withBom(bytes);
  if (marked !== null) return marked;
  const label = stated ?? (kind === 'html' ? declaredCharset(bytes) : null);
  if (label !== null) return asDeclared(bytes, label);
  const text = decodeStrict(bytes, 'utf-8');
  if (text !== null) return { text, charset: 'utf-8', diagnostics: [] };
  return guess(bytes, 'utf-8', [diagnostic('charset-guessed')]);
}

const INSPECTED_BYTES = 8192;

/** Whether bytes are no text in any character set: known first bytes, or NUL without UTF-16 mark. */
export function looksBinary(bytes: Uint8Array): boolean {
  if (hasBinaryMagic(bytes)) return true;
  const mark = BYTE_ORDER_MARKS.find(([, bom]) => startsWith(bytes, bom))?.[0];
  if (mark === 'utf-16le' || mark === 'utf-16be') return false;
  return bytes.subarray(0, INSPECTED_BYTES).includes(0);
}
