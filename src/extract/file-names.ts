/** What the file names of an export tell of a page, and which names Confluence would give it. */

/** The path in a link of the export: without query and fragment, decoded once. */
export function pathOfHref(href: string): string {
  const end = href.search(/[?#]/);
  const path = end === -1 ? href : href.slice(0, end);
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The last part of a path as it is on disk. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Extensions of pages: as exported, and as converters name their results (`Cache_6291890.html.rst`). */
const EXTENSION = /(?:\.html?)?\.(?:html?|xhtml|md|markdown|txt|text|rst|doc|mht|mhtml)$/i;

export const withoutExtension = (name: string): string => name.replace(EXTENSION, '');

/** Same letters and digits: Confluence puts `-`, `+` or `_` for what a file name cannot hold. */
const bare = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

/**
 * The number at the end of a page's file name: `Title_123456.html`, `123456.html`. Ids
 * have five digits at least, so that `Release_2021.html` names no page 2021. Null without such a
 * number.
 */
export function numberInFile(path: string): string | null {
  const stem = withoutExtension(baseName(path));
  const digits = stem.slice(stem.lastIndexOf('_') + 1);
  return /^\d{5,}$/.test(digits) ? digits : null;
}

/**
 * The Confluence id that a file name states; null when the number belongs to the title itself
 * (`Build_20210.html` for the page “Build 20210”, in the generations without ids in file names).
 */
export function idInFile(path: string, title: string | null): string | null {
  const number = numberInFile(path);
  // Most titles do not hold the number, and need no closer look.
  if (number === null || title?.includes(number) !== true) return number;
  return bare(withoutExtension(baseName(path))) === bare(title) ? null : number;
}

/** The id in a full address of the wiki: `viewpage.action?pageId=123`, `/pages/123/Title`. */
export const idInAddress = (href: string): string | null =>
  /[?&]pageId=(\d+)/.exec(href)?.[1] ?? /\/pages\/(\d+)/.exec(href)?.[1] ?? null;

/** Java's URL encoding, by which Confluence 3.5 to 5.0 named files: `Title+with+plus%3F.html`. */
const plusEncoded = (title: string): string =>
  encodeURIComponent(title.toWellFormed())
    .replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

/** The page's file name, with the extension `.html`, which links keep when a converter renames files. */
export function ownFileNames(path: string): string[] {
  const own = baseName(path);
  const exported = `${withoutExtension(own)}.html`;
  return (own === exported ? [own] : [own, exported]).filter(isPageFile);
}

/** The file names that Confluence makes of a title: `Title+with+plus.html`, `Title-with-dashes.html`. */
export function titleFileNames(title: string | null): string[] {
  if (title === null) return [];
  return [`${plusEncoded(title)}.html`, `${title.replaceAll(' ', '-')}.html`].filter(isPageFile);
}

const isPageFile = (name: string): boolean => /\.html?$/i.test(name) && !name.includes('/');
