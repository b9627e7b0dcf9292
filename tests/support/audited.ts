/** What the audit says of an import, in a form that a failing test shows well. */
import { auditArchive, type AuditReport } from '../../src/index.ts';

/** Everything that is amiss and nothing explains, one line each; [] for a whole tree. */
export const amissIn = (report: AuditReport): string[] => [
  ...report.pages.flatMap((page) => [
    ...page.losses
      .filter(({ reason }) => reason === null)
      .map(({ measure, text }) => `${page.sourcePath}: ${measure} lost: ${text}`),
    ...page.foreignWords.map((word) => `${page.sourcePath}: foreign word ${word}`),
    ...page.foreignTags.map((tag) => `${page.sourcePath}: foreign tag ${tag}`),
    ...page.deadLinks.map((url) => `${page.sourcePath}: dead link ${url}`),
  ]),
  ...report.unaudited.map(({ path, reason }) => `${path}: ${reason}`),
  ...report.files.changed.map((path) => `${path}: changed`),
  ...report.files.missing.map((path) => `${path}: gone`),
];

/** Audits an import whose sources lie where they were. */
export const audited = (archive: string, markdown: string): Promise<AuditReport> =>
  auditArchive({ archive, markdown });
