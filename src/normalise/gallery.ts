/** The gallery macro. */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, findAll, h, hasClass, isElement, textOf } from './build.ts';
import { compact, flow } from './flow.ts';
import type { Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

/**
 * `<div class="gallery"><table><tr><td class="gallery-image"><img></td>…</tr><tr><td><div
 * class="gallery-caption">…</div></td>…</tr>`: the captions stand in the row below their pictures,
 * in some generations in the same cell.
 */
export const gallery: Rule = {
  name: 'gallery',
  matches: ['div.gallery'],
  summary: 'A gallery becomes its pictures with their captions, one after the other.',
  apply(element, walk) {
    const cells = findAll(element, (child) => hasClass(child, 'gallery-image'));
    if (cells.length === 0) return null;
    walk.macro('gallery', 'converted', `${String(cells.length)} images`);
    const title = find(element, ({ name }) => /^h[1-6]$/.test(name));
    return [
      ...(title === null ? [] : walk.node(title)),
      ...cells.flatMap((cell) => picture(cell, walk)),
    ];
  },
};

const isCaption = (element: Element): boolean => hasClass(element, 'gallery-caption');

const cellsOf = (row: Element | null): Element[] => row?.children.filter(isElement) ?? [];

/** The cell below, if it is one of captions. */
function cellBelow(cell: Element): Element | null {
  const row = cell.parent !== null && 'attribs' in cell.parent ? cell.parent : null;
  let next = row?.next ?? null;
  while (next !== null && !isElement(next)) ({ next } = next);
  const below = cellsOf(next)[cellsOf(row).indexOf(cell)];
  return below === undefined || hasClass(below, 'gallery-image') ? null : below;
}

function picture(cell: Element, walk: Walk): ChildNode[] {
  const img = find(cell, ({ name }) => name === 'img');
  const image = img === null ? [] : walk.node(img);
  const below = cellBelow(cell);
  const captions = [
    ...findAll(cell, isCaption),
    ...(below === null ? [] : findAll(below, isCaption)),
  ];
  const caption = captions.flatMap((child) => compact(walk.children(child)));
  if (cleanLine(caption.map(textOf).join('')) === '' || !image.some(isElement)) return flow(image);
  return [h('figure', {}, [...flow(image), h('figcaption', {}, caption)])];
}
