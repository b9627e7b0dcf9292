/**
 * What of a page's raw markup a reader sees. Knows Confluence's class names and nothing of the rules
 * that convert a page: this is the other side of the comparison. The class names are those of the
 * catalogue of real exports, section 9.
 */
import { isText, type ParentNode, type Text } from 'domhandler';
import type { ChildNode, Element } from '../model/dom.ts';

export const isTag = (node: ChildNode | ParentNode): node is Element => 'attribs' in node;

export const isTextNode = (node: ChildNode): node is Text => isText(node);

const classesOf = ({ attribs }: Partial<Element>): string[] => (attribs?.class ?? '').split(/\s+/);

export const hasClass = (element: Element, ...names: string[]): boolean =>
  names.some((name) => classesOf(element).includes(name));

const NOT_SHOWN = new Set(
  (
    'style script noscript template title meta link input select textarea fieldset colgroup map ' +
    'button'
  ).split(' '),
);

/** Icons, parts that a style sheet or script hides, and contents that repeat the headings. */
const NOT_CONTENT = new Set(
  (
    'toc-macro toc aui-icon aui-icon-wait expand-icon expand-control-icon collapse-source ' +
    'collapse-spinner-wrapper confluence-information-macro-icon companion-edit-button-placeholder ' +
    'icon-in-pdf ap-container'
  ).split(' '),
);

export function isShown(element: Element): boolean {
  if (isFormula(element)) return true;
  if (SETTINGS.has(element.name)) return element.attribs['ac:name'] === 'title';
  if (NOT_SHOWN.has(element.name)) return element.name === 'button' && isExpandControl(element);
  if (element.name === 'div' && hasClass(element, 'hidden')) return false;
  return !classesOf(element).some((name) => NOT_CONTENT.has(name));
}

/** Scripts of pages draw these. */
export const isFormula = ({ name, attribs }: Element): boolean =>
  name === 'math' ||
  (name === 'script' && attribs.type?.startsWith('math/tex') === true) ||
  /\b(?:katex|MathJax|mathinline|mathblock)(?!-)\b/.test(attribs.class ?? '');

const isExpandControl = ({ parent }: Element): boolean =>
  parent !== null && isTag(parent) && hasClass(parent, 'expand-control');

/** Of leaked storage markup: how a macro is set up. Only titles are words of the page. */
const SETTINGS = new Set(
  (
    'ac:parameter ac:default-parameter ac:adf-attribute ac:adf-parameter ac:task-id ac:task-uuid ' +
    'ac:task-status'
  ).split(' '),
);

const ICONS =
  /placeholder-medium|images\/icons\/|^(?:\.\/)?icons\/|images\/border\/|^border\/|aa-avatar\/|profilepics|universal_avatar|secure\/viewavatar|\/emoticons\/|unknown-attachment|placeholder\//;

/** A picture that the page's author placed; icons, avatars and emoticons are none. */
export const isPicture = (element: Element): boolean =>
  element.name === 'img' &&
  !ICONS.test(element.attribs.src ?? '') &&
  !hasClass(element, 'emoticon', 'rendericon', 'userLogo', 'icon', 'waiting-image');

/** Tables that only place things, and boxes of old generations that are written as tables. */
export const isLayout = (table: Element): boolean =>
  hasClass(table, 'infoMacro', 'noteMacro', 'tipMacro', 'warningMacro') ||
  hasClass(table, 'gliffy-macro-table', 'gliffy-macro-inner-table') ||
  hasClass(table, 'sectionMacro') ||
  isSingleCell(table) ||
  isSingleRow(table) ||
  (table.parent !== null && isTag(table.parent) && hasClass(table.parent, 'gallery'));

/** One row with further tables in it, of a table that no editor of Confluence made. */
const isSingleRow = (table: Element): boolean =>
  !hasClass(table, 'confluenceTable', 'wikitable', 'grid', 'aui') &&
  shownBelow(table, ({ name }) => name === 'tr').length === 1 &&
  shownBelow(table, ({ name }) => name === 'table').length > 0;

/** A box that someone drew as a table. */
function isSingleCell(table: Element): boolean {
  const cells = shownBelow(table, ({ name }) => name === 'td' || name === 'th');
  return cells.length === 1 && cells[0]?.name === 'td';
}

/** The outermost shown elements below `root` that fulfil `test`, in document order. */
export function shownBelow(root: Element, test: (element: Element) => boolean): Element[] {
  return root.children.flatMap((child) => {
    if (!isTag(child) || !isShown(child)) return [];
    return test(child) ? [child] : shownBelow(child, test);
  });
}

/** All text below an element that is shown. */
export const shownText = (element: Element): string =>
  element.children
    .map((child) => {
      if (isTextNode(child)) return child.data;
      return isTag(child) && isShown(child) ? shownText(child) : '';
    })
    .join('');
