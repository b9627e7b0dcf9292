/** The attachments macro: a page's files as a table with buttons. */
import type { ChildNode, Element } from '../model/dom.ts';
import { findAll, h, hasClass, text, textOf } from './build.ts';
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
