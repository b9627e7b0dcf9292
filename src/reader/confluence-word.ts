/** Reads pages that were exported to Word one by one (`Title.doc`). */
import { isTag, type Document } from 'domhandler';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { ReadableFile, Reader } from '../model/document.ts';
import type { Element } from '../model/dom.ts';
import { linkEnclosed } from './confluence-word/images.ts';
import { flattenDepths } from './depth.ts';
import { parseDocument } from './parse.ts';
import { $ } from './query.ts';
import { oneLine } from './text.ts';

/**
 * The form is that of the catalogue of real exports, section 13. Nothing around the page is in it:
 * no space, breadcrumb, author or id.
 *
 *     <title>Title</title> … <body><h1>Title</h1><div class="Section1">…</div></body>
 */
export const confluenceWordReader: Reader = {
  format: 'confluence-word',
  summary: 'Pages exported to Word: `.doc` files that hold the page as HTML, with its images.',
  recognises: ({ envelope }) => envelope !== undefined,

  read(file) {
    const document = parseDocument(file.text);
    const root = document.children.find(isTag);
    // Before anything else, because everything else recurses.
    const isTooDeep = root !== undefined && flattenDepths(root);
    const heading = takeTitle(document);
    const body = bodyOf(document);
    const enclosed = linkEnclosed(body, file);
    nameByTitle(body);
    const diagnostics = problemsOf(file, heading);
    if (isTooDeep) diagnostics.push(diagnostic('page-too-deep'));
    return {
      kind: 'page',
      format: 'confluence-word',
      sourcePath: file.path,
      profile: 'word',
      heading,
      breadcrumbs: [],
      isHome: false,
      metadata: null,
      body,
      attachments: [],
      enclosed,
      comments: [],
      labels: [],
      footerDate: dateOf(file),
      diagnostics,
    };
  },
};

/** Confluence's own heading stands before the section; those of the author are inside it. */
function takeTitle(document: Document): string | null {
  const shown = $(document).find('body > h1').first();
  const own = shown.prevAll('div.Section1').length === 0 ? shown.remove() : null;
  const title = own === null ? '' : oneLine(own.text());
  return title || oneLine($(document).find('head > title').first().text()) || null;
}

/** What stands behind the section belongs to it: a surplus `</div>` of the author ends it early. */
function bodyOf(document: Document): Element {
  for (const section of $(document).find('body > div.Section1').toArray()) {
    $(section).replaceWith($(section).contents());
  }
  const body = $(document).find('body')[0];
  if (body === undefined) throw new Error('the HTML parser gave no body');
  return body;
}

/**
 * `<a href="https://wiki/display/KEY/Title" data-linked-resource-id="123">` names its target twice.
 * A page that was exported to Word does not know its own id, so only by title do such pages find
 * each other.
 */
function nameByTitle(body: Element): void {
  $(body)
    .find('a[data-linked-resource-type="page"][href*="/display/"]')
    .removeAttr('data-linked-resource-id')
    .removeAttr('data-linked-resource-type');
}

function problemsOf({ envelope }: ReadableFile, heading: string | null): Diagnostic[] {
  return [
    ...(heading === null ? [diagnostic('title-missing')] : []),
    ...(envelope?.isWhole === false ? [diagnostic('page-truncated', 'no end of the message')] : []),
  ];
}

/** `Thu, 15 Oct 2020 21:46:24 +0000 (UTC)`, without the comment that repeats the zone. */
function dateOf({ envelope }: ReadableFile): string | null {
  return envelope?.date?.split('(', 1)[0]?.trim() ?? null;
}
