/** What a caller may ask of an import, and what follows where nothing was asked. */
import { availableParallelism } from 'node:os';
import { AbortedError, UsageError } from '../model/errors.ts';
import { SOURCE_FORMATS, type SourceFormat } from '../model/document.ts';
import {
  DEFAULT_LIMITS,
  EDITED_POLICIES,
  REDIRECT_FORMS,
  type Limits,
  type OnEdited,
  type ProgressEvent,
  type RedirectForm,
} from '../model/imports.ts';
import type { SpaceRef } from '../model/page.ts';
import { TABLE_STYLES, type TableStyle } from '../model/table-style.ts';

/** More than any machine has use for, and few enough to be started. */
const MOST_WORKERS = 64;
/** A day. */
const MOST_SECONDS = 86_400;

export interface ImportOptions {
  /** Folders, zips or single files, as paths. At least one. */
  readonly sources: readonly string[];
  /** Path of the SQLite file; it is made if it is not there. */
  readonly archive: string;
  /** The Markdown folder; null for none. */
  readonly markdown: string | null;
  /** Reads every file as this format instead of by its content. */
  readonly format?: SourceFormat | undefined;
  /** Key or name of the space, for pages whose export does not say it. */
  readonly space?: string | undefined;
  /** How tables with merged cells and cells of several lines are written; default: `repeat`. */
  readonly tables?: TableStyle | undefined;
  /**
   * Path of a report vocabulary, or `built-in`; it is kept in the archive for later imports. Default:
   * the one that the archive keeps, else the built-in one.
   */
  readonly vocabulary?: string | undefined;
  /** How many files are read at a time; default: the number of processors. */
  readonly jobs?: number | undefined;
  /**
   * How many threads convert pages beside the one that calls: 0 for none. Default: as many as there
   * are processors to spare, once a run turns out to be long, and one for a page that is so large
   * that the memory may not do. What is written is the same for all; but without threads a page that
   * needs too much memory ends the process.
   */
  readonly workers?: number | undefined;
  /** What happens to published files that somebody has edited; default: `beside`. */
  readonly onEdited?: OnEdited | undefined;
  /** Whether the files of pages that moved or are gone are removed; default: true. */
  readonly prune?: boolean | undefined;
  /** Redirects for web servers, besides `redirects.csv`; default: none. */
  readonly redirects?: readonly RedirectForm[] | undefined;
  /** Stores the bytes of the sources' files beside the archive; default: false. */
  readonly keepOriginals?: boolean | undefined;
  /** Reads and decides everything, writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Never marks a page as removed: no source holds a whole space. Default false. */
  readonly partial?: boolean | undefined;
  /** Knows files by their bytes only, never by size and time. Default false. */
  readonly checksum?: boolean | undefined;
  readonly limits?: Partial<Limits> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
  readonly clock?: (() => Date) | undefined;
}

export interface ResolvedOptions {
  readonly sources: readonly string[];
  readonly archive: string;
  readonly markdown: string | null;
  readonly format: SourceFormat | null;
  readonly space: string | null;
  readonly tables: TableStyle;
  readonly vocabulary: string | null;
  readonly jobs: number;
  /** Null where the run is to decide. */
  readonly workers: number | null;
  readonly onEdited: OnEdited;
  readonly prune: boolean;
  readonly redirects: readonly RedirectForm[];
  readonly keepOriginals: boolean;
  readonly dryRun: boolean;
  readonly partial: boolean;
  readonly checksum: boolean;
  readonly limits: Limits;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (event: ProgressEvent) => void;
  readonly clock: () => Date;
}

/** @throws UsageError for an option that cannot be meant. */
export function resolveOptions(options: ImportOptions): ResolvedOptions {
  if (options.sources.length === 0) {
    throw new UsageError('No source was given.', 'Name a folder, a zip or a file to import.');
  }
  const { format = null, jobs = availableParallelism(), space = null } = options;
  const { tables = 'repeat' } = options;
  if (format !== null && !SOURCE_FORMATS.includes(format)) {
    throw new UsageError(
      `There is no format ${format as string}.`,
      `Choose one of ${SOURCE_FORMATS.join(', ')}.`,
    );
  }
  if (!TABLE_STYLES.includes(tables)) {
    throw new UsageError(
      `There is no way to write tables called ${tables as string}.`,
      `Choose one of ${TABLE_STYLES.join(', ')}.`,
    );
  }
  if (!Number.isInteger(jobs) || jobs < 1) {
    throw new UsageError(
      `The number of jobs must be a whole number from 1 up, not ${String(jobs)}.`,
    );
  }
  const { workers = null } = options;
  if (workers !== null && !(Number.isInteger(workers) && workers >= 0 && workers <= MOST_WORKERS)) {
    throw new UsageError(
      `The number of workers must be a whole number from 0 to ${String(MOST_WORKERS)}, not ${String(workers)}.`,
    );
  }
  const limits = limitsOf(options);
  const { onEdited = 'beside', redirects = [] } = options;
  checkTreeOptions(onEdited, redirects);
  return {
    sources: options.sources,
    archive: options.archive,
    markdown: options.markdown,
    format,
    space: space === null || space.trim() === '' ? null : space.trim(),
    tables,
    vocabulary: options.vocabulary ?? null,
    jobs,
    workers,
    onEdited,
    prune: options.prune ?? true,
    redirects,
    keepOriginals: options.keepOriginals ?? false,
    dryRun: options.dryRun ?? false,
    partial: options.partial ?? false,
    checksum: options.checksum ?? false,
    limits,
    signal: options.signal,
    onProgress: options.onProgress ?? (() => undefined),
    clock: options.clock ?? (() => new Date()),
  };
}

function limitsOf(options: ImportOptions): Limits {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (limits.maxPageSeconds > 0 && limits.maxPageSeconds <= MOST_SECONDS) return limits;
  throw new UsageError(
    `The limit for a page must be more than 0 and at most ${String(MOST_SECONDS)} seconds, ` +
      `not ${String(limits.maxPageSeconds)}.`,
  );
}

function checkTreeOptions(onEdited: OnEdited, redirects: readonly RedirectForm[]): void {
  if (!EDITED_POLICIES.includes(onEdited)) {
    throw new UsageError(
      `There is no way to treat edited files called ${onEdited as string}.`,
      `Choose one of ${EDITED_POLICIES.join(', ')}.`,
    );
  }
  const unknown = redirects.find((form) => !REDIRECT_FORMS.includes(form));
  if (unknown !== undefined) {
    throw new UsageError(
      `There is no form of redirects called ${unknown as string}.`,
      `Choose among ${REDIRECT_FORMS.join(', ')}.`,
    );
  }
}

/** What the user says of the space, under what the export says itself. */
export function knownSpace(stated: SpaceRef | null, given: string | null): SpaceRef {
  if (stated !== null && (stated.key !== null || stated.name !== null)) {
    return { key: stated.key ?? keyOf(given), name: stated.name };
  }
  const key = keyOf(given);
  return { key, name: key === null ? given : null };
}

/** Confluence's keys are letters and digits, personal ones begin with `~`; anything else is a name. */
const keyOf = (given: string | null): string | null =>
  given !== null && /^~?[\w.@:-]+$/.test(given) ? given : null;

/** What every phase throws when the caller's signal has fired. */
export const aborted = (): AbortedError =>
  new AbortedError(
    'The import was stopped. What was imported until then is whole.',
    'Run the same command again to finish it.',
  );
