/** Reads pages and space indexes that a crawler turned from Confluence's HTML into Markdown. */
import { diagnostic, type Diagnostic } from '../../model/diagnostics.ts';
import type { ExportDocument, RawAttachment, Reader } from '../../model/document.ts';
import type { Element } from '../../model/dom.ts';
import { takeAttachmentsWidget } from './attachments-widget.ts';
import { takeAttachments } from './attachments.ts';
import { withoutConverterErrors } from './converter-errors.ts';
import { takeFooter } from './footer.ts';
import { takeHeader } from './header.ts';
import { parseMarkdown, type ParsedMarkdown } from './markdown.ts';
import { isPandoc, simplifyFences, takeAttributes } from './pandoc.ts';
import { looksCrawled } from './recognise.ts';
import { undoRunAwayBold } from './run-away-bold.ts';
import { isSpaceIndex, readSpaceIndex } from './space-index.ts';

/** The forms are those of `export-variations`, kind M: Markdown of Confluence's HTML. */
export const crawledMarkdownReader: Reader = {
  format: 'crawled-markdown',
  summary: 'Pages and indexes of a Confluence space that a crawler turned into Markdown.',

  recognises: (file) => looksCrawled(file.text),

  read(file) {
    const { text, diagnostics: errors } = withoutConverterErrors(
      file.text.replaceAll('\r\n', '\n'),
    );
    const profile = isPandoc(text) ? 'pandoc-markdown' : 'markdown';
    const { body, tooDeep, plain } = treeOf(text, profile);
    const footer = takeFooter(body);
    if (footer?.bold === true) undoRunAwayBold(body);
    const known = {
      sourcePath: file.path,
      footerDate: footer?.date ?? null,
      diagnostics: [
        ...errors,
        ...(tooDeep ? [diagnostic('page-too-deep')] : []),
        ...(plain ? [diagnostic('emphasis-unread')] : []),
      ],
    };
    return isSpaceIndex(body) ? readSpaceIndex(body, known) : readPage(body, { ...known, profile });
  },
};

/**
 * `1. [Space](index.html)` is the hand of a converter that fences all code; four spaces are there
 * what is left of a flattened table. Pandoc, with `1.  <span>`, does indent code.
 */
const FENCES_ALL_CODE = /^1\. \[/m;

function treeOf(markdown: string, profile: string): ParsedMarkdown {
  if (profile !== 'pandoc-markdown') {
    return parseMarkdown(markdown, { indentedCode: !FENCES_ALL_CODE.test(markdown) });
  }
  const parsed = parseMarkdown(simplifyFences(markdown), { indentedCode: true });
  takeAttributes(parsed.body);
  return parsed;
}

type Known = Pick<ExportDocument, 'sourcePath' | 'profile' | 'footerDate' | 'diagnostics'>;

function readPage(body: Element, known: Known): ExportDocument {
  // Each of these cuts its part out of the tree; what is left is the body.
  const listed = takeAttachments(body);
  const widget = takeAttachmentsWidget(body);
  const header = takeHeader(body);
  const diagnostics: Diagnostic[] = [...known.diagnostics];
  if (header.heading === null) diagnostics.push(diagnostic('title-missing'));
  if (widget.found) diagnostics.push(diagnostic('export-leftover', 'attachments macro'));
  // A dump without footers altogether has no breadcrumbs either.
  if (known.footerDate === null && header.breadcrumbs.length > 0) {
    diagnostics.push(diagnostic('page-truncated', 'no footer'));
  }
  return {
    kind: 'page',
    format: 'crawled-markdown',
    ...known,
    ...header,
    body,
    attachments: merged(listed, widget.attachments),
    comments: [],
    labels: [],
    diagnostics,
  };
}

/** The list at the page's end knows the media types, so it wins over the macro's rows. */
function merged(
  listed: readonly RawAttachment[],
  rows: readonly RawAttachment[],
): readonly RawAttachment[] {
  const known = new Set(listed.map(({ href }) => href));
  return [...listed, ...rows.filter(({ href }) => !known.has(href))];
}
