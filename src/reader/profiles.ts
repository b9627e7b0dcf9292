/**
 * The generations of Confluence's HTML export, as selectors.
 *
 * A new generation or a site's own template is a new row. The first row whose `marker` matches
 * reads the page. Where each form was seen: the catalogue of real exports, sections 0 to 7.
 */
export interface Profile {
  readonly name: string;
  /** Matches pages of this generation and of no earlier row. */
  readonly marker: string;
  /** Where the page shows its title; null: only `<title>` has it. */
  readonly heading: string | null;
  readonly breadcrumbs: string | null;
  readonly metadata: string | null;
  /** The body's wrapper; several matches are read one after the other. */
  readonly body: string;
  /** Parts of the page that are not its own words, wherever they stand. */
  readonly notBody: string | null;
  /**
   * What is left in here belongs to the body too: a surplus `</div>` that an author pasted ends the
   * wrapper early, and the page goes on behind it. Null where other things stand there.
   */
  readonly overflow: string | null;
  /** Where its exports have the date; readers look for that of every generation. */
  readonly footer: string;
}

const FOOTER = '#footer p';
const OLD_FOOTER = 'td[align="center"] > font[color="grey"]';

/**
 * Blocks that Confluence adds after the body, alike in all generations. Some generations put them
 * inside the wrapper, so they are cut out of the tree before the body is taken.
 */
export const BLOCKS = {
  /** `<h2 id="attachments">` since 4.x; `<div class="tabletitle"><a name="attachments">` before. */
  attachments: '#attachments, .tabletitle a[name="attachments"]',
  attachmentLinks: '.greybox a[href]',
  comments: '#comments, .tabletitle a[name="comments"]',
  comment: 'td > a[name^="comment-"]',
  /** `Posted by U at D` in a comment. */
  signature: 'div.smallfont',
  /** All of a block since 4.x, and its title. */
  section: '.pageSection',
  sectionTitle: '.pageSectionTitle',
  /** The line with a block's title before 4.x. */
  titleLine: '.tabletitle',
  /** `#footer > section > p` since 5.x, `#footer > p > small` in 4.x, a cell of a table before. */
  footer: `${FOOTER}, ${OLD_FOOTER}`,
  /** Of a breadcrumb. */
  link: 'a',
  /** What of the footer goes with its date. */
  wholeFooter: '#footer, font',
  /** The icon before the home page's heading since 5.x; before, only the index knows it. */
  homeMark: '#title-heading > img[src*="/home_page"]',
} as const;

/** The document's own title, which every generation has. */
export const TITLE = 'head > title';

/** The names inside the line about author and date. */
export const PEOPLE = {
  creator: '.author',
  /** `<font color="#0050B2">U</font>` before 5.x. */
  modifier: '.editor, font',
} as const;

/** The details and the tree of a space's index, in all generations. */
export const INDEX = {
  title: '#title-text, td.pagebody > center > h1',
  /** `table.grid` before 5.x. */
  details: 'table.confluenceTable, table.grid',
  treeTitle: 'h2',
  /** `home_16.gif` in 2.x, `home_page_16.png` since 4.x. */
  homeMark: 'img[src*="/home_"]',
} as const;

const SINCE_4 = {
  heading: '#title-text',
  // The blog-posts macro writes elements of the same class into bodies.
  metadata: '#content > .page-metadata, #main-header > .page-metadata',
  body: '#main-content',
  notBody: '#main-header, #content > .page-metadata',
  overflow: '#page:has(> #main)',
  footer: FOOTER,
} as const;

export const PROFILES: readonly Profile[] = [
  {
    // A site's template over 5.x: the title is a bare `<h1>`, the body is loose behind it.
    name: 'site-template-5',
    marker: 'html:not(:has(#title-text, #main-content)):has(#breadcrumbs) article',
    heading: 'article > h1:first-of-type',
    breadcrumbs: '#breadcrumbs > li',
    metadata: 'article > .page-metadata',
    body: 'article',
    notBody: 'article > h1:first-of-type, article > .page-metadata, #breadcrumb-section',
    overflow: null,
    footer: FOOTER,
  },
  {
    // Pages edited by hand: `<h1 id="title-heading">` holds a site's navigation instead of the
    // title, and the line about the author stands anywhere, or in `<section class"page-metadata">`.
    name: 'edited-5',
    marker: '#title-heading:not(:has(#title-text))',
    heading: null,
    breadcrumbs: null,
    metadata: ':not(#main-content *):has(> span.author)',
    body: '#main-content',
    notBody: 'header, nav, #main-header, #title-heading, :not(#main-content *):has(> span.author)',
    overflow: 'body',
    footer: FOOTER,
  },
  {
    name: 'confluence-5',
    marker: '#breadcrumbs, body.theme-default #main-content, body.theme-default #title-text',
    breadcrumbs: '#breadcrumbs > li',
    ...SINCE_4,
  },
  { name: 'confluence-4', marker: '#title-text', breadcrumbs: null, ...SINCE_4 },
  {
    name: 'confluence-1',
    marker: '.pagebody .pagetitle',
    heading: '.pagebody .pagetitle',
    breadcrumbs: null,
    metadata: 'td.pagebody > .pagesubheading',
    body: 'td.pagebody',
    notBody: 'td.pagebody > .pageheader, td.pagebody > .pagesubheading',
    overflow: null,
    footer: OLD_FOOTER,
  },
  {
    name: 'site-template-2',
    marker: 'table.pagecontent td.pagebody',
    heading: null,
    breadcrumbs: null,
    metadata: null,
    body: 'td.pagebody',
    notBody: null,
    overflow: null,
    footer: OLD_FOOTER,
  },
  {
    // A site that kept only the content wrapper of each page.
    name: 'bare-content',
    marker: '#main-content, .wiki-content',
    heading: null,
    breadcrumbs: null,
    metadata: null,
    body: '#main-content, .wiki-content',
    notBody: null,
    overflow: null,
    footer: BLOCKS.footer,
  },
  {
    // Any other HTML, read only when the user insists with `--format confluence-html`.
    name: 'unknown',
    marker: 'html',
    heading: null,
    breadcrumbs: null,
    metadata: null,
    body: 'body',
    notBody: null,
    overflow: null,
    footer: BLOCKS.footer,
  },
];
