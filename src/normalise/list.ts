/** Bulleted, numbered and task lists. */
import type { ChildNode, Element } from '../model/dom.ts';
import { addAll } from '../model/add-all.ts';
import { adopt, h, hasClass, isElement, isSpace, isText } from './build.ts';
import { compact } from './flow.ts';
import type { Rule, Walk } from './rule.ts';

export const list: Rule = {
  name: 'list',
  matches: ['ul', 'ol', 'menu', 'dir'],
  summary: 'Lists; a list that stands directly in a list belongs to the item before it.',
  apply(element, walk) {
    const items = itemsOf(element, walk, () => ({}));
    if (items.length === 0) return [];
    const only = items.length === 1 ? onlyChildList(items[0]) : null;
    // `1. - a`: a number alone for a whole list says nothing.
    if (only !== null) return [only];
    const ordered = element.name === 'ol';
    const start = Number.parseInt(element.attribs.start ?? '1', 10);
    const attributes = ordered && start > 1 ? { start: String(start) } : {};
    return [h(ordered ? 'ol' : 'ul', attributes, items)];
  },
};

export const taskList: Rule = {
  name: 'task-list',
  matches: ['ul.inline-task-list'],
  summary: 'Task lists, with what is done (`li.checked`) and what is open.',
  apply(element, walk) {
    walk.macro('task-list', 'converted');
    const items = itemsOf(element, walk, (item) => ({
      'data-task': hasClass(item, 'checked') ? 'done' : 'open',
    }));
    const tasks = items.filter(({ children }) => children.some(holdsSomething));
    return tasks.length === 0 ? [] : [h('ul', {}, tasks)];
  },
};

/** A task with only a rule or a line break in it says nothing. */
const holdsSomething = (node: ChildNode): boolean =>
  isElement(node)
    ? node.name === 'img' || node.children.some(holdsSomething)
    : isText(node) && !isSpace(node);

/** The decisions of Cloud's meeting notes: `<ul class="decision-list"><li>…`. */
export const decisionList: Rule = {
  name: 'decision-list',
  matches: ['ul.decision-list'],
  summary: 'Decision lists become plain lists.',
  apply(element, walk) {
    walk.macro('decision-list', 'converted');
    return list.apply(element, walk);
  },
};

function itemsOf(
  element: Element,
  walk: Walk,
  attributesOf: (item: Element) => Readonly<Record<string, string>>,
): Element[] {
  const items: Element[] = [];
  // What stands beside the items goes to the item before, all of it at once.
  const loose: ChildNode[] = [];
  const addLoose = (): void => {
    if (loose.length === 0) return;
    const last = items.at(-1);
    if (last === undefined) items.push(h('li', {}, compact(loose)));
    else adopt(last, compact([...last.children, ...loose]));
    loose.length = 0;
  };
  // `<li><ol>…</ol></li>`: the item is only there to indent the list in it.
  const addWrapped = (item: Element, content: ChildNode[], inner: Element): void => {
    if (items.length > 0 || loose.length > 0) addAll(loose, content);
    else if (inner.name === 'ol' && hasLaterItem(item)) items.push(h('li', {}, content));
    else addAll(items, itemsIn(inner));
  };
  for (const child of element.children) {
    if (isElement(child) && child.name === 'li') {
      const task = child.attribs['data-task'];
      const attributes = task === undefined ? attributesOf(child) : { 'data-task': task };
      const content = compact(walk.children(child));
      const inner = onlyList(content, element);
      if (inner !== null && attributes['data-task'] === undefined)
        addWrapped(child, content, inner);
      else if (content.length > 0) {
        addLoose();
        items.push(h('li', attributes, content));
      }
      continue;
    }
    if (isSpace(child)) continue;
    const nodes = walk.node(child);
    const isFirst = items.length === 0 && loose.length === 0;
    const inner = isFirst ? onlyList(nodes, element) : null;
    if (inner !== null) addAll(items, itemsIn(inner));
    else if (!nodes.every(isSpace)) addAll(loose, nodes);
  }
  addLoose();
  return items;
}

/** A list that is all there is of an item or at a list's start: a bullet in a bullet says nothing. */
function onlyList(nodes: readonly ChildNode[], around: Element): Element | null {
  const first = nodes.findIndex((node) => !isSpace(node));
  const only = nodes[first];
  const isSame = isElement(only) && only.name === (around.name === 'ol' ? 'ol' : 'ul');
  return isSame && nodes.every((node, at) => at === first || isSpace(node)) ? only : null;
}

/** The list that is all that a plain item holds. */
function onlyChildList(item: Element | undefined): Element | null {
  const only = item?.children[0];
  if (item?.children.length !== 1 || item.attribs['data-task'] !== undefined) return null;
  return isElement(only) && (only.name === 'ul' || only.name === 'ol') ? only : null;
}

/** Whether numbers go on behind the item, which would be other ones without it. */
function hasLaterItem({ next }: Element): boolean {
  while (next !== null && !(isElement(next) && next.name === 'li')) next = next.next;
  return next !== null;
}

const itemsIn = (inner: Element): Element[] => inner.children.filter(isElement);
