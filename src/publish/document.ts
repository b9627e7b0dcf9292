/** The text of one published file: front matter, title, body, attachments, comments. */
import type { Diagnostic } from '../model/diagnostics.ts';
import type { PublishablePage, StoredAttachment } from '../model/stored.ts';
import { renderFrontMatter, type FrontMatterValue } from '../markdown/front-matter.ts';
import { commentHeading } from './comment-heading.ts';
import { escapeHeading, escapeInline, escapeLinkText } from './escape.ts';
import { relativeHref } from './href.ts';
import { linkResolver, type TreeLayout } from './link-resolver.ts';
import { stemOf } from './page-order.ts';
import { namedInPlaceholders } from './placeholder.ts';
import { relink, type Relinked } from './relink.ts';

export interface PublishedDocument {
  /** The whole file: LF line ends, one newline at the end. */
  readonly text: string;
  /** Links that lead nowhere, each once. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The fields in the order they appear; names as in the archive's tables. */
function frontMatterFields(page: PublishablePage): Record<string, FrontMatterValue> {
  const { summary, report } = page;
  return {
    title: summary.title,
    space_key: summary.spaceKey,
    space_name: summary.spaceName,
    page_id: summary.confluenceId,
    type: summary.type,
    breadcrumbs: page.breadcrumbs,
    creator: page.creator,
    created_on: page.createdOn,
    last_modifier: page.lastModifier,
    last_modified_on: page.lastModifiedOn,
    exported_on: page.exportedOn,
    labels: page.labels,
    report_series: report?.series ?? null,
    period_label: report?.periodLabel ?? null,
    period_start: report?.periodStart ?? null,
    period_end: report?.periodEnd ?? null,
    report_authors: report?.authors ?? null,
    published_on: report?.publishedOn ?? null,
    source_format: page.format,
    source_path: page.sourcePath,
    source_sha256: page.sourceSha256,
  };
}

function attachmentLine(attachment: StoredAttachment, from: string, layout: TreeLayout): string {
  const path = layout.attachments.get(attachment.id);
  return path === undefined
    ? `- ${escapeInline(attachment.fileName)} ${attachment.status === 'missing' ? '(missing from the export)' : '(not copied)'}`
    : `- [${escapeLinkText(attachment.fileName)}](${relativeHref(from, path, null)})`;
}

/** Left in a space by Confluence's own migration to the cloud: no author put it there. */
const isLeftover = ({ fileName, status }: StoredAttachment): boolean =>
  fileName === 'dummyfile.txt' && status === 'missing';

/** Attachments that a reader of the body would not come across. */
function attachmentsSection(
  page: PublishablePage,
  from: string,
  layout: TreeLayout,
  shown: readonly Relinked[],
): string | null {
  if (page.attachments.length === 0) return null;
  const linked = new Set(shown.flatMap(({ attachments }) => [...attachments]));
  const named = namedInPlaceholders(shown.map(({ markdown }) => markdown).join('\n'));
  const isNamed = ({ id, fileName }: StoredAttachment): boolean =>
    layout.attachments.has(id) ? linked.has(id) : named.has(fileName);
  const lines = page.attachments
    .filter((attachment) => !isNamed(attachment) && !isUnused(attachment, page))
    .map((attachment) => attachmentLine(attachment, from, layout));
  const distinct = [...new Set(lines)];
  return distinct.length === 0 ? null : `## Attachments\n\n${distinct.join('\n')}`;
}

const isUnused = (attachment: StoredAttachment, { links }: PublishablePage): boolean =>
  isLeftover(attachment) &&
  !links.some(({ targetAttachmentId }) => targetAttachmentId === attachment.id);

function commentsSection(page: PublishablePage, bodies: readonly string[]): string | null {
  if (page.comments.length === 0) return null;
  const blocks = page.comments.map((comment, index) => {
    const lines = (bodies[index] ?? '').trim().split('\n');
    const quoted = lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
    return `${commentHeading(comment, escapeInline)}\n\n${quoted}`;
  });
  return `## Comments\n\n${blocks.join('\n\n')}`;
}

const unixLines = (text: string): string =>
  text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;

/** The last lines that hold anything, without the white space behind them. */
const body = (markdown: string): string => unixLines(markdown).replace(/^\n+/, '').trimEnd();

/**
 * Writes a page as its file in the tree.
 * @param page as the archive hands it out, links symbolic.
 * @param layout from `layoutPaths` and `layoutAttachments`; the page must be in it.
 */
export function renderDocument(page: PublishablePage, layout: TreeLayout): PublishedDocument {
  const from = layout.pages.get(page.summary.id) ?? '';
  const resolve = linkResolver(page, layout);
  const main = relink(body(page.markdown), resolve);
  const comments = page.comments.map((comment) => relink(body(comment.markdown), resolve));
  const all = [main, ...comments];
  const title = page.summary.title ?? stemOf(page.sourcePath);
  const sections = [
    renderFrontMatter(frontMatterFields(page)).trimEnd(),
    `# ${escapeHeading(title)}`,
    main.markdown,
    attachmentsSection(page, from, layout, all),
    commentsSection(
      page,
      comments.map(({ markdown }) => markdown),
    ),
  ];
  const found = all.flatMap((part) => part.diagnostics);
  return {
    text: `${sections.filter((section) => section !== null && section !== '').join('\n\n')}\n`,
    diagnostics: [
      ...new Map(found.map((item) => [`${item.code}\n${item.message}`, item])).values(),
    ],
  };
}

/** A part of a page's stored Markdown as it reads in the page's file; ends with a newline. */
export const renderPart = (markdown: string, page: PublishablePage, layout: TreeLayout): string =>
  `${relink(body(markdown), linkResolver(page, layout)).markdown}\n`;
