/** What the attachments macro left in a page: an upload form, and rows per file. */
import { isTag, type ChildNode } from 'domhandler';
import { addAll } from '../../model/add-all.ts';
import type { RawAttachment } from '../../model/document.ts';
import type { Element } from '../../model/dom.ts';
import { drop } from '../drop.ts';
import { blocksOf, elementsIn, isHeading, isLink, lineOf } from './blocks.ts';

interface Widget {
  readonly attachments: readonly RawAttachment[];
  /** Whether anything was removed. */
  readonly found: boolean;
}

/** The lines of the form; the last two close it. */
const FORM_LINES: ReadonlySet<string> = new Set([
  'File Modified',
  'No files shared here yet.',
  'Labels',
  'Drag and drop to upload or browse for files',
  'Upload file',
  'File description',
  'Download All',
]);

/** A row's `Nov 11, 2021 by [Name](…)`. */
const MODIFIED = /^\p{L}{2,5}\.? \d{1,2}, \d{4} by /u;

/** Placeholders of the page's script that no browser filled in: `[$itemLabel]($itemRenderedUrl)`. */
const isPlaceholder = (element: Element): boolean =>
  isLink(element, (href) => href.startsWith('$item'));

/**
 * Takes the macro's remains out of the page, from its table head “File Modified” to the end of its
 * form. Lines between them that are not the macro's are the page's, and stay.
 */
export function takeAttachmentsWidget(body: Element): Widget {
  const attachments: RawAttachment[] = [];
  const gone = new Set<ChildNode>();
  let inside = false;
  for (const block of blocksOf(body)) {
    const line = lineOf(block);
    if (line === 'File Modified') inside = true;
    else if (isHeading(block)) inside = false;
    if (!inside) continue;
    const files = filesIn(block);
    addAll(attachments, files);
    if (files.length > 0 || isRemains(block, line)) gone.add(block);
  }
  if (gone.size > 0) drop(body, (node) => gone.has(node));
  return { attachments, found: takePlaceholders(body) || gone.size > 0 };
}

/** `Text File [name](attachments/12/34.txt "Download")` */
function filesIn(block: Element): RawAttachment[] {
  const isFile = (element: Element): boolean =>
    element.attribs.title === 'Download' &&
    isLink(element, (href) => href.startsWith('attachments/'));
  return elementsIn(block, isFile).map((link) => ({
    fileName: lineOf(link),
    href: link.attribs.href ?? '',
    mediaType: null,
  }));
}

function isRemains(block: Element, line: string): boolean {
  if (FORM_LINES.has(line) || MODIFIED.test(line)) return true;
  if (elementsIn(block, isPlaceholder).length > 0) return true;
  // - No labels
  // - [Edit Labels](# "Edit Labels")
  const isEdit = (element: Element): boolean =>
    isLink(element, (title) => title === 'Edit Labels', 'title');
  return block.name === 'ul' && elementsIn(block, isEdit).length > 0;
}

/** Placeholders that stand elsewhere; a block that held nothing else goes with them. */
function takePlaceholders(body: Element): boolean {
  const links = new Set<ChildNode>(elementsIn(body, isPlaceholder));
  if (links.size === 0) return false;
  const blocks = new Set([...links].map(blockAround));
  drop(body, (node) => links.has(node));
  drop(body, (node) => {
    if (!isTag(node) || !blocks.has(node)) return false;
    const line = lineOf(node);
    return line === '' || line === 'Preview';
  });
  return true;
}

/** The nearest paragraph or item around a node. */
function blockAround({ parent }: ChildNode): Element | null {
  for (let around = parent; around !== null && isTag(around); around = around.parent) {
    if (around.name === 'p' || around.name === 'li') return around;
  }
  return null;
}
