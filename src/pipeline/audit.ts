/** The audit: proves what an import did by comparing sources and published tree anew. */
import { resolve as absolute } from 'node:path';
import { openArchive } from '../archive/open.ts';
import type { Archive } from '../archive/archive.ts';
import { deadLinks } from '../audit/index.ts';
import { UNAUDITED, type AuditReport, type PageAudit } from '../model/audit.ts';
import { SourceError, UsageError } from '../model/errors.ts';
import { DEFAULT_LIMITS, type Limits, type ProgressEvent } from '../model/imports.ts';
import { checkFixity, isPublishedFile } from '../publish/fixity.ts';
import { openSource, type Source } from '../source/source.ts';
import { checksOf, scoreOf, worstFirst } from './audit-checks.ts';
import { auditPages, filesOf, type Compared } from './audit-pages.ts';
import { writeAuditPage } from './audit-report.ts';
import { aborted } from './options.ts';

import { closeSources, openSources } from './sources.ts';

export interface AuditOptions {
  /** Path of the SQLite file of an import. */
  readonly archive: string;
  /** The Markdown folder of that import. */
  readonly markdown: string;
  /** Folders, zips or files that were imported; default: where the archive says they were. */
  readonly sources?: readonly string[] | undefined;
  /** Where to write a page for people, with the worst pages side by side; null for none. */
  readonly html?: string | null | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
}

/**
 * Compares every published page with its source: words, headings, list items, table cells, code,
 * links and images; then the tree's links, its files against the manifest, and what the archive
 * knows of broken links, attachments and macros. Writes nothing but the page that `html` names.
 *
 * @throws ArchiveError, OutputError when there is no archive or tree; SourceError when no source
 *   can be read; UsageError for options that cannot be meant; AbortedError when the signal fires.
 */
export async function auditArchive(options: AuditOptions): Promise<AuditReport> {
  const started = performance.now();
  const archive = await openArchive(options.archive, { mode: 'read' });
  try {
    const sources = await sourcesFor(archive, options);
    try {
      const report = await audited(archive, sources, options);
      const whole = { ...report, elapsedMs: Math.round(performance.now() - started) };
      if (options.html != null) {
        await writeAuditPage(options.html, whole, { archive, files: filesOf(sources) });
      }
      return whole;
    } finally {
      await closeSources(sources);
    }
  } finally {
    await archive.close();
  }
}

async function sourcesFor(archive: Archive, options: AuditOptions): Promise<Source[]> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (options.sources !== undefined && options.sources.length > 0) {
    return openSources(options.sources, limits, options.signal);
  }
  const locations = await archive.sourceLocations();
  const sources: Source[] = [];
  for (const location of locations) {
    try {
      sources.push(await openSource(location, { limits, signal: options.signal }));
    } catch (error) {
      // Its pages are reported as not audited, unless there is nothing left to audit.
      if (!(error instanceof SourceError)) throw error;
    }
  }
  if (sources.length === 0) {
    throw new SourceError(
      locations.length === 0
        ? 'The archive has no published page.'
        : `The sources of this archive are gone: ${locations.join(', ')}.`,
      'Name the folder, zip or file that was imported after `audit`.',
    );
  }
  return sources;
}

type Report = Omit<AuditReport, 'elapsedMs'>;

async function audited(
  archive: Archive,
  sources: readonly Source[],
  options: AuditOptions,
): Promise<Report> {
  const { markdown: folder, onProgress = () => undefined } = options;
  if (folder === '') throw new UsageError('No Markdown folder was given.');
  const { listed, changed, missing } = await checkFixity(folder, (done, total) => {
    if (options.signal?.aborted === true) throw aborted();
    onProgress({ phase: 'checking', done, total });
  });
  const total = (await archive.pageSummaries()).length;
  const compared: Compared[] = [];
  const unaudited: Report['unaudited'][number][] = [];
  for await (const item of auditPages(archive, folder, filesOf(sources))) {
    if (options.signal?.aborted === true) throw aborted();
    if (item.kind === 'compared') compared.push(item.compared);
    else unaudited.push({ path: item.path, reason: item.reason });
    onProgress({ phase: 'auditing', done: compared.length + unaudited.length, total });
  }
  if (compared.length === 0) throw nothingToCompare(unaudited, options);
  const { pages, linksChecked } = withDeadLinks(compared, folder);
  const files = { listed: listed.length, changed, missing };
  const checks = checksOf({ pages, unaudited, files, linksChecked });
  const totals = await archive.auditTotals();
  const linksWith = (status: string): number =>
    totals.links.find((entry) => entry.status === status)?.count ?? 0;
  return {
    archive: absolute(options.archive),
    markdownDir: absolute(folder),
    sources: sources.map(({ location }) => location),
    checks,
    score: scoreOf(checks),
    pages: worstFirst(pages),
    unaudited,
    links: {
      resolved: linksWith('resolved'),
      external: linksWith('external'),
      broken: totals.broken,
    },
    attachments: {
      present: totals.present,
      missing: totals.missing,
      unreferenced: totals.unreferenced,
    },
    macros: totals.macros,
    files,
  };
}

/** Most likely, archive, tree and source are not of one import. */
function nothingToCompare(unaudited: Report['unaudited'], options: AuditOptions): SourceError {
  const [first] = unaudited;
  if (first === undefined) return new SourceError('The archive has no published page.');
  return new SourceError(
    `None of the ${String(unaudited.length)} pages of ${options.archive} could be compared: ` +
      `of ${first.path}, ${UNAUDITED[first.reason]}.`,
    'Name the archive, the Markdown folder and the source of one import.',
  );
}

/** Only once all files are read is it known which headings there are. */
function withDeadLinks(
  compared: readonly Compared[],
  folder: string,
): { readonly pages: readonly PageAudit[]; readonly linksChecked: number } {
  const anchors = new Map(
    compared.map(({ markdownPath, result }) => [markdownPath, result.anchors]),
  );
  const tree = {
    hasFile: (path: string) => isPublishedFile(folder, path),
    anchorsOf: (path: string) => anchors.get(path) ?? null,
  };
  let linksChecked = 0;
  const pages = compared.map(({ sourcePath, markdownPath, title, result }): PageAudit => {
    const { checked, dead } = deadLinks(result.urls, markdownPath, tree);
    linksChecked += checked;
    return { title, sourcePath, markdownPath, ...result.audit, deadLinks: dead };
  });
  return { pages, linksChecked };
}
