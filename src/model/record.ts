/** All that the archive has of one page. */
import type { ContributionRole, IsoDate, ReportRecord, SectionRecord } from './page.ts';

export interface RecordedPerson {
  readonly role: ContributionRole;
  readonly displayName: string;
  readonly username: string | null;
  readonly accountId: string | null;
  readonly profileUrl: string | null;
}

export interface RecordedLink {
  readonly kind: string;
  readonly href: string;
  readonly text: string;
  readonly fragment: string | null;
  readonly status: string;
  /** Title of the page that it leads to; null for other links, and where that is not known. */
  readonly targetTitle: string | null;
  readonly targetPageId: number | null;
}

export interface RecordedAttachment {
  readonly confluenceId: string | null;
  readonly fileName: string;
  readonly mediaType: string | null;
  readonly sourcePath: string | null;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly status: string;
  readonly publishedPath: string | null;
}

export interface RecordedComment {
  readonly confluenceId: string | null;
  readonly author: string | null;
  readonly createdAt: IsoDate | null;
  readonly createdRaw: string | null;
  readonly markdown: string;
}

/** A file that the page was in some export. */
export interface RecordedSource {
  readonly path: string;
  readonly sha256: string;
  readonly exportedOn: IsoDate | null;
  readonly importId: number;
}

export interface PageParts {
  readonly people: readonly RecordedPerson[];
  readonly sections: readonly SectionRecord[];
  readonly report: Omit<ReportRecord, 'authors'> | null;
  readonly links: readonly RecordedLink[];
  readonly attachments: readonly RecordedAttachment[];
  readonly comments: readonly RecordedComment[];
  readonly macros: readonly {
    readonly name: string;
    readonly outcome: string;
    readonly detail: string | null;
  }[];
  readonly diagnostics: readonly {
    readonly importId: number;
    readonly severity: string;
    readonly code: string;
    readonly message: string;
  }[];
  /** Every file that it was read from, oldest first. */
  readonly sources: readonly RecordedSource[];
}

/** What the archive's table `pages` says of it. */
export interface PageFacts {
  readonly type: string;
  readonly position: number | null;
  readonly isPlacedByIndex: boolean;
  readonly parentId: number | null;
  readonly parentTitle: string | null;
  readonly metadataRaw: string | null;
  readonly profile: string | null;
  /** Names the rules and options that converted the page. */
  readonly conversion: string;
  readonly sourceSha256: string;
  readonly wordCount: number;
  readonly text: string;
  readonly firstImportId: number;
  readonly lastImportId: number;
}

export interface PageWhole extends PageFacts, PageParts {}
