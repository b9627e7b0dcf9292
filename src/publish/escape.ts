/** Plain text as Markdown, for the few lines that publishing adds to a page's own body. */

/**
 * What CommonMark or GFM would read as markup anywhere in a line. An underscore inside a word and
 * brackets that no address follows are text to them too.
 */
const SPECIAL =
  /[\\`*<]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~(?=~)|(?<=~)~|\](?=[([:])|\[(?=\^)|&(?=[a-z\d#]+;)/giu;

/** One line of text so that Markdown shows exactly it; white space becomes single spaces. */
export function escapeInline(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(SPECIAL, String.raw`\$&`);
}

/** The same inside a link's own brackets, where others must not end it. */
export const escapeLinkText = (text: string): string =>
  escapeInline(text).replace(/(?<!\\)[[\]]/g, String.raw`\$&`);

/** Text of a heading: also a closing run of `#`, which Markdown would drop. */
export function escapeHeading(text: string): string {
  const escaped = escapeInline(text);
  return escaped.endsWith('#') ? `${escaped.slice(0, -1)}\\#` : escaped;
}

/** Text inside HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
