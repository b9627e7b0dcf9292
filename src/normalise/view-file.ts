/** Files that are shown in the page. */
import type { ChildNode } from '../model/dom.ts';
import { h, text, textOf } from './build.ts';
import { decode, destinationOf } from './href.ts';
import type { Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

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
    walk.macro('view-file', 'converted', name);
    const label = fileLink(id === undefined ? raw : `attachments/0/${id}`, raw, name, walk);
    // The thumbnails of neighbouring files stand apart; their names must, too.
    return [text(' '), label, text(' ')];
  },
};

/**
 * The macros for PDF and Office files of Server: `<div class="vf-slide-viewer-macro"
 * data-attachment="plan.pdf" data-attachment-id="2">`, in which a browser would draw the slides.
 */
export const slideViewer: Rule = {
  name: 'slide-viewer',
  matches: ['div.vf-slide-viewer-macro'],
  summary: 'A viewer of slides or of a PDF becomes a link with the file’s name.',
  apply(element, walk) {
    const id = element.attribs['data-attachment-id'] ?? '';
    const raw = element.attribs['data-download-path'] ?? '';
    const name = cleanLine(decode(element.attribs['data-attachment'] ?? ''));
    if (name === '') return null;
    const known = /^\d+$/.test(id) ? `attachments/0/${id}` : raw;
    walk.macro('slide-viewer', 'converted', name);
    return [h('p', {}, [fileLink(known, raw, name, walk)])];
  },
};

function fileLink(address: string, raw: string, name: string, walk: Walk): ChildNode {
  const destination = destinationOf(address, walk.page);
  walk.link(destination, raw, name);
  const { href } = destination;
  return href === null ? text(name) : h('a', { href }, [text(name)]);
}
