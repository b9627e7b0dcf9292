/**
 * The library: everything the command does, as typed functions.
 *
 * `importExport` turns sources into an archive and a tree of Markdown; `openArchive` opens an
 * archive to ask it questions.
 */
export { openArchive } from './archive/open.ts';
export type { Archive } from './archive/archive.ts';
export { openOriginal } from './archive/originals-folder.ts';
export {
  DIAGNOSTICS,
  type Diagnostic,
  type DiagnosticCode,
  type Severity,
} from './model/diagnostics.ts';
export { SOURCE_FORMATS, type SourceFormat } from './model/document.ts';
export {
  AbortedError,
  ArchiveError,
  ArchiveToolError,
  OutputError,
  SourceError,
  UsageError,
} from './model/errors.ts';
export {
  DEFAULT_LIMITS,
  EDITED_POLICIES,
  REDIRECT_FORMS,
  SKIP_REASONS,
  type Counts,
  type ImportPhase,
  type ImportReport,
  type Limits,
  type LocatedDiagnostic,
  type OnEdited,
  type PageOutcome,
  type PreservedFile,
  type ProgressEvent,
  type RedirectForm,
  type SkipReason,
  type TreeChange,
} from './model/imports.ts';
export {
  BROKEN_LINKS,
  MEASURES,
  UNAUDITED,
  type AuditReport,
  type BrokenLink,
  type BrokenLinkReason,
  type Check,
  type Loss,
  type Measure,
  type Measured,
  type NamedFile,
  type PageAudit,
  type UnauditedReason,
} from './model/audit.ts';
export {
  CHANGE_KINDS,
  type ChangeKind,
  type ChangesReport,
  type DiffHunk,
  type DiffPart,
  type ImportSummary,
  type NamedPage,
  type PageChange,
  type PageDiff,
  type PageHistory,
  type PageVersion,
  type ShownPage,
  type ShownSection,
  type VersionChange,
  type VersionRow,
} from './model/history.ts';
export {
  ATTACHMENT_ORDERS,
  PAGE_ORDERS,
  PAGE_STATUSES,
  type AttachmentOrder,
  type ListedAttachment,
  type ListedLink,
  type ListedPage,
  type ListedPerson,
  type PageOrder,
  type PageStatus,
} from './model/listings.ts';
export {
  BAG_PROBLEMS,
  BAG_REMARKS,
  type BagFinding,
  type BagProblem,
  type BagRemark,
  type BagReport,
} from './model/bag.ts';
export type { PackageReport } from './model/package.ts';
export type { NamedQuery, QueryAnswer, QueryParameter, QueryValue } from './model/query.ts';
export {
  VERIFY_PROBLEMS,
  type VerifyFinding,
  type VerifyProblem,
  type VerifyReport,
} from './model/verify.ts';
export type { FieldOrigin } from './model/pieces.ts';
export type { SearchAnswer, SearchHit, SnippetPart, TermCount } from './model/search.ts';
export { TABLE_STYLES, type TableStyle } from './model/table-style.ts';
export { VERSION } from './model/version.ts';
export { auditArchive, type AuditOptions } from './pipeline/audit.ts';
export { listChanges, type ChangesOptions } from './pipeline/changes.ts';
export { changesMarkdown } from './pipeline/changes-markdown.ts';
export { diffPage, type DiffOptions } from './pipeline/diff.ts';
export { pageHistory, type PageQuery } from './pipeline/history.ts';
export type { PageFilter } from './model/page-filter.ts';
export { searchArchive, type SearchOptions } from './pipeline/search.ts';
export { pageProvenance, showPage, showSections, type ShowOptions } from './pipeline/show.ts';
export {
  listAttachments,
  listLinks,
  listPages,
  listPeople,
  type ListAttachmentsOptions,
  type ListLinksOptions,
  type ListOptions,
  type ListPagesOptions,
  type ListPeopleOptions,
} from './pipeline/listings.ts';
export {
  namedQueries,
  queryText,
  runQuery,
  type NamedQueryChoice,
  type QueryOptions,
  type QueryValues,
} from './pipeline/query.ts';
export type { ExportReport } from './model/exports.ts';
export { exportArchive, type ExportOptions } from './pipeline/export.ts';
export { importExport } from './pipeline/import.ts';
export type { ImportOptions } from './pipeline/options.ts';
export {
  packageArchive,
  validatePackage,
  type PackageOptions,
  type ValidateOptions,
} from './pipeline/package.ts';
export type { ReportsOptions } from './pipeline/report-items.ts';
export {
  listReportMetrics,
  listReports,
  pivotReports,
  readReportSection,
  type MetricsOptions,
  type SectionOptions,
} from './pipeline/reports.ts';
export {
  SECTION_STATES,
  type PivotCell,
  type ReportEntry,
  type ReportMetric,
  type ReportPivot,
  type SectionOfReport,
  type SectionState,
  type SectionStory,
} from './model/reports.ts';
export { verifyArchive, type VerifyOptions } from './pipeline/verify.ts';
export {
  checkVocabulary,
  showVocabulary,
  useVocabulary,
  type ShownVocabulary,
  type VocabularyFileOptions,
  type VocabularyOptions,
} from './pipeline/vocabulary.ts';
export type {
  NamedReport,
  UnmatchedHeading,
  VocabularyChanges,
  VocabularyReport,
} from './model/vocabulary-changes.ts';
export { countOlderPages, type OlderPages } from './pipeline/older-pages.ts';
export { listUnmatchedHeadings, type UnmatchedOptions } from './pipeline/unmatched-headings.ts';
