/** The elements of HTML by how the standard builds a tree of them, as data. */

/** All that the reading of well-formed HTML asks about an element’s name. HTML’s own have one each. */
export interface ElementKind {
  /** In lower case. */
  readonly name: string;
  /** Never has an end tag. */
  readonly isVoid: boolean;
  /** Its start tag closes an open paragraph. */
  readonly isBlock: boolean;
  /** Its end tag closes a paragraph that is open in it; others are ignored there. */
  readonly endsParagraph: boolean;
  /** What is open outside of it is out of sight: the standard’s “button scope”. */
  readonly isScope: boolean;
  /** Has rules of its own and is hardly ever written by Confluence. */
  readonly isUnusual: boolean;
  readonly isHeading: boolean;
  /** May stand in a head. */
  readonly isInHead: boolean;
  /** Holds text in which there are no tags. */
  readonly isOpaque: boolean;
  /** No text may stand in it but white space, and no element that does not name it as parent. */
  readonly isTablePart: boolean;
  /** May stand in these only, without the standard adding others; null where there is no such rule. */
  readonly parents: readonly string[] | null;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const VOID = set('area base br col embed hr img input link meta param source track wbr');

const BLOCKS = set(
  'address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section ' +
    'summary table ul',
);

const ENDS_PARAGRAPH = set(
  'address article aside blockquote button caption center dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup li main menu nav object ol pre ' +
    'search section summary td th ul',
);

const SCOPES = set('button caption html object table td th');

/** Raw text, foreign content, templates, rubies, selections, frames and what HTML no longer knows. */
const UNUSUAL = set(
  'applet basefont bgsound frame frameset iframe image isindex keygen listing marquee math nobr ' +
    'noembed noframes noscript optgroup option plaintext rb rp rt rtc ruby select svg template ' +
    'textarea xmp',
);

const HEADINGS = set('h1 h2 h3 h4 h5 h6');
const IN_HEAD = set('title meta link style script base');
const OPAQUE = set('title style script');
const TABLE_PARTS = set('table thead tbody tfoot tr colgroup');

const PARENTS: Readonly<Record<string, readonly string[]>> = {
  caption: ['table'],
  colgroup: ['table'],
  thead: ['table'],
  tbody: ['table'],
  tfoot: ['table'],
  col: ['colgroup'],
  tr: ['thead', 'tbody', 'tfoot'],
  td: ['tr'],
  th: ['tr'],
  html: [],
  head: [],
  body: [],
};

const kindNamed = (name: string): ElementKind => ({
  name,
  isVoid: VOID.has(name),
  isBlock: BLOCKS.has(name),
  endsParagraph: ENDS_PARAGRAPH.has(name),
  isScope: SCOPES.has(name),
  isUnusual: UNUSUAL.has(name),
  isHeading: HEADINGS.has(name),
  isInHead: IN_HEAD.has(name),
  isOpaque: OPAQUE.has(name),
  isTablePart: TABLE_PARTS.has(name),
  parents: Object.hasOwn(PARENTS, name) ? (PARENTS[name] ?? null) : null,
});

/** All names that HTML has or had. Any other is a macro's, a program's, or an author's word. */
const NAMES = (
  'a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big ' +
  'blink blockquote body br button canvas caption center cite code col colgroup data datalist dd ' +
  'del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form ' +
  'frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins ' +
  'isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta ' +
  'meter nav nobr noembed noframes noscript object ol optgroup option output p param picture ' +
  'plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small ' +
  'source span strike strong style sub summary sup svg table tbody td template textarea tfoot th ' +
  'thead time title tr track tt u ul var video wbr xmp'
).split(' ');

// What is a property’s name is one string for V8 wherever it stands: to compare it is to look at where.
const KINDS: ReadonlyMap<string, ElementKind> = new Map(
  Object.keys(Object.fromEntries(NAMES.map((name) => [name, true]))).map((name) => [
    name,
    kindNamed(name),
  ]),
);

/** What there is to know of the elements of a name, however it is written. */
export function kindOf(name: string): ElementKind {
  const kind = KINDS.get(name);
  if (kind !== undefined) return kind;
  const lower = lowerCase(name);
  return KINDS.get(lower) ?? kindNamed(lower);
}

/** As the standard has it: other letters than A to Z stay. */
export const lowerCase = (name: string): string =>
  /[A-Z]/.test(name) ? name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : name;

/** Whether HTML has or had elements of this name. */
export const isHtmlName = (name: string): boolean => KINDS.has(name);
