/** The elements of HTML by how the standard builds a tree of them, as data. */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const VOID = set('area base br col embed hr img input link meta param source track wbr');

/** Never have an end tag. */
export const isVoid = (name: string): boolean => VOID.has(name);

/** Their start tags close an open paragraph. */
const BLOCKS = set(
  'address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section ' +
    'summary table ul',
);

export const isBlock = (name: string): boolean => BLOCKS.has(name);

const ENDS_PARAGRAPH = set(
  'address article aside blockquote button caption center dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup li main menu nav object ol pre ' +
    'search section summary td th ul',
);

/** Their end tags close a paragraph that is open in them; others are ignored there. */
export const endsParagraph = (name: string): boolean => ENDS_PARAGRAPH.has(name);

/** What is open outside of these is out of sight: the standard's “button scope”. */
const SCOPES = set('button caption html object table td th');

export const isScope = (name: string): boolean => SCOPES.has(name);

/**
 * Elements with rules of their own that Confluence hardly ever writes: raw text, foreign content,
 * templates, rubies, selections, frames and what HTML no longer knows.
 */
const UNUSUAL = set(
  'applet bgsound frame frameset iframe image isindex keygen listing marquee math nobr noembed ' +
    'noframes noscript optgroup option plaintext rb rp rt rtc ruby select svg template textarea xmp',
);

export const isUnusual = (name: string): boolean => UNUSUAL.has(name);

const ROWS = set('table');

/** Elements that may stand in these only, and where they stand without the standard adding others. */
export const PARENTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['caption', ROWS],
  ['colgroup', ROWS],
  ['thead', ROWS],
  ['tbody', ROWS],
  ['tfoot', ROWS],
  ['col', set('colgroup')],
  ['tr', set('thead tbody tfoot')],
  ['td', set('tr')],
  ['th', set('tr')],
  ['html', set('')],
  ['head', set('')],
  ['body', set('')],
]);

/** Nothing else may stand in these. */
export const TABLE_PARTS = set('table thead tbody tfoot tr colgroup');
