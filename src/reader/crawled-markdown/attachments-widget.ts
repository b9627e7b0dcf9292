/** What the attachments macro left in a page: an upload form, and rows per file. */
import { isTag } from 'domhandler';
import type { RawAttachment } from '../../model/document.ts';
import type { Element } from '../../model/dom.ts';
import { $ } from '../query.ts';
import { blocksOf, isHeading, lineOf } from './blocks.ts';

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
const PLACEHOLDERS = 'a[href^="$item"]';

/**
 * Takes the macro's remains out of the page, from its table head “File Modified” to the end of its
 * form. Lines between them that are not the macro's are the page's, and stay.
 */
export function takeAttachmentsWidget(body: Element): Widget {
  const attachments: RawAttachment[] = [];
  const gone: Element[] = [];
  let inside = false;
  for (const block of blocksOf(body)) {
    const line = lineOf(block);
    if (line === 'File Modified') inside = true;
    else if (isHeading(block)) inside = false;
    if (!inside) continue;
    const files = filesIn(block);
    attachments.push(...files);
    if (files.length > 0 || isRemains(block, line)) gone.push(block);
  }
  for (const block of gone) $(block).remove();
  return { attachments, found: takePlaceholders(body) || gone.length > 0 };
}

/** `Text File [name](attachments/12/34.txt "Download")` */
function filesIn(block: Element): RawAttachment[] {
  return $(block)
    .find('a[title="Download"][href^="attachments/"]')
    .toArray()
    .map((link) => ({
      fileName: lineOf(link),
      href: link.attribs.href ?? '',
      mediaType: null,
    }));
}

function isRemains(block: Element, line: string): boolean {
  if (FORM_LINES.has(line) || MODIFIED.test(line)) return true;
  if ($(block).find(PLACEHOLDERS).length > 0) return true;
  // - No labels
  // - [Edit Labels](# "Edit Labels")
  return block.name === 'ul' && $(block).find('a[title="Edit Labels"]').length > 0;
}

/** Placeholders that stand elsewhere; a block that held nothing else goes with them. */
function takePlaceholders(body: Element): boolean {
  const links = $(body).find(PLACEHOLDERS);
  const blocks = links.closest('p, li').toArray().filter(isTag);
  links.remove();
  for (const block of blocks) {
    const line = lineOf(block);
    if (line === '' || line === 'Preview') $(block).remove();
  }
  return links.length > 0;
}
