/** One page from what its file says to the record that the archive stores. Pure, and synchronous. */
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { ExportDocument, RawComment } from '../model/document.ts';
import type { Element } from '../model/dom.ts';
import type {
  CommentRecord,
  IsoDate,
  LinkRecord,
  PageRecord,
  PersonRef,
  SpaceRef,
} from '../model/page.ts';
import { embeddedAttachments, listedAttachments } from '../extract/attachments.ts';
import { contributionsOf } from '../extract/contributions.ts';
import { parseDate, settle } from '../extract/dates.ts';
import { fingerprintOf } from '../extract/fingerprint.ts';
import { identify } from '../extract/identity.ts';
import { parseMetadata } from '../extract/metadata.ts';
import { outline } from '../extract/outline.ts';
import { personFromName } from '../extract/people.ts';
import { reportOf } from '../extract/report.ts';
import { sections } from '../extract/sections.ts';
import { blockText, countWords } from '../extract/text.ts';
import { REPORT_VOCABULARY } from '../extract/vocabulary.ts';
import { joinBlocks, renderBlocks, renderItem } from '../markdown/index.ts';
import { normalise, ownHostsOf, slugsOf, type NormalisedPage, type PageFacts } from '../normalise/index.ts';

/**
 * Counts the changes of the rules that alter records or Markdown. A page that an earlier version
 * converted is converted again.
 */
const CONVERSION = 1;

/** Names everything beside the source's bytes that a record depends on. */
export const conversionId = (options: { readonly space: string | null }): string =>
  `${String(CONVERSION)}:${options.space ?? ''}`;

export interface SourceFacts {
  readonly sha256: string;
  /** What the space's index or the user says of the space; nulls where nothing is known. */
  readonly space: SpaceRef;
  /** What was noticed while the bytes became text. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Converts a page. The document's trees are used up. Content never makes it throw; what does is a
 * defect, which the caller reports as `page-failed`.
 */
export function convertPage(document: ExportDocument, source: SourceFacts): PageRecord {
  const identity = identify(document, source.space);
  const owner = { ...identity, sourcePath: document.sourcePath };
  const listed = listedAttachments(document.attachments, owner);
  const exported = document.footerDate === null ? null : parseDate(document.footerDate).iso;
  const metadata = parseMetadata(document.metadata, exported === null ? [] : [exported]);
  const facts: PageFacts = {
    ...identity,
    ownHosts: ownHostsOf(document.body),
    attachments: new Map(listed.flatMap(({ fileName, refs }) => refs.slice(0, 1).map((ref) => [fileName, ref]))),
    profile: document.profile,
  };
  const page = normalise(document.body, facts);
  if (document.format === 'plain-text') promoteHeadings(page.body);
  const written = write(page, identity.title);
  const dates = [metadata.createdOn, metadata.lastModifiedOn, exported].filter((date) => date !== null);
  const comments = commentsOf(document.comments, facts, dates);
  const links = [...page.links, ...comments.flatMap((comment) => comment.links)].map(
    (link, position): LinkRecord => ({ ...link, position }),
  );
  const { report, diagnostics: reportDiagnostics } = reportOf({
    title: identity.title,
    body: page.body,
    outline: outline(page.body, REPORT_VOCABULARY),
    near: dates,
  });
  const attachments = [...listed, ...embeddedAttachments(links, listed, owner)];
  return {
    ...identity,
    creator: metadata.creator,
    createdOn: metadata.createdOn,
    lastModifier: metadata.lastModifier,
    lastModifiedOn: metadata.lastModifiedOn,
    metadataRaw: document.metadata?.text ?? null,
    exportedOn: exported,
    format: document.format,
    sourcePath: document.sourcePath,
    sourceSha256: source.sha256,
    ...written,
    wordCount: countWords(written.text),
    anchors: page.anchors,
    report,
    labels: document.labels,
    attachments,
    comments: comments.map(({ record }) => record),
    links,
    macros: [...page.macros, ...comments.flatMap(({ macros }) => macros)],
    contributions: contributionsOf({
      creator: [metadata.creator],
      'last-modifier': [metadata.lastModifier],
      'report-author': report?.authors ?? [],
      commenter: comments.map(({ record }) => record.author),
      mentioned: [...page.mentions, ...comments.flatMap(({ mentions }) => mentions)],
    }),
    fingerprint: fingerprintOf(written.text),
    diagnostics: [
      ...source.diagnostics,
      ...document.diagnostics,
      ...metadata.diagnostics,
      ...(document.footerDate !== null && exported === null
        ? [diagnostic('date-unreadable', document.footerDate)]
        : []),
      ...page.diagnostics,
      ...reportDiagnostics,
      ...comments.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

/** The page's Markdown, words and sections, all from the one rendering of its blocks. */
function write(
  { body }: NormalisedPage,
  title: string | null,
): Pick<PageRecord, 'markdown' | 'text' | 'sections'> {
  const blocks = renderBlocks(body);
  const markdownOf = new Map(blocks.map(({ element, markdown }) => [element, markdown]));
  const slugs = slugsOf(body, title);
  return {
    markdown: joinBlocks(blocks.map(({ markdown }) => markdown)),
    text: blockText(body.children),
    sections: sections(body, {
      vocabulary: REPORT_VOCABULARY,
      slugOf: (heading) => slugs.get(heading) ?? null,
      render: (nodes) =>
        joinBlocks(nodes.flatMap((node) => markdownOf.get(node as Element) ?? [])),
      renderItem,
    }),
  };
}

/** In a plain-text dump the lines that stand as headings are its headings, so they become real. */
function promoteHeadings(body: Element): void {
  for (const { element, kind } of outline(body, REPORT_VOCABULARY)) {
    if (kind !== 'real') element.name = 'h2';
  }
}

interface ConvertedComment extends Pick<NormalisedPage, 'links' | 'macros' | 'mentions'> {
  readonly record: CommentRecord;
  readonly diagnostics: readonly Diagnostic[];
}

function commentsOf(
  comments: readonly RawComment[],
  facts: PageFacts,
  near: readonly IsoDate[],
): ConvertedComment[] {
  return comments.map((comment, position) => {
    const { body, links, macros, mentions, diagnostics } = normalise(comment.body, facts);
    const created = comment.date === null ? null : dateOf(comment.date, near);
    const author: PersonRef | null =
      comment.author === null ? null : personFromName(comment.author);
    const unreadable =
      comment.date !== null && created === null ? [diagnostic('date-unreadable', comment.date)] : [];
    return {
      links,
      macros,
      mentions,
      diagnostics: [...diagnostics, ...unreadable],
      record: {
        position,
        confluenceId: comment.confluenceId,
        author,
        createdAt: created,
        createdRaw: comment.date,
        markdown: joinBlocks(renderBlocks(body).map(({ markdown }) => markdown)),
        text: blockText(body.children),
      },
    };
  });
}

function dateOf(raw: string, near: readonly IsoDate[]): IsoDate | null {
  const { iso, ambiguous } = parseDate(raw);
  return iso ?? (ambiguous === null ? null : settle(ambiguous, near));
}
