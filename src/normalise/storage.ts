/** Markup of Confluence's storage format that leaked into the export. */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, h, isElement, text, textOf, verbatim } from './build.ts';
import { characterNamed } from './emoticon.ts';
import { flow } from './flow.ts';
import type { Rule, Walk } from './rule.ts';
import { plainText, storageImage, storageLink } from './storage-parts.ts';
import { cleanLine } from './white-space.ts';

const STORAGE = /^(?:ac|ri|at):/;

/** Settings of macros, and what an editor shows where nothing was written. */
const SETTINGS = new Set(
  (
    'ac:parameter ac:default-parameter ac:adf-attribute ac:adf-parameter ac:task-id ac:task-uuid ' +
    'ac:task-status ac:placeholder'
  ).split(' '),
);

/** `<ac:inline-comment-marker …>words</…>`, `<ri:page …>`, `<ac:structured-macro …>` */
export const storageLeak: Rule = {
  name: 'storage-markup',
  matches: ['ac:*', 'ri:*', 'at:*'],
  summary:
    'Tags of the storage format that leaked go, their content stays; boxes, code, links and images become what they were meant to be.',
  apply(element, walk) {
    if (!isInner(element)) {
      const name = element.attribs['ac:name'];
      walk.macro('storage-markup', 'converted', [element.name, name].filter(Boolean).join(' '));
      walk.report('export-leftover', `<${element.name}>`);
    }
    if (SETTINGS.has(element.name) || isFallback(element)) {
      const words = cleanLine(element.children.map(textOf).join(' '));
      if (words !== '') walk.macro('storage-markup', 'omitted', words);
      return [];
    }
    const converted = FORMS[element.name]?.(element, walk) ?? null;
    if (converted !== null) return converted;
    const words = plainText(element);
    return [...walk.children(element), ...(words === null ? [] : [text(words)])];
  },
};

const isInner = ({ parent }: Element): boolean =>
  parent !== null && 'name' in parent && STORAGE.test(parent.name);

const isPanel = ({ name, attribs }: Element): boolean =>
  name === 'ac:adf-node' && attribs.type === 'panel';

/** `<ac:adf-fallback>` repeats in plain markup what the node before it says. */
const fallbackBeside = (element: Element): Element | null =>
  element.parent === null
    ? null
    : find(element.parent as Element, ({ name }) => name === 'ac:adf-fallback');

/** A panel is known better by its node, everything else by the plain markup beside it. */
const isFallback = (element: Element): boolean =>
  element.name === 'ac:adf-fallback'
    ? element.parent !== null && find(element.parent as Element, isPanel) !== null
    : element.name === 'ac:adf-node' && !isPanel(element) && fallbackBeside(element) !== null;

type Form = (element: Element, walk: Walk) => readonly ChildNode[] | null;

const FORMS: Readonly<Record<string, Form>> = {
  'ac:structured-macro': (element, walk) => macro(element, element.attribs['ac:name'] ?? '', walk),
  'ac:macro': (element, walk) => macro(element, element.attribs['ac:name'] ?? '', walk),
  'ac:adf-node': (element, walk) =>
    element.attribs.type === 'panel'
      ? box(setting(element, 'panel-type') ?? 'info', null, element, walk)
      : null,
  'ac:task': (element, walk) => {
    const status = find(element, ({ name }) => name === 'ac:task-status');
    const isDone = status !== null && textOf(status).trim() === 'complete';
    return [h('li', { 'data-task': isDone ? 'done' : 'open' }, walk.children(element))];
  },
  'ac:task-list': (element, walk) => [h('ul', {}, walk.children(element).filter(isElement))],
  'ac:emoticon': ({ attribs }) => [
    text(attribs['ac:emoji-fallback'] ?? characterNamed(attribs['ac:name'] ?? '')),
  ],
  'ac:image': storageImage,
  'ac:link': storageLink,
};

const BOXES: Readonly<Record<string, string>> = {
  info: 'info',
  note: 'note',
  warning: 'note',
  error: 'warning',
  success: 'tip',
  tip: 'tip',
  panel: 'panel',
};

function macro(element: Element, name: string, walk: Walk): ChildNode[] | null {
  const title = setting(element, 'title');
  if (name === 'code' || name === 'noformat') {
    const language = setting(element, 'language');
    const attributes = { class: language === null ? null : `language-${language}` };
    const content = h('code', attributes, [verbatim(plainText(element) ?? '')]);
    return [h('pre', { 'data-title': title }, [content])];
  }
  if (name === 'status' && title !== null)
    return [h('span', { 'data-status': title }, [text(title)])];
  // Unlike a panel of the new editor, the macro that is named “warning” is the red one.
  if (name === 'warning') return box('error', title, element, walk);
  return name in BOXES ? box(name, title, element, walk) : null;
}

function box(kind: string, title: string | null, element: Element, walk: Walk): ChildNode[] {
  const children = flow(walk.children(element));
  const attributes = { 'data-admonition': BOXES[kind] ?? 'panel', 'data-title': title };
  return children.length === 0 ? [] : [h('aside', attributes, children)];
}

/** `<ac:parameter ac:name="title">…`, `<ac:adf-attribute key="panel-type">…`: of this macro itself. */
function setting(element: Element, name: string): string | null {
  const found = element.children.find(
    (child): child is Element =>
      isElement(child) &&
      SETTINGS.has(child.name) &&
      (child.attribs['ac:name'] ?? child.attribs.key) === name,
  );
  return found === undefined ? null : cleanLine(textOf(found)) || null;
}
