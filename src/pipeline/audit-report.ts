/** Writes an audit as a page for people. */
import { dirname, resolve as absolute } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { auditReportPage, type ShownSides } from '../audit/report-page.ts';
import type { AuditReport } from '../model/audit.ts';
import { makeFolder, writeWhole } from '../publish/disk.ts';
import { sidesOf, type SourceFiles } from './audit-pages.ts';

/** Pages that are shown in full: enough to work on, few enough for a browser. */
const SHOWN_IN_FULL = 30;

/** @throws OutputError when the file cannot be written. */
export async function writeAuditPage(
  path: string,
  report: AuditReport,
  { archive, files }: { readonly archive: Archive; readonly files: SourceFiles },
): Promise<void> {
  const worst = new Set(
    report.pages.slice(0, SHOWN_IN_FULL).map(({ markdownPath }) => markdownPath),
  );
  const ids = (await archive.pageSummaries())
    .filter(({ markdownPath }) => markdownPath !== null && worst.has(markdownPath))
    .map(({ id }) => id);
  const sides = new Map<string, ShownSides>();
  for (const page of await archive.publishablePages(ids)) {
    const both = await sidesOf(page, report.markdownDir, files);
    if (typeof both === 'string') continue;
    sides.set(page.summary.markdownPath ?? '', {
      body: both.document.body,
      markdown: both.markdown,
    });
  }
  const file = absolute(path);
  makeFolder(dirname(file));
  writeWhole(dirname(file), file, [Buffer.from(auditReportPage(report, sides))]);
}
