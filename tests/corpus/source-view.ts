/**
 * Reads what a reader of the exported page sees, from the raw tree. Knows Confluence's class names,
 * and nothing of the rules that convert a page: this is the other side of the comparison.
 */
import { isText } from 'domhandler';
import type { ChildNode, Element } from '../../src/model/dom.ts';
import { gridOf, squash, type Content } from './content.ts';

const NOT_SHOWN = new Set(
  'style script noscript template title meta link input select textarea fieldset colgroup map button'.split(
    ' ',
  ),
);

/** Live widgets, generated contents, icons, and parts that a style sheet hides. */
const NOT_CONTENT = new Set(
  (
    'toc-macro toc plugin_pagetree plugin_pagetree_children recently-updated recently-updated-social ' +
    'plugin-contributors contributors-macro search-macro tasks-report-blank issue-placeholder ' +
    'aui-icon aui-icon-wait expand-icon expand-control-icon collapse-source collapse-spinner-wrapper ' +
    'confluence-information-macro-icon companion-edit-button-placeholder icon-in-pdf userLogoLink ' +
    'space-list-macro popular-labels ap-container create-from-template-button'
  ).split(' '),
);

const ICONS =
  /placeholder-medium|images\/icons\/|^(?:\.\/)?icons\/|images\/border\/|^border\/|aa-avatar\/|profilepics|universal_avatar|secure\/viewavatar|\/emoticons\/|unknown-attachment|placeholder\//;

const ICON_CLASSES = ['emoticon', 'rendericon', 'userLogo', 'icon', 'waiting-image'];

const BLOCKS = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 ul ol li table tbody thead tfoot tr td th blockquote pre hr br dl dt dd ' +
    'section article center address caption figure figcaption form'
  ).split(' '),
);

const isTag = (node: ChildNode): node is Element => 'attribs' in node;
const classes = ({ attribs }: Partial<Element>): string[] => (attribs?.class ?? '').split(/\s+/);
const has = (element: Element, ...names: string[]): boolean =>
  names.some((name) => classes(element).includes(name));

function isShown(element: Element): boolean {
  if (NOT_SHOWN.has(element.name)) return element.name === 'button' && isExpandControl(element);
  if (element.name === 'div' && has(element, 'hidden')) return false;
  return !classes(element).some((name) => NOT_CONTENT.has(name));
}

const isExpandControl = (element: Element): boolean =>
  element.parent !== null && isTag(element.parent) && has(element.parent, 'expand-control');

function elementsBelow(root: Element, test: (element: Element) => boolean): Element[] {
  return root.children.flatMap((child) => {
    if (!isTag(child) || !isShown(child)) return [];
    return test(child) ? [child] : elementsBelow(child, test);
  });
}

/** Every element that is shown, outer ones before inner ones. */
function* shown(root: Element, into: (element: Element) => boolean): Generator<Element> {
  for (const child of root.children) {
    if (!isTag(child) || !isShown(child)) continue;
    yield child;
    if (into(child)) yield* shown(child, into);
  }
}

const PRE = new Set(['pre', 'xmp', 'listing']);

/** Macros whose output is more button than content: what is left of them is a list of names. */
function special(element: Element): string | null {
  if (isContentsBox(element)) return '';
  if (has(element, 'tabs-menu')) return ` ${plainText(element)} `;
  if (has(element, 'plugin_attachments_container', 'plugin_attachments_table_container')) {
    const files = elementsBelow(element, (child) => has(child, 'filename'));
    return files.map((file) => ` ${plainText(file)} `).join(' ');
  }
  if (has(element, 'content-by-label')) {
    return elementsBelow(element, (child) => has(child, 'details'))
      .map((details) => ` ${plainText(elementsBelow(details, ({ name }) => name === 'a')[0]!)} `)
      .join(' ');
  }
  if (has(element, 'confluence-embedded-file') && squash(plainText(element)) === '') {
    return ` ${element.attribs['data-linked-resource-default-alias'] ?? ''} `;
  }
  // The icon of another site, such as Jira's “Bug”, is all that some cells hold.
  if (element.name === 'img' && /^https?:.*\/images\/icons\//.test(element.attribs.src ?? '')) {
    const word = squash(element.attribs.alt ?? '');
    const beside = element.next !== null && isText(element.next) ? squash(element.next.data) : '';
    return word === beside ? ' ' : ` ${word} `;
  }
  if (element.name === 'iframe' || element.name === 'embed') {
    const { title = '', src = '' } = element.attribs;
    return ` ${(title === '' ? src : title).replace(/^\/\//, '')} `;
  }
  return null;
}

