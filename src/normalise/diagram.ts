/** Diagrams of apps on the server, of which the export holds a picture. */
import type { ChildNode, Element } from '../model/dom.ts';
import { findAll, h, hasClass, isElement, text } from './build.ts';
import { flow, inline, trimmed } from './flow.ts';
import { destinationOf } from './href.ts';
import type { Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** The pictures of a diagram; a placeholder where the app drew it in the browser. */
function pictures(name: string, element: Element, walk: Walk): ChildNode[] {
  const found = findAll(element, (child) => child.name === 'img' && !hasClass(child, 'icon'));
  const images = flow(found.flatMap((img) => walk.node(img)));
  walk.macro(name, images.length > 0 ? 'converted' : 'lost-at-source');
  if (images.length > 0) return [...captioned(images, element, walk), ...areas(element, walk)];
  walk.report('macro-lost-at-source', name);
  return [h('div', { 'data-macro': name }, [h('p', {}, [text(`[macro: ${name}]`)])])];
}

/** `<table class="gliffy-macro-inner-table"><caption align="bottom">Figure 5</caption>` */
function captioned(images: ChildNode[], element: Element, walk: Walk): ChildNode[] {
  const caption = findAll(element, ({ name }) => name === 'caption');
  const words = trimmed(inline(caption.flatMap((child) => walk.children(child))));
  return words.length === 0 ? images : [h('figure', {}, [...images, h('figcaption', {}, words)])];
}

/** `<map name="gliffy-map-1"><area href="…" title="…">`, beside the table: places of the picture that are links. */
function areas(element: Element, walk: Walk): ChildNode[] {
  const used = findAll(element, ({ attribs }) => attribs.usemap !== undefined);
  const names = new Set(used.map(({ attribs }) => (attribs.usemap ?? '').replace(/^#/, '')));
  const maps = [element.prev, element.prev?.prev ?? null, ...element.children].filter(
    (node): node is Element => isElement(node) && node.name === 'map',
  );
  const items = maps
    .filter(({ attribs }) => names.has(attribs.name ?? attribs.id ?? ''))
    .flatMap((map) => findAll(map, ({ name, attribs }) => name === 'area' && !!attribs.href))
    .map(({ attribs: { href = '', title = '', alt = '' } }) => {
      const words = cleanLine(title || alt) || href;
      const destination = destinationOf(href, walk.page);
      walk.link(destination, href, words);
      const label =
        destination.href === null ? text(words) : h('a', { href: destination.href }, [text(words)]);
      return h('li', {}, [label]);
    });
  return items.length === 0 ? [] : [h('ul', {}, items)];
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
