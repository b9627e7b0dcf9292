/**
 * The audit's comparison: a page's source against its published file, by two readings that know
 * nothing of how the one was made from the other.
 */
import type { ExportDocument } from '../model/document.ts';
import type { PageAudit } from '../model/audit.ts';
import { compare } from './compare.ts';
import type { Content } from './content.ts';
import type { LedgerEntry } from './ledger.ts';
import { publishedParts } from './published.ts';
import { sourceContent } from './source-view.ts';

export interface AuditedPage {
  readonly document: ExportDocument;
  /** The title that the published file must show. */
  readonly title: string;
  /** The published file's text. */
  readonly markdown: string;
  readonly commentLines: readonly string[];
  /** The source's own list, once each; `isAt` tells whether an address of the file leads to it. */
  readonly attachments: readonly AuditedAttachment[];
  readonly ledger: readonly LedgerEntry[];
}

export interface AuditedAttachment {
  readonly fileName: string;
  readonly isAt: (url: string) => boolean;
}

export type AuditResult = Pick<
  PageAudit,
  'measures' | 'losses' | 'foreignWords' | 'shownWords' | 'foreignTags'
> & {
  /** Every address of the published file. */
  readonly urls: readonly string[];
  readonly anchors: ReadonlySet<string>;
};

const NOTHING: Content = {
  text: '',
  headings: [],
  items: [],
  rows: [],
  code: [],
  links: [],
  images: [],
};

const together = (parts: readonly Content[]): Content => ({
  text: parts.map(({ text }) => text).join(' '),
  headings: parts.flatMap(({ headings }) => headings),
  items: parts.flatMap(({ items }) => items),
  rows: parts.flatMap(({ rows }) => rows),
  code: parts.flatMap(({ code }) => code),
  links: parts.flatMap(({ links }) => links),
  images: parts.flatMap(({ images }) => images),
});

/** Compares one page. Pure; neither side throws for bad content. */
export function auditPage(page: AuditedPage): AuditResult {
  const { document } = page;
  const body = sourceContent(document.body);
  const comments = document.comments.map((comment) => sourceContent(comment.body));
  const published = publishedParts(page.markdown, {
    hasComments: comments.length > 0,
    ownAttachments: body.headings.filter((words) => words === 'Attachments').length,
  });
  return {
    ...compare(
      {
        title: page.title,
        body,
        comments: comments.length === 0 ? NOTHING : together(comments),
        commentLines: page.commentLines,
        attachments: page.attachments.map(({ fileName, isAt }) => ({
          fileName,
          isLinked: published.urls.some(isAt),
        })),
        ledger: page.ledger,
      },
      published,
    ),
    foreignTags: [...published.body.foreignTags, ...published.comments.foreignTags],
    urls: published.urls,
    anchors: published.anchors,
  };
}

export { deadLinks, targetOf } from './dead-links.ts';
export type { LedgerEntry } from './ledger.ts';