/** A box whose only content is a table of contents, its title being “Contents”. */
const isContentsBox = (element: Element): boolean =>
  has(element, 'confluence-information-macro', 'panel') &&
  /class=.toc-macro/.test(tagsIn(element)) &&
  elementsBelow(element, (child) =>
    has(child, 'confluence-information-macro-body', 'panelContent'),
  ).every((body) => squash(plainTextShown(body)) === '');

const tagsIn = (element: Element): string =>
  element.children
    .map((child) =>
      isTag(child) ? `<${child.name} class='${child.attribs.class ?? ''}'>${tagsIn(child)}` : '',
    )
    .join('');

const plainTextShown = (element: Element): string =>
  element.children
    .map((child) => {
      if (isText(child)) return child.data;
      return isTag(child) && isShown(child) ? plainTextShown(child) : '';
    })
    .join('');

const plainText = (element: Element): string =>
  element.children
    .map((child) => (isText(child) ? child.data : isTag(child) ? plainText(child) : ''))
    .join('');

/** What Confluence put before braces that it took for a macro; the braces are the author's. */
const LABEL = /Unknown macro: (?=\{)/;

function text(node: ChildNode, skip: (element: Element) => boolean): string {
  if (isText(node)) return node.data.replace(LABEL, ' ');
  if (!isTag(node) || !isShown(node) || skip(node)) return ' ';
  if (node.name === 'br') return ' ';
  const known = special(node);
  if (known !== null) return known;
  if (node.name === 'table') return ` ${rowsOf(node).flat().join(' ')} ${captionsOf(node)} `;
  const inner = node.children.map((child) => text(child, skip)).join('');
  const isBox = node.name === 'time' || has(node, 'status-macro', 'confluence-embedded-file');
  return BLOCKS.has(node.name) || isBox ? ` ${inner} ` : inner;
}

/** The browser moves a caption's words in front; the order of words is compared within tables only. */
const captionsOf = (table: Element): string =>
  table.children
    .filter((child): child is Element => isTag(child) && child.name === 'caption')
    .map((caption) => text(caption, () => false))
    .join(' ');

const keep = (): boolean => false;

function rowsOf(table: Element): string[][] {
  const rows = elementsBelow(table, ({ name }) => name === 'tr').map((row) =>
    row.children
      .filter((cell): cell is Element => isTag(cell) && (cell.name === 'td' || cell.name === 'th'))
      .map((cell) => ({
        node: squash(cell.children.map((child) => text(child, keep)).join('')),
        rowspan: Math.max(1, Number.parseInt(cell.attribs.rowspan ?? '1', 10) || 1),
        colspan: Math.max(1, Number.parseInt(cell.attribs.colspan ?? '1', 10) || 1),
      })),
  );
  const grid = gridOf(rows.filter((row) => row.length > 0));
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
}

/** Tables that only place things, and boxes of old generations that are written as tables. */
const isLayout = (table: Element): boolean =>
  has(
    table,
    'infoMacro',
    'noteMacro',
    'tipMacro',
    'warningMacro',
    'gliffy-macro-table',
    'gliffy-macro-inner-table',
  ) ||
  (table.parent !== null && has(table.parent as Element, 'gallery'));

function codeOf(pre: Element): string {
  const raw = (element: Element): string =>
    element.children
      .map((child) => {
        if (isText(child)) return child.data;
        return isTag(child) ? (child.name === 'br' ? '\n' : raw(child)) : '';
      })
      .join('');
  return raw(pre).replace(/\r\n?/g, '\n').replace(/^\n/, '').replace(/\n+$/, '');
}

export function sourceContent(body: Element): Content {
  const outsideTables = (element: Element): boolean =>
    (element.name !== 'table' || isLayout(element)) && special(element) === null;
  const outer = [...shown(body, outsideTables)];
  const all = [...shown(body, (element) => special(element) === null)];
  const isList = ({ name }: Element): boolean => name === 'ul' || name === 'ol';
  return {
    text: squash(body.children.map((child) => text(child, keep)).join('')),
    headings: outer
      .filter(({ name }) => /^h[1-6]$/.test(name))
      .map((h) => squash(text(h, keep)))
      .filter(Boolean),
    items: outer
      .filter(({ name }) => name === 'li')
      .map((li) => squash(li.children.map((child) => text(child, isList)).join(''))),
    rows: outer.filter((t) => t.name === 'table' && !isLayout(t)).flatMap(rowsOf),
    code: all.filter(({ name }) => PRE.has(name)).map(codeOf),
    links: all
      .filter((a) => a.name === 'a' && a.attribs.href !== undefined)
      .map((a) => squash(text(a, keep))),
    images: all.filter(
      (img) =>
        img.name === 'img' && !ICONS.test(img.attribs.src ?? '') && !has(img, ...ICON_CLASSES),
    ).length,
  };
}
