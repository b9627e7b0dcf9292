/**
 * The audit's comparison: a page's source against its published file, by two readings that know
 * nothing of how the one was made from the other.
 */
import type { ExportDocument } from '../model/document.ts';
import type { PageAudit } from '../model/audit.ts';
import { compare } from './compare.ts';
import { together } from './content.ts';
import type { LedgerEntry } from './ledger.ts';
import { publishedParts } from './published.ts';
import { withTitles, type Retitled } from './retitled.ts';
import { sourceContent } from './source-view.ts';

export interface AuditedPage {
  readonly document: ExportDocument;
  /** The title that the published file must show. */
  readonly title: string;
  /** The published file's text. */
  readonly markdown: string;
  readonly commentLines: readonly string[];
  /** Those that the source lists, and those that the tree holds; `isAt` tells whether an address of the file leads to it. */
  readonly attachments: readonly AuditedAttachment[];
  /** Names of files that the text shows or links to, beside the list. */
  readonly otherAttachments: readonly string[];
  readonly retitled: readonly Retitled[];
  readonly ledger: readonly LedgerEntry[];
}

export interface AuditedAttachment {
  readonly fileName: string;
  readonly hasFile: boolean;
  readonly isAt: (url: string) => boolean;
}

export interface AuditResult {
  readonly audit: Omit<PageAudit, 'title' | 'sourcePath' | 'markdownPath' | 'deadLinks'>;
  /** Every address of the published file. */
  readonly urls: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

/** Compares one page. Pure; neither side throws for bad content. */
export function auditPage(page: AuditedPage): AuditResult {
  const { document } = page;
  const body = sourceContent(document.body);
  const comments = document.comments.map((comment) => sourceContent(comment.body));
  const published = publishedParts(page.markdown, {
    hasComments: comments.length > 0,
    ownAttachments: body.headings.filter((words) => words === 'Attachments').length,
  });
  const comparison = compare(
    {
      title: page.title,
      body: withTitles(body, page.retitled),
      comments: withTitles(together(comments), page.retitled),
      commentLines: page.commentLines,
      attachments: page.attachments.map(({ fileName, hasFile, isAt }) => ({
        fileName,
        hasFile,
        isLinked: published.urls.some(isAt),
      })),
      otherAttachments: page.otherAttachments,
      ledger: page.ledger,
    },
    published,
  );
  return {
    audit: { ...comparison, foreignTags: published.foreignTags },
    urls: published.urls,
    anchors: published.anchors,
  };
}

export { deadLinks, targetOf } from './dead-links.ts';
export type { LedgerEntry } from './ledger.ts';
