/** Data tables. How a table is written in Markdown is decided later, by its shape. */
import type { ChildNode, Element } from '../model/dom.ts';
import { addAll } from '../model/add-all.ts';
import { adopt, h, hasWords, isElement, isText } from './build.ts';
import { compact, flow, trimmed, wrap } from './flow.ts';
import type { Rule, Walk } from './rule.ts';

export const table: Rule = {
  name: 'table',
  matches: ['table'],
  summary: 'Tables, with header rows, merged cells and a caption; rows without cells go.',
  apply(element, walk) {
    const parts = partsOf(element, walk);
    if (parts.head.length === 0 && parts.body.length === 0) return flow(parts.other);
    const head = parts.head.length > 0 ? parts.head : takeHeaderRow(parts.body);
    boldHeaders(parts.body, head);
    const result = h('table', {}, [
      ...(head.length > 0 ? [h('thead', {}, head.map(headerRow))] : []),
      ...(parts.body.length > 0 ? [h('tbody', {}, parts.body)] : []),
    ]);
    const before = flow(parts.other);
    if (parts.caption.length === 0) return [...before, result];
    return [...before, h('figure', {}, [h('figcaption', {}, parts.caption), result])];
  },
};

interface Parts {
  readonly head: Element[];
  readonly body: Element[];
  readonly caption: ChildNode[];
  /** Whatever stands in a table where nothing may stand. */
  readonly other: ChildNode[];
}

function partsOf(element: Element, walk: Walk): Parts {
  const parts: Parts = { head: [], body: [], caption: [], other: [] };
  const visit = (parent: Element, rows: Element[]): void => {
    for (const child of parent.children) {
      if (!isElement(child)) continue;
      if (child.name === 'thead') visit(child, parts.head);
      else if (child.name === 'tbody' || child.name === 'tfoot') visit(child, parts.body);
      else if (child.name === 'tr') addAll(rows, rowOf(child, walk));
      else if (child.name === 'caption') addAll(parts.caption, compact(walk.children(child)));
      else if (child.name !== 'colgroup' && child.name !== 'col') {
        addAll(parts.other, walk.node(child));
      }
    }
  };
  visit(element, parts.body);
  return parts;
}

function rowOf(row: Element, walk: Walk): Element[] {
  const cells: Element[] = [];
  for (const cell of row.children) {
    if (!isElement(cell)) continue;
    const { rowspan, colspan } = cell.attribs;
    const attributes = { rowspan: spanOf(rowspan), colspan: spanOf(colspan) };
    cells.push(h(cell.name === 'th' ? 'th' : 'td', attributes, compact(walk.children(cell))));
  }
  return cells.length === 0 ? [] : [h('tr', {}, cells)];
}

/** How many rows or columns a cell covers, if it is more than its own. */
function spanOf(attribute = '1'): string | null {
  const number = attribute === '1' ? 1 : Number.parseInt(attribute, 10);
  return number > 1 ? String(number) : null;
}

/**
 * Confluence writes header rows as rows of `<th>` in the body; the first such row is the head. Many
 * authors had no header row and made the first row bold, no other one.
 */
function takeHeaderRow(body: Element[]): Element[] {
  const [first, ...rest] = body;
  if (first === undefined) return [];
  const isHeader = cellsOf(first).every(({ name }) => name === 'th');
  const isBold = !isHeader && rest.length > 0 && isBoldRow(first) && !rest.some(isBoldRow);
  const isAlmost =
    !isHeader &&
    !isBold &&
    rest.length > 0 &&
    isAlmostBoldRow(first) &&
    !rest.some(isAlmostBoldRow);
  return isHeader || isBold || isAlmost ? body.splice(0, 1) : [];
}

const cellsOf = (row: Element): Element[] => row.children.filter(isElement);

/** All words of at least two cells are bold, and no cell is blank. */
function isBoldRow(row: Element): boolean {
  const cells = cellsOf(row);
  return cells.length > 1 && cells.every((cell) => isStrong(cell.children));
}

/**
 * `<td><p>ID</p></td><td><strong>Task</strong></td><td><strong>Owner</strong></td>`: one cell of
 * three or more was forgotten, or is the blank corner. It holds plain words at most.
 */
function isAlmostBoldRow(row: Element): boolean {
  const cells = cellsOf(row);
  const others = cells.filter(({ name, children }) => name !== 'th' && !isStrong(children));
  return (
    cells.length > 2 && others.length <= 1 && others.every((cell) => cell.children.every(isText))
  );
}

/** `<td><h4>Name</h4></td>` is bold too. */
const isStrong = (nodes: readonly ChildNode[]): boolean => {
  const inner = trimmed(nodes);
  const [only] = inner;
  return inner.length === 1 && isElement(only) && /^(?:strong|h[1-6])$/.test(only.name);
};

/**
 * Pipe tables have headers only in their first row, so the names of rows and of groups of rows are
 * bold. The second row of a header that spans two is not: what spans from the first is plain there.
 */
function boldHeaders(body: readonly Element[], head: readonly Element[]): void {
  const spans = head.some((row) => cellsOf(row).some(({ attribs }) => 'rowspan' in attribs));
  for (const [at, row] of body.entries()) {
    const cells = cellsOf(row).filter(({ name }) => name === 'th');
    if (spans && at === 0 && cells.length === row.children.length) continue;
    for (const cell of cells) {
      if (isStrong(cell.children) || !hasWords(cell)) continue;
      adopt(
        cell,
        wrap(cell.children, (content) => h('strong', {}, content)),
      );
    }
  }
}

/** A header cell is bold as it is. */
function headerRow(row: Element): Element {
  const cells = cellsOf(row).map((cell) => {
    const [only] = isStrong(cell.children) ? trimmed(cell.children) : [];
    return h('th', cell.attribs, isElement(only) ? only.children : cell.children);
  });
  return h('tr', {}, cells);
}
