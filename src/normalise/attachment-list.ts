/** Macros that show files: the attachments table, galleries, embedded files. */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, findAll, h, hasClass, isElement, text, textOf } from './build.ts';
import { compact, flow } from './flow.ts';
import { decode, destinationOf } from './href.ts';
import type { Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

/**
 * The attachments macro: a table with rows `tr.attachment-row > td a.filename` and, between them,
 * hidden rows of buttons and Velocity leftovers. What an author sees is the list of files.
 */
export const attachmentsMacro: Rule = {
  name: 'attachments',
  matches: [
    'div.plugin_attachments_container',
    'div.plugin_attachments_table_container',
    'table.attachments',
  ],
  summary: 'The attachments macro becomes a list of links to the files.',
  apply(element, walk) {
    const files = findAll(element, (child) => child.name === 'a' && hasClass(child, 'filename'));
    walk.macro('attachments', 'converted', `${String(files.length)} files`);
    if (files.length === 0) return [];
    const items = files.map((file) => h('li', {}, fileLink(file, file, walk)));
    return [h('ul', {}, items)];
  },
};

function fileLink(file: Element, label: Element, walk: Walk): ChildNode[] {
  const raw = file.attribs.href ?? '';
  const name = cleanLine(textOf(label)) || decode(file.attribs['data-filename'] ?? '');
  const destination = destinationOf(raw, walk.page);
  walk.link(destination, raw, name);
  const { href } = destination;
  return href === null ? [text(name)] : [h('a', { href }, [text(name)])];
}

/**
 * The view-file macro: `<a class="confluence-embedded-file" …default-alias="plan.pdf"><img
 * thumbnail></a>`. The thumbnail is a picture of the first page; the file's name says more.
 */
export const embeddedFile: Rule = {
  name: 'view-file',
  matches: ['a.confluence-embedded-file'],
  summary: 'An embedded file becomes a link with the file’s name.',
  apply(element, walk) {
    const alias = element.attribs['data-linked-resource-default-alias'];
    const path = element.attribs['data-file-src'] ?? element.attribs.href ?? '';
    const fromPath = path.split('?')[0]?.split('/').at(-1) ?? '';
    const words = cleanLine(textOf(element));
    const name = words === '' ? (alias ?? decode(fromPath)) : words;
    const id = element.attribs['data-linked-resource-id'];
    const raw = element.attribs.href ?? '';
    const destination = destinationOf(id === undefined ? raw : `attachments/0/${id}`, walk.page);
    walk.macro('view-file', 'converted', name);
    walk.link(destination, raw, name);
    const { href } = destination;
    // The thumbnails of neighbouring files stand apart; their names must, too.
    const label = href === null ? text(name) : h('a', { href }, [text(name)]);
    return [text(' '), label, text(' ')];
  },
};

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
