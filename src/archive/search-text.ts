/**
 * Words of scripts that are written without spaces, in a form in which the index can find them.
 *
 * FTS5's tokenizer takes a whole run of Japanese for one word. Between such characters goes a
 * zero-width space, which separates words for the tokenizer and is invisible for people, so that
 * each is a word of one character, and a word that somebody asks for is a phrase of them.
 */

/** Separates, and shows nothing. */
export const SEPARATOR = '\u200B';

/** Korean has spaces, but glues particles to its words; so it is found by syllables, too. */
const SCRIPTS = ['Han', 'Hira', 'Kana', 'Bopo', 'Hang', 'Thai', 'Laoo', 'Khmr', 'Mymr'];

const UNSPACED = `[[\\p{L}\\p{N}]&&[${SCRIPTS.map((name) => `\\p{scx=${name}}`).join('')}]]`;
const WORD = '[\\p{L}\\p{N}]';

/** Forms of letters that only differ in their width: full-width Latin, half-width kana. */
const WIDTHS = /[\uFF01-\uFFEF]+/g;

const NEEDED = new RegExp(`${UNSPACED}|[\\uFF01-\\uFF5E]`, 'v');
const BORDER = new RegExp(`(?<=${UNSPACED})(?=${WORD})|(?<=${WORD})(?=${UNSPACED})`, 'gv');

/**
 * All that `NEEDED` finds, and more; but no Latin, no dashes and no quotation marks. Most texts have
 * nothing of it, and to look for properties of characters takes fifty times as long.
 */
const PERHAPS_NEEDED = /[\u02BC-\u1FFF\u2E80-\uFFFF]/;

/** Whether `separated` makes a difference to what is found. */
export const needsSeparating = (text: string): boolean =>
  PERHAPS_NEEDED.test(text) && NEEDED.test(text);

/** The text as the index and its queries have it; what needs nothing is as it was. */
export const separated = (text: string): string =>
  needsSeparating(text)
    ? text
        .replaceAll(SEPARATOR, '')
        .normalize('NFC')
        .replace(WIDTHS, (run) => run.normalize('NFKC'))
        .replace(BORDER, SEPARATOR)
    : text;

/** The same as people read it. */
export const joined = (text: string): string => text.replaceAll(SEPARATOR, '');

export interface SearchableText {
  readonly title: string | null;
  readonly headings: string;
  readonly text: string;
}

/** The columns `search_…` of a page: null where the page’s own words serve. */
export interface SearchCopy {
  readonly search_title: string | null;
  readonly search_headings: string | null;
  readonly search_text: string | null;
}

const copyOf = (text: string): string | null => (needsSeparating(text) ? separated(text) : null);

export const searchCopy = ({ title, headings, text }: SearchableText): SearchCopy => ({
  search_title: title === null ? null : copyOf(title),
  search_headings: copyOf(headings),
  search_text: copyOf(text),
});
