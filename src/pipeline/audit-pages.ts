/** Compares each published page with its source file, a chunk at a time. */
import type { Archive } from '../archive/archive.ts';
import {
  auditPage,
  targetOf,
  type AuditedAttachment,
  type AuditResult,
  type LedgerEntry,
} from '../audit/index.ts';
import type { UnauditedReason } from '../model/audit.ts';
import { DIAGNOSTICS, type DiagnosticCode } from '../model/diagnostics.ts';
import type { ExportDocument } from '../model/document.ts';
import { SourceError } from '../model/errors.ts';
import type { LinkKind } from '../model/page.ts';
import type { PageLedger, PublishablePage } from '../model/stored.ts';
import { commentHeading } from '../publish/comment-heading.ts';
import { readPublishedText } from '../publish/fixity.ts';
import { stemOf } from '../publish/page-order.ts';
import type { Source } from '../source/source.ts';
import { parseFile, readBytes } from './read-file.ts';

/** The sources' files by path; two sources may have files of one path. */
export type SourceFiles = ReadonlyMap<string, readonly Source[]>;

export function filesOf(sources: readonly Source[]): SourceFiles {
  const files = new Map<string, Source[]>();
  for (const source of sources) {
    for (const { path } of source.entries) files.set(path, [...(files.get(path) ?? []), source]);
  }
  return files;
}

export interface Compared {
  readonly sourcePath: string;
  readonly markdownPath: string;
  readonly title: string;
  readonly result: AuditResult;
}

export type AuditedOrNot =
  | { readonly kind: 'compared'; readonly compared: Compared }
  | { readonly kind: 'unaudited'; readonly path: string; readonly reason: UnauditedReason };

/** Both sides of one page. */
export interface Sides {
  readonly document: ExportDocument;
  readonly markdown: string;
}

const PAGES_PER_CHUNK = 100;

/** Every published page of the archive, in the order of its ids. */
export async function* auditPages(
  archive: Archive,
  folder: string,
  files: SourceFiles,
): AsyncGenerator<AuditedOrNot> {
  const ids = (await archive.pageSummaries()).map(({ id }) => id);
  for (let from = 0; from < ids.length; from += PAGES_PER_CHUNK) {
    const chunk = ids.slice(from, from + PAGES_PER_CHUNK);
    const ledgers = await archive.pageLedgers(chunk);
    for (const page of await archive.publishablePages(chunk)) {
      const sides = await sidesOf(page, folder, files);
      if (typeof sides === 'string') {
        yield { kind: 'unaudited', path: page.sourcePath, reason: sides };
        continue;
      }
      yield { kind: 'compared', compared: comparedWith(page, sides, ledgers.get(page.summary.id)) };
    }
  }
}

/** What a page's source and its published file say; the reason where one of them cannot be read. */
export async function sidesOf(
  page: PublishablePage,
  folder: string,
  files: SourceFiles,
): Promise<Sides | UnauditedReason> {
  const { markdownPath } = page.summary;
  const markdown = markdownPath === null ? null : readPublishedText(folder, markdownPath);
  if (markdown === null) return 'not-published';
  const sources = files.get(page.sourcePath) ?? [];
  if (sources.length === 0) return 'source-not-given';
  let reason: UnauditedReason = 'source-changed';
  for (const source of sources) {
    const entry = await source.stat(page.sourcePath);
    if (entry === null) continue;
    const content = await readBytes({ source, entry, root: '' });
    if (content.kind === 'failed') {
      reason = 'source-unreadable';
      continue;
    }
    if (content.sha256 !== page.sourceSha256) continue;
    const document = await documentOf(page, content.bytes);
    return document === null ? 'source-unreadable' : { document, markdown };
  }
  return reason;
}

async function documentOf(
  page: PublishablePage,
  bytes: Uint8Array,
): Promise<ExportDocument | null> {
  try {
    const { result } = await parseFile(page.sourcePath, bytes, page.format);
    return result?.kind === 'page' ? result : null;
  } catch (error) {
    if (error instanceof SourceError) return null;
    throw error;
  }
}

/** One page whose two sides are at hand. */
export function comparedWith(
  page: PublishablePage,
  { document, markdown }: Sides,
  ledger: PageLedger | undefined,
): Compared {
  const markdownPath = page.summary.markdownPath ?? '';
  const title = page.summary.title ?? stemOf(page.sourcePath);
  const result = auditPage({
    document,
    title,
    markdown,
    commentLines: commentLinesOf(page),
    attachments: attachmentsOf(page, document, markdownPath),
    otherAttachments: page.attachments.map(({ fileName }) => fileName),
    retitled: ledger?.retitled ?? [],
    ledger: entriesOf(ledger),
  });
  return { sourcePath: page.sourcePath, markdownPath, title, result };
}

/** The attachments that the source lists or has, each with where its copy lies. */
function attachmentsOf(
  page: PublishablePage,
  document: ExportDocument,
  from: string,
): AuditedAttachment[] {
  const listed = new Set(document.attachments.map(({ fileName }) => fileName));
  const known = new Set(page.attachments.map(({ fileName }) => fileName));
  return [
    ...page.attachments
      .filter(({ fileName, publishedPath }) => listed.has(fileName) || publishedPath !== null)
      .map(({ fileName, publishedPath }) => ({
        fileName,
        hasFile: publishedPath !== null,
        isAt: (url: string) =>
          publishedPath !== null && targetOf(url, from)?.path === publishedPath,
      })),
    ...[...listed]
      .filter((fileName) => !known.has(fileName))
      .map((fileName) => ({ fileName, hasFile: false, isAt: () => false })),
  ];
}

/** What publishing writes over comments, as words. */
const commentLinesOf = ({ comments }: PublishablePage): string[] =>
  comments.length === 0
    ? []
    : [
        'Comments',
        ...comments.map((comment) =>
          commentHeading(comment, (words) => words).replaceAll('**', ''),
        ),
      ];

/** What each diagnostic accounts for; the others take nothing away. */
const LOST_BY: Readonly<Partial<Record<DiagnosticCode, LedgerEntry['lost']>>> = {
  'macro-lost-at-source': 'words',
  'export-leftover': 'words',
  'converter-error': 'words',
  'image-missing': 'address',
  'attachment-missing': 'file',
};

const REASON_OF_LINK: Readonly<Partial<Record<LinkKind, DiagnosticCode>>> = {
  attachment: 'attachment-missing',
  anchor: 'anchor-broken',
  external: 'link-removed',
  person: 'link-removed',
};

function entriesOf(ledger: PageLedger | undefined): LedgerEntry[] {
  if (ledger === undefined) return [];
  const { macros, links, diagnostics } = ledger;
  return [
    ...macros.map(({ detail }): LedgerEntry => ({
      reason: 'macro-omitted',
      text: detail ?? '',
      lost: 'words',
    })),
    ...diagnostics.flatMap(({ code, message }): LedgerEntry[] => {
      const lost = LOST_BY[code];
      return lost === undefined ? [] : [{ reason: code, text: aboutOf(code, message), lost }];
    }),
    // A link to what is not in the archive is taken away, and its words stay.
    ...links.map(({ text, kind }): LedgerEntry => ({
      reason: REASON_OF_LINK[kind] ?? 'link-broken',
      text,
      lost: 'address',
    })),
  ];
}

/** What stands in parentheses behind a diagnostic's sentence. */
const aboutOf = (code: DiagnosticCode, message: string): string =>
  message.slice(DIAGNOSTICS[code].sentence.length).replace(/^ \(|\)$/g, '');
