/**
 * windows-1252, decoded here because the TextDecoder of some Node versions (20.20 among them) reads
 * that label as ISO-8859-1, which makes control characters of curly quotes, dashes and the euro.
 */

/** 0x80 to 0x9F; U+FFFD where the code page has nothing. */
const UPPER_CONTROLS =
  '\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD' +
  '\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178';

/** Text of any bytes; the five that the code page leaves undefined become U+FFFD. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009F]/g, (control) => UPPER_CONTROLS.charAt(control.charCodeAt(0) - 0x80));
}
