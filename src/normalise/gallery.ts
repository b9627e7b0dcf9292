/** The gallery macro. */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, findAll, h, hasClass, isElement, textOf } from './build.ts';
import { compact, flow } from './flow.ts';
import type { Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** `<div class="gallery"><table><tr><td class="gallery-image">…<div class="gallery-caption">` */
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

function picture(cell: Element, walk: Walk): ChildNode[] {
  const img = find(cell, ({ name }) => name === 'img');
  const image = img === null ? [] : walk.node(img);
  const captions = findAll(cell, (child) => hasClass(child, 'gallery-caption'));
  const caption = captions.flatMap((child) => compact(walk.children(child)));
  if (cleanLine(caption.map(textOf).join('')) === '' || !image.some(isElement)) return flow(image);
  return [h('figure', {}, [...flow(image), h('figcaption', {}, caption)])];
}
