/**
 * Symbolic names of pages and attachments, as they stand in stored Markdown.
 *
 * A page is named as the source could name it: by Confluence id, else by space and title, else by
 * file. The archive keeps all names of each page, so a link resolves whenever its target arrives
 * and no page changes because another one moved. These few pure functions live in the model
 * because readers of the archive (publishing) and makers of names (extraction) must agree.
 */

/** `page:id/123`, `page:title/KEY/some%20title`, `page:file/KEY/Title.html`, `page:home/KEY`. */
export type PageRef = `page:${string}`;
/** `attachment:id/456`, `attachment:file/KEY/attachments/123/456.png`, `attachment:name/123/plan.pdf`. */
export type AttachmentRef = `attachment:${string}`;

/** What is the same when it is encoded, as most file names and keys are. */
const IS_SAFE = /^[\w.~-]*$/;

/** Percent-encodes one segment so that it is safe inside `](…)` and HTML attributes. */
export function encodeSegment(text: string): string {
  if (IS_SAFE.test(text)) return text;
  return encodeURIComponent(text.toWellFormed().normalize('NFC')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const encodePath = (path: string): string =>
  path.includes('/') ? path.split('/').map(encodeSegment).join('/') : encodeSegment(path);

/** `space` is a key or a name; `_` stands for a page whose space is not known. */
const encodeSpace = (space: string | null): string =>
  space === null ? '_' : encodeSegment(space.toLowerCase());

export const pageById = (confluenceId: string): PageRef => `page:id/${confluenceId}`;

/**
 * Confluence's titles are unique in a space regardless of case, so the name is lower-case. Editors
 * turn dashes and quotes in links into typographic ones, or back, and lose double spaces.
 */
export const pageByTitle = (space: string | null, title: string): PageRef =>
  `page:title/${encodeSpace(space)}/${encodeSegment(plainTyping(title.toLowerCase()))}`;

function plainTyping(title: string): string {
  if (!/[^\x20-\x7e]| {2}/.test(title)) return title.trim();
  return title
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The page to which `/display/KEY` leads. Only the archive knows which one has this name. */
export const pageHome = (spaceKey: string): PageRef => `${HOME_REF}${encodeSpace(spaceKey)}`;

export const HOME_REF = 'page:home/';

/**
 * `path` is relative to the export's root folder (the folder that holds the page). Files are named
 * after titles, and old exports link to them in whatever case the author typed: lower-case too.
 */
export const pageByFile = (space: string | null, path: string): PageRef =>
  `page:file/${encodeSpace(space)}/${encodePath(path.toLowerCase())}`;

export const attachmentById = (confluenceId: string): AttachmentRef =>
  `attachment:id/${confluenceId}`;

export const attachmentByFile = (space: string | null, path: string): AttachmentRef =>
  `attachment:file/${encodeSpace(space)}/${encodePath(path)}`;

/** By the Confluence id of the page that holds it, and its original file name. */
export const attachmentByName = (pageId: string, fileName: string): AttachmentRef =>
  `attachment:name/${pageId}/${encodeSegment(fileName)}`;
