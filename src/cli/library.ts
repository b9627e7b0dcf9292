import type {
  AuditOptions,
  ChangesOptions,
  DiffOptions,
  ExportOptions,
  ImportOptions,
  ListAttachmentsOptions,
  ListLinksOptions,
  ListPagesOptions,
  ListPeopleOptions,
  NamedQueryChoice,
  PageQuery,
  SearchOptions,
  QueryOptions,
  ShowOptions,
  MetricsOptions,
  OlderPages,
  PackageOptions,
  ReportsOptions,
  SectionOptions,
  ValidateOptions,
  ShownVocabulary,
  UnmatchedOptions,
  VerifyOptions,
  VocabularyFileOptions,
  VocabularyOptions,
} from '../index.ts';
import type { AuditReport } from '../model/audit.ts';
import type { BagReport } from '../model/bag.ts';
import type { ExportReport } from '../model/exports.ts';
import type {
  ChangesReport,
  PageDiff,
  PageHistory,
  ShownPage,
  ShownSection,
} from '../model/history.ts';
import type { ImportReport } from '../model/imports.ts';
import type { FieldOrigin } from '../model/pieces.ts';
import type { SearchAnswer } from '../model/search.ts';
import type { ListedAttachment, ListedLink, ListedPage, ListedPerson } from '../model/listings.ts';
import type { PackageReport } from '../model/package.ts';
import type { ReportEntry, ReportMetric, ReportPivot, SectionStory } from '../model/reports.ts';
import type { NamedQuery, QueryAnswer } from '../model/query.ts';
import type { VerifyReport } from '../model/verify.ts';
import type { UnmatchedHeading, VocabularyReport } from '../model/vocabulary-changes.ts';

/** An answer that is at hand, or comes once the code that knows it is loaded. */
type Soon<Value> = Value | Promise<Value>;

/** What the command line needs of the library; passed in, so that tests can watch the calls. */
export interface Library {
  readonly importExport: (options: ImportOptions) => Promise<ImportReport>;
  readonly auditArchive: (options: AuditOptions) => Promise<AuditReport>;
  readonly listPages: (options: ListPagesOptions) => Promise<readonly ListedPage[]>;
  readonly listPeople: (options: ListPeopleOptions) => Promise<readonly ListedPerson[]>;
  readonly listAttachments: (
    options: ListAttachmentsOptions,
  ) => Promise<readonly ListedAttachment[]>;
  readonly listLinks: (options: ListLinksOptions) => Promise<readonly ListedLink[]>;
  readonly namedQueries: () => Soon<readonly NamedQuery[]>;
  readonly queryText: (choice: NamedQueryChoice) => Soon<string>;
  readonly runQuery: (options: QueryOptions) => Promise<QueryAnswer>;
  readonly pageHistory: (query: PageQuery) => Promise<PageHistory>;
  readonly diffPage: (options: DiffOptions) => Promise<PageDiff>;
  readonly listChanges: (options: ChangesOptions) => Promise<ChangesReport>;
  readonly changesMarkdown: (report: ChangesReport) => Soon<string>;
  readonly exportArchive: (options: ExportOptions) => Promise<ExportReport>;
  readonly searchArchive: (options: SearchOptions) => Promise<SearchAnswer>;
  readonly showPage: (options: ShowOptions) => Promise<ShownPage>;
  readonly listReports: (options: ReportsOptions) => Promise<ReportEntry[]>;
  readonly readReportSection: (options: SectionOptions) => Promise<SectionStory>;
  readonly pivotReports: (options: ReportsOptions) => Promise<ReportPivot>;
  readonly listReportMetrics: (options: MetricsOptions) => Promise<ReportMetric[]>;
  readonly showSections: (
    options: ShowOptions & { readonly section: string },
  ) => Promise<readonly ShownSection[]>;
  readonly pageProvenance: (query: PageQuery) => Promise<readonly FieldOrigin[]>;
  readonly verifyArchive: (options: VerifyOptions) => Promise<VerifyReport>;
  readonly packageArchive: (options: PackageOptions) => Promise<PackageReport>;
  readonly showVocabulary: (options: VocabularyOptions) => Promise<ShownVocabulary>;
  readonly checkVocabulary: (options: VocabularyFileOptions) => Promise<VocabularyReport>;
  readonly listUnmatchedHeadings: (options: UnmatchedOptions) => Promise<UnmatchedHeading[]>;
  readonly countOlderPages: (archive: string) => Promise<OlderPages>;
  readonly useVocabulary: (options: VocabularyFileOptions) => Promise<VocabularyReport>;
  readonly validatePackage: (options: ValidateOptions) => Promise<BagReport>;
}
