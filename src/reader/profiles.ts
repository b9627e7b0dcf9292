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
  /** Parts inside the wrapper that are not the page's own words. */
  readonly notBody: string | null;
}

/**
 * Blocks that Confluence adds after the body, alike in all generations. Some generations put them
 * inside the wrapper, so they are cut out of the tree before the body is taken.
 */
export const BLOCKS = {
  /** `<h2 id="attachments">` since 4.x; `<div class="tabletitle"><a name="attachments">` before. */
  attachments: '#attachments, .tabletitle > a[name="attachments"]',
  attachmentLinks: '.greybox a[href]',
  comments: '#comments, .tabletitle > a[name="comments"]',
} as const;

export const PROFILES: readonly Profile[] = [
  {
    name: 'confluence-5',
    marker: '#breadcrumbs, body.theme-default #main-content',
    heading: '#title-text, #title-heading',
    breadcrumbs: '#breadcrumbs > li',
    metadata: '#content > .page-metadata, #main-header .page-metadata',
    body: '#main-content',
    notBody: null,
  },
  {
    name: 'confluence-4',
    marker: '#title-text',
    heading: '#title-text',
    breadcrumbs: null,
    metadata: '#main-header .page-metadata, #content > .page-metadata',
    body: '#main-content',
    notBody: null,
  },
  {
    name: 'confluence-1',
    marker: '.pagebody .pagetitle',
    heading: '.pagebody .pagetitle',
    breadcrumbs: null,
    metadata: '.pagebody .pagesubheading',
    body: 'td.pagebody',
    notBody: '.pageheader, .pagesubheading',
  },
  {
    name: 'site-template-2',
    marker: 'table.pagecontent td.pagebody',
    heading: null,
    breadcrumbs: null,
    metadata: null,
    body: 'td.pagebody',
    notBody: null,
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
  },
  {
    // Any other HTML, read only when the user insists with `--format confluence-html`.
    name: 'unknown',
    marker: 'body',
    heading: null,
    breadcrumbs: null,
    metadata: null,
    body: 'body',
    notBody: null,
  },
];
