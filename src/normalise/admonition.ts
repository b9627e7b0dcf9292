/** Info, note, tip and warning boxes in the markup of all generations. */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, findAll, h, hasClass, isElement, isText, textOf } from './build.ts';
import { titleAlone } from './box-title.ts';
import { flow } from './flow.ts';
import type { Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

type Kind = 'info' | 'note' | 'tip' | 'warning';

/** Which class means which box. The names of 5.0 to 5.6 differ from the boxes they drew. */
const KINDS: readonly (readonly [className: string, kind: Kind])[] = [
  // 5.7 and later, and Cloud
  ['confluence-information-macro-information', 'info'],
  ['confluence-information-macro-info', 'info'],
  ['confluence-information-macro-note', 'note'],
  ['confluence-information-macro-tip', 'tip'],
  ['confluence-information-macro-success', 'tip'],
  ['confluence-information-macro-warning', 'warning'],
  ['confluence-information-macro-error', 'warning'],
  // 5.0 to 5.6: `div.aui-message.hint.information-macro`
  ['hint', 'info'],
  ['success', 'tip'],
  ['warning', 'note'],
  ['problem', 'warning'],
  // 2.x to 4.x: `table.noteMacro`
  ['infoMacro', 'info'],
  ['noteMacro', 'note'],
  ['tipMacro', 'tip'],
  ['warningMacro', 'warning'],
];

const kindOf = (element: Element): Kind | null =>
  KINDS.find(([className]) => hasClass(element, className))?.[1] ?? null;

function box(kind: Kind, title: string, body: Element, walk: Walk): ChildNode[] {
  const children = flow(walk.children(body));
  walk.macro(kind, 'converted', title || null);
  if (children.length === 0) return titleAlone(title, body);
  return [h('aside', { 'data-admonition': kind, 'data-title': title || null }, children)];
}

/** `div.confluence-information-macro > p.title + span.icon + div.…-body`, and its 5.0 form. */
export const admonition: Rule = {
  name: 'admonition',
  matches: ['div.confluence-information-macro', 'div.information-macro'],
  summary: 'Info, note, tip and warning boxes.',
  apply(element, walk) {
    const kind = kindOf(element);
    const body = find(
      element,
      (child) =>
        hasClass(child, 'confluence-information-macro-body') || hasClass(child, 'message-content'),
    );
    if (kind === null || body === null) return null;
    const title = element.children.find(
      (child): child is Element => isElement(child) && hasClass(child, 'title'),
    );
    const words = title === undefined ? '' : cleanLine(textOf(title));
    return box(kind, words, body, walk);
  },
};

/**
 * `<table class='noteMacro'><tr><td><img icon></td><td><b class="strong">Title</b><br />…`, the
 * form up to 4.x. 4.x gives the cell a `div.panelMacro` around it, which says nothing.
 */
export const admonitionTable: Rule = {
  name: 'admonition-table',
  matches: ['table.infoMacro', 'table.noteMacro', 'table.tipMacro', 'table.warningMacro'],
  summary: 'Info, note, tip and warning boxes that old exports write as tables.',
  apply(element, walk) {
    const kind = kindOf(element);
    const cells = findAll(element, ({ name }) => name === 'td');
    const body = cells.at(1) ?? cells[0];
    if (kind === null || body === undefined) return null;
    const first = body.children.find((child) => !isText(child) || child.data.trim() !== '');
    const hasTitle = isElement(first) && first.name === 'b';
    const title = hasTitle ? cleanLine(textOf(first)) : '';
    if (hasTitle) body.children = body.children.filter((child) => child !== first);
    return box(kind, title, body, walk);
  },
};
