/** Diagrams of apps on the server, of which the export holds a picture. */
import type { ChildNode, Element } from '../model/dom.ts';
import { findAll, h, hasClass, text } from './build.ts';
import { flow } from './flow.ts';
import type { Rule, Walk } from './rule.ts';

/** The pictures of a diagram; a placeholder where the app drew it in the browser. */
function pictures(name: string, element: Element, walk: Walk): ChildNode[] {
  const found = findAll(element, (child) => child.name === 'img' && !hasClass(child, 'icon'));
  const images = flow(found.flatMap((img) => walk.node(img)));
  walk.macro(name, images.length > 0 ? 'converted' : 'lost-at-source');
  if (images.length > 0) return images;
  walk.report('macro-lost-at-source', name);
  return [h('div', { 'data-macro': name }, [h('p', {}, [text(`[macro: ${name}]`)])])];
}

/**
 * `<table class="gliffy-macro-table">…<img class="gliffy-macro-image" src="attachments/1/2.png">`,
 * and the container of later versions.
 */
export const gliffy: Rule = {
  name: 'gliffy',
  matches: ['table.gliffy-macro-table', 'div.gliffy-container', 'div.gliffy-macro-container'],
  summary: 'A Gliffy diagram becomes its picture.',
  apply: (element, walk) => pictures('gliffy', element, walk),
};

/** `<div class="drawio-macro" id="drawio-macro-content-…"><img src="attachments/1/2.png">` */
export const drawio: Rule = {
  name: 'drawio',
  matches: ['div.drawio-macro', 'div[id^=drawio-macro-content]'],
  summary: 'A draw.io diagram becomes its picture.',
  apply: (element, walk) => pictures('drawio', element, walk),
};
